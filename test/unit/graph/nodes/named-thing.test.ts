import { expect, test } from "vitest";
import { mayNameThing, withNamedThing } from "../../../../graph/nodes/named-thing.ts";
import policies from "../../../../data/seed/policies.json" with { type: "json" };
import { Policy } from "../../../../core/records.ts";
import { read } from "../understanding/reader.ts";

/** A Honda CR-V, a Ford F-150 and a house. */
const OWN = Policy.array()
  .parse(policies)
  .filter(({ policyNumber }) => ["AUT-1044", "AUT-1045", "HOM-2003"].includes(policyNumber))
  .map((policy) => Object.assign({}, policy, { productName: { en: "", es: "" } }));

function readAs(text: string) {
  const reading = {
    ...read(text),
    understood: { ...read(text).understood, zone: "decline" },
  } as const;
  return mayNameThing(reading, text)
    ? withNamedThing(reading, text, OWN).understood
    : reading.understood;
}

test.each([
  "and the ford?",
  "how about the F-150",
  "the cr-v",
  "what about my Honda then",
  "¿y el Ford?",
  "sorry, I meant the Ford F-150",
])("%j is about the policy of what it names", (text) => {
  expect(readAs(text)).toMatchObject({ name: "policy_details", zone: "act", source: "rule" });
});

test.each([
  "and the volvo?",
  "who founded ford",
  "ford stock price",
  "the ford has a flat battery in the middle of nowhere and I am late",
  "what about it",
  "",
])("%j is not", (text) => {
  expect(readAs(text).zone).toBe("decline");
});
