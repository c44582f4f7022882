/** One number of a figure. */
export interface Reading {
  /** What was measured; the figure's target is found by it. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The same, measured on what we compare ourselves with, in the same process and minute. */
  readonly peer?: { readonly what: string; readonly value: number };
}

/** What one figure found. */
export interface Report {
  readonly readings: readonly Reading[];
  /** What a reader must know to believe the numbers. */
  readonly notes: readonly string[];
  /** Why there are no numbers. */
  readonly skipped?: string;
}

/** How much work a figure does; `isQuick` is for trying things out, its numbers are labelled and not kept. */
export interface Effort {
  readonly isQuick: boolean;
  /** The full amount, or a smaller one when in a hurry. */
  readonly times: (full: number, quick: number) => number;
}

/** Runs one figure as a program: measures, then prints its report as one JSON line on standard output. */
export async function runFigure(measure: (effort: Effort) => Promise<Report>): Promise<void> {
  const isQuick = process.argv.includes("--quick");
  const report = await measure({ isQuick, times: (full, quick) => (isQuick ? quick : full) });
  // Servers, sockets and databases are closed by then; whatever still hangs must not keep the run.
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
}

/** Tells whoever waits how far a figure has come. */
export function progress(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
