import type { Reply } from "../https-server.ts";

/** An error as the Graph API writes it. */
export function refused(status: number, code: number, details: string, subcode?: number): Reply {
  return {
    status,
    body: {
      error: {
        message: `(#${code}) ${details}`,
        type: "OAuthException",
        code,
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        error_data: { messaging_product: "whatsapp", details },
        fbtrace_id: "AtraceOfTheEmulator",
      },
    },
  };
}

/** What is not there, or not for this token: the Graph API tells these two apart for nobody. */
export function noSuchObject(id: string): Reply {
  return refused(400, 100, `Unsupported request. Object with ID '${id}' does not exist.`, 33);
}
