import { claimsDeed, claimsPastDeed } from "./deeds.ts";
import { daysIn } from "./days-in.ts";
import { wordsOf } from "./facts.ts";
import type { Guard } from "./guard.ts";
import { promisesIn } from "./promises.ts";

/** Fewer words are in every text by chance. */
const MIN_QUOTED_WORDS = 4;

/** Who works on a claim; where a record names one, what they will do is told and not promised. */
const ACTOR = /^(?:adjuster|specialist|handler|assessor|perit[oa]|especialista|gestora?)$/u;

/** No person, call or message is promised that is not on its way, and nothing is said to be done: a model does nothing. */
export const transfer: Guard = ({ reply, reading, facts, evidence }) => {
  const { hasHandoff, language } = evidence;
  const isRecorded = (text: string) => facts.plain.includes(` ${wordsOf(text).join(" ")} `);
  // What a record says is no promise of ours: "An adjuster will call you" may be the next step of a claim.
  const ours = reading.sentences.filter((sentence) => {
    const said = sentence.replace(/^[\s•*-]*(?:next step|proximo paso): /u, "");
    return wordsOf(said).length < MIN_QUOTED_WORDS || !isRecorded(said);
  });
  const actors = [...facts.words].filter((word) => ACTOR.test(word));
  const isRetold = (sentence: string) =>
    actors.some((actor) => sentence.includes(actor)) ||
    (actors.length > 0 && daysIn(sentence, language).days.some((day) => facts.days.has(day)));
  const isPromised =
    !hasHandoff &&
    ours.some(
      (each) => !isRetold(each) && promisesIn(each).some((promise) => !isRecorded(promise)),
    );
  const isClaimed =
    ours.some((each) => claimsDeed(each, { words: facts.words, hasHandoff })) ||
    (!hasHandoff && claimsPastDeed(reply));
  const says: string[] = [];
  if (isPromised) {
    says.push(
      "The reply promises a person, a call or a message, and none is on its way. Offer a person as a question, or ask for a handoff first.",
    );
  }
  if (isClaimed) {
    says.push(
      "The reply says that something was done. Nothing was: say what the customer can ask for instead.",
    );
  }
  return says;
};
