import { KEY_ROWS } from "../graph/understanding/text/keyboard.ts";
import { makeRandom } from "../graph/understanding/training/random.ts";

/** Of a hundred letters so many are hit wrongly. */
const SHARE = 0.06;

/** Mistypes about 6 % of the letters: left out, doubled, swapped with the next, or a neighbour's key. The same seed, the same text. */
export function mistyped(text: string, seed: number): string {
  const random = makeRandom(seed);
  const letters = Array.from(text);
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!;
    if (!/\p{L}/u.test(letter) || random() >= SHARE) continue;
    const next = letters[at + 1];
    switch (Math.floor(random() * 4)) {
      case 0:
        letters[at] = "";
        break;
      case 1:
        letters[at] = letter + letter;
        break;
      case 2:
        if (next === undefined) break;
        letters[at] = next;
        letters[at + 1] = letter;
        at += 1;
        break;
      default:
        letters[at] = neighbourOf(letter, random());
    }
  }
  return letters.join("");
}

function neighbourOf(letter: string, chance: number): string {
  const row = KEY_ROWS.find((keys) => keys.includes(letter.toLowerCase()));
  if (row === undefined) return letter;
  const at = row.indexOf(letter.toLowerCase());
  const neighbours = [row[at - 1], row[at + 1]].filter((key) => key !== undefined);
  return neighbours[Math.floor(chance * neighbours.length)] ?? letter;
}
