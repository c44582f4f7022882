import { describe, expect, test } from "vitest";
import type { DeskLine } from "../../../../core/channel.ts";
import { MESSAGE_BYTES, openingOf, topicOf } from "../../../../channels/acs-chat/opening.ts";
import { aHandoff } from "../../../contract/suites/a-desk.ts";

const line = (index: number, text: string): DeskLine => ({
  at: Date.UTC(2026, 10, 22, 12, index),
  speaker: "Owen",
  text,
});
const bytes = (text: string): number => Buffer.byteLength(text);

describe("the topic", () => {
  test("says who it is and why", () => {
    expect(topicOf(aHandoff({ reason: "claim" }))).toBe("Owen Tremblay: claim");
    const vip = aHandoff({ kind: "relationship_manager", reason: "portfolio" });
    expect(topicOf(vip)).toBe("Owen Tremblay: relationship manager, portfolio review");
  });

  test("says why while nobody knows who it is, and is never endless", () => {
    expect(topicOf(aHandoff({ customerName: "" }))).toBe("asked for a person");
    expect(topicOf(aHandoff({ customerName: "é".repeat(999) })).length).toBeLessThanOrEqual(200);
  });
});

describe("the opening", () => {
  test("holds summary, offer and what was said, oldest first", () => {
    const transcript = [line(0, "hello"), line(1, "a person please")];
    const handoff = aHandoff({ summary: "Wants a person.", offeredTo: "Nadia Okafor", transcript });
    expect(openingOf(handoff).split("\n")).toEqual([
      "Owen Tremblay: asked for a person",
      "",
      "Wants a person.",
      "",
      "Offered first to Nadia Okafor.",
      "",
      "What was said so far (times in UTC):",
      "2026-11-22 12:00 Owen: hello",
      "2026-11-22 12:01 Owen: a person please",
    ]);
  });

  test("needs no transcript", () => {
    expect(openingOf(aHandoff({ transcript: [] }))).not.toContain("What was said");
  });

  test.each([
    ["ñ", 400],
    ["你", 900],
    ["👩‍👩‍👧‍👦", 300],
    ["x", 9_000],
  ])(
    "stays within the limit of bytes with lines of %s, and says what is left out",
    (letter, length) => {
      const transcript = Array.from({ length: 300 }, (_, index) =>
        line(index, `${index} ${letter.repeat(length)}`),
      );
      const opening = openingOf(aHandoff({ summary: "你".repeat(4_000), transcript }));
      expect(bytes(opening)).toBeLessThanOrEqual(MESSAGE_BYTES);
      expect(opening.isWellFormed()).toBe(true);
      const shown = opening.split("\n").filter((each) => each.startsWith("2026-"));
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.at(-1)).toContain("Owen: 299 ");
      expect(opening).toContain(`(${300 - shown.length} earlier lines are left out here.)`);
    },
  );
});
