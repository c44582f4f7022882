import { engines } from "../support/engines.ts";
import { deadLettersContract } from "./suites/dead-letters.ts";
import { deliveriesContract } from "./suites/deliveries.ts";
import { deliveryReportsContract } from "./suites/delivery-reports.ts";
import { putAwayContract } from "./suites/put-away.ts";

for (const { name, makeSql } of engines) {
  deliveriesContract(name, makeSql);
  deliveryReportsContract(name, makeSql);
  deadLettersContract(name, makeSql);
  putAwayContract(name, makeSql);
}
