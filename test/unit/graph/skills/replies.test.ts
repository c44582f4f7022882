import { describe, expect, test } from "vitest";
import { Media } from "../../../../core/conversation.ts";
import { HandoffReason } from "../../../../core/handoff.ts";
import { en } from "../../../../graph/replies/en.ts";
import { es } from "../../../../graph/replies/es.ts";
import { makeFormats } from "../../../../graph/replies/format.ts";
import { repliesFor } from "../../../../graph/replies/index.ts";
import type { HandoffFacts } from "../../../../graph/replies/index.ts";

const nobody: HandoffFacts = { managerName: null, mediaKind: null };
const both = [en, es] as const;

/** Every path of a nested object. */
function paths(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const isGroup = typeof inner === "object" && inner !== null && !(inner instanceof RegExp);
    return isGroup ? paths(inner as object, `${prefix}${key}.`) : [`${prefix}${key}`];
  });
}

/** Every fixed text, and what the handoff texts say. */
function textsOf(replies: typeof en): string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null && !(value instanceof RegExp)) {
      Object.values(value).forEach(visit);
    }
  };
  visit(replies);
  for (const reason of HandoffReason.options) {
    texts.push(replies.human.announce("contact_center", reason, nobody));
  }
  return texts;
}

describe("the replies of every language", () => {
  test("hold the same things", () => {
    expect(paths(es).sort()).toEqual(paths(en).sort());
    expect(repliesFor("en")).toBe(en);
    expect(repliesFor("es")).toBe(es);
  });

  test("have titles that fit on a WhatsApp button", () => {
    for (const replies of both) {
      const { choice, intent, terms } = replies;
      const numbered = Object.values(terms.kind).map((kind) => `AUT-1042 (${kind})`);
      const titles = [
        ...Object.values(choice),
        ...Object.values(intent),
        ...Object.values(terms.language),
        ...numbered,
      ];
      for (const title of titles) expect(title.length, title).toBeLessThanOrEqual(20);
    }
  });

  test("carry no label of their own and no markdown headings", () => {
    for (const text of both.flatMap(textsOf)) {
      expect(text).not.toMatch(/^\[|^#/m);
      expect(text).not.toContain("undefined");
    }
  });

  test("do not leak English into Spanish", () => {
    const english =
      /\b(?:the|your|you|please|policy|claim|with|what|here|person|payment|number|sorry|all|right)\b/i;
    for (const text of textsOf(es)) expect(text).not.toMatch(english);
  });

  test("say usted in Spanish", () => {
    for (const text of textsOf(es)) expect(text).not.toMatch(/\b(?:tú|tu|tus|te|ti|tienes)\b/i);
  });
});

describe("the announcement of a handoff", () => {
  test.each(HandoffReason.options)("says honestly how long it may take (%s)", (reason) => {
    const english = en.human.announce("contact_center", reason, nobody);
    expect(english).toContain("in order of arrival");
    expect(english).toContain("cannot promise a time");
    expect(english).toContain("they answer in this chat");
    const spanish = es.human.announce("contact_center", reason, nobody);
    expect(spanish).toContain("por orden de llegada");
    expect(spanish).toContain("no puedo prometerle una hora");
  });

  test("puts emergency services first when there is danger, and leaves them out otherwise", () => {
    for (const { human } of both) {
      expect(human.announce("contact_center", "danger", nobody).slice(0, 110)).toMatch(/911.*112/s);
      expect(human.announce("contact_center", "distress", nobody)).toContain("911");
      expect(human.announce("contact_center", "asked", nobody)).not.toContain("911");
    }
  });

  test("names the relationship manager who is asked", () => {
    const facts = { managerName: "Tobias Grant", mediaKind: null };
    for (const { human } of both) {
      expect(human.announce("relationship_manager", "portfolio", facts)).toContain("Tobias Grant");
      expect(human.announce("contact_center", "portfolio", facts)).not.toContain("Tobias");
    }
  });

  test.each(Media.shape.kind.options)("acknowledges what was sent: %s", (mediaKind) => {
    const facts = { managerName: null, mediaKind };
    expect(en.human.announce("contact_center", "media", facts)).toContain(
      `I received your ${en.terms.media[mediaKind]}`,
    );
    expect(es.human.announce("contact_center", "media", facts)).toContain(
      `recibí ${es.terms.media[mediaKind]}`,
    );
  });
});

describe("figures", () => {
  const { money, day, list } = makeFormats("en-US");

  test("are written as people of the place write them, without special blanks", () => {
    expect(money(11_840, "USD")).toBe("$118.40");
    expect(money(50_000_000, "USD")).toBe("$500,000.00");
    expect(makeFormats("de-DE").money(123_456, "EUR")).toBe("1.234,56 €");
    expect(day("2026-03-01")).toBe("March 1, 2026");
    expect(makeFormats("es-US").day("2026-03-01")).toBe("1 de marzo de 2026");
    expect(list(["a", "b"])).toBe("a and b");
  });
});

describe("words that tell things apart", () => {
  test.each([
    ["leave", "cancel", true],
    ["leave", "olvidelo", true],
    ["leave", "cancel my car policy", false],
    ["cancel", "quiero dar de baja mi seguro", true],
    ["renew", "please renew it", true],
    ["renew", "a brand new car", false],
    ["bot", "are you a robot?", true],
    ["bot", "the bottom line", false],
  ] as const)("%s: %s", (word, text, isFound) => {
    expect(both.some(({ words }) => words[word].test(text))).toBe(isFound);
  });
});
