import { remembering } from "./remembering.ts";

const ASCII = /^[ -~]*$/u;

/** Makes spellings comparable: lower case, NFKC, no diacritics, no control or zero-width characters, single spaces. */
export const fold = remembering((text) => {
  // Most English is plain already.
  if (ASCII.test(text)) return text.toLowerCase().replace(/  +/gu, " ").trim().replaceAll("`", "'");
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[’‘`´]/gu, "'")
    .trim();
});

/** The folded text as bare words: apostrophes closed up ("don't" is "dont"), all else but letters and digits a space. */
export const plain = remembering((text) =>
  fold(text)
    .replace(/'/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim(),
);
