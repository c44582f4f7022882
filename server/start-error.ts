import { AppError } from "../core/errors.ts";

/** What is printed when the house cannot start: a sentence for what the operator can mend, a stack for everything else. */
export function sentenceFor(thrown: unknown): string {
  if (thrown instanceof AppError && thrown.code === "misconfigured") return thrown.message;
  if (thrown instanceof AppError && thrown.code === "store_unavailable") {
    const why = reasonOf(thrown.cause) ?? "it gave no reason";
    return `The database does not let us in: ${why}. Check DATABASE_URL.`;
  }
  return String((thrown as Error).stack);
}

/** A name with several addresses fails with one error for each of them, and with no words of its own. */
function reasonOf(cause: unknown): string | undefined {
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && first.message !== "" ? first.message : undefined;
}
