import { engines } from "../support/engines.ts";
import { recordsContract } from "./suites/records.ts";

for (const { name, makeSql } of engines) recordsContract(name, makeSql);
