import type { Context } from "koa";
import { getRawBody } from "raw-body";
import type { z } from "zod";
import { AppError } from "../../core/errors.ts";

/** Providers send up to 3 MB; what is larger than this is not theirs. */
export const WEBHOOK_BODY_BYTES = 4 * 1024 * 1024;
const API_BODY_BYTES = 256 * 1024;

/**
 * The bytes of a request as they came, for signatures over them.
 * @throws AppError `too_large`.
 */
export async function rawBody(ctx: Context, maxBytes: number): Promise<Buffer> {
  try {
    return await getRawBody(ctx.req, { limit: maxBytes });
  } catch (cause) {
    // What is left unread would be taken for the next request on this connection.
    ctx.set("connection", "close");
    const isTooLarge =
      cause instanceof Error && "type" in cause && cause.type === "entity.too.large";
    throw isTooLarge
      ? new AppError("too_large", `The body is larger than ${maxBytes} bytes.`, { cause })
      : new AppError("invalid_request", "The body could not be read.", { cause });
  }
}

/**
 * A JSON body of a known shape.
 * @throws AppError `invalid_request` naming the wrong field, `too_large`.
 */
export async function parseBody<Schema extends z.ZodType>(
  ctx: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return parseShape(parseJson(await rawBody(ctx, API_BODY_BYTES)), schema);
}

/** @throws AppError `invalid_request` naming the wrong field. */
export function parseShape<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_request", describe(parsed.error));
}

/** @throws AppError `invalid_request` when the bytes are not JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    throw new AppError("invalid_request", "The body is not valid JSON in UTF-8.", { cause });
  }
}

/** The same, for doors that keep what they cannot read: `undefined` then. */
export function tryParseJson(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch {
    return undefined;
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ");
}
