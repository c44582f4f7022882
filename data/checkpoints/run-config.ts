import { AppError } from "../../core/errors.ts";
import type { Config } from "./tuple.ts";

/** A checkpoint of a thread; without its id, the thread. */
export interface Place {
  readonly threadId: string;
  readonly namespace: string;
  readonly checkpointId: string | undefined;
}

/** Where a run stands. @throws AppError `internal` without a thread. */
export function placeOf(config: Config): Place {
  const { thread_id, checkpoint_ns = "", checkpoint_id } = config.configurable ?? {};
  if (typeof thread_id !== "string" || thread_id === "") throw missing("thread_id");
  return { threadId: thread_id, namespace: checkpoint_ns, checkpointId: checkpoint_id };
}

/** The turn a run belongs to; undefined for a run of its own. */
export function turnOf(config: Config): string | undefined {
  const turnId: unknown = config.configurable?.["turn_id"];
  return typeof turnId === "string" ? turnId : undefined;
}

/** The turn that must have been the thread's last; none has an empty id. */
export function afterTurnOf(config: Config): string {
  const turnId: unknown = config.configurable?.["after_turn_id"];
  return typeof turnId === "string" ? turnId : "";
}

/** The error of a run that was not told what it needs. */
export function missing(key: string): AppError {
  return new AppError("internal", `The graph was run without configurable.${key}.`);
}
