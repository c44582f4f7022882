import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeChance } from "../support/chance.ts";
import { customers } from "../support/demo-insurer.ts";
import type { Fault } from "../support/emulators/faults.ts";
import type { Call } from "../support/emulators/https-server.ts";
import { freePort } from "../support/free-port.ts";
import { startProviders } from "../support/providers.ts";
import type { Providers, Wires } from "../support/providers.ts";
import { startServer } from "../support/server-process.ts";
import type { ServerProcess } from "../support/server-process.ts";
import { answerAll, openBooks, write } from "./providers.ts";
import type { Query, Writer } from "./providers.ts";
import { faultsOf } from "./providers-truth.ts";

/** How long what was sent to a provider may be on its way back to the house's books. */
const UNDERWAY_MS = 1_000;

const metadataOf = ({ json }: Call): string => {
  const { metadata } = (json ?? {}) as { metadata?: { deliveryId?: string } };
  return metadata?.deliveryId ?? "";
};
const isPost = ({ method, url }: Call, path: RegExp): boolean =>
  method === "POST" && path.test(url.pathname);
const isLineOf = (call: Call, id: RegExp): boolean =>
  isPost(call, /\/messages$/) && id.test(metadataOf(call));

/** What the house is doing at the moment it dies. */
const moments: readonly (readonly [string, "chat" | "meta", (call: Call) => boolean])[] = [
  ["opens a thread", "chat", (call) => isPost(call, /\/chat\/threads$/)],
  ["writes an opening", "chat", (call) => isLineOf(call, /:open$/)],
  ["adds people", "chat", (call) => isPost(call, /participants\/:add$/)],
  ["mirrors a line", "chat", (call) => isLineOf(call, /^[\da-f-]{36}$/)],
  ["brings a person's words", "meta", ({ bytes }) => bytes.includes("Dana: about")],
  ["writes the end", "chat", (call) => isLineOf(call, /:close$/)],
  ["marks the end", "chat", ({ method }) => method === "PATCH"],
];
/** Before the provider has done it, and after that but before the house heard so. */
const ends: readonly Fault[] = [{ is: "cut" }, { is: "late", ms: 500 }];

let folder: string;
let providers: Providers;
let wires: Wires | undefined;
let server: ServerProcess | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "kill-providers-"));
  providers = await startProviders({ clock: Date.now });
});
afterEach(async () => {
  await server?.end("SIGKILL");
  await wires?.stop();
  await providers.stop();
  rmSync(folder, { recursive: true });
});

/** Messages of which nobody can know what the house had noted of them when it died. */
function watchUnderway() {
  const sends: { readonly deliveryId: string; readonly at: number }[] = [];
  const unknown = new Map<string, number>();
  providers.onMessage("meta", ({ json }) => {
    const { biz_opaque_callback_data: id } = json as { biz_opaque_callback_data?: string };
    if (id !== undefined) sends.push({ deliveryId: id, at: performance.now() });
  });
  return {
    died(): void {
      for (const { deliveryId, at } of sends) {
        if (performance.now() - at > UNDERWAY_MS) continue;
        unknown.set(deliveryId, (unknown.get(deliveryId) ?? 0) + 1);
      }
    },
    unknownOf: (deliveryId: string) => unknown.get(deliveryId) ?? 0,
  };
}

test("kill -9 at any step of a handoff leaves one thread, each line once, and nobody's words lost", async () => {
  const chance = makeChance("kill between providers");
  const file = join(folder, "house.db");
  const dana = providers.chat.people.hire();
  const env = {
    ...providers.env,
    NODE_EXTRA_CA_CERTS: providers.meta.caFile,
    PORT: String(await freePort()),
    CHAT_DESK_PEOPLE: `*=${dana}`,
  };
  server = await startServer(`sqlite:${file}`, env);
  wires = await providers.tell(server.url, "cloud-events");

  const db = new Database(file, { readonly: true });
  const query: Query = async <Row>(sql: string, ...args: string[]) =>
    db.prepare(sql.replaceAll(/\$\d/g, "?")).all(...args) as Row[];
  const books = openBooks(query);
  const underway = watchUnderway();
  const scene = { providers, books, chance, questions: 1 };
  const leaving = new AbortController();
  const answering = answerAll(dana, scene, leaving.signal);

  const deaths: string[] = [];
  /** The house dies at the next call that matches, and comes up again. */
  async function killAt([what, where, isMoment]: (typeof moments)[number], end: Fault) {
    const { promise: died, resolve } = Promise.withResolvers<void>();
    const matches = (call: Call): boolean => {
      if (!isMoment(call)) return false;
      server!.child.kill("SIGKILL");
      underway.died();
      deaths.push(`${what}, ${end.is}`);
      resolve();
      return true;
    };
    providers[where].faults.next(end, { matches });
    await died;
    await server!.end("SIGKILL");
    server = await startServer(`sqlite:${file}`, env);
  }

  const writers = customers
    .filter(({ policyNumbers }) => policyNumbers.length > 0)
    .map(({ phoneNumber: address }): Writer => {
      return { address, way: "meta", wantsPerson: true, written: [] };
    });
  let isDone = false;
  const looking = (async () => {
    for (; !isDone; await pause(40)) await books.look();
  })();
  try {
    const pairs = moments.map((_, index) => writers.slice(2 * index, 2 * index + 2));
    for (const [index, pair] of pairs.entries()) {
      const writing = Promise.all(pair.map((writer) => write(writer, scene)));
      for (const end of ends.slice(-pair.length)) await killAt(moments[index]!, end);
      await writing;
    }
    const open = `SELECT id FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain', 'sent')
      UNION ALL SELECT id FROM inputs WHERE status = 'waiting'`;
    while ((await query(open)).length > 0) {
      await providers.settled();
      await wires.settled();
      await pause(50);
    }
  } finally {
    isDone = true;
    leaving.abort();
    await Promise.all([looking, answering]);
  }
  const kept = providers.kept();
  const once = new Set(kept.map(({ deliveryId }) => deliveryId)).size;
  console.log({ deaths: deaths.length, messages: once, again: kept.length - once });
  const parts = { query, providers, weather: underway, reads: new Set<string>() };
  const faults = await Promise.all(writers.map((writer) => faultsOf(writer, parts)));
  db.close();
  expect(faults.flat()).toEqual([]);
  expect(providers.chat.threads).toHaveLength(writers.length);
  expect(wires.dropped()).toEqual([]);
}, 180_000);
