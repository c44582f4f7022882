/** How long WhatsApp takes free words after a customer last wrote, in milliseconds (both providers: 24 hours). */
export const WINDOW_MS = 24 * 60 * 60_000;

/** Kept to this file: nobody else can make a proof. */
const proof = Symbol("the window is open");

/** Proof that free words may be sent now. It is asked of the database right before a send, never stored. */
export interface OpenWindow {
  readonly [proof]: true;
}

/** May free words be sent? Outside the window only a template may. */
export type Window =
  | { readonly is: "open"; readonly proof: OpenWindow }
  | { readonly is: "closed"; readonly since: number | null };

/** For channels that know no window: customers there can always be written to. */
export const alwaysOpen: OpenWindow = { [proof]: true };

/**
 * The window of a customer at one of our numbers.
 * @param openUntil by the database's clock; null when the customer never wrote there.
 */
export function windowAt(openUntil: number | null, now: number): Window {
  return openUntil !== null && now < openUntil
    ? { is: "open", proof: alwaysOpen }
    : { is: "closed", since: openUntil };
}
