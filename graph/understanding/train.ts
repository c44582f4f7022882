import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { storeModel } from "./linear-model.ts";
import type { StoredModel } from "./linear-model.ts";
import type { Thresholds } from "./judge.ts";
import type { Example } from "./training/examples.ts";
import { readExamples } from "./training/examples.ts";
import { fit } from "./training/fit.ts";
import { figuresOf, holdOut, tune } from "./training/tune.ts";
import type { DevFigures } from "./training/tune.ts";

/** The weights file: the model, its thresholds, and the proof which examples it was trained on. */
export interface Weights extends StoredModel {
  /** SHA-256 of the examples files. */
  readonly examples: string;
  readonly thresholds: Thresholds;
  readonly dev: DevFigures;
}

/** Trains on the examples; the same examples give the same weights, bit for bit. */
export function train(examples: readonly Example[], hash: string): Weights {
  const { heldOut, intents } = holdOut(examples);
  const thresholds = tune(heldOut, intents);
  const dev = figuresOf(heldOut, intents, thresholds);
  const { model, buckets } = fit(examples);
  return { examples: hash, thresholds, dev, ...storeModel(model, buckets) };
}

/** The text of the weights file. */
export function weightsText(weights: Weights): string {
  return `${JSON.stringify(weights, null, 1)}\n`;
}

if (import.meta.main) {
  const { examples, hash } = readExamples();
  const weights = train(examples, hash);
  const text = weightsText(weights);
  writeFileSync(join(import.meta.dirname, "weights.json"), text);
  process.stdout.write(
    `${examples.length} examples, ${weights.classes.length} classes, ${text.length} bytes\n` +
      `${JSON.stringify({ thresholds: weights.thresholds, dev: weights.dev }, null, 2)}\n`,
  );
}
