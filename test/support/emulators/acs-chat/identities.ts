import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Call, Reply } from "../https-server.ts";
import { Refused } from "./refused.ts";
import { signatureFault } from "../acs-messages/signature.ts";

interface Issued {
  readonly rawId: string;
  readonly scopes: readonly string[];
  expiresOn: number;
}

interface IdentityParts {
  readonly accessKey: string;
  readonly clock: () => number;
}

const NewUser = z
  .object({ createTokenWithScopes: z.array(z.string()), expiresInMinutes: z.number() })
  .partial();
const Wanted = z.object({ scopes: z.array(z.string()), expiresInMinutes: z.number().optional() });

/** The Identity service of one resource: who exists there, and the tokens that prove it. */
export function makeIdentities({ accessKey, clock }: IdentityParts) {
  const resource = randomUUID();
  const known = new Set<string>();
  const tokens = new Map<string, Issued>();

  function add(): string {
    const rawId = `8:acs:${resource}_${randomUUID()}`;
    known.add(rawId);
    return rawId;
  }

  function issue(rawId: string, scopes: readonly string[], minutes = 1_440) {
    if (minutes < 60 || minutes > 1_440) throw new Refused(400, "ValidationError");
    const token = `token-${randomUUID()}`;
    const expiresOn = clock() + minutes * 60_000;
    tokens.set(token, { rawId, scopes, expiresOn });
    return { token, expiresOn: new Date(expiresOn).toISOString() };
  }

  function answer({ method, url, bytes, json }: Call): Reply {
    const [, , id = "", act] = url.pathname.split("/").map(decodeURIComponent);
    if (method === "POST" && id === "") {
      const user = NewUser.parse(bytes.length === 0 ? {} : json);
      const identity = { id: add() };
      const { createTokenWithScopes: scopes, expiresInMinutes } = user;
      if (!scopes) return { status: 201, body: { identity } };
      const accessToken = issue(identity.id, scopes, expiresInMinutes);
      return { status: 201, body: { identity, accessToken } };
    }
    if (!known.has(id)) throw new Refused(404, "NotFound");
    if (method === "DELETE") known.delete(id);
    else if (act === ":issueAccessToken") {
      const { scopes, expiresInMinutes } = Wanted.parse(json);
      return { status: 200, body: issue(id, scopes, expiresInMinutes) };
    } else if (act !== ":revokeAccessTokens") throw new Refused(404, "NotFound");
    for (const [token, { rawId }] of tokens) if (rawId === id) tokens.delete(token);
    return { status: 204 };
  }

  return {
    add,
    isKnown: (rawId: string): boolean => known.has(rawId),
    answer(call: Call): Reply {
      // The SDK signs by the wall's clock, whatever day the test lives in.
      if (signatureFault(call, accessKey, Date.now())) throw new Refused(401, "Denied");
      return answer(call);
    },
    /** Who asks. @throws Refused 401 without a token of ours that is good for chat. */
    bearerOf({ headers }: Call): string {
      const token = tokens.get(headers.authorization?.replace(/^Bearer /, "") ?? "");
      const isGood = token && token.expiresOn > clock() && token.scopes.includes("chat");
      if (!isGood) throw new Refused(401, "Unauthorized");
      return token.rawId;
    },
    /** Every token given so far is worth nothing any more. */
    expireTokens: (): void => tokens.clear(),
  };
}
