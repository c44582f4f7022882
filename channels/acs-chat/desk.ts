import type { Desk, DeskHandoff, Pace } from "../../core/channel.ts";
import type { Log } from "../../core/log.ts";
import { cleanText } from "../clean-text.ts";
import { Id, OptionalText } from "../fields.ts";
import { noUsableAnswer } from "../unanswered.ts";
import { makeChatAccount } from "./client.ts";
import type { ChatAccount, ChatAccountOptions } from "./client.ts";
import { LINE_LENGTH, writeLine } from "./lines.ts";
import { openingOf, topicOf } from "./opening.ts";
import { isGone } from "./refusal.ts";

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
      const deskRef = await createThread(account, { handoff, ...options }, signal);
      const line = {
        deliveryId: `${handoff.threadId}:open`,
        text: openingOf(handoff),
        senderName: OUR_NAME,
        // Nobody tells whether it was opened before, and the service answers the same either way.
        isRepeat: true,
      };
      await writeLine(account.inThread(deskRef), line, signal);
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

interface Creation extends Pick<AcsChatOptions, "people" | "log"> {
  readonly handoff: DeskHandoff;
}

/** Asked again with the same thread id, the service answers with the thread it has made. */
async function createThread(
  account: ChatAccount,
  { handoff, people, log }: Creation,
  signal: AbortSignal,
): Promise<string> {
  const { threadId } = handoff;
  const participants = people
    .filter(({ name }) => name === "*" || isSame(name, handoff.offeredTo))
    .map(({ name, rawId: communicationUserId }) => {
      const id = { communicationUserId };
      return name === "*" ? { id } : { id, displayName: name };
    });
  const made = await account.ask(
    { concerns: "all" },
    (client, abortSignal) =>
      client.createChatThread(
        { topic: topicOf(handoff) },
        { participants, idempotencyToken: threadId, metadata: { threadId }, abortSignal },
      ),
    signal,
  );
  const refused = made.invalidParticipants ?? [];
  if (refused.length > 0) {
    // The customer is served by whoever else is there; the settings are for somebody to mend.
    const who = refused.map(({ target, code }) => ({ target, code }));
    log.warn({ threadId, who }, "some of CHAT_DESK_PEOPLE could not be added to a thread");
  }
  const deskRef = Id.safeParse(made.chatThread?.id);
  if (!deskRef.success) throw noUsableAnswer("Azure Communication Services chat", deskRef.error);
  return deskRef.data;
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
