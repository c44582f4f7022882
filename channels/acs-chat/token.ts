import type { Clock } from "../../core/conversation.ts";

/** A new one is fetched this long before the old one ends, so that no request is on its way when it does. */
const EARLY_MS = 5 * 60_000;

/** What proves to the chat service that we are who we write as. */
export interface ChatToken {
  readonly token: string;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Asks the identity service for one. */
export type IssueToken = (signal: AbortSignal) => Promise<ChatToken>;

/** The token in use, fetched when there is need of another. */
export interface ChatTokens {
  get(signal: AbortSignal): Promise<ChatToken>;
  /** The service has refused this one: it is not given out again. */
  forget(refused: ChatToken): void;
}

/** Keeps one token for everybody; who asks while it is fetched waits for the same answer. */
export function makeChatTokens(issue: IssueToken, clock: Clock): ChatTokens {
  let current: ChatToken | undefined;
  let coming: Promise<ChatToken> | undefined;

  async function fetch(signal: AbortSignal): Promise<ChatToken> {
    current = await issue(signal);
    return current;
  }

  return {
    async get(signal) {
      if (current && current.expiresAt - clock() > EARLY_MS) return current;
      coming ??= fetch(signal).finally(() => (coming = undefined));
      return await coming;
    },
    forget(refused) {
      if (current === refused) current = undefined;
    },
  };
}
