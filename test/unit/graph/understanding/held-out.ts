import type { IntentName } from "../../../../core/conversation.ts";

import { english } from "./held-out-en.ts";
import { spanish } from "./held-out-es.ts";

/** Every held-out sentence with what it means, to see how the reader fares with customers it has not met. */
export const heldOut = { en: rows(english), es: rows(spanish) };

function rows(blocks: Partial<Record<IntentName, string>>) {
  return Object.entries(blocks).flatMap(([intent, lines]) =>
    lines.split("\n").map((line) => ({ text: line.trim(), intent: intent as IntentName })),
  );
}
