import { all } from "../../data/sql.ts";
import type { TestSql } from "./engines.ts";
import { makeLife } from "./life.ts";
import type { Fate } from "./life.ts";
import { openHouse } from "./simulated-house.ts";
import type { SimulatedHouse } from "./simulated-house.ts";
import type { World } from "./simulated-world.ts";

/** Longer than any back-off or reconciliation of the first tries, and no shorter than a lease. */
const PATIENCE_MS = 60_000;
/** Nothing in a scenario waits longer than this many patiences. */
const MAX_PATIENCES = 40;

/** Something that comes in by a door; whoever sent it sends it again until it is answered. */
export type Webhook = (house: SimulatedHouse) => Promise<unknown>;

/** The machine that starts the house again whenever it dies. */
export interface Host {
  crashes(): number;
  /** Hands a webhook in until it is answered, however often the house dies meanwhile. */
  deliver(webhook: Webhook): Promise<void>;
  /** Works until nothing is open, and moves the clock where only time helps. */
  settle(): Promise<void>;
}

interface HostParts {
  readonly db: TestSql;
  readonly world: World;
  readonly fate: Fate;
}

/** Makes the machine; the first house opens when something is wanted of it. */
export function makeHost({ db, world, fate }: HostParts): Host {
  let house: SimulatedHouse | undefined;
  let crashes = 0;
  let numbers = 0;
  let lastAnswered: Webhook | undefined;
  const newId = (): string => `id-${String(++numbers).padStart(6, "0")}`;

  async function open(): Promise<SimulatedHouse> {
    if (house) return house;
    house = openHouse({ sql: db.sql, life: makeLife(fate), world, clock: db.now, newId });
    await house.store.recover();
    // A provider that did not hear our answer before the crash tells us again.
    await lastAnswered?.(house);
    return house;
  }

  /** Does it in one life or another. */
  async function survive<T>(act: (house: SimulatedHouse) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const done = await act(await open());
        // Whoever caught the end of its own life does not count.
        if (!house?.life.isOver()) return done;
      } catch (thrown) {
        if (!house?.life.isOver()) throw thrown;
      }
      house = undefined;
      crashes++;
    }
  }

  async function work(): Promise<boolean> {
    const before = await openWork(db);
    if (before.timers > 0) await survive(({ store }) => store.mailbox.ringTimers());
    while ((await openWork(db)).inputs > 0) {
      if (!(await survive((each) => each.runOneTurn()))) break;
    }
    while ((await openWork(db)).deliveries > 0) {
      if (!(await survive((each) => each.deliverOne()))) break;
    }
    const { inputs, deliveries, timers } = await openWork(db);
    return inputs + deliveries + timers === 0;
  }

  return {
    crashes: () => crashes,
    async deliver(webhook) {
      await survive(webhook);
      lastAnswered = webhook;
    },
    async settle() {
      for (let patience = 0; !(await work()); patience++) {
        if (patience > MAX_PATIENCES) throw new Error("It is never done.");
        db.advance(PATIENCE_MS);
      }
    },
  };
}

/** What the house has still to do. */
export async function openWork({ sql }: TestSql) {
  const [row] = await sql.read(() =>
    all<{ inputs: number; deliveries: number; timers: number }>(
      `SELECT (SELECT COUNT(*) FROM inputs WHERE status = 'waiting') AS inputs,
         (SELECT COUNT(*) FROM deliveries WHERE status IN ('waiting', 'sending', 'uncertain')) AS deliveries,
         (SELECT COUNT(*) FROM handoffs WHERE timer_at <= ${sql.now}) AS timers`,
    ),
  );
  return row!;
}
