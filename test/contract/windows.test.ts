import { engines } from "../support/engines.ts";
import { mergingContract } from "./suites/merging.ts";
import { windowsContract } from "./suites/windows.ts";

for (const { name, makeSql } of engines) {
  windowsContract(name, makeSql);
  mergingContract(name, makeSql);
}
