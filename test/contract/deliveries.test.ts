import { engines } from "../support/memory-sql.ts";
import { deliveriesContract } from "./suites/deliveries.ts";

for (const { name, makeSql } of engines) deliveriesContract(name, makeSql);
