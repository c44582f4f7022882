import { engines } from "../support/engines.ts";
import { handoffsContract } from "./suites/handoffs.ts";

for (const { name, makeSql } of engines) handoffsContract(name, makeSql);
