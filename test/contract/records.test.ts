import { engines } from "../support/memory-sql.ts";
import { recordsContract } from "./suites/records.ts";

for (const { name, makeSql } of engines) recordsContract(name, makeSql);
