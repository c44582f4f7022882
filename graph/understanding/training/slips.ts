import { KEY_ROWS } from "../text/keyboard.ts";
import { makeRandom } from "./random.ts";

/** Of a hundred letters so many are mistyped: a hasty customer, not a broken keyboard. */
const SHARE = 0.07;

/**
 * A copy of the text as a hasty thumb writes it: letters missing, doubled, swapped, of the key beside, or run together.
 * The evaluation draws its own mistakes (`eval/noise.ts`), so that training does not prepare for these alone.
 */
export function withSlips(text: string, seed: number): string {
  const random = makeRandom(seed);
  let slipped = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    if (letter === " ") {
      if (random() >= SHARE / 4) slipped += letter;
    } else if (!/\p{L}/u.test(letter) || random() >= SHARE) slipped += letter;
    else {
      const next = text[at + 1];
      const kind = random();
      if (kind < 0.3) continue;
      if (kind < 0.45) slipped += letter + letter;
      else if (kind < 0.75 && next !== undefined && next !== " ") {
        slipped += next + letter;
        at += 1;
      } else slipped += neighbourOf(letter, random());
    }
  }
  return slipped;
}

function neighbourOf(letter: string, chance: number): string {
  const row = KEY_ROWS.find((keys) => keys.includes(letter.toLowerCase())) ?? letter;
  const at = row.indexOf(letter.toLowerCase());
  return row[chance < 0.5 ? at - 1 : at + 1] ?? letter;
}
