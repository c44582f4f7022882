import { AppError } from "../core/errors.ts";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** No known character is longer; flags, families and skin tones stay far below. */
const GRAPHEME_REACH = 256;

/** Places to cut, best first: paragraphs, lines, sentences. A match ends where the next part may begin. */
const CUTS = [/\n[^\S\n]*\n\s*/g, /\n\s*/g, /[.!?…。！？]["')\]»”’]*\s+/g];

/** A nicer place is not worth it when it leaves the part nearly empty. */
const LEAST_FILL = 0.3;

/**
 * Cuts a long text into messages: between paragraphs, else lines, sentences, words, and as a last resort characters.
 * Nothing is lost but the white space at the cuts and at both ends.
 * @param maxLength in UTF-16 code units, at least 2, the size of an emoji.
 * @returns parts in order, none empty, none longer than `maxLength`, none with half a character.
 */
export function splitText(text: string, maxLength: number): string[] {
  if (maxLength < 2) throw new AppError("internal", "A message holds at least two code units.");
  const parts: string[] = [];
  let rest = text.toWellFormed().trim();
  while (rest.length > maxLength) {
    const end = findCut(rest, maxLength);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** @returns how much of the text goes into the first part; more than white space, since the text does not begin with it. */
function findCut(text: string, maxLength: number): number {
  // One further unit, because white space just behind the part may be cut away.
  const reach = text.slice(0, maxLength + 1);
  for (const pattern of CUTS) {
    const end = lastMatch(reach, pattern);
    const kept = reach.slice(0, end).trimEnd().length;
    if (kept >= maxLength * LEAST_FILL) return Math.min(end, maxLength);
  }
  const wordEnd = lastMatch(reach, /\s+/g);
  return wordEnd > 0 ? Math.min(wordEnd, maxLength) : graphemeCut(text, maxLength);
}

function lastMatch(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

function graphemeCut(text: string, maxLength: number): number {
  const near = text.slice(0, maxLength + GRAPHEME_REACH);
  const start = graphemes.segment(near).containing(maxLength)?.index ?? 0;
  if (start > 0) return start;
  // One endless pile of accents: then at least no surrogate pair is cut in two.
  const before = text.charCodeAt(maxLength - 1);
  return before >= 0xd800 && before <= 0xdbff ? maxLength - 1 : maxLength;
}
