import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** A terminal client in a process of its own. */
export interface Cli {
  /** Types a line. */
  readonly type: (line: string) => void;
  /** Waits until it has printed this. */
  readonly prints: (text: string) => Promise<void>;
  /** Ends its input and waits for its end. */
  readonly end: () => Promise<CliEnd>;
}

/** What a terminal client left behind. */
export interface CliEnd {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts the terminal client. @param env variables besides those of this process. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Cli {
  const child = spawn(process.execPath, ["server/cli/chat.ts", ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: "sqlite::memory:", ...env },
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  // A client that has refused its options reads nothing.
  child.stdin.on("error", () => {});
  const closed = once(child, "close");

  async function prints(text: string): Promise<void> {
    while (!output.includes(text)) {
      if (child.stdout.readableEnded) throw new Error(`"${text}" is not in: ${output}${errors}`);
      await Promise.race([once(child.stdout, "data"), closed]);
    }
  }
  return {
    type: (line) => void child.stdin.write(`${line}\n`),
    prints,
    end: async () => {
      child.stdin.end();
      await closed;
      return { code: child.exitCode, output, errors };
    },
  };
}

/** Runs the terminal client with these lines piped in. */
export function runCli(
  args: readonly string[],
  lines: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<CliEnd> {
  const cli = startCli(args, env);
  for (const line of lines) cli.type(line);
  return cli.end();
}
