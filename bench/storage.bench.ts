import { join } from "node:path";
import { openBenchHouse } from "./support/bench-house.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { FILE, checkpointBytes, growth, textBytes, weigh } from "./support/storage.ts";
import { TALK_LENGTH, question } from "./support/talk.ts";
import { inTempFolder } from "./support/temp-folder.ts";

const KB = 1_024;
/** The longest text `POST /chat` takes. */
const LONGEST = 4_096;
/** Tables and indexes that get a reading of their own. */
const SHOWN = 12;

await runFigure((effort) =>
  inTempFolder(async (folder): Promise<Report> => {
    const growing = await grow(join(folder, "growth.db"), effort);
    const long = await remember(join(folder, "long.db"), effort);
    return { readings: [...long, ...growing.readings], notes: growing.notes };
  }),
);

/** How much a database grows with one conversation, beyond what was said in it. */
async function grow(file: string, effort: Effort): Promise<Report> {
  const warmUp = effort.times(400, 40);
  const turns = effort.times(2_400, 240);
  progress(`growth over ${turns} turns`);
  await talkFor(file, 0, warmUp);
  const before = { pages: weigh(file), text: await textIn(file) };
  await talkFor(file, warmUp, turns);
  const after = { pages: weigh(file), text: await textIn(file) };
  const grown = growth(before.pages, after.pages);
  const perTurn = (bytes: number): number => bytes / turns;
  const whole = perTurn(grown.find(([name]) => name === FILE)?.[1] ?? 0);
  const text = perTurn(after.text - before.text);
  return {
    readings: [
      { what: "growth per turn beyond its text", value: (whole - text) / KB, unit: "KB" },
      { what: "growth per turn, text included", value: whole / KB, unit: "KB" },
      { what: "text of a turn (question and reply, UTF-8)", value: text / KB, unit: "KB" },
      ...grown
        .filter(([name]) => name !== FILE)
        .slice(0, SHOWN)
        .map(([name, bytes]): Reading => ({
          what: `growth per turn in ${name}`,
          value: perTurn(bytes) / KB,
          unit: "KB",
        })),
    ],
    notes: [
      `Growth: page_count × page_size after the write-ahead log was moved into the file, over ${turns} turns of one conversation, after ${warmUp} others; text once, however often it is stored.`,
    ],
  };
}

/** Checkpoints of ordinary talk at several lengths, and of the longest messages there can be. */
async function remember(file: string, effort: Effort): Promise<Reading[]> {
  const readings: Reading[] = [];
  const weights: number[] = [];
  const add = async (what: string): Promise<void> => {
    const { kept, newest } = await look(file);
    weights.push(kept);
    readings.push({ what: `checkpoints of a conversation, ${what}`, value: kept / KB, unit: "KB" });
    readings.push({ what: `its newest checkpoint alone, ${what}`, value: newest / KB, unit: "KB" });
  };
  let turns = 0;
  for (const length of [10, 100, effort.times(1_000, 200)]) {
    progress(`checkpoints at turn ${length}`);
    await talkFor(file, turns, length - turns);
    turns = length;
    await add(`${length} turns`);
  }
  progress("checkpoints of the longest messages");
  await talkFor(file, turns, 40, () => "保險理賠".repeat(LONGEST / 4));
  await add("40 messages of 4,096 Chinese characters more");
  const most = { what: "checkpoints of a conversation, at most", value: Math.max(...weights) / KB };
  return [{ ...most, unit: "KB" }, ...readings];
}

async function look(file: string): Promise<{ kept: number; newest: number }> {
  const house = await openBenchHouse(file, 1);
  const bytes = await checkpointBytes(house.sql);
  await house.close();
  return bytes;
}

async function textIn(file: string): Promise<number> {
  const house = await openBenchHouse(file, 1);
  const bytes = await textBytes(house.sql);
  await house.close();
  return bytes;
}

/** Runs turns of the one conversation in this file, from turn `from` on. */
async function talkFor(
  file: string,
  from: number,
  turns: number,
  textOf: (turn: number) => string = (turn) => question(turn % TALK_LENGTH),
): Promise<void> {
  const house = await openBenchHouse(file, 1);
  for (let turn = from; turn < from + turns; turn++) {
    await house.unheardTurns([{ customer: 0, text: textOf(turn) }]);
  }
  await house.close();
}
