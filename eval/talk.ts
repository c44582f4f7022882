import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Media } from "../core/conversation.ts";
import { parseLine } from "../server/cli/script.ts";
import type { Step } from "../server/cli/script.ts";
import { SPEAKERS } from "./model/events.ts";
import type { Speaker } from "./model/events.ts";
import { parseMove } from "./model/moves.ts";
import type { Move } from "./model/moves.ts";

/** What a talk can do besides what scripts of `npm run chat` can. */
export type TalkStep =
  | Step
  /** Time goes by, and the timers that are due ring. */
  | { readonly do: "wait"; readonly minutes: number }
  /** The customer sends something that is not text; what stands beside it is its caption. */
  | { readonly do: "send"; readonly media: Media; readonly text: string }
  /** What the model does with one request of the next message, in order. */
  | { readonly do: "plan"; readonly move: Move }
  /** Whose words have left. */
  | { readonly do: "expect_speaker"; readonly speaker: Speaker };

/** One customer's conversation, and what it must leave behind. */
export interface Talk {
  readonly title: string;
  readonly steps: readonly TalkStep[];
  /** Everything in the database that is not as it was, in the words of `changesOf`. */
  readonly changes: readonly string[];
}

interface OpenTalk {
  readonly title: string;
  readonly steps: TalkStep[];
  readonly changes: string[];
}

/** Reads every talk of a folder; its files hold several each. @throws Error naming the line that is none. */
export function readTalks(folder: string): Talk[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".talk"));
  return files.sort().flatMap((file) => parseTalks(readFileSync(join(folder, file), "utf8"), file));
}

/**
 * Reads talks: `## TITLE` begins one, then the lines of a script (`server/cli/script.ts`; `> one || two` writes twice at
 * once), `~ MINUTES` lets time go by, `& KIND CAPTION` sends a picture, a file or a place (`& location 47.6 -122.3`), and
 * `$ CHANGE` names one thing that must be different in the database at the end. With a model, `% MOVE` is what it does
 * with one request of the next message (`model/moves.ts`), and `= by WHOM` tells whose words left.
 */
export function parseTalks(text: string, file: string): Talk[] {
  const talks: OpenTalk[] = [];
  for (const [index, untrimmed] of text.split(/\r?\n/).entries()) {
    const line = untrimmed.trim();
    if (line.startsWith("## ")) {
      talks.push({ title: line.slice(3), steps: [], changes: [] });
      continue;
    }
    if (line === "" || line.startsWith("#")) continue;
    const fault = takeLine(line, talks.at(-1));
    if (fault !== undefined) throw new Error(`${file}, line ${index + 1}: ${fault}: ${line}`);
  }
  return talks;
}

/** Adds a line to its talk, or says what is wrong with it. */
function takeLine(line: string, talk: OpenTalk | undefined): string | undefined {
  if (!talk) return "no talk has begun";
  if (line.startsWith("$")) {
    talk.changes.push(line.slice(1).trim());
    return undefined;
  }
  const step = stepIn(line, talk.steps);
  if (typeof step === "string") return step;
  talk.steps.push(step);
  return undefined;
}

function stepIn(line: string, before: readonly TalkStep[]): TalkStep | string {
  const rest = line.slice(1).trim();
  if (line.startsWith("~")) {
    const minutes = Number(rest);
    return minutes > 0 ? { do: "wait", minutes } : "how many minutes";
  }
  if (line.startsWith("&")) return mediaIn(rest);
  if (line.startsWith("%")) {
    const move = parseMove(rest);
    return move ? { do: "plan", move } : "no such move";
  }
  if (line.startsWith("=") && rest.startsWith("by ")) {
    const speaker = SPEAKERS.find((each) => each === rest.slice(3));
    return speaker ? { do: "expect_speaker", speaker } : "nobody of that name speaks";
  }
  return parseLine(line, before.flatMap(asStep));
}

/** What the reader of scripts must know of the lines before: who has spoken. */
function asStep(step: TalkStep): Step[] {
  if (step.do === "send") return [{ do: "say", text: step.text }];
  return step.do === "wait" || step.do === "plan" || step.do === "expect_speaker" ? [] : [step];
}

function mediaIn(rest: string): TalkStep | string {
  const [, name, text = ""] = /^(\w+)\s*(.*)$/u.exec(rest) ?? [];
  const kind = Media.shape.kind.safeParse(name);
  if (!kind.success) return "nothing of that kind is sent";
  const [latitude, longitude] = text.split(/\s+/u).map(Number);
  if (kind.data !== "location") return { do: "send", media: { kind: kind.data }, text };
  return latitude !== undefined && longitude !== undefined && latitude + longitude < 360
    ? { do: "send", media: { kind: kind.data, latitude, longitude }, text: "" }
    : "where is it";
}
