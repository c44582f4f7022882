import { readFileSync } from "node:fs";
import { readConfigFromProcess } from "../../core/config.ts";
import type { Config } from "../../core/config.ts";
import { AppError } from "../../core/errors.ts";
import { makeClient } from "./client.ts";
import { talkAsCustomer } from "./customer-talk.ts";
import { talkAtDesk } from "./desk-talk.ts";
import { findOrStartHouse } from "./house.ts";
import { HELP, parseOptions } from "./options.ts";
import type { ChatOptions } from "./options.ts";
import { dim } from "./present-turn.ts";
import { runScript } from "./run-script.ts";
import { parseScript } from "./script.ts";
import { openTerminal } from "./terminal.ts";

try {
  await main(parseOptions(process.argv.slice(2)));
} catch (thrown) {
  // What is wrong with a command needs a sentence, not a stack.
  const message = thrown instanceof AppError ? thrown.message : String((thrown as Error).stack);
  process.stderr.write(`${message}\n`);
  process.exitCode = thrown instanceof AppError && thrown.code === "invalid_request" ? 2 : 1;
}

async function main(options: ChatOptions): Promise<void> {
  if (options.isHelp) {
    process.stdout.write(HELP);
    return;
  }
  const steps = options.script === undefined ? undefined : parseScript(readScript(options.script));
  const config = readConfigFromProcess();
  const house = await findOrStartHouse(config, options.url);
  if (house.note) print(dim(house.note));
  const client = makeClient(house.url, options.key ?? firstKey(config));
  try {
    if (steps) {
      const { failed } = await runScript(steps, { client, user: options.user, print });
      if (failed > 0) process.exitCode = 1;
    } else if (options.isAgent) {
      const terminal = openTerminal(`${options.name}> `, streams());
      await talkAtDesk({ client, terminal, name: options.name });
    } else {
      const terminal = openTerminal("you> ", streams());
      await talkAsCustomer({ client, terminal, user: options.user });
    }
  } finally {
    await house.stop();
  }
}

function readScript(file: string): string {
  try {
    // Something that no talk before said: a second run must find something to change.
    return readFileSync(file, "utf8").replaceAll("{run}", Date.now().toString(36));
  } catch (cause) {
    throw new AppError("invalid_request", `Cannot read ${file}.`, { cause });
  }
}

function firstKey({ env }: Config): string | undefined {
  return env.API_KEYS[0]?.reveal();
}

function streams() {
  return { input: process.stdin, output: process.stdout };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
