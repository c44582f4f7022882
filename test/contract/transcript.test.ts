import { engines } from "../support/memory-sql.ts";
import { transcriptContract } from "./suites/transcript.ts";

for (const { name, makeSql } of engines) transcriptContract(name, makeSql);
