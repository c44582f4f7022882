import { engines } from "../support/engines.ts";
import { addressesContract } from "./suites/addresses.ts";

for (const { name, makeSql } of engines) addressesContract(name, makeSql);
