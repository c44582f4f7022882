/** What a customer does in WhatsApp, before a provider puts it into its own words. */
export type Written =
  | { readonly kind: "text"; readonly text: string }
  | WrittenFile
  /** A tap on a button or on a row of a list. */
  | { readonly kind: "button" | "row"; readonly id: string; readonly title: string }
  /** A tap on the quick reply of a template. */
  | { readonly kind: "quick_reply"; readonly text: string; readonly payload: string }
  /** To a message of ours; an empty emoji takes it back. */
  | { readonly kind: "reaction"; readonly messageId: string; readonly emoji: string }
  | { readonly kind: "location"; readonly latitude: number; readonly longitude: number }
  /** A file that the provider itself could not fetch (131052). */
  | { readonly kind: "lost_file" };

/** A file with what the customer's phone says about it. */
export interface WrittenFile {
  readonly kind: "image" | "video" | "audio" | "document" | "sticker";
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly fileName?: string;
  readonly caption?: string;
}

/** Does this carry a file? */
export function isFile(what: Written): what is WrittenFile {
  return "bytes" in what;
}
