import { join } from "node:path";
import { makeKnocker, pour } from "./support/load.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Report } from "./support/report.ts";
import { prepareDatabase, residentMb, startRealServer } from "./support/server.ts";
import { inTempFolder } from "./support/temp-folder.ts";
import { untilSettled, watch } from "./support/watch.ts";

const TURNS = 5;
/** Conversations that are talked in at the same time. */
const WAVE = 500;
const WIDTH = 16;
const IDLE_MS = 20_000;

await runFigure((effort) => inTempFolder((folder) => memory(folder, effort)));

/** Whether a server grows with the conversations it has had. */
async function memory(folder: string, effort: Effort): Promise<Report> {
  const conversations = effort.times(10_000, 1_000);
  const half = conversations / 2;
  const url = `sqlite:${join(folder, "memory.db")}`;
  await prepareDatabase(url, conversations);
  const server = await startRealServer(url);
  const rss = (): number => residentMb(server.child.pid!);
  const atStart = rss();
  const watching = watch(url);
  const knocker = makeKnocker(server.url, WIDTH);
  const seen: number[] = [];
  try {
    for (let first = 0; first < conversations; first += WAVE) {
      progress(`conversation ${first} of ${conversations}: ${rss().toFixed(0)} MB`);
      const wave = { knockers: [knocker], customers: WAVE, firstCustomer: first };
      await pour({ ...wave, messages: WAVE * TURNS }, WIDTH);
      await untilSettled(watching.open);
      seen.push(rss());
    }
    const atHalf = seen[Math.floor(half / WAVE) - 1]!;
    const atEnd = seen.at(-1)!;
    progress(`idle for ${IDLE_MS / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    return {
      readings: [
        { what: "resident memory at most", value: Math.max(...seen), unit: "MB" },
        {
          what: "after all conversations over after half of them",
          value: atEnd / atHalf,
          unit: "×",
        },
        { what: "resident memory at the start", value: atStart, unit: "MB" },
        { what: "resident memory after half of them", value: atHalf, unit: "MB" },
        { what: "resident memory after all of them", value: atEnd, unit: "MB" },
        { what: `resident memory after ${IDLE_MS / 1_000} s idle`, value: rss(), unit: "MB" },
      ],
      notes: [
        `server/main.ts in a process; ${conversations} conversations of ${TURNS} turns, ${WAVE} at a time, as fast as it goes; VmRSS of /proc, read after every ${WAVE} conversations; started as npm start does..`,
      ],
    };
  } finally {
    knocker.close();
    await watching.close();
    await server.end("SIGTERM");
  }
}
