import { describe, expect, test } from "vitest";
import { numberedText, withoutList } from "../../../channels/numbered-text.ts";
import { messageBody } from "../../../channels/whatsapp-cloud/body.ts";
import { alwaysOpen } from "../../../core/window.ts";

/** As they leave the graph: the id marked with its question. */
const choices = [
  { id: "AUT-1042#x7", title: "AUT-1042 (car)" },
  { id: "human_agent#x7", title: "A person" },
];

describe("a channel without buttons", () => {
  test.each([
    "Which one?\n1. AUT-1042 (car)\n2. A person",
    "1. AUT-1042: Auto, active\n  a Volvo\nWhich one?\n2. A person",
    "the second part of a long text\n2. A person",
  ])("numbers nothing twice: %j", (text) => {
    expect(numberedText(text, choices)).toBe(text);
  });

  test.each(["Which one?", "1. Look\n2. Think", "• AUT-1042: Auto"])(
    "numbers what nobody did: %j",
    (text) => {
      expect(numberedText(text, choices)).toBe(`${text}\n\n1. AUT-1042 (car)\n2. A person`);
    },
  );

  test("leaves a text alone that offers nothing", () => {
    expect(numberedText("1. a", [])).toBe("1. a");
  });
});

describe("a channel with buttons", () => {
  test.each([
    ["Which one?\n1. AUT-1042 (car)\n2. A person", "Which one?"],
    ["1. AUT-1042: Auto\nWhich one?\n2. A person", "1. AUT-1042: Auto\nWhich one?"],
    ["Which one?\n1. Auto\n2. A person, perhaps", "Which one?\n1. Auto\n2. A person, perhaps"],
    ["2. A person", "2. A person"],
  ])("shows %j without what the buttons say", (text, shown) => {
    expect(withoutList(text, choices)).toBe(shown);
  });

  test("is WhatsApp by Meta", () => {
    const free = { kind: "free", firstAt: 0, window: alwaysOpen } as const;
    const body = messageBody({
      ...free,
      deliveryId: "d-1",
      address: "+14255550101",
      text: "Which one?\n1. AUT-1042 (car)\n2. A person",
      choices,
    });
    expect(body).toMatchObject({ interactive: { type: "button", body: { text: "Which one?" } } });
  });
});
