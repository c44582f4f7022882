import type { Clock } from "../../core/conversation.ts";
import { unanswered } from "../unanswered.ts";
import { PROVIDER } from "./refusal.ts";

/** The version that Meta's documentation of June 2026 uses. */
const GRAPH_VERSION = "v26.0";

export interface GraphOptions {
  /** `https://graph.facebook.com`, or an emulator. */
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly accessToken: string;
  readonly clock: Clock;
}

/** Meta's Graph API with our token. */
export interface Graph {
  readonly clock: Clock;
  readonly phoneNumberId: string;
  /** Scheme, host and port that the token may go to. */
  readonly origin: string;
  /** The address of something in it, by the parts of its path. */
  at(...path: readonly string[]): string;
  /**
   * Asks for something with the token. The answer may be a refusal.
   * @throws AppError `upstream_unavailable` | `outcome_unknown`
   */
  ask(url: string, request: GraphRequest): Promise<Response>;
}

type GraphRequest = Omit<RequestInit, "headers" | "redirect"> & {
  readonly headers?: Readonly<Record<string, string>>;
};

/** Opens it. */
export function makeGraph({ baseUrl, phoneNumberId, accessToken, clock }: GraphOptions): Graph {
  const base = `${baseUrl.replace(/\/+$/, "")}/${GRAPH_VERSION}`;
  return {
    clock,
    phoneNumberId,
    origin: new URL(baseUrl).origin,
    at: (...path) => [base, ...path.map(encodeURIComponent)].join("/"),
    ask: (url, request) =>
      fetch(url, {
        ...request,
        // Following a redirect would hand the token to another host.
        redirect: "manual",
        headers: { ...request.headers, authorization: `Bearer ${accessToken}` },
      }).catch((cause: unknown) => {
        throw unanswered(PROVIDER, cause);
      }),
  };
}
