import type { Limit } from "../../../core/channel.ts";
import type { Clock } from "../../../core/conversation.ts";

/** How much a provider takes; what is left out is not limited. */
export interface Limits {
  readonly overall?: Limit;
  /** For each customer. */
  readonly each?: Limit;
}

/** A provider's count of what came lately. */
export interface RateLimits {
  /** From now on these hold, and nothing has come yet. */
  set(limits: Limits): void;
  /** Counts one message. @returns which limit it broke; what breaks one is not counted. */
  count(customer: string): "one" | "all" | undefined;
}

/** Makes one without limits. */
export function makeRateLimits(clock: Clock): RateLimits {
  let limits: Limits = {};
  const taken: { at: number; customer: string }[] = [];
  const isFull = (limit: Limit | undefined, customer?: string) => {
    if (!limit) return false;
    const since = clock() - limit.perMs;
    const lately = taken.filter(
      (one) => one.at > since && (!customer || one.customer === customer),
    );
    return lately.length >= limit.count;
  };
  return {
    set(next) {
      limits = next;
      taken.length = 0;
    },
    count(customer) {
      if (isFull(limits.each, customer)) return "one";
      if (isFull(limits.overall)) return "all";
      taken.push({ at: clock(), customer });
      return undefined;
    },
  };
}
