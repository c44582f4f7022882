import { cpuTimed, timed } from "./alternate.ts";
import { openBenchHouse } from "./bench-house.ts";
import type { Done } from "./side-process.ts";
import { openStockWithHistory, openStockWithWindow } from "./stock-graph.ts";
import { question } from "./talk.ts";

/** One side of the history figure: `ours`, `full` (stock, history in the state) or `window` (stock, our own state). */
const [side, file] = process.argv.slice(2);
if (!file) throw new Error("This needs a side and a file.");

const house = await openBenchHouse(side === "ours" ? file : ":memory:", 1);
const scope = house.scopes[0]!;
const turn = {
  ours: (text: string) => house.turns([{ customer: 0, text }]),
  full: openStock(openStockWithHistory),
  window: openStock(openStockWithWindow),
}[side as "ours"];

let at = 0;
process.on("message", ({ turns }: { turns: number }) => void run(turns));

async function run(turns: number): Promise<void> {
  const elapsedMs: number[] = [];
  const cost = await cpuTimed(async () => {
    for (let done = 0; done < turns; done++) {
      elapsedMs.push(await timed(() => turn(question(at++))));
    }
  });
  const done: Done = { elapsedMs, cpuMs: cost / turns };
  process.send!(done);
}

function openStock(open: typeof openStockWithHistory) {
  let stock: ReturnType<typeof open> | undefined;
  return (text: string) => (stock ??= open(file!, house.parts, scope)).turn(text);
}
