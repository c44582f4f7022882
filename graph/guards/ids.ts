import { squeezed } from "./facts.ts";
import type { Guard } from "./guard.ts";
import { idsIn, isKnownId } from "./ids-in.ts";

/** A sentence that tells nothing about what was asked for: it denies, or asks. */
const DENIES =
  /\?|\b(?:not|no|n't|none|cannot|unable|nothing|ningun[ao]?|nada|tampoco|sin)\b|n't\b|\b(?:check|verify|revise|verifique|compruebe)\b/u;

/** Every number of a policy, claim, customer or request is one of this customer's own. */
export const ids: Guard = ({ reading, facts }) => {
  const isAsked = ({ sentence, id }: { sentence: string; id: string }) =>
    isKnownId(id, facts.askedIds) && DENIES.test(sentence);
  const named = reading.sentences.flatMap((sentence) =>
    idsIn(sentence).ids.map((id) => ({ sentence, id })),
  );
  const unknown = named.filter((each) => !isKnownId(each.id, facts.ids) && !isAsked(each));
  const codes = reading.codes.filter((code) => !facts.squeezed().includes(squeezed(code)));
  const says: string[] = [];
  if (unknown.length > 0) {
    says.push(
      "The reply names a number of a policy, claim, customer or request that is in none of the tool results. Use only numbers they give, and say of any other only that it is not on this account.",
    );
  }
  if (codes.length > 0) {
    says.push("The reply holds a code or plate that is in none of the tool results. Leave it out.");
  }
  return says;
};
