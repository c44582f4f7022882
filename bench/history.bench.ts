import { statSync } from "node:fs";
import { join } from "node:path";
import { alternate, timed } from "./support/alternate.ts";
import { openBenchHouse } from "./support/bench-house.ts";
import type { BenchHouse } from "./support/bench-house.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { openStockWithHistory, openStockWithWindow } from "./support/stock-graph.ts";
import type { Stock } from "./support/stock-graph.ts";
import { question } from "./support/talk.ts";
import { inTempFolder } from "./support/temp-folder.ts";

/** One talk through all questions, so that both sides answer the same ones. */
const BLOCK = 8;
const ROUNDS = 8;

await runFigure((effort) => inTempFolder((folder) => history(folder, effort)));

/** Our whole durable turn against one `invoke` of stock LangGraph, both in a conversation with a long history. */
async function history(folder: string, effort: Effort): Promise<Report> {
  const turns = effort.times(1_000, 200);
  const house = await openBenchHouse(join(folder, "ours.db"), 1);
  const paths = { full: join(folder, "stock.db"), window: join(folder, "stock-window.db") };
  const full = openStockWithHistory(paths.full, house.parts, house.scopes[0]!);
  const window = openStockWithWindow(paths.window, house.parts, house.scopes[0]!);

  await talk("ours", turns, (text) => ours(house, text));
  await talk("stock, window in the state", turns, (text) => window.turn(text));
  await talk("stock, history in the state", turns, (text) => full.turn(text));
  const bytes = megabytes(paths.full);
  progress(`stock's files after ${turns} turns: ${bytes.toFixed(0)} MB; now comparing`);

  const sides = {
    ours: block((text) => ours(house, text)),
    full: block((text) => full.turn(text)),
    window: block((text) => window.turn(text)),
  };
  const samples = await alternate(sides, { rounds: effort.times(ROUNDS, 3), warmUps: 1 });
  const p50 = {
    ours: median(samples.ours.flat()),
    full: median(samples.full.flat()),
    window: median(samples.window.flat()),
  };
  const sizes = {
    ours: megabytes(join(folder, "ours.db")),
    full: bytes,
    window: megabytes(paths.window),
  };
  await house.close();
  closeAll(full, window);
  return { readings: readingsOf(turns, p50, sizes), notes: notesOf(turns) };
}

type Figures = Readonly<Record<"ours" | "full" | "window", number>>;

function readingsOf(turns: number, p50: Figures, size: Figures): Reading[] {
  const at = `at ${turns} turns of history`;
  return [
    { what: "times faster than stock", value: p50.full / p50.ours, unit: "×" },
    {
      what: `turn ${at}, p50`,
      value: p50.ours,
      unit: "ms",
      peer: { what: "stock SqliteSaver, history in the state", value: p50.full },
    },
    {
      what: `the same, against the product graph unchanged`,
      value: p50.ours,
      unit: "ms",
      peer: { what: "product graph on stock SqliteSaver", value: p50.window },
    },
    {
      what: `database files ${at}`,
      value: size.ours,
      unit: "MB",
      peer: { what: "stock SqliteSaver, history in the state", value: size.full },
    },
    {
      what: `the same, against the product graph unchanged `,
      value: size.ours,
      unit: "MB",
      peer: { what: "product graph on stock SqliteSaver", value: size.window },
    },
  ];
}

function notesOf(turns: number): string[] {
  return [
    "Ours: accept, claim, think with the product graph, commit (checkpoint, transcript, delivery, outcome), claim the delivery, send in-process, mark; five commits with synchronous=FULL. The history is the transcript; the state has a window.",
    "Stock, history in the state: the product's own nodes, edges, tools and scope, with `messages: MessagesValue` added to the state; `SqliteSaver.fromConnString(file)` and `graph.invoke`, nothing set (durability async, WAL, synchronous=NORMAL). No mailbox, no transcript, no delivery: it only answers and remembers.",
    "Product graph on stock SqliteSaver: the product graph as it is, so its state has a window too; every superstep of every turn stays in the file.",
    `Each side really ran ${turns} turns of one conversation with the same questions; then blocks of ${BLOCK} turns in alternation, medians.`,
  ];
}

function ours(house: BenchHouse, text: string): Promise<void> {
  return house.turns([{ customer: 0, text }]);
}

function block(turn: (text: string) => Promise<void>) {
  return async (): Promise<number[]> => {
    const samples: number[] = [];
    for (let at = 0; at < BLOCK; at++) samples.push(await timed(() => turn(question(at))));
    return samples;
  };
}

async function talk(who: string, turns: number, turn: (text: string) => Promise<void>) {
  progress(`${who}: ${turns} turns`);
  for (let at = 0; at < turns; at++) await turn(question(at));
}

function megabytes(file: string): number {
  const bytes = [file, `${file}-wal`].map(
    (each) => statSync(each, { throwIfNoEntry: false })?.size ?? 0,
  );
  return bytes.reduce((sum, size) => sum + size, 0) / 1_048_576;
}

function closeAll(...stocks: readonly Stock[]): void {
  for (const stock of stocks) stock.close();
}
