import { allReplies } from "../../graph/replies/index.ts";
import type { Kept, Providers } from "../support/providers.ts";
import type { Weather } from "../support/weather.ts";
import { isLine } from "./providers.ts";
import type { Query, Writer } from "./providers.ts";

interface Line {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly status: string;
  readonly external_id: string | null;
}

interface Parts {
  readonly query: Query;
  readonly providers: Providers;
  readonly weather: Pick<Weather, "unknownOf">;
  /** Messages that customers have read, by the provider's id. */
  readonly reads: ReadonlySet<string>;
}

const isBot = ({ author }: Line): boolean => /^(?:customer|policy)_agent$/.test(author);

/** Everything the house says of one customer against what that customer's provider and the desk have kept. @returns what is wrong. */
export async function faultsOf(writer: Writer, parts: Parts): Promise<string[]> {
  const { address, way } = writer;
  const lines = await parts.query<Line>(
    `SELECT lines.id, author, text, lines.status, external_id FROM lines
     JOIN conversations ON conversations.id = lines.conversation_id
     LEFT JOIN inputs ON inputs.id = lines.input_id
     WHERE address = $1 ORDER BY lines.seq`,
    address,
  );
  const messages = parts.providers.kept().filter(({ to }) => to === address);
  const strays = messages.filter((each) => each.way !== way);
  const ours = lines.filter(({ author }) => author !== "customer");
  const faults = [
    ...strays.map(({ text }) => `by the other provider: ${text}`),
    ...acceptedFaults(writer, lines),
    ...doubledFaults(messages, parts.weather),
    ...arrivalFaults(messages, ours, parts.reads),
    ...speakerFaults(messages, ours),
    ...handoffFaults(writer, ours),
    ...threadFaults(writer, lines, parts.providers),
  ];
  return faults.map((fault) => `${address}: ${fault}`);
}

/** Every message is in the transcript once, in the order it was written, and has its answer or went to people. */
function acceptedFaults({ written, wantsPerson }: Writer, lines: readonly Line[]): string[] {
  const texts = lines.filter(({ author }) => author === "customer").map(({ text }) => text);
  const isSame = JSON.stringify(texts) === JSON.stringify(written.map(({ text }) => text));
  const unanswered = written.filter(({ id, wants }) => {
    const answers = lines.filter((line) => isBot(line) && line.external_id === id);
    return wants !== undefined && (answers.length !== 1 || !answers[0]!.text.includes(wants));
  });
  const dropped = lines.filter((line) => line.status === "dropped");
  return [
    ...(isSame
      ? []
      : [`wrote ${written.map(({ text }) => text).join()}, accepted ${texts.join()}`]),
    ...unanswered.map(({ text }) => `no answer, or not one, to ${text}`),
    ...dropped.filter((line) => !isBot(line) || !wantsPerson).map(({ text }) => `dropped: ${text}`),
  ];
}

/** A second send comes only after an outcome nobody knew, with the same id and text; where ids are known, never. */
function doubledFaults(messages: readonly Kept[], weather: Parts["weather"]): string[] {
  return messages.flatMap(({ deliveryId, text }, index) => {
    if (deliveryId === undefined) return [];
    const earlier = messages.slice(0, index).filter((each) => each.deliveryId === deliveryId);
    if (earlier.some((each) => each.text !== text)) return [`another text: ${text}`];
    const isAllowed = earlier.length <= weather.unknownOf(deliveryId);
    return isAllowed ? [] : [`sent again though its outcome was known: ${text}`];
  });
}

function onlyFirst(messages: readonly Kept[]): Kept[] {
  return messages.filter(
    (message, index) => !messages.slice(0, index).some((each) => isCopy(each, message)),
  );
}

/** How a line begins on every phone; lists of choices look different on each. */
const beginning = ({ text }: Line): string => text.slice(0, 60);

/**
 * The messages hold the lines, all of them, in order, and nothing else; and each line shows what the provider told last about
 * the message it left in.
 */
function arrivalFaults(
  messages: readonly Kept[],
  lines: readonly Line[],
  reads: ReadonlySet<string>,
): string[] {
  const left = lines.filter(({ status }) => status !== "dropped");
  const faults: string[] = [];
  for (const message of onlyFirst(messages)) {
    const copies = messages.filter((each) => each === message || isCopy(each, message));
    const status = copies.some(({ id }) => reads.has(id)) ? "read" : "delivered";
    let from = -1;
    for (let head = left[0]; head; head = left[0]) {
      const at = message.text.indexOf(beginning(head), from + 1);
      if (at < 0) break;
      if (head.status !== status) faults.push(`${head.status}, not ${status}: ${head.text}`);
      from = at;
      left.shift();
    }
    if (from < 0 && !mayBeDropped(message, lines)) {
      faults.push(`not said now, or twice: ${message.text}`);
    }
  }
  return [...faults, ...left.map(({ text }) => `never arrived, or out of order: ${text}`)];
}

/**
 * The bot's words whose outcome nobody knew when a person began to speak: they are not tried again, and ACS, whose reports do not
 * carry our id, cannot tell afterwards that they had arrived.
 */
function mayBeDropped({ way, text }: Kept, lines: readonly Line[]): boolean {
  const dropped = lines.filter((line) => line.status === "dropped" && isBot(line));
  return way === "acs" && dropped.some((line) => text.startsWith(beginning(line)));
}

function isCopy(one: Kept, other: Kept): boolean {
  return one.deliveryId !== undefined && one.deliveryId === other.deliveryId;
}

/** From a person's first word until the end of the handoff only people and the house itself speak. */
function speakerFaults(messages: readonly Kept[], lines: readonly Line[]): string[] {
  const first = messages.findIndex(({ text }) => /^\[[^\]]+\] Dana: /.test(text));
  const end = lines.findLast(({ author }) => author === "system");
  const last = messages.findIndex(({ text }) => end && text.includes(beginning(end)));
  if (first < 0) return [];
  return messages
    .slice(first, last)
    .filter(({ text }) => lines.some((line) => isBot(line) && text.includes(beginning(line))))
    .map(({ text }) => `the bot spoke after the person: ${text}`);
}

/** Said in the queue where the machine stands still for so long that minutes of the story pass. */
const REMINDERS = allReplies.map(({ human }) => human.stillWaiting);

/** Told once that a person comes, and once that it is over. */
function handoffFaults({ wantsPerson }: Writer, lines: readonly Line[]): string[] {
  const system = lines
    .filter(({ author }) => author === "system")
    .map(({ text }) => text)
    .filter((text) => !REMINDERS.some((reminder) => text.endsWith(reminder)));
  const expected = wantsPerson ? 2 : 0;
  const isRight = system.length === expected && new Set(system).size === expected;
  return isRight ? [] : [`told about handoffs: ${system.join(" / ")}`];
}

/** One thread, one opening, each line of the customer once and in order, and each answer of Dana on the phone once. */
function threadFaults(
  { address, wantsPerson, written }: Writer,
  lines: readonly Line[],
  { chat }: Providers,
): string[] {
  const mine = chat.threads.filter(({ messages }) =>
    messages.some(({ content }) => content?.message?.includes(`of ${address}`)),
  );
  if (!wantsPerson) return mine.length === 0 ? [] : ["a thread nobody asked for"];
  if (mine.length !== 1) return [`${mine.length} threads`];
  const own = mine[0]!.messages.filter(({ sender, content }) => {
    return sender === chat.ownRawId && content?.message !== undefined;
  });
  const openings = own.filter(({ metadata }) => metadata?.["deliveryId"]?.endsWith(":open"));
  const endings = own.filter(({ metadata }) => metadata?.["deliveryId"]?.endsWith(":close"));
  const mirrored = own
    .filter(({ metadata }) => isLine(metadata?.["deliveryId"]))
    .map(({ content }) => content?.message);
  const from = written.findIndex(({ text }) => text === `line 1 of ${address}`);
  const due = written.slice(from, from + 4).map(({ text }) => text);
  const danas = mine[0]!.messages.filter(({ sender, content }) => {
    return sender !== chat.ownRawId && content?.message !== undefined;
  });
  const said = lines
    .filter(({ author }) => author === "human_agent")
    .map(({ text }) => text.replace(/^.* Dana: /, ""));
  const wrote = danas.map(({ content }) => content!.message!);
  return [
    ...(openings.length === 1 && own[0] === openings[0] ? [] : [`${openings.length} openings`]),
    ...(endings.length === 1 ? [] : [`${endings.length} ends`]),
    ...(JSON.stringify(mirrored) === JSON.stringify(due) ? [] : [`mirrored ${mirrored.join()}`]),
    ...(said.toSorted().join() === wrote.toSorted().join()
      ? []
      : [`Dana wrote ${wrote.join()}, arrived ${said.join()}`]),
  ];
}
