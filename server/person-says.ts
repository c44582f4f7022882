import { AppError } from "../core/errors.ts";
import type { InputBody, Mailbox } from "../core/ports.ts";
import type { Wait } from "./waiters.ts";

/** A person's act is one short turn; whoever sent it sees it done, unless the house is very busy. */
export const ACT_MS = 5_000;

interface PersonSaysParts {
  readonly mailbox: Pick<Mailbox<never>, "acceptFromDesk">;
  readonly wait: Wait;
  readonly newId: () => string;
  readonly onAccepted: () => void;
}

/** Says something to a customer as a person, whom a program or the console speaks for; the first word claims the handoff. */
export type PersonSays = (
  threadId: string,
  body: Extract<InputBody, { kind: "person_message" }>,
) => Promise<string>;

/** Makes it. @returns the input's id; it throws AppError `not_found` for no such thread and `conflict` when nobody would hear it. */
export function makePersonSays({ mailbox, wait, newId, onAccepted }: PersonSaysParts): PersonSays {
  return async function personSays(threadId, body) {
    const input = { source: "desk-api", externalId: newId(), threadId, body };
    const accepted = await mailbox.acceptFromDesk(input);
    if (accepted === "unknown_thread") throw unknownThread();
    if (accepted === "closed") throw overBefore();
    onAccepted();
    const handled = await wait(accepted.inputId, ACT_MS);
    // The handoff may end between acceptance and turn: then nobody heard the message.
    if (handled && handled.replies.length === 0) throw overBefore();
    return accepted.inputId;
  };
}

/** The error for a thread that is not ours. */
export function unknownThread(): AppError {
  return new AppError("not_found", "There is no such thread.");
}

function overBefore(): AppError {
  return new AppError("conflict", "This handoff is closed.");
}
