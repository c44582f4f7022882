import { AppError } from "../core/errors.ts";
import type { Scope } from "../core/records.ts";

/** Where a tool finds whose conversation it works for; set by the house, out of reach of a model. */
export interface ToolConfig {
  readonly configurable?: { readonly scope?: Scope };
}

/**
 * The scope a tool was called with.
 * @throws AppError `internal` when there is none: a tool never runs without knowing for whom.
 */
export function scopeOf(config: ToolConfig): Scope {
  const scope = config.configurable?.scope;
  if (!scope) throw new AppError("internal", "A tool was called without a scope.");
  return scope;
}
