import type { Policy, Records, Scope } from "../core/records.ts";
import { ownPolicy } from "./own-policy.ts";

const MIN_DESCRIPTION_LENGTH = 10;
const MAX_DESCRIPTION_LENGTH = 2_000;

/** It is already tomorrow for our easternmost customers (Spain, summer time) when it is 22:00 UTC. */
const EASTERNMOST_OFFSET_MS = 2 * 60 * 60 * 1000;

/** What a customer has told about a new claim; null is what they have not said yet. */
export interface ClaimReport {
  readonly policyNumber: string | null;
  readonly occurredOn: string | null;
  readonly description: string | null;
}

/** Why a claim cannot be reported. */
export type ClaimProblem =
  | "unknown_policy"
  | "not_active"
  | "future_date"
  | "before_start"
  | "after_end"
  | "too_short";

type Checked =
  | { readonly ok: true; readonly policy: Policy | null }
  | { readonly ok: false; readonly problem: ClaimProblem };

/** Holds a report against the rules, as far as it is known; checking and reporting share it, so both agree. */
export async function checkReport(
  records: Records,
  scope: Scope,
  report: ClaimReport,
): Promise<Checked> {
  const { policyNumber, occurredOn, description } = report;
  const policy = policyNumber === null ? null : await ownPolicy(records, scope, policyNumber);
  if (policy === undefined || !scope.customer) return { ok: false, problem: "unknown_policy" };
  if (policy && policy.status !== "active") return { ok: false, problem: "not_active" };
  const problem =
    (occurredOn === null ? null : dayProblem(occurredOn, policy, scope.now)) ??
    (description === null ? null : descriptionProblem(description));
  return problem ? { ok: false, problem } : { ok: true, policy };
}

function dayProblem(day: string, policy: Policy | null, now: number): ClaimProblem | null {
  // ISO days compare as text.
  if (day > utcDay(now + EASTERNMOST_OFFSET_MS)) return "future_date";
  if (policy && day < policy.startDate) return "before_start";
  if (policy && day > policy.endDate) return "after_end";
  return null;
}

function descriptionProblem(description: string): ClaimProblem | null {
  return tidyDescription(description).length < MIN_DESCRIPTION_LENGTH ? "too_short" : null;
}

/** A description as it is kept: without blanks around it, at most 2,000 characters. */
export function tidyDescription(description: string): string {
  return description.trim().slice(0, MAX_DESCRIPTION_LENGTH);
}

/** The calendar day in UTC. */
export function utcDay(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
