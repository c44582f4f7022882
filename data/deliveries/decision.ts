import { AppError } from "../../core/errors.ts";

/** What a person wants done with a dead letter. */
export interface Decision {
  readonly id: string;
  readonly by: string;
}

/** Rows of `deliveries` that wait for a person's decision, and those of `inputs`; both have an index of just these. */
export const UNDECIDED_DELIVERY =
  "died_at IS NOT NULL AND resent_as IS NULL AND put_away_at IS NULL";
export const UNDECIDED_INPUT = "died_at IS NOT NULL AND put_away_at IS NULL";

/** There was one, but it waits no more. */
export function decidedAlready(): AppError {
  return new AppError("conflict", "Somebody has decided already, or it has arrived after all.");
}

/** There never was one. */
export function noSuchLetter(): AppError {
  return new AppError("not_found", "There is no such dead letter.");
}
