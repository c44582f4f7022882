import { join } from "node:path";
import type { Report } from "../bench/support/report.ts";
import { runTalk } from "./run-talk.ts";
import type { Graded } from "./run-talk.ts";
import { shareOf } from "./scores.ts";
import { readTalks } from "./talk.ts";

/** How many talks passed without a model, each in a contact center of its own, and what was wrong with the others. */
export async function measureTalks(): Promise<Report> {
  const graded: Graded[] = [];
  for (const talk of readTalks(join(import.meta.dirname, "talks"))) {
    graded.push(await runTalk(talk));
  }
  const passed = shareOf(graded, ({ faults }) => faults.length === 0);
  return {
    readings: [
      { what: "talks passed", value: passed * 100, unit: "%" },
      { what: "talks", value: graded.length, unit: "" },
    ],
    notes: failuresOf(graded),
  };
}

/** What was wrong with the talks that failed, a line each. */
export function failuresOf(graded: readonly Graded[]): string[] {
  return graded
    .filter(({ faults }) => faults.length > 0)
    .map(({ title, faults }) => `failed: ${title}: ${faults.join("; ").replace(/\s+/g, " ")}`);
}
