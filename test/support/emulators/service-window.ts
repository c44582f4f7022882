import type { Clock } from "../../../core/conversation.ts";
import { WINDOW_MS } from "../../../core/window.ts";

/** What WhatsApp remembers of each customer of one number: when they last wrote, and so whether free words are taken. */
export interface ServiceWindow {
  /** They wrote just now. */
  wrote(customer: string): void;
  isOpen(customer: string): boolean;
}

/** Makes one in which nobody has written. @param clock the provider's own. */
export function makeServiceWindow(clock: Clock): ServiceWindow {
  const lastWrote = new Map<string, number>();
  return {
    wrote: (customer) => void lastWrote.set(customer, clock()),
    isOpen(customer) {
      const at = lastWrote.get(customer);
      return at !== undefined && clock() - at < WINDOW_MS;
    },
  };
}
