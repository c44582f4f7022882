import { engines } from "../support/engines.ts";
import { transcriptContract } from "./suites/transcript.ts";

for (const { name, makeSql } of engines) transcriptContract(name, makeSql);
