import { parseArgs } from "node:util";
import { AppError } from "../../../core/errors.ts";

/** What `npm run doctor` was asked to do. */
export interface DoctorOptions {
  /** Where to try the webhooks, instead of where the settings say the server is. */
  readonly url: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run doctor -- [options]

Checks the settings, the storage, every provider that is configured, and the webhooks of the running server.
Nothing is sent to a customer and nothing is changed. Exits 1 when something that is configured does not work.

  --url URL    try the webhooks there (default: PUBLIC_URL, or else HOST and PORT)
  --json       one JSON object, for programs
  --help       this
`;

/**
 * Reads the command line.
 * @throws AppError `invalid_request` for what it does not know.
 */
export function parseDoctorOptions(args: readonly string[]): DoctorOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 0) {
    throw new AppError(
      "invalid_request",
      `"${positionals[0]}" belongs to no option. With npm, options follow two dashes: npm run doctor -- --json`,
    );
  }
  const { url } = values;
  const protocol = url !== undefined && URL.canParse(url) ? new URL(url).protocol : "";
  if (url !== undefined && !/^https?:$/.test(protocol)) {
    throw new AppError("invalid_request", `"${url}" is not an http(s) address.`);
  }
  return { url, isJson: values.json, isHelp: values.help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    const [reason] = (cause as Error).message.split(/\. (?=To )|\n/);
    throw new AppError("invalid_request", `${reason}. Try --help.`, { cause });
  }
}
