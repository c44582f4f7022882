import type { Config } from "../../../core/config.ts";

/** A webhook to try. */
export interface Door {
  /** Where the server is, without a slash at the end. */
  readonly base: string;
  readonly path: string;
  readonly config: Config;
  readonly signal: AbortSignal;
}

/** An answer, as far as it matters here. */
export interface Seen {
  readonly status: number;
  /** The origin that was given consent. */
  readonly origin: string | null;
  readonly text: string;
}

/** What to do when the server itself is as it should be. */
export const ABOUT_PROXIES = "let what stands before the server pass requests on as they are";

/** Asks and follows nobody. */
export async function ask(url: string, init: RequestInit): Promise<Seen> {
  const response = await fetch(url, { redirect: "manual", ...init });
  const { status, headers } = response;
  return { status, origin: headers.get("webhook-allowed-origin"), text: await response.text() };
}
