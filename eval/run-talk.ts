import { judge } from "../server/cli/judge.ts";
import type { Seen } from "../server/cli/judge.ts";
import { changesOf, recordsOf } from "./changes.ts";
import { openHouse } from "./house.ts";
import type { EvalHouse } from "./house.ts";
import type { Talk, TalkStep } from "./talk.ts";

/** How a talk went: nothing wrong with it, or what was, in the order it was noticed. */
export interface Graded {
  readonly title: string;
  readonly faults: readonly string[];
}

type Act = Exclude<TalkStep, { do: "expect" | "write_as" }>;

/** Plays a talk in a house of its own and grades what was said and what is in the database at the end. */
export async function runTalk({ title, steps, changes }: Talk): Promise<Graded> {
  const house = await openHouse();
  try {
    const before = await recordsOf(house);
    const faults = await play(house, steps);
    await house.settle();
    const found = changesOf(before, await recordsOf(house));
    return { title, faults: [...faults, ...differences(changes, found)] };
  } finally {
    await house.stop();
  }
}

async function play(house: EvalHouse, steps: readonly TalkStep[]): Promise<string[]> {
  const faults: string[] = [];
  let address = "";
  let said = "";
  let seen: Seen = { text: null, turn: undefined, handoff: null };
  for (const step of steps) {
    if (step.do === "write_as") address = step.address;
    else if (step.do === "expect") {
      const { expected, instead } = judge(step.expectation, seen);
      if (instead !== undefined) {
        faults.push(
          `after "${said}": ${expected} (${instead}; the answer: ${seen.text ?? "none"})`,
        );
      }
    } else {
      said =
        step.do === "wait" ? `${step.minutes} minutes` : "text" in step ? step.text : "the end";
      seen = await perform(house, step, { address, seen });
    }
  }
  return faults;
}

/** Does one thing and says what it brought the customer. */
async function perform(
  house: EvalHouse,
  step: Act,
  { address, seen }: { readonly address: string; readonly seen: Seen },
): Promise<Seen> {
  const { client } = house;
  if (step.do === "say" && !step.text.includes("||")) {
    const turn = await client.say(address, step.text);
    if (!("reply" in turn)) throw new Error("No answer in time.");
    return { text: turn.reply, turn, handoff: turn.handoff };
  }
  const threadId = seen.handoff?.thread_id;
  const lines = await client.readMessages(address);
  if (step.do === "say") {
    await house.write(
      address,
      step.text.split("||").map((text) => text.trim()),
    );
  } else if (step.do === "wait") await house.wait(step.minutes);
  else if (threadId === undefined) throw new Error("No person has this customer.");
  else if (step.do === "person_ends") await client.disconnect(threadId);
  else await client.sayAsPerson(threadId, step.name, step.text);
  await house.settle();
  const came = (await client.readMessages(address))
    .slice(lines.length)
    .filter(({ author }) => author !== "customer");
  return {
    text: came.length === 0 ? null : came.map(({ text }) => text).join("\n\n"),
    turn: undefined,
    handoff: await openHandoff(house, address, seen),
  };
}

async function openHandoff(
  { client }: EvalHouse,
  address: string,
  { handoff }: Seen,
): Promise<Seen["handoff"]> {
  const open = (await client.listHandoffs()).find((each) => each.address === address);
  const found = open ?? (handoff ? await client.findHandoff(handoff.thread_id) : undefined);
  return found ? { thread_id: found.threadId, status: found.status, kind: found.kind } : null;
}

function differences(wanted: readonly string[], found: readonly string[]): string[] {
  const missing = [...wanted];
  const unwanted = found.filter((change) => {
    const at = missing.indexOf(change);
    if (at >= 0) missing.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((change) => `in the end there is no: ${change}`),
    ...unwanted.map((change) => `in the end there is, unasked: ${change}`),
  ];
}
