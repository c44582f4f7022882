import { styleText } from "node:util";
import { labels } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import type { Client } from "./client.ts";
import { judge } from "./judge.ts";
import type { Seen } from "./judge.ts";
import { dim, presentTurn } from "./present-turn.ts";
import type { Step } from "./script.ts";
import { makeTail } from "./tail.ts";

/** How long a person's words may take to reach the customer, and how often we look. */
const ARRIVAL_MS = 5_000;
const LOOK_EVERY_MS = 50;

const NOTHING: Seen = { text: null, turn: undefined, handoff: null };

interface ScriptParts {
  readonly client: Client;
  /** Who writes before the first `@`. */
  readonly user: string;
  readonly print: (text: string) => void;
}

/** How many expectations were met. */
export interface Score {
  readonly passed: number;
  readonly failed: number;
}

type Act = Extract<Step, { do: "say" | "person_says" | "person_ends" }>;

/** Runs a talk against a contact center, printing it as it goes with a mark at each expectation. */
export async function runScript(steps: readonly Step[], parts: ScriptParts): Promise<Score> {
  const { client, print } = parts;
  const marks: boolean[] = [];
  const threads = new Set<string>();
  let { user } = parts;
  let seen = NOTHING;

  function mark(expected: string, instead: string | undefined): void {
    marks.push(instead === undefined);
    if (instead === undefined) print(styleText("green", `  ✓ ${expected}`));
    else print(styleText("red", `  ✗ ${expected} (${instead})`));
  }
  async function act(step: Act): Promise<void> {
    try {
      seen = await perform(step, { ...parts, user, seen });
      if (seen.handoff) threads.add(seen.handoff.thread_id);
      if (step.do === "person_says") mark("reaches the customer", arrival(seen.text, step));
    } catch (thrown) {
      seen = { ...NOTHING, handoff: seen.handoff };
      mark(step.do.replace("_", " "), (thrown as Error).message);
    }
  }

  for (const step of steps) {
    if (step.do === "write_as") {
      user = step.address;
      seen = NOTHING;
      print(styleText("bold", `@ ${user}`));
    } else if (step.do === "expect") {
      const { expected, instead } = judge(step.expectation, seen);
      mark(expected, instead);
    } else await act(step);
  }
  // A handoff left open by a talk that went wrong would swallow the next one.
  for (const threadId of threads) await client.disconnect(threadId).catch(() => {});
  const passed = marks.filter(Boolean).length;
  print(`\n${passed} passed, ${marks.length - passed} failed`);
  return { passed, failed: marks.length - passed };
}

type Stage = ScriptParts & { readonly seen: Seen };

async function perform(step: Act, stage: Stage): Promise<Seen> {
  if (step.do === "say") return await say(step.text, stage);
  const { client, print } = stage;
  const threadId = stage.seen.handoff?.thread_id;
  if (threadId === undefined) throw new AppError("conflict", "no person has this customer");
  if (step.do === "person_ends") {
    print(styleText("yellow", "!end"));
    return await personActs(threadId, stage, () => client.disconnect(threadId));
  }
  print(styleText("yellow", `! ${step.name}: ${step.text}`));
  return await personActs(threadId, stage, () =>
    client.sayAsPerson(threadId, step.name, step.text),
  );
}

async function say(text: string, { client, print, user }: Stage): Promise<Seen> {
  print(`> ${text}`);
  const turn = await client.say(user, text);
  if (!("reply" in turn)) throw new AppError("upstream_unavailable", "no answer in time");
  print(turn.reply === null ? dim("  (silence)") : styleText("cyan", indent(turn.reply)));
  print(presentTurn(turn));
  return { text: turn.reply, turn, handoff: turn.handoff };
}

/** Does what a person does, and waits for what it brings the customer. */
async function personActs(
  threadId: string,
  { client, print, user }: Stage,
  doIt: () => Promise<unknown>,
): Promise<Seen> {
  const arrived: string[] = [];
  const tail = makeTail(
    (after) => client.readMessages(user, after),
    ({ author, text }) => author !== "customer" && arrived.push(text),
  );
  await tail.skip();
  await doIt();
  const deadline = AbortSignal.timeout(ARRIVAL_MS);
  while (arrived.length === 0 && !deadline.aborted) {
    await tail.catchUp();
    if (arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const text = arrived.length === 0 ? null : arrived.join("\n\n");
  print(text === null ? dim("  (silence)") : styleText("cyan", indent(text)));
  const { status, kind } = await client.findHandoff(threadId);
  return { text, turn: undefined, handoff: { thread_id: threadId, status, kind } };
}

/** A person's words reach the customer with the person's label and name. */
function arrival(text: string | null, said: Extract<Step, { do: "person_says" }>) {
  const wanted = [labels.person, labels.manager].map(
    (label) => `${label} ${said.name}: ${said.text}`,
  );
  if (wanted.some((each) => text?.includes(each))) return undefined;
  return text === null ? "nothing came" : "something else came";
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
