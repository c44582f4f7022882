import type { Machine } from "./machine.ts";
import type { Judged, Outcome } from "./judge.ts";
import { markdownLines } from "./table.ts";

/** A whole run. */
export interface Run {
  readonly at: string;
  readonly machine: Machine;
  readonly figures: readonly Outcome[];
}

/** The page of results: where and when, what has a target at a glance, then everything. */
export function resultsPage({ at, machine, figures }: Run): string {
  const aimed = figures.flatMap(({ readings }) => readings.filter(({ target }) => target));
  const { cpu, cores, memoryGb, platform, node, load, versions } = machine;
  return [
    "# Results",
    "",
    "Written by `npm run bench -- --write`; every figure was measured in one run on this machine, each in a process of its own.",
    "Whatever is compared was measured in alternating blocks in the same process, so that a busy machine slows both sides.",
    "",
    `- **When** ${at}`,
    `- **Machine** ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}, Node ${node}; load before the run ${load.join(", ")}`,
    `- **Versions** ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    `- **Targets** ${aimed.filter(isMet).length} of ${aimed.length} met`,
    "",
    ...figures.flatMap(markdownLines),
  ].join("\n");
}

function isMet(reading: Judged): boolean {
  return reading.isMet === true;
}
