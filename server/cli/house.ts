import type { Config } from "../../core/config.ts";
import { AppError } from "../../core/errors.ts";

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
  // Loading the whole house takes most of a second, which only those wait for who need it.
  const { startOwnHouse } = await import("./own-house.ts");
  const started = await startOwnHouse(config);
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

/** Where this machine's server listens, by its settings. */
export function urlOf({ env }: Config): string {
  // Every address of this machine includes its loopback.
  const host = env.HOST === "0.0.0.0" || env.HOST === "::" ? "127.0.0.1" : env.HOST;
  return `http://${host.includes(":") ? `[${host}]` : host}:${env.PORT}`;
}
