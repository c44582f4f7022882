import type { Desk, DeskHandoff, Pace } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";
import type { Log } from "../../core/log.ts";
import { cleanText } from "../clean-text.ts";
import { Id, OptionalText } from "../fields.ts";
import { noUsableAnswer } from "../unanswered.ts";
import { makeChatAccount } from "./client.ts";
import type { ChatAccount, ChatAccountOptions, ThreadAccount } from "./client.ts";
import { LINE_LENGTH, writeLine } from "./lines.ts";
import { openingOf, topicOf } from "./opening.ts";
import { isGone, PROVIDER } from "./refusal.ts";

/**
 * What the service takes: ten new threads in ten seconds from one user, ten messages in ten seconds and thirty in a minute
 * for each thread.
 * @see https://learn.microsoft.com/azure/communication-services/concepts/service-limits#chat
 */
const PACE: Pace = {
  overall: [{ count: 10, perMs: 10_000 }],
  each: [
    { count: 10, perMs: 10_000 },
    { count: 30, perMs: 60_000 },
  ],
};

const OUR_NAME = "Contact center";
const ENDED = "[Ended] ";
const CLOSING = "This conversation has ended. What is written here no longer reaches the customer.";
const TOPIC_LENGTH = 250;

/** Somebody who works at the desk. */
export interface DeskPerson {
  /** As handoffs are offered to them, or `*` for one who enters every thread. */
  readonly name: string;
  /** `8:acs:…` */
  readonly rawId: string;
}

export interface AcsChatOptions extends ChatAccountOptions {
  readonly people: readonly DeskPerson[];
  /** What becomes of a thread whose handoff is over: it stays to be read, or is deleted. */
  readonly atEnd: "close" | "delete";
  readonly log: Pick<Log, "warn">;
}

/**
 * Azure Communication Services chat as the desk: a thread for each handoff, named by the service.
 * @throws AppError `misconfigured` for a connection string nobody can read
 */
export function makeAcsChatDesk(options: AcsChatOptions): Desk {
  const account = makeChatAccount(options);
  const end = options.atEnd === "delete" ? deleteThread : markEnded;
  return {
    name: "acs-chat",
    pace: PACE,
    maxLength: LINE_LENGTH,
    async openThread(handoff, signal) {
      const { deskRef, createdOn } = await createThread(account, handoff, signal);
      const line = {
        deliveryId: `${handoff.threadId}:open`,
        text: openingOf(handoff),
        senderName: OUR_NAME,
        // Nobody tells whether it was opened before, and the service answers the same either way.
        isRepeat: true,
      };
      const thread = account.inThread(deskRef);
      await writeLine(thread, line, signal);
      await addPeople(thread, { handoff, createdOn, ...options }, signal);
      return { deskRef };
    },
    mirror: ({ deskRef, ...line }, signal) => writeLine(account.inThread(deskRef), line, signal),
    async closeThread(deskRef, signal) {
      try {
        await end(account, deskRef, signal);
      } catch (thrown) {
        if (!isGone(thrown)) throw thrown;
      }
    },
  };
}

/** Asked again with the same thread id, the service answers with the thread it has made. */
async function createThread(account: ChatAccount, handoff: DeskHandoff, signal: AbortSignal) {
  const { threadId } = handoff;
  const { chatThread } = await account.ask(
    { concerns: "all" },
    (client, abortSignal) =>
      client.createChatThread(
        { topic: topicOf(handoff) },
        { idempotencyToken: threadId, metadata: { threadId }, abortSignal },
      ),
    signal,
  );
  const deskRef = Id.safeParse(chatThread?.id);
  if (!deskRef.success) throw noUsableAnswer(PROVIDER, deskRef.error);
  return { deskRef: deskRef.data, createdOn: chatThread?.createdOn };
}

interface Entry extends Pick<AcsChatOptions, "people" | "log"> {
  readonly handoff: DeskHandoff;
  readonly createdOn: Date | undefined;
}

/**
 * Adds whoever the settings name. Last of all: what a person writes before the house knows the thread would reach nobody.
 * Who cannot be added is logged; the customer is served by whoever else is there.
 */
async function addPeople(
  thread: ThreadAccount,
  { handoff, createdOn, people, log }: Entry,
  signal: AbortSignal,
): Promise<void> {
  const { threadId, offeredTo } = handoff;
  // They shall see what was written before they came.
  const history = createdOn ? { shareHistoryTime: createdOn } : {};
  const participants = people
    .filter(({ name }) => name === "*" || isSame(name, offeredTo))
    .map(({ name, rawId: communicationUserId }) =>
      Object.assign(
        { id: { communicationUserId } },
        name === "*" ? {} : { displayName: name },
        history,
      ),
    );
  if (participants.length === 0) return;
  const says = "some of CHAT_DESK_PEOPLE could not be added to a thread";
  try {
    const { invalidParticipants: refused = [] } = await thread.act(
      (client, abortSignal) => client.addParticipants({ participants }, { abortSignal }),
      signal,
    );
    const who = refused.map(({ target, code }) => ({ target, code }));
    if (who.length > 0) log.warn({ threadId, who }, says);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.retryable) throw thrown;
    log.warn({ threadId, err: thrown }, says);
  }
}

function isSame(name: string, offeredTo: string | null): boolean {
  return name.toLowerCase() === offeredTo?.trim().toLowerCase();
}

/** Says so as the last line, then in the topic: the topic proves that both are done. */
async function markEnded(
  account: ChatAccount,
  deskRef: string,
  signal: AbortSignal,
): Promise<void> {
  const thread = account.inThread(deskRef);
  const properties = await thread.look(
    (client, abortSignal) => client.getProperties({ abortSignal }),
    signal,
  );
  const topic = OptionalText.parse(properties.topic) ?? "";
  if (topic.startsWith(ENDED)) return;
  const line = { deliveryId: `${deskRef}:close`, text: CLOSING, senderName: OUR_NAME };
  await writeLine(thread, { ...line, isRepeat: true }, signal);
  const ended = cleanText(ENDED + topic, TOPIC_LENGTH);
  await thread.act((client, abortSignal) => client.updateTopic(ended, { abortSignal }), signal);
}

async function deleteThread(
  account: ChatAccount,
  deskRef: string,
  signal: AbortSignal,
): Promise<void> {
  await account.ask(
    { concerns: "all" },
    (client, abortSignal) => client.deleteChatThread(deskRef, { abortSignal }),
    signal,
  );
}
