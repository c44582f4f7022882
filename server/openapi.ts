import { z } from "zod";
import { createDocument } from "zod-openapi";
import type { ZodOpenApiObject, ZodOpenApiPathsObject } from "zod-openapi";
import {
  byEventGrid,
  byProgram,
  deskEvents,
  errors,
  handshake,
  json,
  Payload,
  text,
} from "./openapi-parts.ts";
import { people } from "./openapi-people.ts";
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
        entraToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description:
            "Event Grid's token of Entra, for WEBHOOK_ENTRA_AUDIENCE; either this or the key.",
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

const whatsApp: ZodOpenApiPathsObject = {
  "/webhook": {
    post: {
      tags: ["WhatsApp"],
      operationId: "webhook",
      summary: "Deliver messages and delivery reports",
      description:
        "Recognised by shape: Event Grid, CloudEvents 1.0, Meta Cloud API; each with its own proof. " +
        "What is authentic is never refused for its content: what cannot be read is set aside and counted.",
      security: [...byEventGrid, { metaSignature: [] }],
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
  "/files/{token}": {
    get: {
      tags: ["WhatsApp"],
      operationId: "fetchFile",
      summary: "Fetch a file that a person sends",
      description:
        "For a provider that takes no bytes: ACS is told this address. The token alone opens it, for a day; only there with PUBLIC_URL set.",
      security: [],
      requestParams: { path: z.object({ token: z.string() }) },
      responses: {
        "200": {
          description: "The file, of the type it was sent as.",
          content: { "application/octet-stream": {} },
        },
        ...errors("not_found", "store_unavailable"),
      },
    },
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
