import { expect, test } from "vitest";
import { marginsOf } from "../../../../graph/understanding/model/model.ts";
import { trainCommittee } from "../../../../graph/understanding/training/committee.ts";
import { makeLayer, move, sumsOf } from "../../../../graph/understanding/training/layer.ts";
import { lessonsOf } from "../../../../graph/understanding/training/lessons.ts";
import { trainNetwork } from "../../../../graph/understanding/training/network.ts";
import type { Network } from "../../../../graph/understanding/training/network.ts";

const ROWS = 4;
const SIZES = { rows: ROWS, intents: 2, units: 8, seed: 1 };

/** Words 0 and 1 mean one thing together or both missing, another alone: no sum of weights tells that apart. */
const CASES = [
  { rows: [0, 1, 2], intent: 0 },
  { rows: [2, 3], intent: 0 },
  { rows: [0, 3], intent: 1 },
  { rows: [1, 2], intent: 1 },
] as const;

function vectorOf(rows: readonly number[]) {
  return { rows: Int32Array.from(rows), values: Float64Array.from(rows, () => 2) };
}

const vectors = Array.from({ length: 200 }, () => CASES.map(({ rows }) => vectorOf(rows))).flat();
const intents = vectors.map((_, at) => CASES[at % CASES.length]!.intent);
const ROUNDS = lessonsOf([...vectors, ...vectors], intents);

/** What a network says of some words. */
function saidBy({ inputs, outputs }: Network, rows: readonly number[]): readonly number[] {
  const units = inputs.length / (ROWS + 1);
  const model = {
    classes: ["billing", "greeting"],
    vocabulary: { rowOf: () => -1, idf: new Uint8Array(ROWS), blockWeights: [] },
    linear: { weights: new Float32Array((ROWS + 1) * 4), scales: [1, 1, 1, 1] },
    network: () => ({
      hidden: { weights: inputs, scales: Array.from({ length: units }, () => 1) },
      outputs,
    }),
  };
  return marginsOf(model, { rows, values: rows.map(() => 2) }).network();
}

test("learns what words mean together", () => {
  const network = trainNetwork(ROUNDS, SIZES);
  for (const { rows, intent } of CASES) {
    const margins = saidBy(network, rows);
    expect(margins[intent]! > margins[1 - intent]!, rows.join()).toBe(true);
  }
});

test("a committee says what its members say on average", () => {
  const rounds = ROUNDS.slice(0, 1);
  const committee = trainCommittee(rounds, { ...SIZES, units: 2 * SIZES.units }, 2);
  const members = [0, 1].map((at) => trainNetwork(rounds, { ...SIZES, seed: SIZES.seed + at }));
  for (const { rows } of CASES) {
    const [one, two] = members.map((member) => saidBy(member, rows));
    expect(one).not.toEqual(two);
    const mean = one!.map((margin, at) => expect.closeTo((margin + two![at]!) / 2, 5));
    expect(saidBy(committee, rows)).toEqual(mean);
  }
});

test("learns the same from the same, and other weights from another chance", () => {
  const rounds = ROUNDS.slice(0, 1);
  const { inputs } = trainNetwork(rounds, SIZES);
  expect(trainNetwork(rounds, SIZES).inputs).toEqual(inputs);
  expect(trainNetwork(rounds, { ...SIZES, seed: 2 }).inputs).not.toEqual(inputs);
});

test("goes through every example each round, with another of its copies, and hears the rare", () => {
  const [usual, rare] = [vectorOf([0]), vectorOf([1])];
  const originals = [usual, usual, usual, rare];
  const first = originals.map(() => vectorOf([2]));
  const second = originals.map(() => vectorOf([3]));
  const rounds = lessonsOf([...originals, ...first, ...second], [0, 0, 0, 1]);
  expect(rounds).toHaveLength(4);
  expect(rounds.map((lessons) => lessons.map(({ vector }) => vector.rows[0]))).toEqual(
    [2, 3, 2, 3].map((copy) => [0, 0, 0, 1, copy, copy, copy, copy]),
  );
  const weights = rounds[0]!.map(({ weight }) => weight);
  expect(weights[3]).toBeGreaterThan(weights[0]!);
  expect(weights[7]).toBeCloseTo(weights[3]! / 2);
});

test("a step moves what was given and the bias against the slopes, and nothing else", () => {
  const layer = makeLayer({ rows: 2, columns: 2, spread: 0 }, () => 0.5);
  move(layer, vectorOf([1]), Float64Array.of(1, -1));
  const [other, given, bias] = [0, 2, 4].map((at) => layer.weights.slice(at, at + 2));
  expect(other).toEqual(Float32Array.of(0, 0));
  for (const moved of [given!, bias!]) {
    expect(moved[0]).toBeLessThan(0);
    expect(moved[1]).toBe(-moved[0]!);
  }
  // The row with the value 2, and the bias.
  expect(sumsOf(layer, vectorOf([1]))[0]).toBeCloseTo(2 * given![0]! + bias![0]!);
});
