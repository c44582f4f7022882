import type { PolicyFacts } from "../replies/index.ts";
import { calledByName } from "../skills/insured.ts";
import { wordsOf } from "../understanding/index.ts";
import type { Reading } from "../understanding/index.ts";

/** May stand around the name of what is insured where nothing else is said. */
const AROUND = new Set(
  `a about also an and another cover coverage for how i insurance is it mean meant my now of ok okay on one or other our please pls policy sorry the then there to what with
  con cual de del e el en es esta hay la lo mi ahora nuestra nuestro o otra otro para perdon pasa poliza por favor porfa pues que quiero decir seguro tal un una vale y`.split(
    /\s+/u,
  ),
);
/** Whoever says more says more than a name. */
const MOST_NAMES = 3;

/** Might it be a name that understanding cannot know, since it knows nobody's car? */
export function mayNameThing({ understood }: Reading, text: string): boolean {
  const names = namesIn(text);
  return understood.zone !== "act" && names.length > 0 && names.length <= MOST_NAMES;
}

/** "And the Ford?" says nothing but what one of the customer's policies insures: it is about that policy. */
export function withNamedThing(
  reading: Reading,
  text: string,
  policies: readonly PolicyFacts[],
): Reading {
  const names = namesIn(text);
  const isWhole = calledByName(text, policies).some(({ insured }) => {
    const words = wordsOf(insured);
    return names.every((name) => words.includes(name)) || words.includes(names.join(""));
  });
  if (!isWhole) return reading;
  const understood = {
    ...reading.understood,
    name: "policy_details",
    zone: "act",
    source: "rule",
  } as const;
  return { ...reading, understood };
}

function namesIn(text: string): string[] {
  return wordsOf(text).filter((word) => word !== "" && !AROUND.has(word));
}
