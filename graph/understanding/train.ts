import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { intentsOf } from "./judge.ts";
import { FILES } from "./learned/weights.ts";
import type { Weights } from "./learned/weights.ts";
import { THESAURUS } from "./model/concepts.ts";
import { loadModel, storeModel } from "./model/stored-model.ts";
import type { StoredNumbers } from "./model/stored-model.ts";
import { figuresOf } from "./training/dev-figures.ts";
import { hashOf, readExamples } from "./training/examples.ts";
import { fit } from "./training/fit.ts";
import { holdOut } from "./training/held-out.ts";
import { tune } from "./training/tune.ts";

/** What the weights are made from, by the names the weights file keeps their hashes under. */
export function sources(): Weights["madeFrom"] {
  return {
    examples: readExamples("examples").hash,
    development: readExamples("development").hash,
    thesaurus: hashOf([THESAURUS]),
  };
}

/**
 * Trains on the examples and learns the thresholds on the development messages; the same files give the same weights,
 * bit for bit.
 */
export function train(): { weights: Weights; numbers: StoredNumbers } {
  const { model, buckets, words } = fit(readExamples("examples").examples);
  const { stored, numbers } = storeModel(model, buckets);
  // The thresholds are those of the model that is kept, rounded weights and all.
  const learned = { model: loadModel(stored, numbers.linear, () => numbers.network), words };
  const heldOut = holdOut(learned, readExamples("development").examples);
  const intents = intentsOf(model.classes);
  const thresholds = tune(heldOut, intents);
  const dev = figuresOf(heldOut, intents, thresholds);
  const weights = {
    madeFrom: sources(),
    thresholds,
    dev: { ...dev },
    ...stored,
    words: { en: words.en.join(" "), es: words.es.join(" ") },
  };
  return { weights, numbers };
}

/** The text of the weights file. */
export function weightsText(weights: Weights): string {
  return `${JSON.stringify(weights, null, 1)}\n`;
}

if (import.meta.main) {
  const { weights, numbers } = train();
  writeFileSync(join(import.meta.dirname, "learned", "weights.json"), weightsText(weights));
  writeFileSync(FILES.linear, numbers.linear);
  writeFileSync(FILES.network, numbers.network);
  process.stdout.write(
    `${weights.rows} rows, ${weights.classes.length} classes, ${numbers.linear.length + numbers.network.length} bytes\n` +
      `${JSON.stringify({ thresholds: weights.thresholds, dev: weights.dev }, null, 2)}\n`,
  );
}
