import type { Clock } from "../core/conversation.ts";
import { fails, warns } from "../core/finding.ts";
import type { Finding } from "../core/finding.ts";

/** Azure signs the time into every request, and takes none that is far from its own. */
const SKEW_MS = 2 * 60_000;

interface Refused {
  readonly status: number;
  /** Azure's own name for it, if it gave one. */
  readonly code: string | undefined;
  /** The answer's `Date`. */
  readonly date: string | undefined;
  readonly clock: Clock;
  /** The variable that holds endpoint and key. */
  readonly setting: string;
}

/** What every door of Azure Communication Services may refuse for; `undefined` for what only the door itself can explain. */
export function acsRefused({ status, code, date, clock, setting }: Refused): Finding | undefined {
  const says = `Azure answered ${status}${code === undefined ? "" : `, ${code}`}`;
  if (status === 401) {
    const skewed = clockSkew(date, clock);
    if (skewed) return fails(`${says}: ${skewed}`, "set this machine's clock (NTP)");
    return fails(
      `${says}: the access key is not accepted`,
      `copy the connection string again from the resource's Keys page into ${setting}`,
    );
  }
  if (status === 429) return warns(`${says}: asked too often`, "try again in a minute");
  if (status >= 500) return fails(`${says}: out of order`, "try again; see Azure's status page");
  return undefined;
}

/** How far this machine's clock is from the answer's, in words; `undefined` when they agree. */
export function clockSkew(date: string | undefined, clock: Clock): string | undefined {
  const offMs = clock() - Date.parse(date ?? "");
  if (Number.isNaN(offMs) || Math.abs(offMs) < SKEW_MS) return undefined;
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  return `this machine's clock is ${minutes} minutes ${offMs > 0 ? "fast" : "slow"}`;
}
