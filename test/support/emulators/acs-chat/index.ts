import { randomBytes } from "node:crypto";
import type { EventGrid, GridEvent } from "../event-grid.ts";
import { startHttpsServer } from "../https-server.ts";
import type { Call, HttpsServer, Reply } from "../https-server.ts";
import { makeIdentities } from "./identities.ts";
import { makeLimits } from "./limits.ts";
import { Refused } from "./refused.ts";
import { makeChatRoutes } from "./routes.ts";
import { makeThreads } from "./threads.ts";
import type { Message, Thread } from "./threads.ts";

export type { Message, Thread } from "./threads.ts";

interface AcsChatOptions {
  /** Refuse what is over the service's limits; off unless a test asks for it. */
  readonly hasLimits?: boolean;
  readonly clock?: () => number;
}

/** Azure Communication Services, Identity and Chat, of one resource. */
export interface AcsChat extends HttpsServer {
  /** `endpoint=…;accesskey=…` for the SDKs. */
  readonly connectionString: string;
  readonly accessKey: string;
  /** The identity that the house writes as. */
  readonly ownRawId: string;
  /** The house's two variables. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on this subscription hears of everything. */
  subscribe(grid: Pick<EventGrid, "publish">): void;
  /** Every token given so far is refused from now on. */
  expireTokens(): void;
  readonly threads: readonly Thread[];
  /** What stands in a thread, oldest first, without the service's own lines. */
  textsOf(threadId: string): string[];
  readonly people: People;
}

/** People at the desk, with a chat client of their own. */
export interface People {
  /** Somebody who may take part. @returns the raw id. */
  hire(): string;
  /** Enters a thread as with Azure's web sample, which adds people in the house's own name. */
  enter(threadId: string, rawId: string, displayName?: string): void;
  write(
    threadId: string,
    rawId: string,
    words: string | { readonly html: string },
    displayName?: string,
  ): Message;
  edit(threadId: string, rawId: string, messageId: string, text: string): void;
  erase(threadId: string, rawId: string, messageId: string): void;
  type(threadId: string, rawId: string): void;
  leave(threadId: string, rawId: string): void;
  deleteThread(threadId: string, rawId: string): void;
}

/** Starts it on a free port of loopback. */
export async function startAcsChat(options: AcsChatOptions = {}): Promise<AcsChat> {
  const { hasLimits = false, clock = Date.now } = options;
  const accessKey = randomBytes(32).toString("base64");
  const subscribers: Pick<EventGrid, "publish">[] = [];
  const publish = (events: readonly GridEvent[]): void => {
    for (const grid of subscribers) grid.publish(...events);
  };
  const identities = makeIdentities({ accessKey, clock });
  const threads = makeThreads({ clock, isKnown: identities.isKnown, publish });
  const limits = makeLimits(clock);
  const chat = makeChatRoutes({ threads, count: hasLimits ? limits.count : () => undefined });

  const server = await startHttpsServer((call) => {
    try {
      return route(call);
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.reply;
      throw thrown;
    }
  });

  function route(call: Call): Reply {
    if (!call.url.searchParams.has("api-version")) throw new Refused(400, "MissingApiVersion");
    if (call.url.pathname.startsWith("/identities")) return identities.answer(call);
    if (!call.url.pathname.startsWith("/chat/")) throw new Refused(404, "NotFound");
    return chat(call, identities.bearerOf(call));
  }

  const ownRawId = identities.add();
  const connectionString = `endpoint=${server.url}/;accesskey=${accessKey}`;
  return {
    ...server,
    connectionString,
    accessKey,
    ownRawId,
    env: {
      CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString,
      CHAT_COMMUNICATION_SERVICES_IDENTITY: ownRawId,
    },
    subscribe: (grid) => void subscribers.push(grid),
    expireTokens: identities.expireTokens,
    get threads() {
      return threads.all();
    },
    textsOf: (threadId) =>
      (threads.all().find(({ id }) => id === threadId)?.messages ?? []).flatMap(
        ({ content }) => content?.message ?? [],
      ),
    people: makePeople(identities.add, threads, ownRawId),
  };
}

function makePeople(
  hire: () => string,
  threads: ReturnType<typeof makeThreads>,
  ownRawId: string,
): People {
  return {
    hire,
    enter: (threadId, rawId, displayName) =>
      void threads.add(threadId, ownRawId, [{ rawId, displayName }]),
    write(threadId, rawId, words, senderDisplayName) {
      const isText = typeof words === "string";
      const message = isText ? { content: words } : { content: words.html, type: "html" as const };
      return threads.send(threadId, rawId, { ...message, senderDisplayName });
    },
    edit: threads.edit,
    erase: (threadId, rawId, messageId) => threads.edit(threadId, rawId, messageId, undefined),
    type: threads.type,
    leave: (threadId, rawId) => threads.remove(threadId, rawId, rawId),
    deleteThread: threads.delete,
  };
}
