import type { DeskInput } from "../../core/ports.ts";
import type { TestSql } from "../support/engines.ts";
import type { Host } from "../support/host.ts";
import type { World } from "../support/simulated-world.ts";
import { aMessage } from "../support/turns.ts";
import * as who from "../support/demo-insurer.ts";
import { timerMs } from "../../core/handoff.ts";

/** One thing that happens in a scenario; the house settles before the next one. */
export type Act =
  | { readonly do: "writes"; readonly from: string; readonly texts: readonly string[] }
  | { readonly do: "answers" | "leaves"; readonly text: string }
  | { readonly do: "reports" }
  | { readonly do: "passes"; readonly ms: number };

/** What happens, and to whom. */
export interface Scenario {
  readonly name: string;
  readonly customers: readonly string[];
  readonly acts: readonly Act[];
  /** Who has spoken in the end, customer by customer. */
  readonly authors: readonly string[];
  /** What the audit holds, customer by customer. */
  readonly audit: readonly string[];
}

const writes = (from: string, ...texts: readonly string[]): Act => ({ do: "writes", from, texts });

/** Answers from records, two texts in one turn, and a change that is proposed, confirmed and applied. */
export const aChange: Scenario = {
  name: "a question and a change of e-mail",
  customers: [who.MARCUS, who.OWEN],
  acts: [
    writes(who.MARCUS, "change my email to marcus.new@example.org"),
    writes(who.OWEN, "hello", "my policies"),
    writes(who.MARCUS, "yes"),
    { do: "reports" },
  ],
  authors: [
    "customer, customer_agent, customer, customer_agent",
    "customer, customer, customer_agent, policy_agent",
  ],
  audit: ["record.contact"],
};

/** A handoff from the first word to the last, with a clock that rings in the queue. */
export const aHandoff: Scenario = {
  name: "a handoff, from asking for a person to the bot again",
  customers: [who.OWEN],
  acts: [
    writes(who.OWEN, "I want to talk to a human"),
    { do: "passes", ms: timerMs.queue_wait },
    { do: "answers", text: "Hello, how can I help?" },
    writes(who.OWEN, "my roof leaks"),
    { do: "leaves", text: "" },
    writes(who.OWEN, "my policies"),
  ],
  authors: ["customer, system, system, human_agent, customer, system, customer, policy_agent"],
  audit: ["handoff.open", "handoff.claim", "handoff.close"],
};

/** The least in which a crash can do harm: a confirmed change, then a handoff. */
export const inShort: Scenario = {
  name: "a change and a request for a person",
  customers: [who.MARCUS],
  acts: [
    writes(who.MARCUS, "change my email to marcus.new@example.org"),
    writes(who.MARCUS, "yes", "I want to talk to a human"),
  ],
  authors: ["customer, customer_agent, customer, customer, customer_agent, system"],
  audit: ["handoff.open", "record.contact"],
};

/** Plays the scenario; every webhook comes twice. */
export async function play(
  { acts }: Scenario,
  { host, world, db }: { host: Host; world: World; db: TestSql },
): Promise<void> {
  for (const [at, act] of acts.entries()) {
    if (act.do === "passes") db.advance(act.ms);
    else
      for (const webhook of webhooksOf(act, at, world)) {
        await host.deliver(webhook);
        await host.deliver(webhook);
      }
    await host.settle();
  }
}

function webhooksOf(
  act: Exclude<Act, { do: "passes" }>,
  at: number,
  world: World,
): Parameters<Host["deliver"]>[0][] {
  if (act.do === "writes") {
    const messages = act.texts.map((text, index) =>
      aMessage({ address: act.from, externalId: `m-${at}-${index}`, text }),
    );
    return [({ store }) => store.mailbox.acceptMessages(messages)];
  }
  if (act.do === "reports") {
    const reports = world.taken
      .filter(({ destination }) => destination.startsWith("simulator|"))
      .flatMap(({ providerId }) =>
        (["read", "delivered"] as const).map((status) => ({
          channel: "simulator",
          providerId,
          status,
        })),
      );
    return reports.map(
      (report) =>
        ({ store }) =>
          store.deliveries.report(report),
    );
  }
  const input: DeskInput = {
    source: "desk",
    externalId: `d-${at}`,
    // By the desk's own name, as its events do.
    threadId: [...world.threads.values()].at(-1) ?? "none",
    body:
      act.do === "answers"
        ? { kind: "person_message", text: act.text, senderName: "Dana" }
        : { kind: "disconnect", by: "Dana" },
  };
  return [({ store }) => store.mailbox.acceptFromDesk(input)];
}
