import { join } from "node:path";
import { openSql } from "../data/store.ts";
import { openBenchHouse } from "./support/bench-house.ts";
import { makeKnocker, pour } from "./support/load.ts";
import type { Load } from "./support/load.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Reading, Report } from "./support/report.ts";
import { cpuMs, metric, prepareDatabase, startRealServer } from "./support/server.ts";
import { question } from "./support/talk.ts";
import { inTempFolder } from "./support/temp-folder.ts";
import { sumOf, verify, violationReadings } from "./support/verify.ts";
import type { Violations } from "./support/verify.ts";
import { untilSettled, watch } from "./support/watch.ts";
import type { Watch } from "./support/watch.ts";

const CUSTOMERS = 200;
const WIDTH = 32;
const WARM_UP_ROUNDS = 5;
/** As many turns as the server thinks side by side. */
const CROWD = 16;

await runFigure((effort) => inTempFolder((folder) => endToEnd(folder, effort)));

/** How many messages a second one process takes in, answers and delivers, and what the graph alone would manage. */
async function endToEnd(folder: string, effort: Effort): Promise<Report> {
  const rounds = effort.times(30, 5);
  const bareBefore = await bareRate(join(folder, "bare-before.db"), effort);
  const hasty = await measure(join(folder, "hasty.db"), rounds, hastily);
  const patient = await measure(join(folder, "patient.db"), Math.ceil(rounds / 2), patiently);
  const bareAfter = await bareRate(join(folder, "bare-after.db"), effort);
  const bare = (bareBefore + bareAfter) / 2;
  const peer = { what: "bare graph.invoke, 16 side by side", value: bare };
  const tell = (measured: Measured, how: string): Reading[] => [
    { what: `messages end to end${how}`, value: measured.perSecond, unit: "messages/s", peer },
    { what: `share of the bare graph's rate${how}`, value: measured.perSecond / bare, unit: "×" },
    { what: `messages taken into one turn${how}`, value: measured.perTurn, unit: "messages" },
    { what: `server CPU per message${how}`, value: measured.cpu, unit: "ms" },
  ];
  return {
    readings: [
      ...tell(hasty, ""),
      ...tell(patient, ", nobody writes twice before an answer"),
      ...violationReadings(sumOf([hasty.violations, patient.violations])),
    ],
    notes: [
      `server/main.ts in a process, generator in another: ${rounds} messages of each of ${CUSTOMERS} customers, ${WIDTH} requests under way, after ${WARM_UP_ROUNDS} rounds of other customers to warm up; from the first request until the last delivery is marked delivered by the simulator channel. SQLite with synchronous=FULL. Order, loss and doubling are read from the database afterwards.`,
      "As fast as it goes, customers write again before they are answered, and several texts are taken into one turn: that is how the house works under load. Where nobody writes twice before an answer, every message is a turn of its own; a round begins when the one before is answered.",
      "The bare graph runs in the generator's process while the server is down, before and after; the mean of both. It takes one message an invoke.",
    ],
  };
}

/** Sends rounds of one message by every customer, and waits until all are answered. */
type Send = (load: Omit<Load, "messages">, rounds: number, watching: Watch) => Promise<void>;

async function hastily(...[load, rounds, watching]: Parameters<Send>): Promise<void> {
  await pour({ ...load, messages: rounds * load.customers }, WIDTH);
  await untilSettled(watching.open);
}

async function patiently(...[load, rounds, watching]: Parameters<Send>): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await pour({ ...load, firstTurn: round, messages: load.customers }, WIDTH);
    await untilSettled(watching.open);
  }
}

interface Measured {
  readonly perSecond: number;
  readonly perTurn: number;
  readonly cpu: number;
  readonly violations: Violations;
}

async function measure(file: string, rounds: number, send: Send): Promise<Measured> {
  await prepareDatabase(`sqlite:${file}`, 2 * CUSTOMERS);
  const server = await startRealServer(`sqlite:${file}`);
  const watching = watch(`sqlite:${file}`);
  const knocker = makeKnocker(server.url, WIDTH);
  const pid = server.child.pid!;
  const turns = (): Promise<number> => metric(server.url, "contact_center_turns_total");
  let measured: Omit<Measured, "violations">;
  try {
    const load = { knockers: [knocker], customers: CUSTOMERS };
    progress(`end to end, ${rounds} rounds of ${CUSTOMERS} messages`);
    await send({ ...load, firstCustomer: CUSTOMERS }, WARM_UP_ROUNDS, watching);
    const before = { turns: await turns(), cpu: cpuMs(pid), at: performance.now() };
    await send(load, rounds, watching);
    const seconds = (performance.now() - before.at) / 1_000;
    const messages = rounds * CUSTOMERS;
    measured = {
      perSecond: messages / seconds,
      perTurn: messages / ((await turns()) - before.turns),
      cpu: (cpuMs(pid) - before.cpu) / messages,
    };
  } finally {
    knocker.close();
    await watching.close();
    await server.end("SIGTERM");
  }
  const sql = openSql(`sqlite:${file}`, Date.now);
  const violations = await verify(sql, knocker.acknowledged);
  await sql.close();
  return { ...measured, violations };
}

/** The product graph alone, as many thoughts side by side as the server has slots. */
async function bareRate(file: string, effort: Effort): Promise<number> {
  progress("bare graph");
  const house = await openBenchHouse(file, CUSTOMERS);
  const think = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at += CROWD) {
      const said = Array.from({ length: CROWD }, (_, beside) => ({
        customer: (at + beside) % CUSTOMERS,
        text: question(at + beside),
      }));
      await Promise.all(said.map(house.bare));
    }
  };
  const count = effort.times(3_000, 600);
  await think(Math.floor(count / 3));
  const startedAt = performance.now();
  await think(count);
  const perSecond = count / ((performance.now() - startedAt) / 1_000);
  await house.close();
  return perSecond;
}
