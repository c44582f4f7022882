import { describe, expect, test } from "vitest";
import { meaningOf } from "../../../../graph/choices/offer.ts";
import { en } from "../../../../graph/replies/en.ts";
import { NORA } from "../../../support/demo-insurer.ts";
import { after, questions } from "./conversation.ts";

const ours = questions.filter(({ language, address }) => language === "en" && address === NORA);
const PEOPLE = new Set(["human_agent", "relationship_manager"]);
const EMAIL = "change my email to x@example.org";
const CLAIM = ["report a claim on AUT-1042", "yesterday", "A van hit my door."];

describe("a button of an earlier question", () => {
  test("never answers another one, whichever two they are", async () => {
    const talks = await Promise.all(ours.map(({ texts }) => after(NORA, ...texts)));
    const faults: unknown[] = [];
    for (const { outcome: earlier } of talks) {
      for (const open of talks) {
        if (JSON.stringify(open.outcome.pending) === JSON.stringify(earlier.pending)) continue;
        for (const choice of earlier.choices) {
          const { staged, handoffChanges } = (await open.tap(choice)).outcome;
          const isPerson = PEOPLE.has(meaningOf(choice.id));
          const isClosed = handoffChanges.some((change) =>
            JSON.stringify(change).includes("close"),
          );
          if (staged.length > 0 || isClosed) faults.push([choice, open.outcome.said, staged]);
          if (
            handoffChanges.length > 0 &&
            !isPerson &&
            open.outcome.pending?.ask !== "anything_else"
          )
            faults.push([choice, open.outcome.said, handoffChanges]);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test("that changes something is told to be old, with the question that is open now", async () => {
    const [yes] = (await after(NORA, EMAIL)).outcome.choices;
    const open = await after(NORA, EMAIL, "no", ...CLAIM);
    const { outcome } = await open.tap(yes!);
    expect(outcome.staged).toEqual([]);
    expect(outcome.pending).toEqual(open.outcome.pending);
    expect(outcome.said).toEqual([
      expect.stringContaining(
        `${en.clarify.staleButton}\n${en.clarify.back}\nPlease check your claim:`,
      ),
    ]);
    const [now] = outcome.choices;
    expect((await open.tap(now!)).outcome.staged).toHaveLength(1);
  });

  test("tapped twice acts once", async () => {
    const asked = await after(NORA, EMAIL);
    const [yes] = asked.outcome.choices;
    const once = await asked.tap(yes!);
    expect(once.outcome.staged).toHaveLength(1);
    const twice = await once.tap(yes!);
    expect(twice.outcome.staged).toEqual([]);
    expect(twice.outcome.said.join()).toContain(en.clarify.nothingOpen);
  });

  test("with the same question above it is as good as the new one", async () => {
    const asked = await after(NORA, EMAIL);
    const again = await asked.say("what do I pay?");
    expect((await again.tap(asked.outcome.choices[0]!)).outcome.staged).toHaveLength(1);
  });

  test("that opens a policy opens it, and the confirmation stays open", async () => {
    const [first] = (await after(NORA, "my policies")).outcome.choices;
    const { outcome } = await (await after(NORA, EMAIL)).tap(first!);
    expect(outcome.said[0]).toContain("AUT-1042: Auto Comprehensive");
    expect(outcome.pending?.ask).toBe("confirm_contact");
  });

  test("that asks for a person gets one at any time", async () => {
    const person = (await after(NORA, "xyzzy plugh")).outcome.choices.at(-1)!;
    for (const texts of [["hello"], [EMAIL], CLAIM]) {
      const { handoffChanges } = (await (await after(NORA, ...texts)).tap(person)).outcome;
      expect(handoffChanges).toMatchObject([{ do: "open" }]);
    }
  });
});

describe("a button that is not ours", () => {
  test("agrees to nothing", async () => {
    const asked = await after(NORA, EMAIL);
    const { outcome } = await asked.tap({ id: "promo-7", title: "Yes" });
    expect(outcome.staged).toEqual([]);
    expect(outcome.pending).toEqual(asked.outcome.pending);
  });

  test("is taken by its words", async () => {
    const { outcome } = await (
      await after(NORA, "hello")
    ).tap({ id: "promo-7", title: "My policies" });
    expect(outcome.said.join()).toContain("AUT-1042");
  });

  test("answers by a bare meaning, as a template's quick reply does", async () => {
    const asked = await after(NORA, EMAIL);
    expect((await asked.tap({ id: "yes", title: "Yes" })).outcome.staged).toHaveLength(1);
  });
});
