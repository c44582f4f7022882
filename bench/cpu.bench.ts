import { join } from "node:path";
import { alternate, cpuTimed } from "./support/alternate.ts";
import { openBenchHouse } from "./support/bench-house.ts";
import type { BenchHouse, Said } from "./support/bench-house.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { question } from "./support/talk.ts";
import { inTempFolder } from "./support/temp-folder.ts";

const CUSTOMERS = 200;
/** As many turns as the server thinks side by side. */
const CROWD = 16;
const BLOCK = 12 * CROWD;

await runFigure(cpu);

/** What everything around the graph costs: the CPU time of a whole durable turn against that of the bare graph. */
function cpu(effort: Effort): Promise<Report> {
  return inTempFolder(async (folder) => {
    const house = await openBenchHouse(join(folder, "cpu.db"), CUSTOMERS);
    const readings = [
      ...(await compare(house, effort, 1, "one at a time")),
      ...(await compare(house, effort, CROWD, `${CROWD} side by side`)),
    ];
    await house.close();
    return {
      readings,
      notes: [
        "Durable: the product's own accept, claim, think, commit, delivery claim, in-process send and mark on a SQLite file with synchronous=FULL.",
        "Bare: graph.invoke of the same product graph compiled without a checkpointer, same questions, scope and tools; records are read from the same database.",
        `Blocks of ${BLOCK} turns in alternation, user and system time of the process; the ratio is the median of the rounds' ratios.`,
      ],
    };
  });
}

async function compare(
  house: BenchHouse,
  effort: Effort,
  width: number,
  how: string,
): Promise<Reading[]> {
  progress(`CPU, ${how}`);
  const block = (work: (said: Said[]) => Promise<unknown>) => {
    // Each side counts for itself, so that both are asked the same.
    const next = saidInTurn();
    return async () => {
      const cost = await cpuTimed(async () => {
        for (let done = 0; done < BLOCK; done += width) {
          await work(Array.from({ length: width }, next));
        }
      });
      return [cost / BLOCK];
    };
  };
  const { durable, bare } = await alternate(
    {
      durable: block((said) => house.turns(said)),
      bare: block((said) => Promise.all(said.map((each) => house.bare(each)))),
    },
    { warmUps: effort.times(4, 2), rounds: effort.times(14, 5) },
  );
  const ratios = durable.map((costs, round) => costs[0]! / bare[round]![0]!);
  return [
    {
      what: `CPU of a turn, ${how}`,
      value: median(durable.flat()),
      unit: "ms",
      peer: { what: "bare graph.invoke", value: median(bare.flat()) },
    },
    { what: `CPU of a turn over the bare graph's, ${how}`, value: median(ratios), unit: "×" },
  ];
}

/** Customer after customer, each with their own next question. */
function saidInTurn(): () => Said {
  let at = 0;
  return () => {
    const customer = at % CUSTOMERS;
    const text = question(Math.floor(at / CUSTOMERS) + customer);
    at++;
    return { customer, text };
  };
}
