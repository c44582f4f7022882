import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../../core/conversation.ts";
import type { Thresholds } from "../judge.ts";
import type { Learned } from "../look.ts";
import { loadModel } from "../model/stored-model.ts";
import type { StoredModel, StoredNumbers } from "../model/stored-model.ts";
import kept from "./weights.json" with { type: "json" };

/** What `npm run train` makes: `weights.json` for people, `weights.bin` and `network.bin` for the numbers of the model. */
export interface Weights extends StoredModel {
  /** SHA-256 of the examples, of the development messages and of the thesaurus: what it was made from. */
  readonly madeFrom: Readonly<Record<string, string>>;
  readonly thresholds: Thresholds;
  /** How the development messages fared. */
  readonly dev: Readonly<Record<string, number>>;
  /** The words training met in each language, most frequent first, parted by spaces. */
  readonly words: Readonly<Record<Language, string>>;
}

/** Where the numbers are kept. */
export const FILES: Readonly<Record<keyof StoredNumbers, string>> = {
  linear: join(import.meta.dirname, "weights.bin"),
  network: join(import.meta.dirname, "network.bin"),
};

/** Reads what was learned: 4 ms, and 3 more when the network is first asked. */
export function readWeights(): Learned & { readonly thresholds: Thresholds } {
  const weights: Weights = kept;
  return {
    model: loadModel(weights, numbersIn(FILES.linear), () => numbersIn(FILES.network)),
    words: { en: weights.words.en.split(" "), es: weights.words.es.split(" ") },
    thresholds: weights.thresholds,
  };
}

function numbersIn(file: string): Uint8Array {
  const bytes = readFileSync(file);
  // Numbers of four bytes lie at every fourth place; a large file comes in a buffer of its own, where they do.
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}
