import { join } from "node:path";
import { drip, makeKnocker } from "./support/load.ts";
import { quantile } from "./support/quantile.ts";
import { progress, runFigure } from "./support/report.ts";
import type { Effort, Report } from "./support/report.ts";
import { cpuMs, prepareDatabase, startRealServer } from "./support/server.ts";
import { inTempFolder } from "./support/temp-folder.ts";
import { measureFsyncFloor } from "./support/fsync-floor.ts";
import { untilSettled, watch } from "./support/watch.ts";

const CUSTOMERS = 200;
const PER_SECOND = 150;
const SOCKETS = 64;

await runFigure((effort) => inTempFolder((folder) => webhook(folder, effort)));

/** How soon a webhook is acknowledged while the house works at a constant rate of arrivals. */
async function webhook(folder: string, effort: Effort): Promise<Report> {
  const file = join(folder, "webhook.db");
  await prepareDatabase(`sqlite:${file}`, CUSTOMERS);
  const server = await startRealServer(`sqlite:${file}`);
  const watching = watch(`sqlite:${file}`);
  const knocker = makeKnocker(server.url, SOCKETS);
  try {
    const warmUp = PER_SECOND * effort.times(10, 4);
    const messages = PER_SECOND * effort.times(30, 10);
    progress(`${warmUp + messages} messages at ${PER_SECOND} a second`);
    const floor = measureFsyncFloor(join(folder, "floor.db"));
    const load = { knockers: [knocker], customers: CUSTOMERS, messages: warmUp + messages };
    const cpuBefore = cpuMs(server.child.pid!);
    const latencies = await drip(load, PER_SECOND);
    const answeredAt = performance.now();
    await untilSettled(watching.open);
    const measured = latencies.slice(warmUp);
    const cpu = (cpuMs(server.child.pid!) - cpuBefore) / load.messages;
    return {
      readings: [
        {
          what: "acknowledgement, p99",
          value: quantile(measured, 0.99),
          unit: "ms",
          peer: { what: "one 1 KB insert and commit on this disk, p99", value: floor.p99 },
        },
        {
          what: "acknowledgement, p50",
          value: quantile(measured, 0.5),
          unit: "ms",
          peer: { what: "one 1 KB insert and commit on this disk, p50", value: floor.p50 },
        },
        { what: "acknowledgement, longest", value: Math.max(...measured), unit: "ms" },
        {
          what: "last message delivered after the last acknowledgement",
          value: performance.now() - answeredAt,
          unit: "ms",
        },
        { what: "server CPU per message", value: cpu, unit: "ms" },
      ],
      notes: [
        `server/main.ts in a process, generator in another; open loop at ${PER_SECOND} messages a second of ${CUSTOMERS} customers, one Event Grid event a request, latency from the scheduled time, ${messages} messages after ${warmUp} to warm up, SQLite with synchronous=FULL; the answers are thought and delivered meanwhile.`,
      ],
    };
  } finally {
    knocker.close();
    await watching.close();
    await server.end("SIGTERM");
  }
}
