import { styleText } from "node:util";
import { AppError } from "../../core/errors.ts";
import type { Client } from "./client.ts";
import { makeDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { dim } from "./present-turn.ts";
import { repeat } from "./tail.ts";
import type { Terminal } from "./terminal.ts";

const LOOK_EVERY_MS = 1_000;
const COMMANDS = "/queue shows who waits, /take N takes one, /end ends it, /quit leaves";

interface DeskTalk {
  readonly client: Client;
  readonly terminal: Terminal;
  readonly name: string;
}

/** A person at the desk, in the terminal: takes customers from the queue and talks with them. */
export async function talkAtDesk({ client, terminal, name }: DeskTalk): Promise<void> {
  const { print } = terminal;
  const complain = (fault: string): void => print(styleText("red", `  ${fault}`));
  const desk = makeDesk({ client, print, name });
  print(dim(`You are ${name}: ${COMMANDS}`));
  await desk.showQueue();
  const stopLooking = repeat(desk.look, LOOK_EVERY_MS, complain);
  try {
    for await (const line of terminal.lines) {
      if (line === "/quit") break;
      await obey(line, desk).catch((thrown: unknown) => {
        complain((thrown as Error).message);
        process.exitCode = 1;
      });
    }
  } finally {
    terminal.close();
    await stopLooking();
  }
}

async function obey(line: string, desk: Desk): Promise<void> {
  const [, command, argument] = /^\/(\w+)\s*(.*)$/.exec(line) ?? [];
  if (command === undefined) return await desk.answer(line);
  if (command === "queue") return await desk.showQueue();
  if (command === "take") return await desk.take(Number(argument));
  if (command === "end") return await desk.end();
  throw new AppError("invalid_request", COMMANDS);
}
