import type { FreeMessage } from "../../core/channel.ts";
import { alwaysOpen } from "../../core/window.ts";

/** Free words inside the window. */
export function freeMessage(
  message: Pick<FreeMessage, "deliveryId" | "address" | "text"> & Partial<FreeMessage>,
): FreeMessage {
  return { kind: "free", firstAt: 0, choices: [], window: alwaysOpen, ...message };
}
