import { engines } from "../support/engines.ts";
import { deliveriesContract } from "./suites/deliveries.ts";

for (const { name, makeSql } of engines) deliveriesContract(name, makeSql);
