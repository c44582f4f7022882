import { createHash } from "node:crypto";
import type { Choice } from "../../core/conversation.ts";
import type { Pending } from "../pending.ts";

const MARK = "#";

/** WhatsApp's lists hold ten rows. */
const MAX_CHOICES = 10;

/**
 * Choices as they leave: each id carries a mark of the question it answers. The same question always gets the same mark,
 * so a "Yes" that was tapped late confirms what stood above it or nothing at all.
 */
export function offer(choices: readonly Choice[], pending: Pending | null): Choice[] {
  if (!pending) return [...choices];
  const mark = createHash("sha256").update(JSON.stringify(pending)).digest("base64url").slice(0, 8);
  return choices
    .slice(0, MAX_CHOICES)
    .map(({ id, title }) => ({ id: `${id}${MARK}${mark}`, title }));
}

/** What the skills call a choice: its id without the mark. */
export function meaningOf(choiceId: string): string {
  return choiceId.split(MARK)[0] ?? choiceId;
}
