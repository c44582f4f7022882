import { claimsDeed, claimsPastDeed } from "./deeds.ts";
import { wordsOf } from "./facts.ts";
import type { Guard } from "./guard.ts";
import { promisesIn } from "./promises.ts";

/** Fewer words are in every text by chance. */
const MIN_QUOTED_WORDS = 4;

/** No person, call or message is promised that is not on its way, and nothing is said to be done: a model does nothing. */
export const transfer: Guard = ({ reply, reading, facts, evidence: { hasHandoff } }) => {
  const isRecorded = (text: string) => facts.plain.includes(` ${wordsOf(text).join(" ")} `);
  // What a record says is no promise of ours: "An adjuster will call you" may be the next step of a claim.
  const ours = reading.sentences.filter((sentence) => {
    const said = sentence.replace(/^[\s•*-]*(?:next step|proximo paso): /u, "");
    return wordsOf(said).length < MIN_QUOTED_WORDS || !isRecorded(said);
  });
  const isPromised =
    !hasHandoff && ours.some((each) => promisesIn(each).some((promise) => !isRecorded(promise)));
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
