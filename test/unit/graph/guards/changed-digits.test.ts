import { beforeAll, describe, expect, test } from "vitest";
import { checkReply } from "../../../../graph/guards/index.ts";
import { makeChance } from "../../../support/chance.ts";
import { everySkillReply } from "./skill-replies.ts";
import type { SkillReply } from "./skill-replies.ts";

/** What must be true of whoever speaks: an amount, a day with its year, or a number of something. */
const TELLING =
  /\$[\d,]+\.\d\d|\b(?:AUT|HOM|LIF|HEA|TRV|CL)-\d+|\b[A-Z][a-z]+ \d{1,2}, \d{4}|\b\d{1,2} de [a-z]+ de \d{4}/g;
const ROUNDS = 400;

const chance = makeChance("changed digits");
let replies: readonly SkillReply[];
beforeAll(async () => {
  const all = await everySkillReply();
  replies = all.filter(({ reply, isDeed }) => !isDeed && [...reply.matchAll(TELLING)].length > 0);
});

const rulesOf = (reply: string, { evidence }: SkillReply) =>
  checkReply(reply, evidence).map(({ rule }) => rule);

interface Piece {
  readonly from: SkillReply;
  readonly piece: string;
  /** The reply with something else in the place of the piece. */
  readonly put: (other: string) => string;
}

/** Every piece of this pattern in every reply. */
function piecesOf(pattern: RegExp): Piece[] {
  return replies.flatMap((from) =>
    [...from.reply.matchAll(pattern)].map(({ 0: piece, index }) => ({
      from,
      piece,
      put: (other) => from.reply.slice(0, index) + other + from.reply.slice(index + piece.length),
    })),
  );
}

/** The same piece with one digit changed; undefined when that happens to be another fact of the same evidence. */
function withAnotherDigit(piece: string, { evidence }: SkillReply): string | undefined {
  const digits = [...piece.matchAll(/\d/g)];
  const { index } = chance.pick(digits)!;
  const digit = String((Number(piece[index]) + 1 + chance.below(9)) % 10);
  const changed = piece.slice(0, index) + digit + piece.slice(index + 1);
  const known = JSON.stringify([evidence.customer, evidence.toolResults]);
  const { cents, day, id, written } = spellingsOf(changed);
  const isKnown = [cents, day, id, ...written].some(
    (each) => each !== undefined && known.includes(each),
  );
  // "Day 0" and "day 45" are no days at all.
  return isKnown || (day === undefined && /\d{4}$/.test(changed) && !id) ? undefined : changed;
}

/** How the records would write it. */
function spellingsOf(piece: string) {
  const cents = piece.startsWith("$") ? piece.replaceAll(/\D/g, "").replace(/^0+/, "") : undefined;
  const id = /^[A-Z]+-\d+$/.test(piece) ? piece : undefined;
  const date = new Date(`${englishDay(piece)} UTC`);
  const isDay = !cents && !id && !Number.isNaN(date.getTime());
  const day = isDay ? date.toISOString().slice(0, 10) : undefined;
  // What comes next in a claim is a sentence, with its dates written out.
  const written =
    day === undefined ? [] : ["en-GB", "es-US"].map((locale) => longDay(date, locale));
  return { cents: cents && `Cents":${cents}`, day, id, written };
}

function longDay(date: Date, locale: string): string {
  return date.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
}

const MESES =
  "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre".split(
    ",",
  );

function englishDay(piece: string): string {
  const [, day, month = "", year] = /^(\d+) de ([a-z]+) de (\d+)$/.exec(piece) ?? [];
  return year ? `${MESES.indexOf(month) + 1}/${day}/${year}` : piece;
}

describe("one digit changed in what a skill says", () => {
  test("is always caught", () => {
    const pieces = piecesOf(TELLING);
    expect(pieces.length).toBeGreaterThan(1_000);
    let tried = 0;
    while (tried < ROUNDS) {
      const { from, piece, put } = chance.pick(pieces)!;
      const changed = withAnotherDigit(piece, from);
      if (changed === undefined) continue;
      tried += 1;
      const rules = rulesOf(put(changed), from);
      expect({ piece, changed, caught: rules.length > 0 }).toEqual({
        piece,
        changed,
        caught: true,
      });
    }
  });
});

describe("the same written in another way", () => {
  /** Every usual way to write $1,234.50 or $1,234.00. */
  function amounts(piece: string): string[] {
    const [whole = "", cents = ""] = piece.replaceAll(/[$,]/g, "").split(".");
    const grouped = (by: string) => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, by);
    const round = cents === "00" ? [`$${grouped(",")}`, `${whole} dollars`, `USD ${whole}`] : [];
    return [
      `$${whole}.${cents}`,
      `USD ${whole}.${cents}`,
      `${grouped(",")}.${cents} USD`,
      `${grouped(".")},${cents} dólares`,
      `${grouped(" ")},${cents} $`,
      `US$${grouped(",")}.${cents}`,
      ...round,
    ];
  }

  /** Every usual way to write a day. */
  function days(piece: string, language: "en" | "es"): string[] {
    const iso = new Date(`${englishDay(piece)} UTC`).toISOString().slice(0, 10);
    const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
    const name = new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-US", {
      month: "long",
      timeZone: "UTC",
    });
    const numeric = language === "en" ? `${month}/${day}/${year}` : `${day}/${month}/${year}`;
    return [
      iso,
      numeric,
      `${name} ${day}`,
      `${day} ${name} ${year}`,
      `${name.slice(0, 3)} ${day}, ${year}`,
      `${day} de ${MESES[month - 1]} del ${year}`,
      `the ${day}th of ${name}, ${year}`,
      `${name} ${year}`,
    ];
  }

  const idSpellings = (piece: string) => [
    piece.toLowerCase(),
    piece.replace("-", ""),
    piece.replace("-", " "),
    piece.replace("-", "–"),
  ];

  test.each([
    ["an amount", /\$[\d,]+\.\d\d/g, (piece: string) => amounts(piece)],
    [
      "a day",
      /\b[A-Z][a-z]+ \d{1,2}, \d{4}|\b\d{1,2} de [a-z]+ de \d{4}/g,
      (piece: string, language: "en" | "es") => days(piece, language),
    ],
    ["a number", /\b(?:AUT|HOM|LIF|HEA|TRV|CL)-\d+/g, (piece: string) => idSpellings(piece)],
  ] as const)("%s is not caught", (_what, pattern, spellings) => {
    const pieces = piecesOf(pattern);
    for (let round = 0; round < ROUNDS; round++) {
      const { from, piece, put } = chance.pick(pieces)!;
      const spelling = chance.pick(spellings(piece, from.evidence.language))!;
      const rules = rulesOf(put(spelling), from);
      expect({ piece, spelling, rules }).toEqual({ piece, spelling, rules: [] });
    }
  });
});
