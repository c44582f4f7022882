import { randomUUID } from "node:crypto";
import type { GridEvent } from "../event-grid.ts";
import {
  identifier,
  messageEvents,
  participantEvents,
  threadEvents,
  typingEvent,
} from "./events.ts";
import { Refused } from "./refused.ts";

const MAX_BYTES = 28 * 1_024;
const MAX_PARTICIPANTS = 250;

export type Metadata = Readonly<Record<string, string>>;

/** A message as it is kept; what is left out in JSON is undefined. */
export interface Message {
  readonly id: string;
  readonly type: "text" | "html" | "topicUpdated" | "participantAdded" | "participantRemoved";
  readonly sequenceId: string;
  version: string;
  content: { message?: string | undefined; topic?: string; participants?: unknown } | undefined;
  readonly senderDisplayName: string | undefined;
  readonly createdOn: string;
  readonly sender: string;
  readonly metadata: Metadata | undefined;
  editedOn?: string;
  deletedOn?: string;
}

export interface Thread {
  readonly id: string;
  topic: string;
  metadata: Metadata;
  readonly createdBy: string;
  readonly createdOn: string;
  changedOn: string;
  version: string;
  deletedBy?: string;
  /** Names by raw id. */
  readonly participants: Map<string, string | undefined>;
  readonly messages: Message[];
}

export interface Participant {
  readonly rawId: string;
  readonly displayName?: string | undefined;
}

export interface NewMessage {
  readonly content: string;
  readonly type?: "text" | "html" | undefined;
  readonly senderDisplayName?: string | undefined;
  readonly metadata?: Metadata | undefined;
}

interface ThreadParts {
  readonly clock: () => number;
  readonly isKnown: (rawId: string) => boolean;
  readonly publish: (events: readonly GridEvent[]) => void;
}

/** The threads of one resource. Whoever does something in one must be a participant. @throws Refused */
export function makeThreads({ clock, isKnown, publish }: ThreadParts) {
  const threads = new Map<string, Thread>();
  /** By the creator and the repeatability id of the request. */
  const created = new Map<string, string>();
  let newest = 0;

  /** Milliseconds that never come twice: ids and versions in one. */
  const tick = (): { version: string; iso: string } => {
    newest = Math.max(newest + 1, clock());
    return { version: String(newest), iso: new Date(newest).toISOString() };
  };

  function find(threadId: string, by: string): Thread {
    const thread = threads.get(threadId);
    if (!thread || thread.deletedBy !== undefined) throw new Refused(404, "NotFound");
    if (!thread.participants.has(by)) throw new Refused(403, "Forbidden");
    return thread;
  }

  function change(thread: Thread): void {
    const { version, iso } = tick();
    thread.version = version;
    thread.changedOn = iso;
  }

  function append(thread: Thread, by: string, message: Partial<Message>): Message {
    const { version, iso } = tick();
    const kept: Message = {
      id: version,
      type: "text",
      sequenceId: String(thread.messages.length + 1),
      version,
      content: undefined,
      senderDisplayName: undefined,
      createdOn: iso,
      sender: by,
      metadata: undefined,
      ...message,
    };
    thread.messages.push(kept);
    return kept;
  }

  /** @returns those who cannot be added. */
  function join(thread: Thread, by: string, people: readonly Participant[]) {
    if (thread.participants.size + people.length > MAX_PARTICIPANTS)
      throw new Refused(400, "TooMany");
    const valid = people.filter(({ rawId }) => isKnown(rawId));
    for (const { rawId, displayName } of valid) {
      thread.participants.set(rawId, displayName);
      change(thread);
      publish(participantEvents("Added", thread, { who: rawId, name: displayName, by }));
    }
    const participants = valid.map(({ rawId, displayName }) => ({
      communicationIdentifier: identifier(rawId),
      displayName,
    }));
    if (valid.length > 0)
      append(thread, by, { type: "participantAdded", content: { participants } });
    return people
      .filter(({ rawId }) => !isKnown(rawId))
      .map(({ rawId }) => ({ code: "NotFound", message: "There is no such user.", target: rawId }));
  }

  function create(
    by: string,
    request: {
      topic: string;
      metadata: Metadata;
      people: readonly Participant[];
      repeatId: string;
    },
  ) {
    const repeated = created.get(`${by} ${request.repeatId}`);
    if (repeated !== undefined) return { thread: threads.get(repeated)!, invalidParticipants: [] };
    const { version, iso } = tick();
    const thread: Thread = {
      id: `19:${randomUUID().replaceAll("-", "")}@thread.v2`,
      topic: request.topic,
      metadata: request.metadata,
      createdBy: by,
      createdOn: iso,
      changedOn: iso,
      version,
      participants: new Map([[by, undefined]]),
      messages: [],
    };
    threads.set(thread.id, thread);
    created.set(`${by} ${request.repeatId}`, thread.id);
    publish(threadEvents("Created", thread, by));
    return { thread, invalidParticipants: join(thread, by, request.people) };
  }

  return {
    all: (): readonly Thread[] => [...threads.values()],
    find,
    create,
    add: (threadId: string, by: string, people: readonly Participant[]) =>
      join(find(threadId, by), by, people),
    remove(threadId: string, by: string, who: string): void {
      const thread = find(threadId, by);
      const name = thread.participants.get(who);
      if (!thread.participants.delete(who)) return;
      change(thread);
      const participants = [{ communicationIdentifier: identifier(who), displayName: name }];
      append(thread, by, { type: "participantRemoved", content: { participants } });
      publish(participantEvents("Removed", thread, { who, name, by }));
    },
    update(
      threadId: string,
      by: string,
      { topic, metadata }: Partial<Pick<Thread, "topic" | "metadata">>,
    ) {
      const thread = find(threadId, by);
      if (metadata) thread.metadata = metadata;
      if (topic !== undefined) {
        thread.topic = topic;
        append(thread, by, { type: "topicUpdated", content: { topic } });
      }
      change(thread);
      publish(threadEvents("PropertiesUpdated", thread, by));
    },
    delete(threadId: string, by: string): void {
      const thread = find(threadId, by);
      thread.deletedBy = by;
      change(thread);
      publish(threadEvents("Deleted", thread, by));
    },
    send(threadId: string, by: string, message: NewMessage): Message {
      const thread = find(threadId, by);
      const { content, ...rest } = message;
      if (Buffer.byteLength(content) > MAX_BYTES) throw new Refused(400, "MessageTooLarge");
      const kept = append(thread, by, {
        ...rest,
        type: rest.type ?? "text",
        content: { message: content },
      });
      publish(messageEvents("Received", thread, kept));
      return kept;
    },
    /** @param content undefined deletes it. */
    edit(threadId: string, by: string, messageId: string, content: string | undefined): void {
      const thread = find(threadId, by);
      const message = thread.messages.find(({ id, sender }) => id === messageId && sender === by);
      if (!message) throw new Refused(404, "NotFound");
      const { version, iso } = tick();
      message.version = version;
      message.content = content === undefined ? undefined : { message: content };
      if (content === undefined) message.deletedOn = iso;
      else message.editedOn = iso;
      publish(messageEvents(content === undefined ? "Deleted" : "Edited", thread, message));
    },
    type: (threadId: string, by: string): void => publish([typingEvent(find(threadId, by), by)]),
  };
}

export type Threads = ReturnType<typeof makeThreads>;
