import { expect, test } from "vitest";
import { asksForNamedPerson } from "../../../../graph/understanding/rules/named-person.ts";

test.each([
  ["is Fergal there", true],
  ["looking for Aoife in the Cork office", true],
  ["con mi tocayo Raúl de atención", true],
  // Things and companies have names as well.
  ["what key is Hallelujah in", false],
  ["I want to talk to Allianz about my car", false],
  ["connect me to barclays", false],
])("%s: asks for somebody by name: %s", (text, isAsked) => {
  expect(asksForNamedPerson(text)).toBe(isAsked);
});
