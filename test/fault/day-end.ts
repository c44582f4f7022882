import { isDeepStrictEqual } from "node:util";
import { QUEUE_LIMIT_MS } from "../../core/handoff.ts";
import { all, one } from "../../data/sql.ts";
import { faultsAtRest } from "../support/at-rest.ts";
import { everythingIn } from "../support/engines.ts";
import { openWork } from "../support/host.ts";
import { judgeSends } from "../support/sends.ts";
import { CUSTOMERS } from "./day.ts";
import type { Day } from "./day.ts";
import { faultsAgainst } from "./truth.ts";

const PATIENCE_MS = 60_000;
const MAX_PATIENCES = 60;
/** Past any clock of the queue. */
const NIGHT_MS = QUEUE_LIMIT_MS + 60 * 60_000;
const MAX_NIGHTS = 8;

/** Lets a day end in peace: nobody dies, nothing fails, nobody acts. @returns everything that went wrong, in words. */
export async function endDay(day: Day): Promise<string[]> {
  const { db, world, truth, crew } = day;
  crew.spare();
  world.setWeather("fair");
  world.setModel("able");
  await settle(day);
  const faults = await faultsAtRest(db.sql);
  const touched = await wakeTheStopped(day);
  if (touched.length > 0) faults.push(`somebody who was overtaken has written: ${touched.join()}`);
  faults.push(...(await passNights(day)));
  for (const address of CUSTOMERS) {
    if (!(await answers(day, address))) faults.push(`${address} is not answered any more`);
  }
  const sends = await judgeSends(db.sql, world.taken);
  const excuses = crew.lost + crew.resumed + truth.silences;
  if (sends.repeats > excuses) faults.push(`${sends.repeats} repeats, ${excuses} excuses`);
  return [
    ...faults,
    ...sends.faults,
    ...(await faultsAgainst(truth, db.sql)),
    ...(await faultsAtRest(db.sql)),
  ];
}

/** Works off whatever is open, without those who are still stopped. */
async function settle({ db, crew, deliverAll }: Day): Promise<void> {
  for (let patience = 0; ; patience++) {
    await deliverAll();
    await crew.begin(0, ({ store }) => store.mailbox.ringTimers());
    for (let isBusy = true; isBusy;) {
      await crew.begin(0, async (house) => void (isBusy = await house.runOneTurn()));
    }
    for (let isBusy = true; isBusy;) {
      await crew.begin(0, async (house) => void (isBusy = await house.deliverOne()));
    }
    const { inputs, deliveries, timers } = await openWork(db);
    if (inputs + deliveries + timers === 0) return;
    if (patience > MAX_PATIENCES) throw new Error("It is never done.");
    db.advance(PATIENCE_MS);
  }
}

/**
 * Wakes those who were stopped when others have long done their work: they must find nothing left to do.
 * @returns the tables they changed nevertheless.
 */
async function wakeTheStopped({ db, crew }: Day): Promise<string[]> {
  const everything = async () => {
    const { handoffs = [], ...rest } = await everythingIn(db.sql);
    return {
      ...rest,
      // What the desk calls a thread is true whoever heard it, and must not be lost: people may be writing there.
      handoffs: handoffs.map((row) => Object.assign({}, row, { desk_ref: "" })),
      // Where the provider's ids of sends wait a day for their reports, whoever made them.
      early_reports: undefined,
    };
  };
  const before = await everything();
  while (crew.held > 0) await crew.resume(0);
  const after: Readonly<Record<string, unknown>> = await everything();
  const tables = Object.entries(before);
  return tables
    .filter(([name, rows]) => !isDeepStrictEqual(after[name], rows))
    .map(([name]) => name);
}

/** The clocks alone lead every conversation back to the bot. @returns what was wrong on the way. */
async function passNights(day: Day): Promise<string[]> {
  const faults: string[] = [];
  for (let nights = 0; nights < MAX_NIGHTS; nights++) {
    const open = await day.db.sql.read(() =>
      all("SELECT thread_id FROM handoffs WHERE status <> 'closed'"),
    );
    if (open.length === 0) return faults;
    day.db.advance(NIGHT_MS);
    await settle(day);
    faults.push(...(await faultsAtRest(day.db.sql)));
  }
  return [...faults, "a handoff never ends"];
}

async function answers(day: Day, address: string): Promise<boolean> {
  const customer = CUSTOMERS.indexOf(address);
  await day.run({ do: "write", at: 0, customer, saying: 0, isSlow: false });
  await settle(day);
  const last = await day.db.sql.read(() =>
    one<{ author: string; status: string }>(
      `SELECT author, lines.status FROM lines JOIN conversations ON conversations.id = conversation_id
       WHERE address = $1 ORDER BY seq DESC LIMIT 1`,
      address,
    ),
  );
  return last?.author === "customer_agent" && last.status === "sent";
}
