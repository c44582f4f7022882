import { z } from "zod";
import { createDocument } from "zod-openapi";
import type {
  ZodOpenApiObject,
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from "zod-openapi";
import { traits } from "../core/errors.ts";
import type { ErrorCode } from "../core/errors.ts";
import * as schemas from "./schemas.ts";

/** Builds the OpenAPI 3.1 description of every door the outside may rely on, from the schemas the routes check with. */
export function buildDocument(version: string): object {
  const parts: ZodOpenApiObject = {
    openapi: "3.1.0",
    info: {
      title: "Contact center",
      version,
      description:
        "Customers write over WhatsApp or `POST /chat`; agents answer from the insurer's records, people take over when people are needed. " +
        'Every error is `{"error":{"code","message"}}`.',
    },
    tags: [
      { name: "Customers", description: "What customers write, and what they read." },
      { name: "People", description: "What people at the desk write to customers." },
      { name: "WhatsApp", description: "What Event Grid and Meta deliver." },
      { name: "Operation", description: "For probes and monitoring." },
    ],
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "One of API_KEYS. Not asked for in development on loopback.",
        },
        webhookKey: {
          type: "apiKey",
          in: "header",
          name: "x-contact-center-key",
          description: "One of WEBHOOK_SECRETS; Event Grid may also pass it as `?code=`.",
        },
        metaSignature: {
          type: "apiKey",
          in: "header",
          name: "X-Hub-Signature-256",
          description: "`sha256=` and the HMAC of the raw body, keyed with Meta's app secret.",
        },
      },
    },
    paths: { ...customers, ...people, ...whatsApp, ...operation },
  };
  return createDocument(parts, {
    // More fields may be added to answers; clients generated from this must not choke on them.
    override: ({ jsonSchema, io }) => {
      if (io === "output") delete jsonSchema.additionalProperties;
    },
  });
}

const json = <S>(schema: S) => ({ "application/json": { schema } });
const text = (description: string) => ({
  description,
  content: { "text/plain": { schema: z.string() } },
});

/** A provider's payload is its own business; ours is to take whatever is authentic. */
const Payload = z.looseObject({});

const reasons = {
  invalid_request: "A field is missing, empty, of the wrong type or too long.",
  unauthorized: "The proof is missing or wrong.",
  forbidden: "The token is wrong.",
  not_found: "There is no such thread or message.",
  conflict: "The handoff is already closed.",
  too_large: "The body is larger than this door takes.",
  store_unavailable: "Nothing was kept; send it again.",
} as const satisfies Partial<Record<ErrorCode, string>>;

function errors(...codes: (keyof typeof reasons)[]): ZodOpenApiResponsesObject {
  const entries = codes.map((code) => [
    String(traits[code].status),
    { description: `${reasons[code]} \`${code}\``, content: json(schemas.ErrorBody) },
  ]);
  return Object.fromEntries(entries) as ZodOpenApiResponsesObject;
}

const byProgram = [{ apiKey: [] }];
const byDesk = [{ apiKey: [] }, { webhookKey: [] }];

const customers: ZodOpenApiPathsObject = {
  "/chat": {
    post: {
      tags: ["Customers"],
      operationId: "chat",
      summary: "Send a customer's message and wait for the answer",
      description:
        "An address has one conversation, whichever door its messages come in by. Send a `message_id` to be safe to retry.",
      security: byProgram,
      requestBody: { required: true, content: json(schemas.ChatRequest) },
      responses: {
        "200": { description: "The turn is over.", content: json(schemas.ChatResponse) },
        "202": {
          description:
            "Kept, and still being thought about after 30 s; the answer will stand in the transcript.",
          content: json(schemas.ChatPending),
        },
        ...errors("invalid_request", "unauthorized", "too_large", "store_unavailable"),
      },
    },
  },
  "/chat/{user_id}/messages": {
    get: {
      tags: ["Customers"],
      operationId: "listMessages",
      summary: "Read a customer's transcript",
      security: byProgram,
      requestParams: {
        path: z.object({ user_id: schemas.UserId }),
        query: z.object({
          after: z
            .string()
            .optional()
            .meta({ description: "Only what follows the message with this id." }),
        }),
      },
      responses: {
        "200": { description: "Oldest first.", content: json(schemas.MessagesResponse) },
        ...errors("invalid_request", "unauthorized", "not_found", "store_unavailable"),
      },
    },
  },
};

/** What the desk's doors also take: ACS chat's events, as Event Grid or CloudEvents bring them. */
const deskEvents = {
  "application/cloudevents+json": { schema: Payload },
  "application/cloudevents-batch+json": { schema: z.array(Payload) },
};

/** The plain form has its own answer; events are counted, and a handshake is answered. */
const taken = (description: string, plain: z.ZodType) => ({
  description,
  content: json(z.union([plain, schemas.WebhookCounts, schemas.ValidationAnswer])),
});

/** CloudEvents' handshake, the same at every door that takes events. */
const handshake = (operationId: string, tag: string): ZodOpenApiOperationObject => ({
  tags: [tag],
  operationId,
  summary: "CloudEvents' handshake",
  security: [{ webhookKey: [] }],
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

const people: ZodOpenApiPathsObject = {
  "/contact-center/chat": {
    post: {
      tags: ["People"],
      operationId: "personMessage",
      summary: "Send a person's message to a customer",
      description:
        "Takes the plain form below, or the events `Microsoft.Communication.ChatMessageReceived[InThread]`. " +
        "The first message of a person claims a queued handoff.",
      security: byDesk,
      requestBody: {
        required: true,
        content: { ...json(schemas.ContactCenterMessage), ...deskEvents },
      },
      responses: {
        "200": taken("Kept.", schemas.ContactCenterAccepted),
        ...errors("invalid_request", "unauthorized", "not_found", "conflict", "store_unavailable"),
      },
    },
    options: handshake("allowPersonMessages", "People"),
  },
  "/contact-center/disconnect": {
    post: {
      tags: ["People"],
      operationId: "disconnect",
      summary: "End a handoff and give the conversation back to the bot",
      description:
        "Takes the plain form below, or the events `ChatThreadDeleted` and `ChatThreadParticipantRemoved`. Ending twice is no error.",
      security: byDesk,
      requestBody: { required: true, content: { ...json(schemas.Disconnect), ...deskEvents } },
      responses: {
        "200": taken("Ended, now or before.", schemas.Disconnected),
        ...errors("invalid_request", "unauthorized", "not_found", "store_unavailable"),
      },
    },
    options: handshake("allowEnds", "People"),
  },
};

const whatsApp: ZodOpenApiPathsObject = {
  "/webhook": {
    post: {
      tags: ["WhatsApp"],
      operationId: "webhook",
      summary: "Deliver messages and delivery reports",
      description:
        "Recognised by shape: Event Grid, CloudEvents 1.0, Meta Cloud API; each with its own proof. " +
        "What is authentic is never refused for its content: what cannot be read is set aside and counted.",
      security: [{ webhookKey: [] }, { metaSignature: [] }],
      requestBody: {
        required: true,
        content: {
          ...json(z.union([z.array(Payload), Payload])),
          ...deskEvents,
        },
      },
      responses: {
        "200": {
          description: "Kept, after the commit; or the answer to Event Grid's handshake.",
          content: json(z.union([schemas.WebhookCounts, schemas.ValidationAnswer])),
        },
        ...errors("unauthorized", "store_unavailable"),
      },
    },
    get: {
      tags: ["WhatsApp"],
      operationId: "verifyWebhook",
      summary: "Meta's handshake",
      security: [],
      requestParams: {
        query: z.object({
          "hub.mode": z.literal("subscribe"),
          "hub.verify_token": z.string(),
          "hub.challenge": z.string(),
        }),
      },
      responses: {
        "200": text("The challenge."),
        ...errors("forbidden"),
      },
    },
    options: handshake("allowWebhook", "WhatsApp"),
  },
};

const operation: ZodOpenApiPathsObject = {
  "/healthz": {
    get: {
      tags: ["Operation"],
      operationId: "health",
      summary: "Is the process alive?",
      security: [],
      responses: { "200": { description: "Alive." } },
    },
  },
  "/readyz": {
    get: {
      tags: ["Operation"],
      operationId: "readiness",
      summary: "Does storage answer, and do workers run?",
      security: [],
      responses: {
        "200": { description: "Ready." },
        "503": { description: "Not ready: send traffic elsewhere." },
      },
    },
  },
  "/metrics": {
    get: {
      tags: ["Operation"],
      operationId: "metrics",
      summary: "Prometheus metrics",
      security: [],
      responses: { "200": text("Prometheus' text format.") },
    },
  },
};
