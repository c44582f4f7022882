import { AppError } from "../core/errors.ts";

/** Ends of a request that was never begun: nobody was found, or nobody took the call. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A handshake that failed: certificates, and versions or ciphers the two sides do not share. */
const NO_HANDSHAKE = /CERT|SELF_SIGNED|^ERR_TLS_|^ERR_SSL_.*(?:VERSION|HANDSHAKE|PROTOCOL|CIPHER)/;
const NO_HANDSHAKE_WORDS = "before secure TLS connection was established";

/** What errors of Node's sockets, of `fetch` and of Azure's SDK say about themselves. */
interface Trouble {
  readonly message: string;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  /** Each address that was tried, where a name has several. */
  readonly errors?: readonly unknown[];
}

/**
 * The error of a request without an answer: `upstream_unavailable` when nothing of it can have arrived, `outcome_unknown`
 * for everything else, such as a connection cut or a wait given up after it was begun.
 */
export function unanswered(provider: string, cause: unknown): AppError {
  return isSurelyUnsent(cause)
    ? new AppError("upstream_unavailable", `${provider} could not be reached.`, { cause })
    : noUsableAnswer(provider, cause);
}

/** The error of a request that was answered by something we cannot read: it has most likely been done. */
export function noUsableAnswer(provider: string, cause: unknown): AppError {
  const says = `${provider} gave no answer we can use: the message may have been taken.`;
  return new AppError("outcome_unknown", says, { cause });
}

function isSurelyUnsent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { message, code, syscall, cause, errors }: Trouble = error;
  if (syscall === "read" || syscall === "write") return false;
  if (errors && errors.length > 0) return errors.every(isSurelyUnsent);
  if (typeof code === "string" && (UNREACHED.has(code) || NO_HANDSHAKE.test(code))) return true;
  // Azure's SDK keeps the words of a socket's error, not its other fields.
  if (/^(?:connect|getaddrinfo) /.test(message) || message.includes(NO_HANDSHAKE_WORDS))
    return true;
  return isSurelyUnsent(cause);
}
