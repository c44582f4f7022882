import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LUCIA, MARCUS, NORA } from "../../../support/demo-insurer.ts";
import { after } from "./conversation.ts";

describe("a choice is named", () => {
  test.each([
    ["my policies", "the last one", "TRV-5001"],
    ["my policies", "nº 2", "HOM-2001"],
    ["my policies", "2nd please", "HOM-2001"],
    ["my policies", "no. 3", "LIF-3001"],
    ["my policies", "la última", "TRV-5001"],
    ["my policies", "opción 2", "HOM-2001"],
    ["my policies", "2001", "HOM-2001"],
    ["my policies", "1042", "AUT-1042"],
    ["my policies", "hom 2001", "HOM-2001"],
    ["my policies", "the travel one", "TRV-5001"],
    ["I'd like to update my contact details", "language", "English or Spanish?"],
    ["I'd like to update my contact details", "the postal address please", "new postal address"],
    ["I'd like to change my language", "español", "después: español"],
    ["my policies", "none of these", "All right"],
    ["my policies", "ninguna", "All right"],
    ["xyzzy plugh", "neither", "in other words"],
    ["renew or cancel AUT-1042", "renew it", "Request: renew AUT-1042"],
    ["renew or cancel AUT-1042", "cancel", "Request: cancel AUT-1042"],
  ])("after %j by %j", async (opening, text, told) => {
    const { said } = (await after(NORA, opening, text)).outcome;
    expect(said.join("\n")).toContain(told);
  });
});

describe("a number that means something else is no choice", () => {
  const CLAIM = "report a claim on AUT-1042";
  test.each([
    ["a story", [CLAIM, "yesterday", "2 cars hit me"], "2 cars hit me"],
    ["a story after a short one", [CLAIM, "yesterday", "x", "2 cars hit me"], "2 cars hit me"],
    ["a day", [CLAIM, "blub", "November 1"], "What happened?"],
    ["a date", [CLAIM, "blub", "11/1/2026"], "What happened?"],
    ["a policy number", ["my policies", "LIF-3001"], "LIF-3001:"],
    ["an address", ["change my address", "1", "1 Pier Road, Eastmoor"], "1 Pier Road, Eastmoor"],
  ])("but %s", async (_what, texts, told) => {
    const { said } = (await after(NORA, ...texts)).outcome;
    expect(said.join("\n")).toContain(told);
  });

  test("nor an amount that follows a list", async () => {
    const { outcome } = await after(MARCUS, "cancel my car insurance", "1,000 dollars");
    expect(outcome.pending?.ask).not.toBe("confirm_request");
  });
});

describe("only an unmistakable yes changes anything", () => {
  const CONFIRMATIONS = [
    [NORA, "change my email to x@example.org"],
    [NORA, "cancel AUT-1042"],
    [NORA, "report a claim on AUT-1042", "yesterday", "A van hit my door."],
    [LUCIA, "cambiar mi correo a x@example.org"],
  ] satisfies [string, ...string[]][];
  const assent = "yes sure ok si claro vale right fine good exactly 1 first uno primera".split(" ");
  const other =
    "but if maybe car friday what premium wait pero cuando quizas coche viernes espera 500".split(
      " ",
    );

  test.each(CONFIRMATIONS)("of %s: %j", async (address, ...texts) => {
    const asked = await after(address, ...texts);
    expect((await asked.say("yes")).outcome.staged).toHaveLength(1);
    const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    const noise = fc
      .string({ unit: "grapheme", maxLength: 60 })
      .filter((text) => letters(text) > 6);
    const yesBut = fc
      .tuple(
        fc.array(fc.constantFrom(...assent), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...other),
        fc.array(fc.constantFrom(...assent, ...other), { maxLength: 3 }),
      )
      .map(([before, word, behind]) => [...before, word, ...behind].join(" "));
    await fc.assert(
      fc.asyncProperty(fc.oneof(noise, yesBut), async (text) => {
        expect((await asked.say(text)).outcome.staged).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
