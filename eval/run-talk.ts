import { MODEL_LIMITS } from "../graph/models/model.ts";
import type { ModelLimits } from "../graph/models/model.ts";
import { judge } from "../server/cli/judge.ts";
import type { Seen } from "../server/cli/judge.ts";
import { changesOf, recordsOf } from "./changes.ts";
import { openHouse } from "./house.ts";
import type { EvalHouse } from "./house.ts";
import { leaksIn } from "../test/support/leaks.ts";
import { toldOfOthers } from "./model/privacy.ts";
import { isSlow } from "./model/moves.ts";
import type { Move } from "./model/moves.ts";
import type { Turn } from "./model/events.ts";
import type { ScriptedModel } from "./model/scripted.ts";
import type { Talk, TalkStep } from "./talk.ts";

/** How long a model that never answers is waited for where nothing else is being found out. */
const SHORT_LIMITS: ModelLimits = { turnMs: 900, answerMs: 600, meaningMs: 300, summaryMs: 300 };

/** Something that was done and what came of it. */
export interface Exchange {
  readonly who: "customer" | "person" | "time";
  readonly said: string;
  readonly left: string | null;
  /** Undefined without a model. */
  readonly turn: Turn | undefined;
}

/** How a talk went: nothing wrong with it, or what was, in the order it was noticed. */
export interface Graded {
  readonly title: string;
  readonly faults: readonly string[];
  readonly exchanges: readonly Exchange[];
  /** What is different in the database at the end. */
  readonly changes: readonly string[];
}

type Act = Exclude<TalkStep, { do: "expect" | "expect_speaker" | "write_as" | "plan" }>;

/**
 * Plays a talk in a house of its own and grades what was said and what is in the database at the end.
 * @param model answers as well, if there is one; it may serve no other talk meanwhile.
 */
export async function runTalk(talk: Talk, model?: ScriptedModel): Promise<Graded> {
  const { title, steps, changes } = talk;
  const limits = steps.some((step) => step.do === "plan" && isSlow(step.move))
    ? SHORT_LIMITS
    : MODEL_LIMITS;
  const house = await openHouse(model && { env: model.env, limits });
  const asked = model?.requests.length;
  try {
    const before = await recordsOf(house);
    const played = await play(house, steps, model);
    await house.settle();
    const found = changesOf(before, await recordsOf(house));
    const wrong = [...played.faults, ...differences(changes, found)];
    const leaked = model ? leaksOf(played, model.requests.slice(asked)) : [];
    const { exchanges } = played;
    return { title, faults: [...wrong, ...leaked], exchanges, changes: found };
  } finally {
    await house.stop();
  }
}

/** What is known while a talk is played. */
interface Playing {
  readonly faults: string[];
  readonly exchanges: Exchange[];
  address: string;
  said: string;
  seen: Seen;
  moves: Move[];
}

async function play(
  house: EvalHouse,
  steps: readonly TalkStep[],
  model: ScriptedModel | undefined,
): Promise<Playing> {
  const seen: Seen = { text: null, turn: undefined, handoff: null };
  const now: Playing = { faults: [], exchanges: [], address: "", said: "", seen, moves: [] };
  for (const step of steps) {
    if (step.do === "write_as") now.address = step.address;
    else if (step.do === "plan") now.moves.push(step.move);
    else if (step.do === "expect") {
      const { expected, instead } = judge(step.expectation, now.seen);
      if (instead !== undefined) noteFault(now, `${expected} (${instead}`);
    } else if (step.do === "expect_speaker") {
      const speaker = now.exchanges.at(-1)?.turn?.speaker;
      if (speaker !== step.speaker) noteFault(now, `by ${step.speaker} (by ${speaker}`);
    } else await take(house, step, { now, model });
  }
  return now;
}

/** Lets one thing happen, with the model that was planned for it. */
async function take(
  house: EvalHouse,
  step: Act,
  { now, model }: { readonly now: Playing; readonly model: ScriptedModel | undefined },
): Promise<void> {
  now.said =
    step.do === "wait" ? `${step.minutes} minutes` : "text" in step ? step.text : "the end";
  model?.begin(now.moves);
  now.moves = [];
  now.seen = await perform(house, step, now);
  const left = now.seen.text;
  const turn = model?.end(left);
  now.exchanges.push({ who: whoDid(step), said: now.said, left, turn });
  for (const { is } of turn?.unused ?? []) noteFault(now, `the model ${is} (it was not asked`);
}

/** What anybody was told about another customer: the model, or whom it answered. */
function leaksOf(
  { address, exchanges }: Playing,
  requests: ScriptedModel["requests"],
): readonly string[] {
  const said = exchanges.map((each) => each.said);
  const left = exchanges.map((each) => each.left ?? "").join("\n");
  return [
    ...toldOfOthers(requests, address, said).map((what) => `the model was told of others: ${what}`),
    ...leaksIn(address, left, said).map((what) => `the customer was told of others: ${what}`),
  ];
}

function whoDid({ do: act }: Act): Exchange["who"] {
  if (act === "wait") return "time";
  return act === "say" || act === "send" ? "customer" : "person";
}

function noteFault({ faults, said, seen }: Playing, what: string): void {
  faults.push(`after "${said}": ${what}; the answer: ${seen.text ?? "none"})`);
}

/** Does one thing and says what it brought the customer. */
async function perform(
  house: EvalHouse,
  step: Act,
  { address, seen }: Pick<Playing, "address" | "seen">,
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
  } else if (step.do === "send") await house.send(address, step.media, step.text);
  else if (step.do === "wait") await house.wait(step.minutes);
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
