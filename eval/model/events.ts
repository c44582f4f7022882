import { z } from "zod";
import { Dialogue } from "../../graph/models/toolset.ts";
import type { Said } from "../../test/support/emulators/openai/index.ts";
import type { Looked, Wanted } from "./request.ts";

const Started = z.object({ intent: Dialogue });

/** One thing between the house and the model, in the order in which it happened. */
export type Event =
  | { readonly is: "asked"; readonly wanted: Wanted; readonly inputTokens: number }
  /** A tool's answer, told to the model. */
  | { readonly is: "told"; readonly looked: Looked }
  /** A guard did not let the model's answer go, and told it why. */
  | { readonly is: "refused"; readonly why: string }
  | { readonly is: "said"; readonly said: Said; readonly outputTokens: number }
  /** What came was no answer at all. */
  | { readonly is: "broke"; readonly how: string };

/** Whose words left: the model's, those of a dialogue it started, ours instead of its, or ours without asking it. */
export const SPEAKERS = ["model", "dialogue", "fallback", "house"] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** What one message of a customer cost and came to. */
export interface Turn {
  readonly speaker: Speaker;
  readonly calls: number;
  readonly tokens: number;
  /** Answers that a guard did not let go. */
  readonly refusals: number;
  readonly events: readonly Event[];
}

/** Looks at what happened during one message of a customer, beside what left. */
export function turnOf(events: readonly Event[], left: string | null): Turn {
  const tokens = events.map((event) => {
    if (event.is === "asked") return event.inputTokens;
    return event.is === "said" ? event.outputTokens : 0;
  });
  const asked = events.filter(({ is }) => is === "asked");
  const speaker = speakerOf(events, left);
  const told = events.filter(({ is }) => is === "refused").length;
  // After a second refusal nobody is told why any more: words that were whole and did not leave.
  const isRefusedAgain = told > 0 && speaker === "fallback" && textOf(events.at(-1)) !== "";
  return {
    speaker,
    calls: asked.length,
    tokens: tokens.reduce((sum, each) => sum + each, 0),
    refusals: told + Number(isRefusedAgain),
    events,
  };
}

function speakerOf(events: readonly Event[], left: string | null): Speaker {
  const answering = events.findLastIndex(
    (event) => event.is === "asked" && event.wanted === "answer",
  );
  if (answering < 0) {
    if (!events.some((event) => event.is === "asked" && event.wanted === "meaning")) return "house";
    return events.some(({ is }) => is === "broke") ? "fallback" : "house";
  }
  const last = events.findLast(({ is }) => is === "said" || is === "broke");
  const text = textOf(last);
  if (text !== "" && left?.includes(text)) return "model";
  return startsDialogue(last) ? "dialogue" : "fallback";
}

function textOf(event: Event | undefined): string {
  return event?.is === "said" ? (event.said.text ?? "").trim() : "";
}

function startsDialogue(event: Event | undefined): boolean {
  if (event?.is !== "said") return false;
  const [call] = event.said.calls ?? [];
  return call?.name === "start_dialogue" && Started.safeParse(call.args).success;
}
