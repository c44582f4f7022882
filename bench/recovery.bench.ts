import { join } from "node:path";
import { openSql } from "../data/store.ts";
import { makeKnocker, drip } from "./support/load.ts";
import { median } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Report } from "./support/report.ts";
import { prepareDatabase, startRealServer } from "./support/server.ts";
import { inTempFolder } from "./support/temp-folder.ts";
import { verify } from "./support/verify.ts";
import { untilSettled, watchSqlite } from "./support/watch.ts";

const CUSTOMERS = 200;
const PER_SECOND = 150;
const SOCKETS = 64;
/** How long a server is under load before it is killed. */
const LOAD_MS = 2_000;
/** A kill that hits no leased conversation proves nothing and is tried again. */
const TRIES = 10;

await runFigure((effort) => inTempFolder((folder) => recovery(folder, effort)));

/** How long the customers of a killed process wait, when another is started over its file. */
async function recovery(folder: string, effort: Effort): Promise<Report> {
  const kills = effort.times(5, 2);
  const recovered: number[] = [];
  const leases: number[] = [];
  const broken = { lost: 0, doubled: 0, outOfOrder: 0 };
  for (let tried = 0; recovered.length < kills; tried++) {
    if (tried > kills + TRIES) throw new Error("No kill ever hit a leased conversation.");
    const killed = await killOnce(join(folder, `recovery-${tried}.db`));
    if (killed.leased === 0) continue;
    progress(`${killed.leased} leased conversations recovered in ${killed.ms.toFixed(0)} ms`);
    recovered.push(killed.ms);
    leases.push(killed.leased);
    broken.lost += killed.violations.lost;
    broken.doubled += killed.violations.doubled;
    broken.outOfOrder += killed.violations.outOfOrder;
  }
  return {
    readings: [
      {
        what: "recovery of a killed process's conversations",
        value: median(recovered) / 1_000,
        unit: "s",
      },
      { what: "the longest recovery", value: Math.max(...recovered) / 1_000, unit: "s" },
      {
        what: "conversations leased when it was killed",
        value: median(leases),
        unit: "conversations",
      },
      { what: "messages lost", value: broken.lost, unit: "messages" },
      { what: "messages doubled", value: broken.doubled, unit: "messages" },
      { what: "messages out of order", value: broken.outOfOrder, unit: "messages" },
    ],
    notes: [
      `server/main.ts over SQLite, SIGKILL while it takes in ${PER_SECOND} messages a second and conversations are leased; a new process is started at once; from the kill until the message that each of those conversations was thinking about is answered and delivered. ${kills} kills, median. Loss, doubling and order: all acknowledged messages, once everything has settled. One process at a time can use a SQLite file, so a new one ends all leases when it starts.`,
    ],
  };
}

async function killOnce(file: string) {
  const url = `sqlite:${file}`;
  await prepareDatabase(url, CUSTOMERS);
  const first = await startRealServer(url);
  const watch = watchSqlite(file);
  const knocker = makeKnocker(first.url, SOCKETS);
  // What was under way when it died was never acknowledged: its sender hears of it and would send again.
  const load = { knockers: [knocker], customers: CUSTOMERS, messages: 100_000 };
  const driped = drip(load, PER_SECOND).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, LOAD_MS));
  const killedAt = performance.now();
  await first.end("SIGKILL");
  const leased = watch.leasedInputs();
  const second = await startRealServer(url);
  await untilSettled(() => watch.unanswered(leased));
  const ms = performance.now() - killedAt;
  await untilSettled(() => watch.open());
  await driped;
  watch.close();
  knocker.close();
  await second.end("SIGTERM");
  const sql = openSql(url, Date.now);
  const violations = await verify(sql, knocker.acknowledged);
  await sql.close();
  return { ms, leased: leased.length, violations };
}
