import { engines } from "../support/engines.ts";
import { commitContract } from "./suites/commit.ts";
import { deskContract } from "./suites/desk.ts";
import { mailboxContract } from "./suites/mailbox.ts";
import { mailboxModelContract } from "./suites/mailbox-model.ts";

for (const { name, makeSql } of engines) {
  mailboxContract(name, makeSql);
  commitContract(name, makeSql);
  deskContract(name, makeSql);
  mailboxModelContract(name, makeSql);
}
