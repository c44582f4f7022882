import { AppError } from "../core/errors.ts";
import type { Scope } from "../core/records.ts";
import type { TurnContext } from "../graph/index.ts";

/** The scope the worker made for this turn from the conversation's own address. */
export function scopeOfTurn(context: TurnContext | undefined): Scope {
  if (!context?.scope) throw new AppError("internal", "A turn was run without a scope.");
  return context.scope;
}
