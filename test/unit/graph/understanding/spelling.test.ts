import { describe, expect, test } from "vitest";
import { readWeights } from "../../../../graph/understanding/learned/weights.ts";
import { indexOf, makeRowOf } from "../../../../graph/understanding/model/buckets.ts";
import { IDF_STEP, RAREST } from "../../../../graph/understanding/model/features.ts";
import { bucketOfPair, bucketOfWord } from "../../../../graph/understanding/model/grams.ts";
import { makeSpelling } from "../../../../graph/understanding/spelling/index.ts";
import { makeShelves } from "../../../../graph/understanding/spelling/shelves.ts";
import { slipChance } from "../../../../graph/understanding/spelling/slips.ts";
import { makeSpeller } from "../../../../graph/understanding/spelling/speller.ts";
import { makeUsage } from "../../../../graph/understanding/spelling/usage.ts";
import { withSlips } from "../../../../graph/understanding/training/slips.ts";

const EN =
  "i the a my is it fire person cover lover here from form please policy call coverage fan";
const ES = "el la mi es de con fuego persona comer tanto trato";

describe("the chance of a slip", () => {
  test.each([
    ["letters swapped than another letter", "tnato", "tanto", "trato"],
    ["the key beside than any key", "fite", "fire", "five"],
    ["a letter left out than a strange one more", "prson", "person", "pron"],
    ["a letter typed twice than a strange one more", "calll", "call", "cal"],
    ["a sound alike than any letter", "baca", "vaca", "laca"],
    ["one slip than two", "coverge", "coverage", "converged"],
  ])("is higher for %s: %s is %s before %s", (_, typed, meant, other) => {
    expect(slipChance(typed, meant, 2)).toBeGreaterThan(slipChance(typed, other, 2));
  });

  test("is none for what takes more slips than asked for, and certainty for none", () => {
    expect(slipChance("fire", "fire", 0)).toBe(0);
    expect(slipChance("fier", "fire", 0)).toBe(-Infinity);
    expect(slipChance("xovwr", "cover", 1)).toBe(-Infinity);
    expect(slipChance("a", "about", 2)).toBe(-Infinity);
  });
});

describe("shelves", () => {
  const words = Object.values(readWeights().words).flat();
  const find = makeShelves(words);

  test("hold out every word a hasty thumb may have meant by one slip", () => {
    const slipped = words.slice(0, 400).map((word, at) => withSlips(word, at));
    const missed = slipped
      .filter((typed) => /^[a-z]{2,}$/u.test(typed))
      .flatMap((typed) => {
        const found = new Set(find(typed, 1));
        const within = words.filter((word) => slipChance(typed, word, 1) > -Infinity);
        return within.filter((word) => !found.has(word)).map((word) => `${typed}: ${word}`);
      });
    expect(missed).toEqual([]);
  });

  test("find words of two letters whose ends have both moved", () => {
    expect(makeShelves(["to", "it"])("ot", 1)).toContain("to");
  });
});

test("words are the likelier the nearer they stand to the top of their language's list", () => {
  const { chanceOf } = usageOf();
  const likeliest = ["el", "persona", "trato", "fire"];
  const chances = likeliest.map((word) => chanceOf(word, 0.98));
  expect(chances).toEqual(chances.toSorted((one, two) => two - one));
  expect(new Set(chances).size).toBe(likeliest.length);
});

describe("a speller", () => {
  const spell = spellerOf();
  const spelled = (text: string) => spell(text.split(" ")).join(" ");

  test.each([
    ["perosn", "person"],
    ["persson", "person"],
    ["peron", "person"],
    ["eprson", "person"],
    ["fier", "fire"],
    ["xoverqge", "coverage"],
    ["firrre", "fire"],
    ["calllll", "call"],
    ["pleaseeee", "please"],
  ])("makes %s of one language into %s", (typed, meant) => {
    expect(spelled(typed)).toBe(meant);
  });

  test.each([
    ["cal lit fire", "call it fire"],
    ["please covre my fire", "please cover my fire"],
    ["cover m yperson", "cover my person"],
    ["callm y person", "call my person"],
  ])("moves a letter over the space in %s", (typed, meant) => {
    expect(spelled(typed)).toBe(meant);
  });

  test("leaves a key that was held down alone, for that is noise", () => {
    expect(spelled("aaaa")).toBe("aaaa");
  });

  test("looks beyond a word it knows, where the next is none", () => {
    const { model, words } = readWeights();
    expect(makeSpelling(words, model.vocabulary)("my claims tatus").text).toBe("my claim status");
  });

  test("takes the word of the language that is spoken", () => {
    expect(spelled("please coer my call")).toBe("please cover my call");
    expect(spelled("el coer es con fuego")).toBe("el comer es con fuego");
  });

  test("takes the word that stands well beside its neighbours", () => {
    const words = ["call", "it", "frm"];
    expect(spellerOf([["it", "from"]])(words)).toEqual(["call", "it", "from"]);
    expect(spellerOf([["it", "form"]])(words)).toEqual(["call", "it", "form"]);
  });

  test("doubts a short word that never stands where it stands, if another does", () => {
    expect(spellerOf([["my", "fan"]])(["my", "fan"])).toEqual(["my", "fan"]);
    const words = ["call", "form", "here"];
    const doubting = spellerOf([
      ["call", "from"],
      ["from", "here"],
    ]);
    expect(doubting(words)).toEqual(["call", "from", "here"]);
    expect(spell(words)).toBe(words);
  });

  test.each(["firm", "lover", "42", "p", "zebulon", "mississippi", "xemail"])(
    "leaves %s alone",
    (word) => {
      const words = [word];
      expect(spell(words)).toBe(words);
    },
  );
});

type Pairs = readonly (readonly [string, string])[];

function spellerOf(pairs?: Pairs) {
  return makeSpeller(usageOf(pairs), {
    isCertain: (word) => word === "lover",
    isSpelt: (word) => word === "firm",
  });
}

/** What is known of `EN` and `ES`, each word met in 100 of 1,000 messages, and the pairs in as many. */
function usageOf(pairs: Pairs = []) {
  const met = new Map<number, number>([[bucketOfWord("rarest"), RAREST]]);
  for (const word of `${EN} ${ES}`.split(" ")) met.set(bucketOfWord(word), 100);
  for (const pair of pairs) met.set(bucketOfPair(...pair), 100);
  const rows = [...met].sort(([one], [two]) => one - two);
  const vocabulary = {
    rowOf: makeRowOf(indexOf(Uint32Array.from(rows, ([bucket]) => bucket))),
    idf: Uint8Array.from(rows, ([, times]) => (Math.log(1001 / (1 + times)) + 1) / IDF_STEP),
    blockWeights: [],
  };
  return makeUsage({ en: EN.split(" "), es: ES.split(" ") }, vocabulary);
}
