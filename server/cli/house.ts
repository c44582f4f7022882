import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "../../core/config.ts";
import { AppError } from "../../core/errors.ts";
import { makeLog } from "../../core/log.ts";
import { compose } from "../compose.ts";
import { shutDown } from "../shutdown.ts";

/** A server on this machine answers at once; one elsewhere gets a moment. */
const ANSWER_MS = 3_000;

/** A contact center to talk to. */
export interface FoundHouse {
  readonly url: string;
  /** What people should know about it, or nothing. */
  readonly note: string | undefined;
  /** Ends it, if it is ours. */
  readonly stop: () => Promise<void>;
}

/**
 * Finds the contact center, or starts one in this process with the same settings.
 * @param url where somebody says it is; left out, the settings say where.
 * @throws AppError `upstream_unavailable` when nothing answers at a `url` that was asked for: a talk meant for another
 * machine must not pass here.
 */
export async function findOrStartHouse(
  config: Config,
  url: string | undefined,
): Promise<FoundHouse> {
  const address = url ?? urlOf(config);
  if (!URL.canParse(address)) throw new AppError("invalid_request", `"${address}" is no URL.`);
  if (await isAlive(address)) {
    return { url: address, note: undefined, stop: async () => {} };
  }
  if (url !== undefined) {
    throw new AppError("upstream_unavailable", `No contact center answers at ${url}.`);
  }
  const started = await start(config);
  const note = `No contact center answers at ${address}: this process has started its own at ${started.url}.`;
  return { ...started, note };
}

async function isAlive(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL("/healthz", url), {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body = (await response.json()) as { status?: unknown };
    // Something else may listen there.
    return response.ok && body.status === "alive";
  } catch {
    return false;
  }
}

async function start(config: Config) {
  // The talk has standard output; what the house itself has to say goes beside it.
  const log = makeLog("warn", { write: (line: string) => void process.stderr.write(line) });
  const house = await compose({
    config,
    clock: Date.now,
    newId: randomUUID,
    random: Math.random,
    log,
  });
  const server = createServer(house.app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => shutDown({ server, house, log }) };
}

function urlOf({ env }: Config): string {
  // Every address of this machine includes its loopback.
  const host = env.HOST === "0.0.0.0" || env.HOST === "::" ? "127.0.0.1" : env.HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${env.PORT}`;
}
