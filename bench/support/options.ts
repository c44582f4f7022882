import { parseArgs } from "node:util";
import { figures } from "../figures.ts";
import type { Figure } from "../figures.ts";

/** What `npm run bench` was asked for. */
export interface Options {
  readonly wanted: readonly Figure[];
  readonly isQuick: boolean;
  /** One JSON object instead of tables. */
  readonly isJson: boolean;
  /** Keep the result in `bench/results.md`. */
  readonly isWritten: boolean;
}

export const USAGE = `npm run bench -- [--only NAME]… [--quick] [--json] [--write]

  --only NAME  only this figure; may be given several times
  --quick      small amounts, for trying things out; the numbers are not the real ones
  --json       one JSON object on standard output
  --write      (re)writes bench/results.md

${figures.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join("\n")}
`;

/** Reads the command line. @throws Error, for people, when it asks for what there is not. */
export function readOptions(args: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const names = values.only ?? figures.map(({ name }) => name);
  for (const name of names) {
    if (!figures.some((figure) => figure.name === name))
      throw new Error(`There is no figure ${name}.`);
  }
  if (values.write && (values.quick || values.only)) {
    throw new Error("Only a whole run can be kept: leave --quick and --only out.");
  }
  return {
    wanted: figures.filter(({ name }) => names.includes(name)),
    isQuick: values.quick,
    isJson: values.json,
    isWritten: values.write,
  };
}
