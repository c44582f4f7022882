import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readConfig } from "../core/config.ts";
import type { Media } from "../core/conversation.ts";
import { makeLog } from "../core/log.ts";
import { all } from "../data/sql.ts";
import type { SqlValue } from "../data/sql.ts";
import { makeClient } from "../server/cli/client.ts";
import { compose } from "../server/compose.ts";
import type { Ground, House } from "../server/compose.ts";
import { shutDown } from "../server/shutdown.ts";
import { payloadOf } from "./media.ts";
import { makeRandom } from "../graph/understanding/training/random.ts";

/** Noon of the day the demo insurer was written for. */
const TODAY = Date.UTC(2026, 10, 22, 12);
/** How long a turn or a delivery may take on a busy machine, and how often we look. */
const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 2;

/** The whole house in this process, in memory, with a clock in our hands. */
export type EvalHouse = Awaited<ReturnType<typeof openHouse>>;

/** The model a house is given, and how long it may take. */
export interface HouseModel {
  /** The variables that name it. */
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Ground["modelLimits"];
}

/** Opens a house that nobody has written to yet; without a model if none is given. */
export async function openHouse(model?: HouseModel) {
  const config = readConfig({ DATABASE_URL: "sqlite::memory:", ...model?.env });
  // A model that breaks is warned of each time; here that is the talk itself.
  const log = makeLog(model ? "error" : "warn", {
    write: (line: string) => void process.stderr.write(line),
  });
  const time = { now: TODAY };
  const random = makeRandom(1);
  // Time goes on by itself a little, so that order by time means something.
  const clock = (): number => time.now++;
  const house = await compose({
    config,
    clock,
    newId: randomUUID,
    random,
    log,
    modelLimits: model?.limits,
  });
  const server = createServer(house.app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = makeClient(url, undefined);
  const acts = makeActs({ house, url, time });
  return { client, ...acts, stop: () => shutDown({ server, house, log }) };
}

interface Playground {
  readonly house: House;
  readonly url: string;
  readonly time: { now: number };
}

/** What can be done to a house besides talking to it, and when it is at rest. */
function makeActs({ house, url, time }: Playground) {
  const query = <Row>(sql: string, ...args: SqlValue[]): Promise<Row[]> =>
    house.store.sql.transaction(() => all<Row>(sql, ...args));

  /** Everything that came in has been thought through and everything to be said has left. */
  async function settle(): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const [open] = await query<{ count: number }>(
        `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting')
              + (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')) AS count`,
      );
      if (open?.count === 0) return;
      if (performance.now() > end) throw new Error("The house did not come to rest.");
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Writes several messages that arrive before any of them is answered. */
  async function write(address: string, texts: readonly string[]): Promise<void> {
    await house.store.mailbox.acceptMessages(
      texts.map((text) => ({
        source: "eval",
        externalId: randomUUID(),
        address,
        door: "chat" as const,
        text,
      })),
    );
    house.workers.wake();
    await settle();
  }

  /** Sends something that is not text, by WhatsApp. */
  async function send(address: string, media: Media, text: string): Promise<void> {
    const body = JSON.stringify(payloadOf(address, media, text));
    const response = await fetch(`${url}/webhook`, { method: "POST", body });
    if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
    house.workers.wake();
    await settle();
  }

  /** Moves the clock and lets the timers that are due ring. */
  async function wait(minutes: number): Promise<void> {
    time.now += minutes * 60_000;
    await house.store.mailbox.ringTimers();
    house.workers.wake();
    await settle();
  }

  return { query, settle, write, send, wait };
}
