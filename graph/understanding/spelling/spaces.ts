import { NEIGHBOURS } from "./meant.ts";
import type { Spot } from "./meant.ts";
import type { Usage } from "./usage.ts";

type Pair = readonly [string, string];

/** ln of the chance of a letter swapped with the space beside it. */
const OVER_A_SPACE = Math.log(0.06 / 4);

/**
 * Makes the reader of spaces: the two words from a spot on as they were meant, if that is likelier with a letter moved over
 * the space between them: "thi smy" is "this my". `asTyped` tells ln of how likely they are without.
 */
export function makeRespacing(
  usage: Usage,
): (spot: Spot, asTyped: () => number) => Pair | undefined {
  return ({ words, at, spanish }, asTyped) => {
    const chanceOf = ([first, second]: Pair) =>
      OVER_A_SPACE +
      usage.chanceOf(first, spanish()) +
      usage.chanceOf(second, spanish()) +
      NEIGHBOURS *
        (usage.together(words[at - 1], first) +
          usage.together(first, second) +
          usage.together(second, words[at + 2]));
    return waysOver(words[at]!, words[at + 1]!).find(
      (pair) => pair.every((word) => usage.has(word)) && chanceOf(pair) > asTyped(),
    );
  };
}

function waysOver(one: string, two: string): readonly Pair[] {
  const ways: Pair[] = [];
  if (two.length > 1) ways.push([one + two.slice(0, 1), two.slice(1)]);
  if (one.length > 1) ways.push([one.slice(0, -1), one.slice(-1) + two]);
  return ways;
}
