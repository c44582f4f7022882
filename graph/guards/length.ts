import { labels } from "../../core/conversation.ts";
import type { Guard } from "./guard.ts";

/** One phone screen and a half; whoever reads in a chat reads no more. */
const MAX_CHARACTERS = 1_500;

const LABELS = Object.values(labels);

/** Not more than people read in a chat. */
export const length: Guard = ({ reply }) =>
  reply.length > MAX_CHARACTERS
    ? [`The reply is longer than ${MAX_CHARACTERS} characters. Say the same in half of them.`]
    : [];

/** Something to read, besides who speaks. */
export const empty: Guard = ({ reply }) => {
  const unlabelled = LABELS.reduce((text, label) => text.replaceAll(label, ""), reply);
  return /[\p{L}\p{N}]/u.test(unlabelled.normalize("NFKC"))
    ? []
    : ["The reply says nothing. Answer the customer in one to five sentences."];
};
