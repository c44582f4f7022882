import type { Outcome } from "../bench/support/judge.ts";
import { markdownLines } from "../bench/support/table.ts";

/** A whole run. */
interface Evaluated {
  readonly at: string;
  readonly node: string;
  readonly parts: readonly Outcome[];
}

/** The page of results: when, what has a target at a glance, then everything. */
export function evalPage({ at, node, parts }: Evaluated): string {
  const aimed = parts.flatMap(({ readings }) => readings.filter(({ target }) => target));
  return [
    "# Results",
    "",
    "Written by `npm run eval`, with no model but a scripted one. What the figures mean is in [README.md](README.md).",
    "",
    `- **When** ${at}, Node ${node}`,
    `- **Targets** ${aimed.filter(({ isMet }) => isMet).length} of ${aimed.length} met`,
    "",
    ...parts.flatMap(markdownLines),
  ].join("\n");
}
