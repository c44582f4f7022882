import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { traits } from "../core/errors.ts";
import type { ErrorCode } from "../core/errors.ts";
import { ErrorBody } from "./schemas.ts";

/** A body in JSON. */
export const json = <S>(schema: S) => ({ "application/json": { schema } });
/** A body in plain text. */
export const text = (description: string) => ({
  description,
  content: { "text/plain": { schema: z.string() } },
});

/** A provider's payload is its own business; ours is to take whatever is authentic. */
export const Payload = z.looseObject({});

const reasons = {
  invalid_request: "A field is missing, empty, of the wrong type or too long.",
  unauthorized: "The proof is missing or wrong.",
  forbidden: "The token is wrong.",
  not_found: "There is no such thread, message, letter or file.",
  conflict: "The handoff is already closed, or somebody was faster.",
  too_large: "The body is larger than this door takes.",
  store_unavailable: "Nothing was kept; send it again.",
} as const satisfies Partial<Record<ErrorCode, string>>;

/** How a door may refuse, one answer per code. */
export function errors(...codes: (keyof typeof reasons)[]): ZodOpenApiResponsesObject {
  const entries = codes.map((code) => [
    String(traits[code].status),
    { description: `${reasons[code]} \`${code}\``, content: json(ErrorBody) },
  ]);
  return Object.fromEntries(entries) as ZodOpenApiResponsesObject;
}

/** Programs prove themselves with a key. */
export const byProgram = [{ apiKey: [] }];
/** Event Grid proves itself with a secret or with a token of Entra. */
export const byEventGrid = [{ webhookKey: [] }, { entraToken: [] }];
/** What the desk's doors also take: ACS chat's events, as Event Grid or CloudEvents bring them. */
export const deskEvents = {
  "application/cloudevents+json": { schema: Payload },
  "application/cloudevents-batch+json": { schema: z.array(Payload) },
};

/** CloudEvents' handshake, the same at every door that takes events. */
export const handshake = (operationId: string, tag: string): ZodOpenApiOperationObject => ({
  tags: [tag],
  operationId,
  summary: "CloudEvents' handshake",
  security: byEventGrid,
  requestParams: { header: z.object({ "WebHook-Request-Origin": z.string() }) },
  responses: {
    "200": {
      description: "This origin may deliver.",
      headers: z.object({
        "WebHook-Allowed-Origin": z.string(),
        "WebHook-Allowed-Rate": z.string(),
      }),
    },
    ...errors("unauthorized"),
  },
});
