import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startArguments } from "./start-command.ts";

const ROOT = join(import.meta.dirname, "../..");

/** The real server in a process of its own, so that it can be killed. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it printed. */
  readonly output: () => string;
  /** Sends the signal and waits for the end. @returns the exit code, null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the server on a free port over this database and waits until it is ready. */
export async function startServer(
  databaseUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, startArguments, {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", DATABASE_URL: databaseUrl, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const collect = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const ready = /ready on (http:\S+)/.exec(printed);
      if (ready) resolve(ready[1]!);
    };
    child.stdout.on("data", look);
    // "close" comes after "exit", with everything read that was printed.
    child.once("close", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
  return {
    url,
    child,
    output: () => printed,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, "exit");
      child.kill(signal);
      // A process that was stopped hears nothing but SIGKILL until it is woken.
      child.kill("SIGCONT");
      await ended;
      return child.exitCode;
    },
  };
}
