import { z } from "zod";
import { AgentName, IntentName } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { HandoffStatus } from "../../core/handoff.ts";

/** What is expected of the answer to the last thing that was said. */
export type Expectation =
  | { readonly of: "text"; readonly pattern: string | RegExp; readonly isAbsent: boolean }
  | { readonly of: "intent"; readonly is: IntentName }
  | { readonly of: "agent"; readonly is: AgentName }
  /** `none`: the bot has the conversation. */
  | { readonly of: "handoff"; readonly is: HandoffStatus | "none" }
  | { readonly of: "silence" };

/** One line of a talk. */
export type Step =
  | { readonly do: "write_as"; readonly address: string }
  | { readonly do: "say"; readonly text: string }
  | { readonly do: "person_says"; readonly name: string; readonly text: string }
  | { readonly do: "person_ends" }
  | { readonly do: "expect"; readonly expectation: Expectation };

/**
 * Reads a talk: `# comment`, `@ ADDRESS`, `> said`, `< in the answer`, `<! not in it`, `= intent|agent|handoff VALUE`,
 * `= silence`, `! NAME: a person's answer`, `!end`.
 * @throws AppError `invalid_request`, naming every line that is none of these.
 */
export function parseScript(talk: string): Step[] {
  const steps: Step[] = [];
  const faults: string[] = [];
  for (const [index, line] of talk.split(/\r?\n/).entries()) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    const step = parseLine(text, steps);
    if (typeof step === "string") faults.push(`line ${index + 1}: ${step}: ${text}`);
    else steps.push(step);
  }
  if (faults.length > 0) throw new AppError("invalid_request", faults.join("\n"));
  return steps;
}

/** Reads one line of a talk that is neither empty nor a comment; or says what is wrong with it. */
export function parseLine(line: string, before: readonly Step[]): Step | string {
  if (line === "!end") return afterTalk({ do: "person_ends" }, before);
  const rest = line.slice(1).trim();
  switch (line[0]) {
    case "@":
      return /^\S+$/.test(rest) ? { do: "write_as", address: rest } : "an address is one word";
    case ">":
      return rest === "" ? "nothing is said" : { do: "say", text: rest };
    case "<":
      return afterTalk(parseText(rest), before);
    case "=":
      return afterTalk(parseFact(rest), before);
    case "!":
      return afterTalk(parsePerson(rest), before);
    default:
      return "no such line";
  }
}

/** Expectations and people answer something: the customer must have spoken before, since the last `@`. */
function afterTalk(step: Step | string, before: readonly Step[]): Step | string {
  const last = before.findLast((each) => each.do === "say" || each.do === "write_as");
  return last?.do === "say" ? step : "nobody has said anything yet";
}

function parseText(rest: string): Step | string {
  const isAbsent = rest.startsWith("!");
  const text = isAbsent ? rest.slice(1).trim() : rest;
  if (text === "") return "what should the answer contain?";
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [];
  if (source === undefined) return expecting({ of: "text", pattern: text, isAbsent });
  try {
    return expecting({ of: "text", pattern: new RegExp(source, flags), isAbsent });
  } catch {
    return "not a regular expression";
  }
}

function parseFact(rest: string): Step | string {
  if (rest === "silence") return expecting({ of: "silence" });
  const [what, value, ...more] = rest.split(/\s+/);
  if (more.length > 0) return "one word too many";
  if (what === "intent") return known(IntentName.safeParse(value), (is) => ({ of: "intent", is }));
  if (what === "agent") return known(AgentName.safeParse(value), (is) => ({ of: "agent", is }));
  if (what === "handoff") {
    const status = HandoffStatus.or(z.literal("none")).safeParse(value);
    return known(status, (is) => ({ of: "handoff", is }));
  }
  return "nothing to compare with";
}

function parsePerson(rest: string): Step | string {
  const [, name, text] = /^([^:]+):\s*(.+)$/.exec(rest) ?? [];
  if (name === undefined || text === undefined) return "a person's line is NAME: text";
  return { do: "person_says", name: name.trim(), text };
}

function known<T>(
  { data }: { readonly data?: T | undefined },
  expectation: (value: T) => Expectation,
): Step | string {
  return data === undefined ? "no such value" : expecting(expectation(data));
}

function expecting(expectation: Expectation): Step {
  return { do: "expect", expectation };
}
