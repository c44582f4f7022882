import { AppError } from "../../core/errors.ts";
import { QUEUE_LIMIT_MS, timerMs } from "../../core/handoff.ts";
import type { Graph } from "../../graph/index.ts";
import type { TestSql } from "../support/engines.ts";
import { openWork } from "../support/host.ts";
import { interleave } from "../support/interleave.ts";
import type { Actor } from "../support/interleave.ts";
import { makeLife } from "../support/life.ts";
import type { Life } from "../support/life.ts";
import { openHouse } from "../support/simulated-house.ts";
import type { SimulatedHouse } from "../support/simulated-house.ts";
import { makeWorld } from "../support/simulated-world.ts";
import { aMessage, aPersonMessage } from "../support/turns.ts";
import { botWords, faultsOfTalk, openThread } from "./speakers-truth.ts";

/** Turns and sends of one drama, and more. */
const MAX_WORK = 60;
/** Longer than the first wait for another try. */
const A_MOMENT_MS = 3_000;

interface StageParts {
  readonly db: TestSql;
  readonly random: () => number;
  /** The product's own graph, unless something quicker stands in. */
  readonly makeGraph?: (newId: () => string) => Pick<Graph, "invoke">;
}

/** What was seen in a drama. */
export interface Seen {
  readonly steps: number;
  /** Claims by people that took effect. */
  readonly claims: number;
  /** Words of the bot that a claim kept from leaving. */
  readonly dropped: number;
  /** Words of the bot that had begun to leave when a person claimed. */
  readonly underWay: number;
  readonly faults: readonly string[];
}

/** A stage for many short dramas on one database, each in a conversation of its own. */
export function makeStage({ db, random, makeGraph }: StageParts) {
  const world = makeWorld();
  let numbers = 0;
  const newId = (): string => `id-${String(++numbers).padStart(7, "0")}`;
  const graph = makeGraph?.(newId);
  /** Every actor is a process of its own, as far as the database can tell. */
  const houseOf = (life: Life, freeSenders: number): SimulatedHouse =>
    openHouse({
      sql: db.sql,
      life,
      world,
      clock: db.now,
      newId,
      freeSenders,
      ...(graph && { graph }),
    });
  // What it says stays in line until somebody takes it.
  const calm = houseOf(makeLife({ diesAt: () => false }), 0);
  const { mailbox } = calm.store;

  async function settle(): Promise<void> {
    for (let work = 0; work < MAX_WORK; work++) {
      const isThinking = await calm.runOneTurn();
      const isSending = await calm.deliverOne();
      if (isThinking || isSending) continue;
      const { inputs, deliveries } = await openWork(db);
      if (inputs + deliveries === 0) return;
      db.advance(A_MOMENT_MS);
    }
    throw new Error("It is never done.");
  }

  /** Plays one: a handoff waits in the queue, what the bot said before it is still to leave, and then all act at once. */
  async function play(): Promise<Seen> {
    const address = `+1425${String(5_000_000 + numbers).padStart(7, "0")}`;
    const write = (text: string) => aMessage({ address, text, externalId: newId() });
    await mailbox.acceptMessages([write("hello"), write("I want to talk to a human")]);
    await calm.runOneTurn();
    const threadId = (await openThread(db.sql, address))!;
    const firstTaken = world.taken.length;
    const watch = watchBot(address);
    const cast = makeCast({ houseOf: watch.watched, db, threadId, write, newId });
    const actors = chooseActors(random, cast);

    // A send that fails is tried again, unless a person has come meanwhile.
    if (random() < 0.5) world.setWeather("broken");
    const steps = await interleave(actors, random);
    world.setWeather("fair");
    await settle();
    for (let open = await openThread(db.sql, address); open;) {
      await mailbox.acceptFromDesk(cast.leaving(open));
      await settle();
      open = await openThread(db.sql, address);
    }
    await mailbox.acceptMessages([write("hello")]);
    await settle();

    const taken = world.taken
      .slice(firstTaken)
      .filter(({ destination }) => destination.endsWith(address));
    const { faults, dropped } = await faultsOfTalk(db.sql, address, {
      taken,
      hasClaims: cast.claims() + cast.words() > 0,
      hasJumped: cast.hasJumped(),
    });
    return {
      steps,
      dropped,
      claims: cast.claims(),
      underWay: watch.underWay(),
      faults: [...watch.faults, ...faults],
    };
  }

  /**
   * Sees the bot begin to speak. It begins with the lease of a delivery: the transaction that decides it is the last moment
   * at which anything can be decided, because nothing can be both asked of our database and told to a provider at once.
   */
  function watchBot(address: string) {
    const begun = new Set<string>();
    const faults: string[] = [];
    let underWay = 0;
    world.onSend = async (id) => {
      const [word] = await botWords(db.sql, "deliveries.id = $1", id);
      if (word?.owner === "person") underWay++;
    };
    const look = async (): Promise<void> => {
      const leased = "deliveries.status = 'sending' AND deliveries.address = $1";
      for (const { id, fence, owner } of await botWords(db.sql, leased, address)) {
        if (begun.has(`${id}:${fence}`)) continue;
        begun.add(`${id}:${fence}`);
        if (owner === "person") faults.push(`${id} began to leave after a claim`);
      }
    };
    const watched = (life: Life): SimulatedHouse => {
      // Looked at before anybody else makes a step.
      const step = async (name: string): Promise<void> => {
        if (name === "after a commit") await look();
        await life.step(name);
      };
      return houseOf({ ...life, step }, random() < 0.5 ? 1 : 0);
    };
    return { watched, faults, underWay: () => underWay };
  }

  return { play };
}

interface CastParts {
  readonly houseOf: (life: Life) => SimulatedHouse;
  readonly db: TestSql;
  readonly threadId: string;
  readonly write: (text: string) => ReturnType<typeof aMessage>;
  readonly newId: () => string;
}

/** Everybody who may act in a drama, besides those who send. */
function makeCast({ houseOf, db, threadId, write, newId }: CastParts) {
  let [claims, words, jumps] = [0, 0, 0];
  const leaving = (threadId: string) => {
    const body = { kind: "disconnect", by: "Dana" } as const;
    return { source: "desk", externalId: newId(), threadId, body };
  };
  const ring =
    (ms: number): Actor =>
    async (life) => {
      await life.step("before time passes");
      jumps++;
      db.advance(ms);
      await houseOf(life).store.mailbox.ringTimers();
    };
  return {
    claims: () => claims,
    words: () => words,
    hasJumped: () => jumps > 0,
    leaving,
    thinks: (async (life) => {
      const house = houseOf(life);
      await house.runOneTurn();
      await house.deliverInHand();
    }) satisfies Actor,
    sends: ((life) => houseOf(life).deliverOne()) satisfies Actor,
    claimsAs:
      (name: string): Actor =>
      async (life) => {
        const has = await houseOf(life).store.handoffs.claim(threadId, name).catch(ifOver);
        if (has === name) claims++;
      },
    speaks: (async (life) => {
      const message = aPersonMessage(threadId, { externalId: newId() });
      const accepted = await houseOf(life).store.mailbox.acceptFromDesk(message);
      if (typeof accepted === "object") words++;
    }) satisfies Actor,
    leaves: ((life) =>
      houseOf(life).store.mailbox.acceptFromDesk(leaving(threadId))) satisfies Actor,
    writes: ((life) =>
      houseOf(life).store.mailbox.acceptMessages([write("hello")])) satisfies Actor,
    asks: ((life) =>
      houseOf(life).store.mailbox.acceptMessages([
        write("hello"),
        write("I want to talk to a human"),
      ])) satisfies Actor,
    waits: (async (life) => {
      await life.step("before a moment passes");
      db.advance(A_MOMENT_MS);
    }) satisfies Actor,
    losesPatience: ring(timerMs.person_silent),
    givesUp: ring(QUEUE_LIMIT_MS),
  };
}

function ifOver(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.code !== "conflict") throw thrown;
}

/** Who is in this one: always somebody who thinks, sends and claims, the others by chance. */
function chooseActors(random: () => number, cast: ReturnType<typeof makeCast>): Actor[] {
  const some = (actor: Actor, { atLeast = 0, atMost = 1 } = {}): Actor[] =>
    Array.from({ length: atLeast + Math.floor(random() * (atMost - atLeast + 1)) }, () => actor);
  const seldom = (actor: Actor): Actor[] => (random() < 0.15 ? [actor] : []);
  return [
    ...some(cast.thinks, { atLeast: 1, atMost: 3 }),
    ...some(cast.sends, { atLeast: 2, atMost: 4 }),
    ...some(cast.claimsAs("Ravi"), { atLeast: 1 }),
    ...some(cast.claimsAs("Noor")),
    ...some(cast.speaks),
    ...some(cast.leaves),
    ...some(cast.writes),
    ...some(cast.asks),
    ...some(cast.waits, { atMost: 2 }),
    ...seldom(cast.losesPatience),
    ...seldom(cast.givesUp),
  ];
}
