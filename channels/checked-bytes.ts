import { createHash } from "node:crypto";
import { AppError } from "../core/errors.ts";

/** Nothing that WhatsApp lets customers send is larger. */
export const MAX_FILE_BYTES = 100 * 1_024 * 1_024;

/** What a provider said about a file before it gave it. */
interface Promised {
  readonly provider: string;
  readonly length: number | undefined;
  /** In hex or base64: Meta writes both. */
  readonly sha256?: string | undefined;
}

/**
 * Passes a file on as it comes, and fails at the end of one that is not what was promised.
 * @throws AppError `upstream_unavailable` when it ends early or was changed, `upstream_rejected` when it is too large
 */
export async function* checkedBytes(
  source: AsyncIterable<Uint8Array>,
  { provider, length, sha256 }: Promised,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash("sha256");
  let taken = 0;
  try {
    for await (const chunk of source) {
      taken += chunk.byteLength;
      if (taken > MAX_FILE_BYTES) throw tooLarge(provider);
      hash.update(chunk);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw broken(`${provider} stopped in the middle of a file.`, thrown);
  }
  if (length !== undefined && taken !== length) {
    throw broken(`${provider} gave another length of a file than it said.`);
  }
  const digest = hash.digest();
  const isSame = [digest.toString("hex"), digest.toString("base64")].includes(sha256 ?? "");
  if (sha256 !== undefined && !isSame) throw broken(`${provider} gave another file than it said.`);
}

/** The error for a file that is larger than any customer can send. */
export function tooLarge(provider: string): AppError {
  return new AppError("upstream_rejected", `${provider} gave a file of more than 100 MB.`);
}

function broken(message: string, cause?: unknown): AppError {
  return new AppError("upstream_unavailable", message, { cause });
}
