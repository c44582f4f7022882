import { AppError } from "../../core/errors.ts";
import type { CustomerMessage, DeskInput } from "../../core/ports.ts";
import { one } from "../../data/sql.ts";
import { makeCrew } from "../support/crew.ts";
import type { Crew } from "../support/crew.ts";
import * as who from "../support/demo-insurer.ts";
import type { TestSql } from "../support/engines.ts";
import { seedCustomers } from "../support/few-customers.ts";
import type { SimulatedHouse } from "../support/simulated-house.ts";
import { POISON, makeWorld } from "../support/simulated-world.ts";
import type { World } from "../support/simulated-world.ts";
import { aMessage } from "../support/turns.ts";
import { SAYINGS } from "./day-steps.ts";
import type { Step, StepOf } from "./day-steps.ts";
import { makeTruth } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** Whom a day is about. */
export const CUSTOMERS = [who.MARCUS, who.OWEN, who.DESMOND];

/** What is on its way to us and not yet answered; each sender's in order. */
type Pending =
  | { readonly from: string; readonly message: CustomerMessage }
  | { readonly from: "desk"; readonly input: DeskInput };

/** A house on a day when everything happens, and what the world outside knows about it. */
export interface Day {
  readonly db: TestSql;
  readonly world: World;
  readonly truth: Truth;
  readonly crew: Crew;
  run(step: Step): Promise<void>;
  /** Hands in what is still on its way. */
  deliverAll(): Promise<void>;
}

/** Begins a day. @param size processes on the database. */
export async function makeDay(db: TestSql, size: number): Promise<Day> {
  const world = makeWorld();
  const truth = makeTruth();
  await seedCustomers(db.sql, CUSTOMERS);
  const crew = await makeCrew({ db, world, size });
  const pending: Pending[] = [];
  const past: Pending[] = [];
  let numbers = 0;
  world.onSend = (deliveryId) => listen({ db, truth, crew }, deliveryId);

  async function handIn(at: number, each: Pending): Promise<void> {
    const ending = await crew.begin(at, (house) => accept(house, each));
    if (ending !== "done") return;
    if (pending.includes(each)) pending.splice(pending.indexOf(each), 1);
    past.push(each);
  }

  async function accept({ store: { mailbox } }: SimulatedHouse, each: Pending): Promise<void> {
    const isCustomer = "message" in each;
    const { externalId } = isCustomer ? each.message : each.input;
    const known = truth.answered.get(externalId);
    const accepted = isCustomer
      ? (await mailbox.acceptMessages([each.message]))[0]
      : await mailbox.acceptFromDesk(each.input);
    if (typeof accepted !== "object") {
      if (known === undefined) truth.refused.add(externalId);
      return;
    }
    if (known !== undefined && known !== accepted.inputId) {
      throw new Error(`${externalId} was accepted twice`);
    }
    truth.answered.set(externalId, accepted.inputId);
  }

  /** The first of some sender that is not answered yet. */
  async function deliver({ at, pick }: { at: number; pick: number }): Promise<void> {
    const senders = [...new Set(pending.map(({ from }) => from))];
    const sender = senders[pick % senders.length];
    const next = pending.find(({ from }) => from === sender);
    if (next) await handIn(at, next);
  }

  async function write({ at, customer, saying, isSlow }: StepOf<"write">): Promise<void> {
    const address = CUSTOMERS[customer]!;
    const message = aMessage({ address, text: SAYINGS[saying]!, externalId: `m-${++numbers}` });
    truth.written.set(address, [...(truth.written.get(address) ?? []), message.externalId]);
    if (message.text === POISON) truth.poison.add(message.externalId);
    pending.push({ from: address, message });
    if (!isSlow)
      await handIn(
        at,
        pending.find(({ from }) => from === address)!,
      );
  }

  /** Somebody acts on one of the handoffs the desk has ever seen: in the console, or by the desk's own name of it. */
  async function desk({ act, at, pick }: StepOf<"desk">): Promise<void> {
    const threads = act === "claim" ? [...world.threads.keys()] : [...world.threads].flat();
    const threadId = threads[pick % threads.length];
    if (threadId === undefined) return;
    if (act === "claim") {
      await crew.begin(at, ({ store }) => store.handoffs.claim(threadId, "Ravi").catch(ifOver));
      return;
    }
    const body: DeskInput["body"] =
      act === "speak"
        ? { kind: "person_message", text: `Dana here, ${++numbers}.`, senderName: "Dana" }
        : { kind: "disconnect", by: "Dana" };
    const externalId = `d-${++numbers}`;
    pending.push({ from: "desk", input: { source: "desk", externalId, threadId, body } });
    await handIn(
      at,
      pending.find(({ from }) => from === "desk")!,
    );
  }

  async function report({ at, pick }: StepOf<"report">): Promise<void> {
    const sent = world.taken.filter(({ destination }) => destination.startsWith("simulator|"));
    const { providerId } = sent[pick % sent.length] ?? {};
    if (providerId === undefined) return;
    const told = { channel: "simulator", providerId } as const;
    const status = pick % 3 === 0 ? "read" : "delivered";
    await crew.begin(at, ({ store }) => store.deliveries.report({ ...told, status }));
  }

  const turn = (house: SimulatedHouse) => house.runOneTurn();
  const interrupted = (house: SimulatedHouse) => house.runOneTurn(AbortSignal.abort());
  // Silence ends when somebody loses patience.
  const send = (house: SimulatedHouse) =>
    house.deliverOne(world.isSilent() ? AbortSignal.abort() : undefined);
  const ring = ({ store }: SimulatedHouse) => store.mailbox.ringTimers();

  const acts: { readonly [Kind in Step["do"]]: (step: StepOf<Kind>) => unknown } = {
    write,
    deliver,
    desk,
    report,
    repeat: ({ at, pick }) => past.length > 0 && handIn(at, past[pick % past.length]!),
    turn: ({ at, holdAt }) => crew.begin(at, turn, holdAt),
    send: ({ at, holdAt }) => crew.begin(at, send, holdAt),
    rush: () => crew.rush([turn, turn, send, send, ring, turn]),
    resume: ({ pick }) => crew.resume(pick),
    doom: ({ at, boundaries }) => crew.doom(at, boundaries),
    ring: ({ at }) => crew.begin(at, ring),
    jump: ({ ms }) => db.advance(ms),
    interrupt: ({ at }) => crew.begin(at, interrupted),
    fail() {
      truth.failures++;
      world.setModel("failing");
    },
    weather({ weather }) {
      truth.badSends++;
      if (weather === "silent") truth.silences++;
      world.setWeather(weather);
    },
  };

  return {
    db,
    world,
    truth,
    crew,
    run: async (step) => void (await (acts[step.do] as (step: Step) => unknown)(step)),
    async deliverAll() {
      while (pending.length > 0) await deliver({ at: 0, pick: 0 });
    },
  };
}

/** Hears what leaves, and for whom the house speaks at that moment. */
async function listen(
  { db, truth, crew }: { db: TestSql; truth: Truth; crew: Crew },
  deliveryId: string,
): Promise<void> {
  const word = await db.sql.read(() =>
    one<{ speaker: string; owner: string; body: string }>(
      `SELECT speaker, owner, body FROM deliveries JOIN conversations ON conversations.id = conversation_id
       WHERE deliveries.id = $1`,
      deliveryId,
    ),
  );
  // A worker that was stopped in the middle had begun before the person came.
  const isOver = word?.speaker === "bot" && word.owner === "person" && !crew.isResuming;
  if (isOver) truth.interruptions.push(word.body);
}

function ifOver(thrown: unknown): undefined {
  if (!(thrown instanceof AppError) || thrown.code !== "conflict") throw thrown;
}
