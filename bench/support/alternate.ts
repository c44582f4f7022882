/** A side of a comparison: does one block of work and returns its samples. */
export type Side = (round: number) => Promise<readonly number[]>;

/**
 * Measures sides against each other on a machine that others use too: a block of one, a block of the other, and so on,
 * so that whatever slows the machine down slows both. Every second round goes in the other order.
 * @param warmUps rounds whose samples are thrown away: both sides are then compiled by the JIT.
 * @returns the samples by side, one list a round.
 */
export async function alternate<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  { rounds, warmUps = 0 }: { rounds: number; warmUps?: number },
): Promise<Record<Name, number[][]>> {
  const names = Object.keys(sides) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[][]])) as Record<
    Name,
    number[][]
  >;
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const block = await sides[name](round);
      if (round >= 0) samples[name].push([...block]);
    }
  }
  return samples;
}

/** Runs something and returns how long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Runs something and returns the CPU time of this process, user and system, in milliseconds. */
export async function cpuTimed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
