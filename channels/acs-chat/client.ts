import { ChatClient } from "@azure/communication-chat";
import type { ChatThreadClient } from "@azure/communication-chat";
import type { CommunicationTokenCredential } from "@azure/communication-common";
import { CommunicationIdentityClient } from "@azure/communication-identity";
import type { Clock } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { chatError, isTokenRefused, tokenError } from "./refusal.ts";
import type { Asked } from "./refusal.ts";
import { makeChatTokens } from "./token.ts";
import type { ChatToken } from "./token.ts";

const CONNECTION = /^endpoint=(https:\/\/[^;]+);accesskey=[^;]+$/i;

/** Our own line of deliveries retries; the SDK would wait as long as it is told. */
const ONCE = { retryOptions: { maxRetries: 0 } } as const;

export interface ChatAccountOptions {
  /** `endpoint=https://…;accesskey=…`, in this order. */
  readonly connectionString: string;
  /** Whom we write as, `8:acs:…`. */
  readonly identity: string;
  readonly clock: Clock;
}

type Work<Client, Result> = (client: Client, signal: AbortSignal) => Promise<Result>;

/** The chat service as one user of it. All calls throw the errors of the Desk port. */
export interface ChatAccount {
  /** Asks something about all threads. */
  ask<T>(asked: Asked, work: Work<ChatClient, T>, signal: AbortSignal): Promise<T>;
  /** Asks something of one thread; its own limits count. */
  inThread(threadId: string): ThreadAccount;
}

/** One thread of it. */
export interface ThreadAccount {
  /** Does something there. */
  act<T>(work: Work<ChatThreadClient, T>, signal: AbortSignal): Promise<T>;
  /** Only looks: after a failure nothing has happened. */
  look<T>(work: Work<ChatThreadClient, T>, signal: AbortSignal): Promise<T>;
}

/** Signs in by token, fetched when it is needed, and once more when the service refuses the one we have. */
export function makeChatAccount(options: ChatAccountOptions): ChatAccount {
  const { clock } = options;
  const { endpoint, issue } = connect(options);
  const tokens = makeChatTokens(issue, clock);
  let kept: { token: ChatToken; client: ChatClient } | undefined;

  /** The SDK keeps a token as long as its client lives, so each token has its own. */
  function clientOf(token: ChatToken): ChatClient {
    if (kept?.token !== token) {
      kept = { token, client: new ChatClient(endpoint, credentialOf(token), ONCE) };
    }
    return kept.client;
  }

  async function ask<T>(asked: Asked, work: Work<ChatClient, T>, signal: AbortSignal): Promise<T> {
    const token = await tokens.get(signal);
    try {
      return await work(clientOf(token), signal);
    } catch (thrown) {
      if (!isTokenRefused(thrown)) throw chatError(thrown, asked, clock);
      tokens.forget(token);
    }
    const fresh = await tokens.get(signal);
    return await work(clientOf(fresh), signal).catch((thrown: unknown) => {
      throw chatError(thrown, asked, clock);
    });
  }

  return {
    ask,
    inThread(threadId) {
      const there =
        (asked: Asked): ThreadAccount["act"] =>
        (work, signal) =>
          ask(
            asked,
            (client, signal) => work(client.getChatThreadClient(threadId), signal),
            signal,
          );
      return { act: there({ concerns: "one" }), look: there({ concerns: "one", isRead: true }) };
    },
  };
}

function connect({ connectionString, identity, clock }: ChatAccountOptions) {
  const endpoint = CONNECTION.exec(connectionString)?.[1];
  // The SDK's own message would quote the connection string with its key; and chat is never asked without TLS.
  if (endpoint === undefined) {
    throw new AppError(
      "misconfigured",
      "CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING must read endpoint=https://…;accesskey=….",
    );
  }
  const identities = new CommunicationIdentityClient(connectionString, ONCE);
  const issue = async (abortSignal: AbortSignal): Promise<ChatToken> => {
    try {
      const user = { communicationUserId: identity };
      const { token, expiresOn } = await identities.getToken(user, ["chat"], { abortSignal });
      return { token, expiresAt: expiresOn.getTime() };
    } catch (thrown) {
      throw tokenError(thrown, clock);
    }
  };
  return { endpoint, issue };
}

/** Says that the token holds for ever: when it ends is for us to see, not for the SDK. */
function credentialOf({ token }: ChatToken): CommunicationTokenCredential {
  const expiresOnTimestamp = Number.MAX_SAFE_INTEGER;
  return {
    getToken: () => Promise.resolve({ token, expiresOnTimestamp }),
    dispose: () => undefined,
  };
}
