import { remembering } from "./remembering.ts";

const ASCII = /^[ -~]*$/u;
/** Most Spanish needs no more than this; nor do its question marks. */
const SPANISH = /^[ -~¡¿áéíóúüñÁÉÍÓÚÜÑ]*$/u;
const ACCENTED = /[áéíóúüñÁÉÍÓÚÜÑ]/gu;
const BARE: Readonly<Record<string, string>> = Object.fromEntries(
  "áa ée íi óo úu üu ñn Áa Ée Íi Óo Úu Üu Ñn".split(" ").map(([letter, bare]) => [letter, bare]),
);

/** A text without what makes no difference. */
interface Forms {
  readonly folded: string;
  readonly plain: string;
  readonly words: readonly string[];
}

/** Makes spellings comparable: lower case, NFKC, no diacritics, no control or zero-width characters, single spaces. */
export function fold(text: string): string {
  return formsOf(text).folded;
}

/** The folded text as bare words: apostrophes closed up ("don't" is "dont"), all else but letters and digits a space. */
export function plain(text: string): string {
  return formsOf(text).plain;
}

/** The words of the plain text; a single empty one where it has none. */
export function wordsOf(text: string): readonly string[] {
  return formsOf(text).words;
}

const formsOf = remembering((text) => formsOfFolded(folded(text)));

const formsOfFolded = remembering((folded): Forms => {
  const plain = folded
    .replace(/'/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return { folded, plain, words: plain.split(" ") };
});

function folded(text: string): string {
  // Most English is plain already.
  if (ASCII.test(text)) return squeezed(text.toLowerCase());
  if (SPANISH.test(text))
    return squeezed(text.replace(ACCENTED, (letter) => BARE[letter]!).toLowerCase());
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[’‘`´]/gu, "'")
    .trim();
}

function squeezed(text: string): string {
  return text.replace(/  +/gu, " ").trim().replaceAll("`", "'");
}
