import { AppError } from "../../core/errors.ts";

const RETRY_MS = 250;

interface PatienceParts {
  /** After this others may have taken over, and our note would count no more. */
  readonly leaseMs: number;
  /** Ends all waiting: we leave. */
  readonly signal: AbortSignal;
}

/** Writes a note, again and again while the store is away. */
export type Patience = (note: () => Promise<void>) => Promise<void>;

/**
 * For notes about what has happened already: a send that nobody noted would be made a second time, and a turn that nobody
 * gave back would wait until its lease runs out. A fence makes a note that comes too late, or twice, harmless.
 */
export function makePatience({ leaseMs, signal }: PatienceParts): Patience {
  return async function patiently(note) {
    const endsAt = performance.now() + leaseMs;
    for (;;) {
      try {
        await note();
        return;
      } catch (thrown) {
        const isAway = thrown instanceof AppError && thrown.code === "store_unavailable";
        if (!isAway || signal.aborted || performance.now() >= endsAt) throw thrown;
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };
}
