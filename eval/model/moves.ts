import { completionOf, filtered, means } from "../../test/support/emulators/openai/index.ts";
import type { Reply, Said } from "../../test/support/emulators/openai/index.ts";
import { IntentName } from "../../core/conversation.ts";

/** What the model does with one request, instead of what a competent one would. */
export type Move =
  | { readonly is: "says"; readonly said: Said }
  /** Tells its own rules to the customer. */
  | { readonly is: "leaks" }
  /** Asks for the same again and again, or for ever new things, and never answers. */
  | { readonly is: "loops" | "wanders" }
  /** Never answers at all. */
  | { readonly is: "hangs" }
  /** The provider answers something else than a completion, or the line breaks. */
  | { readonly is: "breaks"; readonly reply: Reply }
  /** Done when it is asked what a message means, which is asked by itself; the others are for answers. */
  | { readonly is: "means"; readonly move: Exclude<Move, { is: "means" }> };

/** Were all of it to arrive, it would be an answer. */
const WHOLE = completionOf({ text: "You have nothing to pay." }, "gpt-4o");
const GARBAGE = Buffer.from('{"id":"chatcmpl-1","choices":[{"index":0,"mess');

/**
 * Reads a move: `calls TOOL JSON`, `starts INTENT`, `says TEXT`, `empty`, `cut_off TEXT`, `filtered TEXT`, `refuses`,
 * `leaks`, `loops`, `wanders`, `hangs`, `cut`, `half`, `garbage`, `status CODE [SECONDS]`, `content_filter`,
 * `means INTENT [CONFIDENCE]`; `means` before any of the others. @returns undefined for anything else.
 */
export function parseMove(line: string): Move | undefined {
  const [, name = "", rest = ""] = /^(\w+)\s*(.*)$/u.exec(line) ?? [];
  if (name !== "means") return readMove(name, rest);
  const [, first = "", more = ""] = /^(\w+)\s*(.*)$/u.exec(rest) ?? [];
  const move = meaningIn(first, more) ?? readMove(first, more);
  return move && { is: "means", move };
}

type Plain = Exclude<Move, { is: "means" }>;

function readMove(name: string, rest: string): Plain | undefined {
  return Object.hasOwn(READ, name) ? READ[name]?.(rest) : undefined;
}

function meaningIn(name: string, confidence: string): Plain | undefined {
  const intent = IntentName.safeParse(name).data;
  const sure = Number(confidence || "0.9");
  return intent && sure >= 0 && sure <= 1 ? speaks(means(intent, sure)) : undefined;
}

const READ: Readonly<Record<string, (rest: string) => Plain | undefined>> = {
  calls: (rest) => {
    const [, tool, args = "{}"] = /^([\w-]+)\s*(.+)?$/u.exec(rest) ?? [];
    // As it is written: arguments that are no JSON are a move too.
    return tool === undefined ? undefined : speaks({ calls: [{ name: tool, args }] });
  },
  starts: (rest) => speaks({ calls: [{ name: "start_dialogue", args: { intent: rest } }] }),
  says: (rest) => (rest === "" ? undefined : speaks({ text: withBreaks(rest) })),
  empty: () => speaks({ text: " " }),
  cut_off: (rest) => speaks({ text: rest, finish: "length" }),
  filtered: (rest) => speaks({ text: rest, finish: "content_filter" }),
  refuses: () => speaks({ refusal: "I cannot help with that." }),
  leaks: () => ({ is: "leaks" }),
  loops: () => ({ is: "loops" }),
  wanders: () => ({ is: "wanders" }),
  hangs: () => ({ is: "hangs" }),
  cut: () => breaks({ status: 200, body: WHOLE, leaves: 0 }),
  half: () => breaks({ status: 200, body: WHOLE, leaves: 0.5 }),
  garbage: () =>
    breaks({ status: 200, headers: { "content-type": "application/json" }, body: GARBAGE }),
  status: (rest) => {
    const [status, seconds] = rest.split(/\s+/u).map(Number);
    if (!status || !(status >= 400 && status < 600)) return undefined;
    const headers = seconds ? { "retry-after": String(seconds) } : {};
    return breaks({ status, headers, body: { error: { message: "No.", code: "trouble" } } });
  },
  content_filter: () => breaks(filtered()),
};

/** Is one such move the model's answer to everything it is asked until the customer is answered? */
export function isLasting({ is }: Move): boolean {
  return is === "loops" || is === "wanders";
}

/** Does a customer wait for the house to give up on it? */
export function isSlow(move: Move): boolean {
  return (move.is === "means" ? move.move.is : move.is) === "hangs";
}

function speaks(said: Said): Plain {
  return { is: "says", said };
}

function breaks(reply: Reply): Plain {
  return { is: "breaks", reply };
}

/** A talk is written line by line; models write several. */
function withBreaks(text: string): string {
  return text.replaceAll("\\n", "\n");
}
