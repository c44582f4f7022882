// @ts-check
import { request } from "./api.js";

/** Lines this far back may still change (delivered, read), so they are asked for again. */
const UNSETTLED = 30;
const FINAL = new Set(["received", "read", "failed", "dropped"]);

/** @typedef {import("./line.js").Line} Line */

/** The lines a page has, in order, and from where it has to ask again. */
export function makeTail() {
  /** @type {Line[]} */
  let lines = [];
  /** @type {Map<string, number>} */
  let places = new Map();

  return {
    lines: () => lines,
    reset() {
      lines = [];
      places = new Map();
    },

    /** The id after which to ask: what stands before it will not change any more. */
    cursor() {
      const recent = Math.max(0, lines.length - UNSETTLED);
      const open = lines.findIndex(({ status }, index) => index >= recent && !FINAL.has(status));
      return lines[(open === -1 ? lines.length : open) - 1]?.id;
    },

    /** Takes in what the server answered: new lines at the end, known ones in their place. @param {Line[]} fresh */
    merge(fresh) {
      for (const line of fresh) {
        const place = places.get(line.id);
        if (place !== undefined) lines[place] = line;
        else {
          places.set(line.id, lines.length);
          lines.push(line);
        }
      }
    },
  };
}

/**
 * Reads what is new, page by page.
 * @param {ReturnType<typeof makeTail>} tail
 * @param {(after: string | undefined) => string} path
 * @param {(fresh: Line[]) => boolean} take gets each page; false stops, because nobody wants these lines any more
 */
export async function readOn(tail, path, take) {
  let hasMore = true;
  while (hasMore) {
    const after = tail.cursor();
    const answer = await request(path(after));
    if (!take(answer.lines)) return;
    // A page whose lines may all still change does not move the cursor; asking again would go round for ever.
    hasMore = answer.hasMore === true && tail.cursor() !== after;
  }
}
