import { describe, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { leaksIn } from "../support/leaks.ts";

/** The watch over every story must itself be able to see. */
describe("a reply about another customer is seen", () => {
  test.each([
    ["a name", "Marcus Delaney has two cars"],
    ["a family name without its accents", "Mrs Ferrandiz asked the same"],
    ["a customer id", "customer C-1003"],
    ["a phone number", "call +1 425 555 0103"],
    ["an e-mail address", "write to marcus.delaney@example.org"],
    ["a street", "at 77 Cannery Street"],
    ["a policy number", "policy AUT-1044"],
    ["a policy number in another spelling", "policy aut 1044"],
    ["a claim number", "claim CL-7003"],
    ["what is insured", "2023 Honda CR-V, blue, plate DLN8815"],
  ])("by %s", (_what, text) => {
    expect(leaksIn(who.NORA, text, [])).not.toEqual([]);
    expect(leaksIn(who.STRANGER, text, ["hi"])).not.toEqual([]);
  });

  test("but their own data is theirs", () => {
    for (const { phoneNumber, name, email, postalAddress, policyNumbers } of who.customers) {
      const own = [name, email, postalAddress, ...policyNumbers].join(" ");
      expect(leaksIn(phoneNumber, own, [])).toEqual([]);
    }
  });

  test("and only numbers they wrote themselves may be said back", () => {
    expect(leaksIn(who.NORA, "AUT-1044 is not on your account", ["show me aut 1044"])).toEqual([]);
    expect(leaksIn(who.NORA, "Marcus Delaney", ["who is Marcus Delaney"])).not.toEqual([]);
  });
});
