import { beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../../../../core/conversation.ts";
import { meaningOf } from "../../../../graph/choices/offer.ts";
import { after, questions } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";

const PLACES = {
  en: {
    words: ["one", "two", "three", "four", "five", "six"],
    ordinals: ["first", "second", "third", "fourth", "fifth", "sixth"],
  },
  es: {
    words: ["uno", "dos", "tres", "cuatro", "cinco", "seis"],
    ordinals: ["primera", "segunda", "tercera", "cuarta", "quinta", "sexta"],
  },
} as const;

const YES = {
  en: [
    "yes",
    "Yes!",
    "YES PLEASE",
    "yep",
    "yeah",
    "sure",
    "ok",
    "of course",
    "go ahead",
    "👍",
    "✅",
  ],
  es: ["sí", "si", "Sí, por favor", "SÍ", "claro", "vale", "de acuerdo", "adelante", "ok", "👍"],
};
const NO = {
  en: ["no", "No.", "nope", "no thanks", "no, thank you", "nah", "don't", "👎"],
  es: ["no", "No.", "no, gracias", "mejor no", "NO", "👎"],
};

/** Every way to name the choice at a place, besides its button. */
function waysTo(
  { id, title }: { id: string; title: string },
  { index, language }: { index: number; language: Language },
): string[] {
  const number = index + 1;
  const { ordinals, words } = PLACES[language];
  const byNumber = [
    `${number}`,
    `${number}.`,
    `#${number}`,
    `${number}️⃣`,
    ` ${fullWidth(number)} `,
    `(${number})`,
  ];
  const bySpelled =
    language === "en"
      ? [
          `number ${words[index]}`,
          `option ${number}`,
          `the ${ordinals[index]} one`,
          `${words[index]} please`,
        ]
      : [
          `número ${words[index]}`,
          `opción ${number}`,
          `la ${ordinals[index]}`,
          `${words[index]} por favor`,
          `${number}ª`,
        ];
  const byTitle = [title, title.toUpperCase(), plainLetters(title), `${title} 🙏`, ` ${title}. `];
  const meaning = meaningOf(id);
  const byYesNo = meaning === "yes" ? YES[language] : meaning === "no" ? NO[language] : [];
  return [...byNumber, ...bySpelled, ...byTitle, ...byYesNo];
}

describe.each(questions)("$language, asked for $what", ({ language, address, texts }) => {
  let asked: Conversation;
  beforeAll(async () => {
    asked = await after(address, ...texts);
  });

  test("offers choices that can be told apart, each with its number once", () => {
    const { choices, pending, said } = asked.outcome;
    expect(pending).not.toBeNull();
    expect(choices.length).toBeGreaterThan(1);
    const titles = choices.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => title.length > 20)).toEqual([]);
    const numbers = [...said.join("\n").matchAll(/^(\d+)\. /gm)].map((found) => Number(found[1]));
    expect(numbers).toEqual(choices.map((_, index) => index + 1));
  });

  test("takes each of them by button, number, place and words alike", async () => {
    const faults: unknown[] = [];
    for (const [index, choice] of asked.outcome.choices.entries()) {
      const { outcome } = await asked.tap(choice);
      for (const way of waysTo(choice, { index, language })) {
        const same = (await asked.say(way)).outcome;
        if (JSON.stringify(same) !== JSON.stringify(outcome)) {
          faults.push([choice.title, way, same.said]);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test("does something else for each of them", async () => {
    const outcomes = await Promise.all(asked.outcome.choices.map((choice) => asked.tap(choice)));
    const different = new Set(outcomes.map(({ outcome }) => JSON.stringify(outcome)));
    expect(different.size).toBe(outcomes.length);
  });

  test("asks again after a number that stands beside none, and changes nothing", async () => {
    const { pending } = asked.outcome;
    for (const number of ["0", "19", "#88", "number ten"]) {
      const { outcome } = await asked.say(number);
      expect(outcome.staged).toEqual([]);
      // With people, they read it; after an answer that was unclear already, they are asked for.
      const isForPeople = pending?.ask === "anything_else" || outcome.handoffChanges.length > 0;
      expect([pending, null]).toContainEqual(outcome.pending);
      expect(outcome.pending === null).toBe(isForPeople);
    }
  });
});

function fullWidth(number: number): string {
  return String.fromCodePoint(0xff10 + number);
}

function plainLetters(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
