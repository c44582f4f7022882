/** Makes spellings comparable: lower case, NFKC, no diacritics, no control or zero-width characters, single spaces. */
export const fold = remembering((text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .replace(/[’‘`´]/gu, "'")
    .trim(),
);

/** The folded text as bare words: apostrophes closed up ("don't" is "dont"), all else but letters and digits a space. */
export const plain = remembering((text) =>
  fold(text)
    .replace(/'/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim(),
);

/** A message, and what it was meant to be, each with and without its greeting. */
const REMEMBERED = 4;

/** A dozen rules ask for the same few texts in turn; each is worked out once. */
function remembering(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const changed = change(text);
    // The map keeps its order: the first is the oldest.
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value!);
    known.set(text, changed);
    return changed;
  };
}
