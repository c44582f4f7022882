/** What processes on one database tell each other. */
export interface Hint {
  /** Inputs wait for a turn, and whoever accepted them has no hand free. */
  readonly hasWork?: boolean | undefined;
  /** Inputs that were handled; somebody may wait for them at another process's door. */
  readonly handled?: readonly string[] | undefined;
}

/**
 * Word between the processes on one database. It only makes things sooner: a hint may be lost, and everything is found by
 * looking now and then.
 */
export interface Hints {
  /** Tells the other processes; returns at once. */
  announce(hint: Hint): void;
  /** Hears what other processes announce. */
  listen(heard: (hint: Hint) => void): void;
  close(): Promise<void>;
}

/** For an engine with one process: there is nobody to tell. */
export const noHints: Hints = { announce: () => {}, listen: () => {}, close: async () => {} };
