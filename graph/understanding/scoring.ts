import { makeVectorizer } from "./features.ts";
import { marginsOf } from "./model.ts";
import type { Margins, Model } from "./model.ts";
import { withoutGreeting } from "./rules/courtesy.ts";

/** Makes the model's part of reading a message: the margins of both readers. */
export function makeScoring(model: Model): (text: string) => Margins {
  const vectorOf = makeVectorizer(model.vocabulary);
  return (text) => marginsOf(model, vectorOf(withoutGreeting(text)));
}
