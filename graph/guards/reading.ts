import type { Language } from "../../core/conversation.ts";
import { addressesIn, phonesIn } from "./contacts-in.ts";
import { daysIn } from "./days-in.ts";
import type { NamedDay } from "./days-in.ts";
import { figuresIn } from "./figures-in.ts";
import type { Figure } from "./figures-in.ts";
import { idsIn } from "./ids-in.ts";
import type { NamedId } from "./ids-in.ts";
import { withFigures } from "./number-words.ts";

/** What of a text can be right or wrong; replies and evidence are read by the same eyes. */
export interface Reading {
  /** Without accents and addresses, in its own capitals, line by line. */
  readonly cased: string;
  /** The same in lower case. */
  readonly folded: string;
  /** The folded text sentence by sentence, each with its end mark. */
  readonly sentences: readonly string[];
  readonly emails: readonly string[];
  readonly links: readonly string[];
  /** Digits only. */
  readonly phones: readonly string[];
  readonly ids: readonly NamedId[];
  readonly codes: readonly string[];
  readonly days: readonly NamedDay[];
  readonly figures: readonly Figure[];
}

/** Reads a text; `language` tells which way "4/5/2026" is written. */
export function readText(text: string, language: Language): Reading {
  const { emails, links, rest: cased } = addressesIn(cleaned(text));
  const folded = cased.toLowerCase();
  const { ids, codes, rest: withoutIds } = idsIn(folded);
  const { days, rest: withoutDays } = daysIn(withFigures(withoutIds), language);
  const { phones, rest } = phonesIn(withoutDays);
  const sentences = folded.split(/(?<=[.!?…][)"”»]?)\s+|\n+/u);
  const figures = figuresIn(rest);
  return { cased, folded, sentences, emails, links, phones, ids, codes, days, figures };
}

/** "A-U-T-1-0-4-4". */
const SPELT_OUT = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][-. ]){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;

/** One spelling for what looks the same: plain blanks, quotes and digits, no accents, nothing invisible. */
function cleaned(text: string): string {
  return text
    .normalize("NFKC")
    .normalize("NFD")
    .replaceAll(/[\p{M}\p{Cf}]/gu, "")
    .replaceAll(/[’‘`´]/gu, "'")
    .replaceAll(/[‐-―−]/gu, "-")
    .replaceAll(/[*_~]{1,3}(?=\S)|(?<=\S)[*~]{1,3}/gu, "")
    .replaceAll(SPELT_OUT, (letters) => letters.replaceAll(/[-. ]/gu, ""))
    .replaceAll(/[^\S\n]+/gu, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}
