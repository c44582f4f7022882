import { closeSync, fsyncSync, openSync, statSync } from "node:fs";
import { join } from "node:path";
import { alternate } from "./support/alternate.ts";
import { measureFsyncFloor } from "./support/fsync-floor.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { startSide } from "./support/side-process.ts";
import { inTempFolder } from "./support/temp-folder.ts";

/** Turns a block, whole talks, so that all sides answer the same; blocks of the fast sides would else be over before they are warm. */
const BLOCK: Sides<number> = { ours: 40, full: 8, window: 40 };
const ROUNDS = 8;
const STOCK = "stock SqliteSaver, history in the state";

await runFigure((effort) => inTempFolder((folder) => history(folder, effort)));

/** Our whole durable turn against one `invoke` of stock LangGraph, both in a conversation with a long history. */
async function history(folder: string, effort: Effort): Promise<Report> {
  const turns = effort.times(1_000, 200);
  const path = (side: string): string => join(folder, `${side}.db`);
  const sides = each((side) => startSide("history-side.ts", side, path(side)));
  for (const [name, side] of Object.entries(sides)) {
    progress(`${name}: ${turns} turns`);
    await side.turns(turns);
  }
  const size = each((side) => megabytes(path(side)));
  progress("alternating");
  const cost = each((): number[] => []);
  const block = (name: keyof Sides<unknown>) => async () => {
    // Stock leaves its pages to the operating system; our commits would wait until those are on the disk.
    if (name === "ours") for (const side of ["full", "window"]) flush(path(side));
    const { elapsedMs, cpuMs } = await sides[name].turns(BLOCK[name]);
    cost[name].push(cpuMs);
    return elapsedMs;
  };
  const samples = await alternate(each(block), { rounds: effort.times(ROUNDS, 3) });
  const floor = measureFsyncFloor(path("floor"));
  await Promise.all(Object.values(sides).map((side) => side.end()));
  const p50 = each((side) => median(samples[side].flat()));
  const cpu = each((side) => median(cost[side]));
  return {
    readings: readingsOf(turns, { p50, cpu, size, floor: floor.p50 }),
    notes: notesOf(turns),
  };
}

type Sides<T> = Readonly<Record<"ours" | "full" | "window", T>>;

function each<T>(of: (side: keyof Sides<T>) => T): Sides<T> {
  return { ours: of("ours"), full: of("full"), window: of("window") };
}

interface Found {
  readonly p50: Sides<number>;
  readonly cpu: Sides<number>;
  readonly size: Sides<number>;
  readonly floor: number;
}

function readingsOf(turns: number, { p50, cpu, size, floor }: Found): Reading[] {
  const at = `at ${turns} turns of history`;
  return [
    { what: "times faster than stock", value: p50.full / p50.ours, unit: "×" },
    { what: "times less CPU than stock", value: cpu.full / cpu.ours, unit: "×" },
    ...against(`turn ${at}, p50`, "ms", p50),
    ...against(`CPU of a turn ${at}`, "ms", cpu),
    ...against(`database files ${at}`, "MB", size),
    { what: "one 1 KB insert and commit on this disk, p50", value: floor, unit: "ms" },
  ];
}

/** A number of ours beside the same of both peers. */
function against(what: string, unit: string, found: Sides<number>): Reading[] {
  const { ours: value, full, window } = found;
  const windowed = { what: "the product graph on stock SqliteSaver", value: window };
  return [
    { what, value, unit, peer: { what: STOCK, value: full } },
    { what: `${what} (2)`, value, unit, peer: windowed },
  ];
}

function notesOf(turns: number): string[] {
  return [
    "Ours: accept, claim, think with the product graph, commit (checkpoint, transcript, delivery, outcome), claim the delivery, send in-process, mark; five commits with synchronous=FULL. The history is the transcript; the state has a window.",
    "Stock, history in the state: the product's own nodes, edges, tools and scope, with `messages: MessagesValue` added to the state; `SqliteSaver.fromConnString(file)` and `graph.invoke`, nothing set (durability async, WAL, synchronous=NORMAL). No mailbox, no transcript, no delivery: it only answers and remembers.",
    "Product graph on stock SqliteSaver: the product graph as it is, so its state has a window too; every superstep of every turn stays in the file.",
    `Each side, in a process of its own, really ran ${turns} turns of one conversation with the same questions; then blocks of ${BLOCK.ours} turns of ours and of the windowed one and ${BLOCK.full} of the other in alternation, medians. Before each block of ours, what stock left in the operating system's cache is written to the disk outside the measured time: stock itself waits for no disk, ours for five commits a turn.`,
  ];
}

function flush(file: string): void {
  for (const each of [file, `${file}-wal`]) {
    const descriptor = openSync(each, "r+");
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

function megabytes(file: string): number {
  const bytes = [file, `${file}-wal`].map(
    (each) => statSync(each, { throwIfNoEntry: false })?.size ?? 0,
  );
  return bytes.reduce((sum, size) => sum + size, 0) / 1_048_576;
}
