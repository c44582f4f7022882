import type { IntentName } from "../../core/conversation.ts";
import { plain, wordsOf } from "../understanding/index.ts";
import type { Reading } from "../understanding/index.ts";

/** What can be asked of one policy after another. */
const GOES_ON: ReadonlySet<IntentName> = new Set(["billing", "claim_status"]);
const OPENS =
  /^(?:ok |vale |bueno )?(?:and|what about|how about|y|que hay|que tal|que pasa con)\b/u;
/** What the bare name of a mishap, or of what meets with one, may be taken for. */
const LIKE_COVER: ReadonlySet<IntentName> = new Set([
  "coverage_question",
  "claim_report",
  "out_of_scope",
]);
/** Somebody something happened to, in English and Spanish. */
const TELLS =
  /\b(?:i|im|ive|we|weve|he|she|they|it|someone|somebody|yo|me|nos|se|hemos|alguien)\b/u;
const FEW_WORDS = 5;
const OF_CLAIMS: ReadonlySet<IntentName> = new Set(["claim_status", "claim_report"]);
/** Asks when something comes, or what comes next, and names nothing: by itself it might be a bill, a parcel, anything. */
const WAITS =
  /^(?:(?:and|but|ok|so|y|pero|vale|bueno) )*(?:why (?:is|does|did|has) (?:it|this|that)(?: \S+)? tak\w+ (?:so|this|that) long|how (?:long|much longer)(?: (?:will|does|is|would) (?:it|this|that)(?: \S+){1,3})?|when will (?:it|that|this) be (?:done|ready|finished|decided|settled|over|sorted|resolved|paid)|when (?:do|will) i get (?:my|the) money|(?:is there |are there )?any (?:news|updates?)(?: yet)?|what happens (?:next|now)|por que (?:se )?(?:tarda\w*|demora\w*|esta tardando|esta demorando) tanto|cuanto (?:falta|tarda\w*|se demora\w*|va a tardar|se va a demorar)(?: mas| todavia| aun| en pagar(?:me)?)?|cuando (?:estara|va a estar|me pagan|me van a pagar)(?: list[oa])?|que sigue(?: ahora)?|(?:hay )?(?:alguna novedad|novedades))$/u;

/**
 * "And the car?" asks of the car what was asked of the house just before; by itself it asks for the policy. "How long will it
 * take?" after the state of a claim asks about the claim, and "and lost luggage?" after a question about cover is another one.
 */
export function followedUp(reading: Reading, text: string, topic: IntentName | null): Reading {
  if (topic === null) return reading;
  if (OF_CLAIMS.has(topic) && WAITS.test(plain(text))) return about(reading, "claim_status");
  const { name, source } = reading.understood;
  const isNext = GOES_ON.has(topic) && name === "policy_details" && source === "rule";
  const isAnother = topic === "coverage_question" && LIKE_COVER.has(name) && isBareName(text);
  return OPENS.test(plain(text)) && (isNext || isAnother) ? about(reading, topic) : reading;
}

/** Few words, and none that tells what happened. */
function isBareName(text: string): boolean {
  return wordsOf(text).length <= FEW_WORDS && !TELLS.test(plain(text));
}

function about(reading: Reading, name: IntentName): Reading {
  return { ...reading, understood: { ...reading.understood, name, zone: "act" } };
}
