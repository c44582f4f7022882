import type { Reply } from "../https-server.ts";

/** An error as ACS writes it: the code twice. */
export function refused(
  status: number,
  code: string,
  message: string = code,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { "x-ms-error-code": code, ...headers },
    body: { error: { code, message } },
  };
}
