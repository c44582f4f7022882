/** A message, and what it was meant to be, each with and without its greeting. */
const REMEMBERED = 4;

/**
 * Works a text out once for the dozen rules that ask for the same few texts in turn.
 * @param most how many are kept.
 */
export function remembering<T>(
  workOut: (text: string) => T,
  most = REMEMBERED,
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before!;
    const found = workOut(text);
    // The map keeps its order: the first is the oldest.
    if (known.size >= most) known.delete(known.keys().next().value!);
    known.set(text, found);
    return found;
  };
}
