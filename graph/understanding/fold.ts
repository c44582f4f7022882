/** Makes spellings comparable: lower case, NFKC, no diacritics, no control or zero-width characters, single spaces. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[’‘`´]/gu, "'")
    .trim();
}

/** The folded text as bare words: apostrophes closed up ("don't" is "dont"), all else but letters and digits a space. */
export function plain(text: string): string {
  return fold(text)
    .replace(/'/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
