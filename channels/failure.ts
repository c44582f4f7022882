import type { DeliveryStatus } from "./events.ts";
import { present } from "./fields.ts";

/** WhatsApp's code for "more than 24 hours since the customer last wrote"; ACS passes it on. */
const WINDOW_CLOSED = "131047";

/** What a failed status tells, in the words of the house; nothing when it tells nothing. */
export function failureParts(
  code: string | undefined,
  message: string | undefined,
): Pick<DeliveryStatus, "error" | "isWindowClosed"> {
  if (code === undefined) return {};
  const error = { code, ...present("message", message) };
  return code === WINDOW_CLOSED ? { error, isWindowClosed: true } : { error };
}
