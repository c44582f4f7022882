import { join } from "node:path";
import type { Report } from "../bench/support/report.ts";
import { runTalk } from "./run-talk.ts";
import type { Graded } from "./run-talk.ts";
import { shareOf } from "./scores.ts";
import { readTalks } from "./talk.ts";

/** Plays every talk, one after the other, each with a contact center of its own. */
export async function playTalks(): Promise<Graded[]> {
  const graded: Graded[] = [];
  for (const talk of readTalks(join(import.meta.dirname, "talks"))) {
    graded.push(await runTalk(talk));
  }
  return graded;
}

/** How many talks passed, and what was wrong with the others. */
export async function measureTalks(): Promise<Report> {
  const graded = await playTalks();
  const passed = shareOf(graded, ({ faults }) => faults.length === 0);
  return {
    readings: [
      { what: "talks passed", value: passed * 100, unit: "%" },
      { what: "talks", value: graded.length, unit: "" },
    ],
    notes: graded
      .filter(({ faults }) => faults.length > 0)
      .map(({ title, faults }) => `failed: ${title}: ${faults.join("; ").replace(/\s+/g, " ")}`),
  };
}
