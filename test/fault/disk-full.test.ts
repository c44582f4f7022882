import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openSqlite } from "../../data/sqlite/index.ts";
import { makeChance } from "../support/chance.ts";
import { makeMessages, writeAll } from "../support/crowd.ts";
import { waysToBeFull, whyNot } from "../support/full-disk.ts";
import type { TightFolder } from "../support/full-disk.ts";
import { until } from "../support/house.ts";
import { isAllDone, violationsOf } from "../support/ledger.ts";
import { startServer } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { startWhatsAppProvider } from "../support/whatsapp-provider.ts";
import type { WhatsAppProvider } from "../support/whatsapp-provider.ts";

const REFUSALS = 600;
const PATIENCE_MS = 30_000;

const ways = waysToBeFull.map(({ name, make }) => ({ name, make, reason: whyNot(make) }));
for (const { name, reason } of ways) if (reason) console.warn(`Skipped on ${name}: ${reason}`);

let folder: TightFolder;
let provider: WhatsAppProvider;
let server: ServerProcess | undefined;
beforeEach(async () => {
  provider = await startWhatsAppProvider();
});
afterEach(async () => {
  await server?.end("SIGKILL");
  await provider.stop();
  folder.remove();
});

const statusOf = async (path: string) => (await fetch(`${server!.url}${path}`)).status;

describe.each(ways)("on $name", ({ make, reason }) => {
  test.skipIf(reason)(
    "the server answers 503, lives on, loses nothing, and recovers by itself",
    async () => {
      const chance = makeChance("disk full");
      folder = make();
      const file = join(folder.path, "house.db");
      server = await startServer(`sqlite:${file}`, provider.envFor("server"));
      const pid = server.child.pid!;
      const messages = makeMessages(20, 15);
      const refusals: number[] = [];
      const { url } = server;
      const writing = writeAll(messages, {
        url: () => url,
        chance,
        pauseMs: 400,
        onRefused: (status) => refusals.push(status),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await until("some were sent", async () => provider.sent.length >= 10);
      folder.fill(pid);
      const fullAt = Date.now();
      const printedBefore = server.output().length;
      await until("somebody was refused", async () => refusals.length > 0, PATIENCE_MS);
      await until("it is not ready", async () => (await statusOf("/readyz")) === 503);
      expect(await statusOf("/healthz")).toBe(200);
      await until("many were refused", async () => refusals.length >= REFUSALS, PATIENCE_MS);

      folder.free(pid);
      const fullMs = Date.now() - fullAt;
      const log = server.output().slice(printedBefore).split("\n");
      const isReady = async () => (await statusOf("/readyz")) === 200;
      await until("it is ready again", isReady);
      expect((await writing).size).toBe(messages.length);
      expect(new Set(refusals)).toEqual(new Set([503]));
      // Each refusal is told; besides them the workers say a few times a second that they cannot work.
      const others = log.filter((line) => !line.includes("request failed"));
      console.log(
        `full for ${fullMs} ms, ${refusals.length} refusals, ${others.length} other lines`,
      );
      expect(others.length).toBeLessThan(20 + (10 * fullMs) / 1_000);
      await until("everything has left", async () => provider.answerCount() >= messages.length);
      await server.end("SIGTERM");

      const sql = openSqlite(file, Date.now);
      expect(await isAllDone(sql)).toBe(true);
      const { sent } = provider;
      expect(await violationsOf(sql, messages, { sent, killed: new Set() })).toEqual([]);
      await sql.close();
    },
    60_000,
  );
});
