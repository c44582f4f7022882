import { parseArgs } from "node:util";
import { AppError } from "../../core/errors.ts";

/** What `npm run chat` was asked to do. */
export interface ChatOptions {
  /** The customer's address. */
  readonly user: string;
  readonly isAgent: boolean;
  /** The person's name at the desk. */
  readonly name: string;
  readonly script: string | undefined;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly isHelp: boolean;
}

/** What `--help` prints. */
export const HELP = `npm run chat -- [options]

  (no option)      write as a customer
  --user ADDRESS   as this customer (default +14255550101)
  --agent          answer customers, as a person at the desk
  --name NAME      the person's name (default Dana)
  --script FILE    run a talk and check its expectations; exits 1 when one fails
  --url URL        the contact center (default: PORT and HOST of the settings)
  --key KEY        bearer key (default: the first of API_KEYS)
  --help           this

Without --url, and when nothing answers at the default address, a contact center is started in this process.
`;

/**
 * Reads the command line.
 * @throws AppError `invalid_request` for what it does not know.
 */
export function parseOptions(args: readonly string[]): ChatOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 0) {
    // npm keeps options for itself unless they follow two dashes, and hands us only their values.
    throw new AppError(
      "invalid_request",
      `"${positionals[0]}" belongs to no option. With npm, options follow two dashes: npm run chat -- --user +14255550102`,
    );
  }
  if (values.agent && values.script !== undefined) {
    throw new AppError("invalid_request", "--agent and --script do not go together.");
  }
  return {
    user: values.user,
    isAgent: values.agent,
    name: values.name,
    script: values.script,
    url: values.url,
    key: values.key,
    isHelp: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        user: { type: "string", default: "+14255550101" },
        agent: { type: "boolean", default: false },
        name: { type: "string", default: "Dana" },
        script: { type: "string" },
        url: { type: "string" },
        key: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    const [reason] = (cause as Error).message.split(/\. (?=To )|\n/);
    throw new AppError("invalid_request", `${reason}. Try --help.`, { cause });
  }
}
