import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { makeMessages, writeAll } from "../support/crowd.ts";
import { startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";
import { isAllDone, violationsOf } from "../support/ledger.ts";
import { startWhatsAppProvider } from "../support/whatsapp-provider.ts";
import type { WhatsAppProvider } from "../support/whatsapp-provider.ts";

const ROOT = join(import.meta.dirname, "../..");
const PATIENCE_MS = 30_000;
/** A driver that waits in SQLite stalls the process at every try; the machine itself does now and then. */
const STALL_MS = 30;

let folder: string;
let provider: WhatsAppProvider;
let house: TestHouse;
let other: ChildProcess | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "locked-"));
  provider = await startWhatsAppProvider();
  house = await startHouse({
    env: { ...provider.envFor("house"), DATABASE_URL: `sqlite:${join(folder, "house.db")}` },
  });
});
afterEach(async () => {
  other?.kill("SIGKILL");
  await house.stop();
  await provider.stop();
  rmSync(folder, { recursive: true });
});

/** A program that is not ours locks the file, as a backup or a shell would, and holds it until it is killed. */
async function lockByAnother(begin: string): Promise<void> {
  const program = `
    const { default: Database } = await import("better-sqlite3");
    const db = new Database(${JSON.stringify(join(folder, "house.db"))}, { timeout: 5_000 });
    db.exec(${JSON.stringify(begin)});
    console.log("locked");
    setInterval(() => {}, 1_000);
  `;
  other = spawn(process.execPath, ["--input-type=module", "-e", program], { cwd: ROOT });
  await once(other.stdout!, "data");
}

test.each(["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])(
  "while another program holds the file by %s, the house answers late or 503, never stalls, and loses nothing",
  async (begin) => {
    const chance = makeChance(begin);
    const messages = makeMessages(20, 12);
    const refusals: number[] = [];
    const writing = writeAll(messages, {
      url: () => house.url,
      chance,
      pauseMs: 600,
      onRefused: (status) => refusals.push(status),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await until("some were sent", async () => provider.sent.length >= 10);
    await lockByAnother(begin);
    const lockedAt = Date.now();
    const refusedBefore = refusals.length;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const isSomebodyRefused = async () => refusals.length > refusedBefore;
    await until("somebody was refused", isSomebodyRefused, PATIENCE_MS);
    delay.disable();
    other?.kill("SIGKILL");
    const [p90, max] = [delay.percentile(90), delay.max].map((ns) => Math.round(ns / 1e6));
    console.log(`locked for ${Date.now() - lockedAt} ms: event loop late p90 ${p90} max ${max} ms`);
    expect(p90).toBeLessThan(STALL_MS);
    expect((await writing).size).toBe(messages.length);
    const { sql } = house.house.store;
    await until("everything is handled and delivered", () => isAllDone(sql), PATIENCE_MS);
    const { sent } = provider;
    expect(await violationsOf(sql, messages, { sent, killed: new Set() })).toEqual([]);
    expect(new Set(refusals)).toEqual(new Set([503]));
  },
  60_000,
);
