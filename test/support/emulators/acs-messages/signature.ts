import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../https-server.ts";

const AUTHORIZATION =
  /^HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=([A-Za-z0-9+/]+=*)$/;
const MAX_SKEW_MS = 15 * 60_000;

/**
 * What is wrong with a request's signature, or undefined when it was made with the key, over these very bytes, lately.
 * @param accessKey in base64.
 * @param now by the wall's clock, since the SDK signs with that one.
 */
export function signatureFault(call: Call, accessKey: string, now: number): string | undefined {
  const { method, target, headers, bytes } = call;
  const claimed = AUTHORIZATION.exec(headers.authorization ?? "")?.[1];
  if (claimed === undefined) return "not signed";
  const date = String(headers["x-ms-date"]);
  const skewMs = Math.abs(Date.parse(date) - now);
  if (!(skewMs <= MAX_SKEW_MS)) return "signed too long ago or in the future";
  const hash = createHash("sha256").update(bytes).digest("base64");
  if (headers["x-ms-content-sha256"] !== hash) return "another body was signed";
  const toSign = `${method}\n${target}\n${date};${headers.host};${hash}`;
  const expected = createHmac("sha256", Buffer.from(accessKey, "base64")).update(toSign).digest();
  const given = Buffer.from(claimed, "base64");
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  return isRight ? undefined : "signed with another key, or another request was";
}
