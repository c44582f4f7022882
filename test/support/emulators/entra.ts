import {
  SignJWT,
  UnsecuredJWT,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
} from "jose";
import type { JWTPayload } from "jose";
import { startHttpsServer } from "./https-server.ts";

/** Event Grid's own application, as the public cloud knows it. */
export const EVENT_GRID = "4962773b-9cdb-44cf-a8bf-237846a00ab7";
const TENANT = "22222222-2222-4222-8222-222222222222";
const AUDIENCE = "api://contact-center";

/** A tenant of Entra that serves its keys over HTTPS and signs what a test wants. */
export type Entra = Awaited<ReturnType<typeof startEntra>>;

/** Starts one. @param now the time its tokens go by, in milliseconds. */
export async function startEntra(now: () => number) {
  const keys = [await makeKey("key-1")];
  const server = await startHttpsServer(async ({ url }) => {
    if (url.pathname !== `/${TENANT}/discovery/v2.0/keys`) return { status: 400 };
    return { status: 200, body: { keys: keys.map(({ jwk }) => jwk) } };
  });
  const seconds = (fromNow: number): number => Math.floor(now() / 1_000) + fromNow;
  const v1 = (): JWTPayload => ({
    aud: AUDIENCE,
    iss: `https://sts.windows.net/${TENANT}/`,
    iat: seconds(0),
    nbf: seconds(0),
    exp: seconds(3_600),
    appid: EVENT_GRID,
    roles: ["AzureEventGridSecureWebhookSubscriber"],
  });
  const sign = (claims: JWTPayload, { kid, key } = keys.at(-1)!, header: object = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid, ...header }).sign(key);

  return {
    url: server.url,
    faults: server.faults,
    calls: server.calls,
    tenant: TENANT,
    env: {
      WEBHOOK_ENTRA_TENANT_ID: TENANT,
      WEBHOOK_ENTRA_AUDIENCE: AUDIENCE,
      WEBHOOK_ENTRA_AUTHORITY: server.url,
    },
    seconds,
    /** A good token of version 1, with some claims changed; `undefined` takes one away. */
    token: (changes: Record<string, unknown> = {}) => sign({ ...v1(), ...changes }),
    /** A good token of version 2. */
    v2: () => {
      const { appid, ...rest } = v1();
      return sign({ ...rest, iss: `${server.url}/${TENANT}/v2.0`, azp: appid });
    },
    /** Signed by a key nobody publishes, under this name. */
    strange: async (kid: string, header: object = {}) => sign(v1(), await makeKey(kid), header),
    /** Says of itself that it needs no signature. */
    unsigned: () => new UnsecuredJWT(v1()).encode(),
    /** Signed with the public key as if it were a shared secret. */
    confused: async () => {
      const secret = new TextEncoder().encode(await exportSPKI(keys[0]!.publicKey));
      return new SignJWT(v1()).setProtectedHeader({ alg: "HS256", kid: "key-1" }).sign(secret);
    },
    /** Signed with the right key by another algorithm. */
    otherAlgorithm: async (alg: string) => {
      const key = await importPKCS8(await exportPKCS8(keys[0]!.key), alg);
      return new SignJWT(v1()).setProtectedHeader({ alg, kid: "key-1" }).sign(key);
    },
    /** The tenant signs with a new key from now on, beside the old one. */
    rotate: async () => void keys.push(await makeKey(`key-${keys.length + 1}`)),
    stop: () => server.stop(),
  };
}

async function makeKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  // Entra's keys do not name their algorithm.
  const jwk = { ...(await exportJWK(publicKey)), kid, use: "sig" };
  return { kid, key: privateKey, publicKey, jwk };
}
