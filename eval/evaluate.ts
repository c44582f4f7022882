import { judge } from "../bench/support/judge.ts";
import type { Outcome } from "../bench/support/judge.ts";
import type { parts } from "./figures.ts";

/** Measures one part of the evaluation and holds it against its targets. */
export async function evaluate(part: (typeof parts)[number]): Promise<Outcome> {
  const startedAt = performance.now();
  const report = await part.measure();
  return judge(part, report, (performance.now() - startedAt) / 1_000);
}
