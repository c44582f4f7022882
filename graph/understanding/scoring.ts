import { makeVectorizer } from "./features.ts";
import { marginsOf } from "./linear-model.ts";
import type { LinearModel } from "./linear-model.ts";
import { withoutGreeting } from "./rules/courtesy.ts";

/** Makes the model's part of reading a message: the margin of every class. */
export function makeScoring(model: LinearModel): (text: string) => Float64Array {
  const vectorOf = makeVectorizer(model.vocabulary);
  return (text) => marginsOf(model, vectorOf(withoutGreeting(text)));
}
