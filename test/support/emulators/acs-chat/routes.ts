import { z } from "zod";
import type { Call, Reply } from "../https-server.ts";
import { identifier } from "./events.ts";
import type { Limited } from "./limits.ts";
import { Refused } from "./refused.ts";
import type { Message, Thread, Threads } from "./threads.ts";

const Metadata = z.record(z.string(), z.string()).optional();
const Identifier = z
  .looseObject({ rawId: z.string().optional(), communicationUser: z.object({ id: z.string() }) })
  .transform(({ rawId, communicationUser }) => rawId ?? communicationUser.id);
const Participants = z
  .array(z.looseObject({ communicationIdentifier: Identifier, displayName: z.string().optional() }))
  .transform((people) =>
    people.map(({ communicationIdentifier: rawId, displayName }) => ({ rawId, displayName })),
  );
const NewThread = z.object({
  topic: z.string(),
  participants: Participants.default([]),
  metadata: Metadata,
});
const NewParticipants = z.object({ participants: Participants });
const Update = z.object({ topic: z.string().optional(), metadata: Metadata });
const NewMessage = z.object({
  content: z.string(),
  senderDisplayName: z.string().optional(),
  type: z.enum(["text", "html"]).optional(),
  metadata: Metadata,
});

const PAGE = 100;

interface RouteParts {
  readonly threads: Threads;
  /** @throws Refused 429 */
  readonly count: (what: Limited, who: string) => void;
}

interface Asked {
  readonly call: Call;
  /** Who asks. */
  readonly by: string;
  /** Thread and message named in the path. */
  readonly ids: readonly string[];
}

/** The Chat service's REST interface, as far as the SDK's calls of ours and of the web sample go. */
export function makeChatRoutes({ threads, count }: RouteParts) {
  const routes: Readonly<Record<string, (asked: Asked) => Reply>> = {
    "POST threads": ({ call, by }) => {
      count("createThread", by);
      const { topic, participants: people, metadata = {} } = read(NewThread, call);
      const repeatId = String(call.headers["repeatability-request-id"] ?? "");
      const made = threads.create(by, { topic, metadata, people, repeatId });
      const { invalidParticipants } = made;
      const failed = invalidParticipants.length > 0 ? { invalidParticipants } : {};
      return { status: 201, body: { chatThread: threadBody(made.thread), ...failed } };
    },
    "GET threads": ({ by }) => {
      const own = threads.all().filter(({ participants }) => participants.has(by));
      const value = own.map(({ id, topic, changedOn, deletedBy }) => ({
        id,
        topic,
        lastMessageReceivedOn: changedOn,
        deletedOn: deletedBy === undefined ? undefined : changedOn,
      }));
      return { status: 200, body: { value } };
    },
    "GET threads/ID": ({ by, ids: [id = ""] }) => {
      count("getThread", by);
      return { status: 200, body: threadBody(threads.find(id, by)) };
    },
    "PATCH threads/ID": ({ call, by, ids: [id = ""] }) => {
      count("updateThread", id);
      threads.update(id, by, read(Update, call) as Parameters<Threads["update"]>[2]);
      return { status: 204 };
    },
    "DELETE threads/ID": ({ by, ids: [id = ""] }) => {
      count("deleteThread", by);
      threads.delete(id, by);
      return { status: 204 };
    },
    "POST threads/ID/messages": ({ call, by, ids: [id = ""] }) => {
      count("message", id);
      return { status: 201, body: { id: threads.send(id, by, read(NewMessage, call)).id } };
    },
    "GET threads/ID/messages": ({ call, by, ids: [id = ""] }) => {
      count("listMessages", `${by} ${id}`);
      return { status: 200, body: messagePage(call, threads.find(id, by)) };
    },
    "POST threads/ID/participants/:add": ({ call, by, ids: [id = ""] }) => {
      count("participants", id);
      const invalidParticipants = threads.add(id, by, read(NewParticipants, call).participants);
      return { status: 201, body: invalidParticipants.length > 0 ? { invalidParticipants } : {} };
    },
    "POST threads/ID/participants/:remove": ({ call, by, ids: [id = ""] }) => {
      count("participants", id);
      threads.remove(id, by, read(Identifier, call));
      return { status: 204 };
    },
    "POST threads/ID/typing": ({ by, ids: [id = ""] }) => {
      threads.type(id, by);
      return { status: 200 };
    },
    "POST threads/ID/readReceipts": ({ by, ids: [id = ""] }) => {
      threads.find(id, by);
      return { status: 200 };
    },
  };

  return function answer(call: Call, by: string): Reply {
    const [, , ...path] = call.url.pathname.split("/").map(decodeURIComponent);
    const pattern = path.map((part, index) => (index === 1 ? "ID" : part)).join("/");
    const route = routes[`${call.method} ${pattern}`];
    if (!route) throw new Refused(404, "NotFound");
    return route({ call, by, ids: [path[1] ?? ""] });
  };
}

function read<T>(shape: z.ZodType<T>, { json }: Call): T {
  const body = shape.safeParse(json);
  if (!body.success) throw new Refused(400, "BadRequest");
  return body.data;
}

function threadBody({ id, topic, createdOn, createdBy, metadata }: Thread) {
  return {
    id,
    topic,
    createdOn,
    createdByCommunicationIdentifier: identifier(createdBy),
    metadata,
  };
}

/** Newest first; the address of the next page is relative. */
function messagePage({ url }: Call, thread: Thread) {
  const size = Math.min(Number(url.searchParams.get("maxPageSize") ?? PAGE), PAGE);
  const start = Number(url.searchParams.get("syncState") ?? 0);
  const since = url.searchParams.get("startTime") ?? "";
  const newestFirst = thread.messages.toReversed().filter(({ createdOn }) => createdOn >= since);
  const value = newestFirst.slice(start, start + size).map(messageBody);
  if (start + size >= newestFirst.length) return { value };
  const next = new URL(url);
  next.searchParams.set("syncState", String(start + size));
  return { value, nextLink: next.pathname + next.search };
}

function messageBody({ sender, ...message }: Message) {
  return { ...message, senderCommunicationIdentifier: identifier(sender) };
}
