import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { calledByName } from "../../../../graph/skills/insured.ts";
import { policies } from "../../../support/demo-insurer.ts";
import { talkWith } from "./talk.ts";

const unsure = { zone: "clarify" } as const;
const productName = { en: "P", es: "P" };
const everything = policies.map((policy) => Object.assign({ productName }, policy));
const called = (text: string) => calledByName(text, everything).map((each) => each.policyNumber);

describe("what is insured is known by its name", () => {
  test.each([
    ["the make", "someone dented my Subaru yesterday", ["AUT-1048"]],
    ["the make, misspelt", "my hyundia was scratched", ["AUT-1051"]],
    ["the model", "mi Sentra no arranca", ["AUT-1046"]],
    ["a model with a hyphen", "is the CR-V covered", ["AUT-1044"]],
    ["the same without", "is the crv covered", ["AUT-1044"]],
    ["the same in two words", "the cr v please", ["AUT-1044"]],
    ["a model that is a letter and a number", "renew the f150", ["AUT-1045"]],
    ["a model of two letters", "the q4", ["AUT-1050"]],
    ["the plate", "it is the car with ckr 4471", ["AUT-1042"]],
    ["the year", "the 2025 one", ["AUT-1047"]],
    ["the street", "the flat in Quarry Hill", ["HOM-2007"]],
    ["a street of three words", "somebody broke in at Old Mill Track", ["HOM-2010"]],
    ["the sort of house", "my bungalow was flooded", ["HOM-2004"]],
    ["two names", "the Volvo and the Ford", ["AUT-1042", "AUT-1045"]],
  ] as const)("%s: %s", (_how, text, numbers) => {
    expect(called(text)).toEqual(numbers);
  });

  test.each([
    "I had an accident in Brackwater",
    "a pickup hit my house in the street",
    "my child broke a window on the ferry",
    "the car with ckr 4472",
    "it happened in 2022",
    "in 2025",
    "I ran a red signal",
    "my life is hard and all trips are cancelled",
    "what is covered",
    "",
  ])("and not in: %s", (text) => {
    expect(called(text)).toEqual([]);
  });

  test("two of one make are both meant until the model tells", () => {
    const honda = everything.find(({ insured }) => insured.includes("Honda"));
    const civic = { ...honda!, policyNumber: "AUT-1099", insured: "2020 Honda Civic, red" };
    const cars = [honda!, civic];
    expect(calledByName("my Honda", cars)).toEqual(cars);
    expect(calledByName("my Honda Civic", cars)).toEqual([civic]);
  });
});

describe("a policy named by what it insures", () => {
  test("gets no claim when it is lapsed, and the customer hears which and why", async () => {
    const talk = talkWith("C-1009");
    const { text, pending } = await talk.hear(
      "someone dented my Subaru yesterday, I want to claim",
      "claim_report",
    );
    expect(text).toContain("AUT-1048 is lapsed");
    expect(pending).toMatchObject({ ask: "claim", step: "policy", options: ["TRV-5002"] });
  });

  test("the same as an answer to the question which", async () => {
    const talk = talkWith("C-1010");
    await talk.hear("I want to report a claim", "claim_report");
    const { text } = await talk.hear("the flat in Quarry Hill", "out_of_scope", unsure);
    expect(text).toContain("HOM-2007 is cancelled");
  });

  test("gets the claim, whatever else the story names", async () => {
    const talk = talkWith("C-1003");
    const story = "my Honda was hit in front of my house yesterday, I want to report it";
    const { text } = await talk.hear(story, "claim_report");
    expect(text).toBe(en.claim.askWhatOr(story));
    expect(talk.focus().policyNumber).toBe("AUT-1044");
    const corrected = await talk.hear("no, the Ford", "out_of_scope", unsure);
    expect(corrected.pending).toMatchObject({ draft: { policyNumber: "AUT-1045" } });
  });

  test("is opened, priced, changed and asked about", async () => {
    const open = await talkWith("C-1003").hear("show me the F-150", "policy_details");
    expect(open.text).toContain("AUT-1045: Auto Liability");
    const bill = await talkWith("C-1003").hear("what do I pay for the CRV", "billing");
    expect(bill.text).toContain("$104.90");
    expect(bill.text).not.toContain("AUT-1045");
    const change = await talkWith("C-1011").hear("cancel the e-tron", "policy_change");
    expect(change.pending).toMatchObject({ policyNumber: "AUT-1050", kind: "cancel" });
    const claims = await talkWith("C-1001").hear("how is the claim of my Volvo?", "claim_status");
    expect(claims.text).toContain("CL-7001");
    expect(claims.text).not.toContain("CL-7002");
  });

  test("by its plate is not taken for the policy of somebody else", async () => {
    const { text } = await talkWith("C-1001").hear("details of CKR4471 please", "policy_details");
    expect(text).toContain("AUT-1042");
    expect(text).not.toContain("not on your account");
    const foreign = await talkWith("C-1001").hear("details of DLN8815 please", "policy_details");
    expect(foreign.text).toBe(en.policy.notOnAccount("DLN-8815"));
  });

  test("in Spanish too", async () => {
    const { text } = await talkWith("C-1004", "es").hear("¿cuánto pago por mi Nissan?", "billing");
    expect(text).toContain("AUT-1046");
    expect(text).not.toContain("HOM-2004");
  });
});
