import type { Reply } from "../https-server.ts";

/** What the service says no with. */
export class Refused extends Error {
  readonly reply: Reply;

  constructor(status: number, code: string, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    const body = { error: { code, message: `The emulator says ${code}.` } };
    this.reply = { status, headers: { "x-ms-error-code": code, ...headers }, body };
  }
}
