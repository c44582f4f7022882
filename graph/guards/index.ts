import { dates } from "./dates.ts";
import type { Evidence } from "./evidence.ts";
import { gatherFacts } from "./facts.ts";
import { figures } from "./figures.ts";
import type { Guard, GuardFault, Spoken } from "./guard.ts";
import { ids } from "./ids.ts";
import { leak } from "./leak.ts";
import { empty, length } from "./length.ts";
import { othersData } from "./others-data.ts";
import { readText } from "./reading.ts";
import { transfer } from "./transfer.ts";

export type { Evidence } from "./evidence.ts";
export type { GuardFault } from "./guard.ts";

const GUARDS: Readonly<Record<GuardFault["rule"], Guard>> = {
  figure: figures,
  date: dates,
  id: ids,
  others_data: othersData,
  transfer,
  leak,
  length,
  empty,
};

/** More than this is not read beyond its length: a runaway reply must not hold up the turn. */
const MAX_READ = 6_000;

/**
 * What a model's reply may not say, in code instead of in a prompt: nothing but the evidence, nobody but this customer,
 * no promise, no deed, nothing about itself. Empty when the reply may be sent. Pure; says never quote the reply.
 */
export function checkReply(reply: string, evidence: Evidence): readonly GuardFault[] {
  const spoken: Spoken = {
    reply,
    reading: readText(reply.slice(0, MAX_READ), evidence.language),
    facts: gatherFacts(evidence),
    evidence,
  };
  const rules = Object.keys(GUARDS) as GuardFault["rule"][];
  return rules.flatMap((rule) => GUARDS[rule](spoken).map((says) => ({ rule, says })));
}
