import { styleText } from "node:util";
import type { ChatResponse } from "../schemas.ts";
import type { Client, MessageLine } from "./client.ts";
import { dim, presentHandoff, presentTurn } from "./present-turn.ts";
import { makeTail, repeat } from "./tail.ts";
import type { Terminal } from "./terminal.ts";

const LOOK_EVERY_MS = 1_000;

interface CustomerTalk {
  readonly client: Pick<Client, "say" | "readMessages">;
  readonly terminal: Terminal;
  readonly user: string;
}

/** A customer in the terminal: says what is typed, and shows every answer, a person's too, as it comes. */
export async function talkAsCustomer({ client, terminal, user }: CustomerTalk): Promise<void> {
  const { print } = terminal;
  const tail = makeTail(
    (after) => client.readMessages(user, after),
    (line) => line.author !== "customer" && print(presentMessage(line)),
  );
  await tail.skip();
  print(dim(`You are ${user}. Write something; /quit leaves.`));
  const stopLooking = repeat(tail.catchUp, LOOK_EVERY_MS, (fault) => print(dim(`  ${fault}`)));
  let status: string | undefined;
  try {
    for await (const text of terminal.lines) {
      if (text === "/quit") break;
      const turn = await say(text);
      if (!turn) continue;
      print(presentTurn(turn));
      if (turn.handoff?.status !== status) print(presentHandoff(turn.handoff));
      status = turn.handoff?.status;
    }
  } finally {
    terminal.close();
    await stopLooking();
  }

  /** The answer itself is shown from the transcript, like everything else that reaches the customer. */
  async function say(text: string): Promise<ChatResponse | undefined> {
    try {
      const turn = await client.say(user, text);
      await tail.catchUp();
      if ("reply" in turn) return turn;
      print(dim("  the answer takes longer; it will appear here"));
    } catch (thrown) {
      print(styleText("red", `  ${(thrown as Error).message}`));
      process.exitCode = 1;
    }
    return undefined;
  }
}

function presentMessage({ author, text }: MessageLine): string {
  if (author === "human_agent") return styleText("yellow", text);
  return styleText("cyan", text);
}
