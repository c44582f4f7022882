import { engines } from "../support/engines.ts";
import { quarantineContract } from "./suites/quarantine.ts";

for (const { name, makeSql } of engines) quarantineContract(name, makeSql);
