import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../https-server.ts";

const MAX_SKEW_MS = 15 * 60_000;
const SIGNED = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

/** Is this request signed with the resource's access key, as it came and not long ago? */
export function isSigned(call: Call, accessKey: string): boolean {
  const { method, target, headers, bytes } = call;
  const { host = "", authorization = "" } = headers;
  const date = headers["x-ms-date"];
  const hash = createHash("sha256").update(bytes).digest("base64");
  if (typeof date !== "string" || headers["x-ms-content-sha256"] !== hash) return false;
  // An HTTP date is today's by the machine's clock, whatever day the test lives in.
  if (!(Math.abs(Date.now() - Date.parse(date)) < MAX_SKEW_MS)) return false;
  const signature = createHmac("sha256", Buffer.from(accessKey, "base64"))
    .update(`${method}\n${target}\n${date};${host};${hash}`)
    .digest("base64");
  const expected = Buffer.from(SIGNED + signature);
  const given = Buffer.from(authorization);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
