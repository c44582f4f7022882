import { trainNetwork } from "./network.ts";
import type { Lesson, Network, NetworkOptions } from "./network.ts";

/**
 * Trains networks that differ by chance alone, and makes one of them that says what they say on average: the order of the
 * lessons moves a single one to and fro by a point and more, in what no message told it.
 *
 * @param options of the one they make; each of them has its share of the units.
 * @see Hansen, Salamon 1990, "Neural Network Ensembles".
 */
export function trainCommittee(
  rounds: readonly (readonly Lesson[])[],
  { units, seed, ...sizes }: NetworkOptions,
  members: number,
): Network {
  const share = units / members;
  const networks = Array.from({ length: members }, (_, at) =>
    trainNetwork(rounds, { ...sizes, units: share, seed: seed + at }),
  );
  const { rows, intents } = sizes;
  const inputs = new Float32Array((rows + 1) * units);
  const outputs = new Float32Array((units + 1) * intents);
  for (const [at, network] of networks.entries()) {
    for (let row = 0; row <= rows; row++) {
      inputs.set(network.inputs.subarray(row * share, (row + 1) * share), row * units + at * share);
    }
    const said = network.outputs.map((weight) => weight / members);
    outputs.set(said.subarray(0, share * intents), at * share * intents);
    const bias = units * intents;
    for (let intent = 0; intent < intents; intent++) {
      outputs[bias + intent]! += said[share * intents + intent]!;
    }
  }
  return { inputs, outputs };
}
