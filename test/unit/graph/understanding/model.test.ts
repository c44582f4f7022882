import { expect, test } from "vitest";
import { indexOf, makeRowOf } from "../../../../graph/understanding/model/buckets.ts";
import { marginsOf } from "../../../../graph/understanding/model/model.ts";
import type { Model } from "../../../../graph/understanding/model/model.ts";
import { loadModel, storeModel } from "../../../../graph/understanding/model/stored-model.ts";

const BUCKETS = Uint32Array.of(7, 300);
/** Two rows and the bias; three intents and the language head; four hidden units. */
const model: Model = {
  classes: ["billing", "claim_status", "greeting", "es"],
  vocabulary: {
    rowOf: makeRowOf(indexOf(BUCKETS)),
    idf: Uint8Array.of(16, 40),
    blockWeights: [1, 1, 1],
  },
  linear: {
    weights: Float32Array.of(1, 0, 0, 0.5, 0, -1, 0, 0.5, 0.25, 0, 0, -1),
    scales: [1, 1, 1, 2],
  },
  network: () => ({
    hidden: {
      weights: Float32Array.of(1, -1, 0, 0, 0, 0, 2, 0, 0, 0, -1, 0),
      scales: [1, 1, 1, 1],
    },
    // What each unit tells of the three intents, then the bias.
    outputs: Float32Array.of(1, 0, 0, 9, 9, 9, 0, 0.5, 0, 9, 9, 9, 0.1, 0.2, 0.3),
  }),
};
const vector = { rows: [0, 1], values: [2, 1] };

test("the linear reader adds up what the rows weigh, and the bias", () => {
  expect([...marginsOf(model, vector).linear]).toEqual([2.25, -1, 0, 1]);
});

test("the network lets only the units speak that are above zero", () => {
  // The units come to 2, -2, 1 and 0.
  const margins = marginsOf(model, vector).network();
  expect([...margins]).toEqual([2.1, 0.7, 0.3].map((margin) => expect.closeTo(margin)));
});

test("a model that was stored is the same within the rounding of its weights", () => {
  const { stored, numbers } = storeModel(model, BUCKETS);
  const loaded = loadModel(stored, numbers.linear, () => numbers.network);
  expect(loaded.classes).toEqual(model.classes);
  expect([...loaded.vocabulary.idf]).toEqual([16, 40]);
  expect([7, 300, 8].map(loaded.vocabulary.rowOf)).toEqual([0, 1, -1]);
  expect([...loaded.network().outputs]).toEqual([...model.network().outputs]);
  // Beyond 60 % of the largest of its column a weight is cut off: here all that tell are.
  const [linear, units] = [marginsOf(loaded, vector).linear, loaded.network().hidden];
  expect(linear[0]).toBeCloseTo(0.6 * 2 + 0.25, 1);
  expect(units.scales).toHaveLength(4);
});
