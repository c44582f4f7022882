import { join } from "node:path";
import type { Reading, Report } from "../bench/support/report.ts";
import type { Turn } from "./model/events.ts";
import { recordOf } from "./model/record.ts";
import { startScriptedModel } from "./model/scripted.ts";
import type { ScriptedModel } from "./model/scripted.ts";
import { runTalk } from "./run-talk.ts";
import type { Graded } from "./run-talk.ts";
import { shareOf } from "./scores.ts";
import { readTalks } from "./talk.ts";
import { failuresOf } from "./talks.ts";

/** The talks of every day, and those in which the model does what it must not. */
const FOLDERS = { "good model": "talks", "bad model": "talks-model" } as const;

/** How the talk of `talks-model/shown.talk` begins. */
const SHOWN = "Nora asks, and the model is good";

/**
 * Plays every talk again with a scripted model behind a real server, once as good as it can be and once hostile or broken;
 * graded like the others: by the database, and by what was said.
 */
export async function measureModelTalks(): Promise<Report> {
  const model = await startScriptedModel();
  try {
    const readings: Reading[] = [];
    const notes: string[] = [];
    for (const [which, folder] of Object.entries(FOLDERS)) {
      const graded = await playFolder(folder, model);
      readings.push(...readingsOf(which, graded));
      notes.push(...failuresOf(graded).map((failure) => `${which}: ${failure}`));
    }
    return { readings, notes };
  } finally {
    await model.stop();
  }
}

/** The page of the one talk that shows the most. @throws Error when it is gone. */
export async function recordShownTalk(): Promise<string> {
  const talks = readTalks(join(import.meta.dirname, FOLDERS["bad model"]));
  const shown = talks.find(({ title }) => title.startsWith(SHOWN));
  if (!shown) throw new Error(`No talk begins with "${SHOWN}".`);
  const model = await startScriptedModel();
  try {
    return recordOf(await runTalk(shown, model));
  } finally {
    await model.stop();
  }
}

async function playFolder(folder: string, model: ScriptedModel): Promise<Graded[]> {
  const graded: Graded[] = [];
  for (const talk of readTalks(join(import.meta.dirname, folder))) {
    graded.push(await runTalk(talk, model));
  }
  return graded;
}

function readingsOf(which: string, graded: readonly Graded[]): Reading[] {
  const passed = shareOf(graded, ({ faults }) => faults.length === 0);
  const turns = graded.flatMap(({ exchanges }) => exchanges.flatMap(({ turn }) => turn ?? []));
  const asked = turns.filter(({ calls }) => calls > 0);
  const by = (speaker: Turn["speaker"]) => asked.filter((turn) => turn.speaker === speaker).length;
  const of = (what: string, value: number, unit = "") => ({
    what: `${what}, ${which}`,
    value,
    unit,
  });
  return [
    of("talks passed", passed * 100, "%"),
    of("talks", graded.length),
    of("messages of customers", turns.length),
    of("it was asked about", asked.length),
    of("asked only what was meant", by("house")),
    of("answered in its words", by("model")),
    of("given to a dialogue by it", by("dialogue")),
    of("fallbacks to our own answer", by("fallback")),
    of(
      "answers refused by a guard",
      asked.reduce((sum, { refusals }) => sum + refusals, 0),
    ),
    ...spread(
      "calls a turn",
      asked.map(({ calls }) => calls),
    ),
    ...spread(
      "tokens a turn",
      asked.map(({ tokens }) => tokens),
    ),
  ];

  function spread(what: string, values: readonly number[]): Reading[] {
    const sorted = values.toSorted((one, other) => one - other);
    return [
      of(`${what}, median`, sorted[Math.floor(sorted.length / 2)] ?? 0),
      of(`${what}, most`, sorted.at(-1) ?? 0),
    ];
  }
}
