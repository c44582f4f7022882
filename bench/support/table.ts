import type { Judged, Outcome } from "./judge.ts";

/** One figure as lines for a terminal. */
export function terminalLines(outcome: Outcome): string[] {
  if (outcome.skipped !== null) return [`${outcome.name}: skipped. ${outcome.skipped}`, ""];
  const rows = outcome.readings.map((reading) => [
    reading.what,
    quantity(reading.value, reading.unit),
    targetOf(reading),
    verdict(reading, "met", "MISSED"),
    peerOf(reading),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return [
    `${outcome.name}: ${outcome.about} (${outcome.seconds.toFixed(0)} s)`,
    ...rows.map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    ),
    "",
  ];
}

/** One figure as a section of Markdown. */
export function markdownLines(outcome: Outcome): string[] {
  const head = [`## ${outcome.name}: ${outcome.about}`, ""];
  if (outcome.skipped !== null) return [...head, `Skipped. ${outcome.skipped}`, ""];
  return [
    ...head,
    "| what | value | target | met | against |",
    "|---|---|---|---|---|",
    ...outcome.readings.map((reading) => {
      const met = verdict(reading, "yes", "**no**");
      const value = quantity(reading.value, reading.unit);
      return `| ${reading.what} | ${value} | ${targetOf(reading)} | ${met} | ${peerOf(reading)} |`;
    }),
    "",
    ...outcome.notes.map((note) => `- ${note}`),
    "",
  ];
}

function verdict({ isMet }: Judged, yes: string, no: string): string {
  if (isMet === null) return "";
  return isMet ? yes : no;
}

function targetOf({ target, unit }: Judged): string {
  if (!target) return "";
  return "atMost" in target
    ? `at most ${quantity(target.atMost, unit)}`
    : `at least ${quantity(target.atLeast, unit)}`;
}

function peerOf({ peer, ratio, unit }: Judged): string {
  if (!peer || ratio === null) return "";
  return `${number(ratio)} × ${peer.what} (${quantity(peer.value, unit)})`;
}

function quantity(value: number, unit: string): string {
  return `${number(value)} ${unit}`;
}

/** Three digits that count; whole numbers from a hundred on. */
function number(value: number): string {
  if (value === 0 || Number.isInteger(value)) return value.toLocaleString("en");
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString("en")
    : String(Number(value.toPrecision(3)));
}
