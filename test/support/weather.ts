import type { Chance } from "./chance.ts";
import type { Fault } from "./emulators/faults.ts";
import type { Call } from "./emulators/https-server.ts";
import type { Manner } from "./emulators/event-grid.ts";
import type { Providers, Wires } from "./providers.ts";

/** What a provider may answer at any time, whether or not it did what was asked. */
const FAULTS: readonly Fault[] = [
  { is: "answer", status: 429, headers: { "retry-after": "1" } },
  { is: "answer", status: 429 },
  { is: "answer", status: 500 },
  { is: "answer", status: 503, headers: { "retry-after": "1" } },
  { is: "html", status: 502 },
  { is: "hang" },
  { is: "cut" },
  { is: "cut_after" },
  { is: "cut_after" },
  // Its report overtakes its answer.
  { is: "late", ms: 300 },
  { is: "late", ms: 300 },
];

/** Bad weather at all providers, by chance. */
export interface Weather {
  /** How many calls were struck. */
  readonly struck: number;
  /** How many tries of this delivery ended so that nobody could know what became of them. */
  unknownOf(deliveryId: string): number;
  /** Changes how events arrive: twice, in batches, in no order, or not before the next change. */
  turn(wires: Wires): void;
  /** The sun shines, and everything that was kept back arrives. */
  clear(wires: Wires): void;
}

/** Lets it begin. @param share of all calls that end badly, 0..1. */
export function makeWeather(providers: Providers, chance: Chance, share: number): Weather {
  const unknown = new Map<string, number>();
  let struck = 0;
  const emulators = [providers.acs, providers.meta, providers.chat];

  for (const { faults } of emulators) {
    for (const fault of FAULTS) {
      const matches = (call: Call): boolean => {
        if (chance.next() >= share / FAULTS.length) return false;
        struck++;
        if (isUnknown(fault)) note(call);
        return true;
      };
      faults.next(fault, { times: Infinity, matches });
    }
  }

  function note({ json }: Call): void {
    const id = (json as { biz_opaque_callback_data?: string } | undefined)
      ?.biz_opaque_callback_data;
    if (id !== undefined) unknown.set(id, (unknown.get(id) ?? 0) + 1);
  }

  return {
    get struck() {
      return struck;
    },
    unknownOf: (deliveryId) => unknown.get(deliveryId) ?? 0,
    turn(wires) {
      for (const wire of wiresIn(wires)) {
        const manner = {
          copies: 1 + chance.below(3),
          isShuffled: chance.below(2) === 0,
          batchSize: 1 + chance.below(5),
        };
        wire.release(manner);
        wire.behave(manner);
        if (chance.below(3) === 0) wire.hold();
      }
    },
    clear(wires) {
      for (const { faults } of emulators) faults.clear();
      for (const wire of wiresIn(wires)) {
        wire.release();
        wire.behave({});
      }
    },
  };
}

interface Wire {
  hold(): void;
  release(manner?: Manner): void;
  behave(manner: Manner): void;
}

function wiresIn({ messages, statuses, people, endings, webhook }: Wires): readonly Wire[] {
  return [messages, statuses, people, endings, webhook];
}

/** 429 and 503 with a time say that nothing was taken. */
function isUnknown(fault: Fault): boolean {
  if (fault.is === "answer") return fault.status === 500;
  return fault.is !== "late";
}
