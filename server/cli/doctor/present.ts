import type { Result } from "./run.ts";

const MARKS = { works: "✓", off: "-", warning: "!", fault: "✗" } as const;

/** The report for people: one line each, with what to do about it. */
export function presentResults(results: readonly Result[]): string {
  const width = Math.max(...results.map(({ what }) => what.length));
  const lines = results.map((result) => {
    const fix = result.status === "works" ? "" : ` → ${result.fix}`;
    const found = result.status === "off" ? `off: ${result.found}` : result.found;
    return ` ${MARKS[result.status]} ${result.what.padEnd(width)}  ${found}${fix}`;
  });
  return `\n${lines.join("\n")}\n\n ${summary(results)}\n\n`;
}

/** The report for programs. */
export function resultsAsJson(results: readonly Result[]): string {
  return `${JSON.stringify({ ok: isFine(results), checks: results }, null, 2)}\n`;
}

/** Does everything that is configured work? */
export function isFine(results: readonly Result[]): boolean {
  return results.every(({ status }) => status !== "fault");
}

function summary(results: readonly Result[]): string {
  const count = (status: Result["status"]): number =>
    results.filter((result) => result.status === status).length;
  const parts = [`${count("works")} work`, `${count("off")} off`];
  if (count("warning") > 0) parts.push(`${count("warning")} to look at`);
  const faults = count("fault");
  parts.push(faults === 0 ? "no fault" : faults === 1 ? "1 fault" : `${faults} faults`);
  return `${parts.join(", ")}.`;
}
