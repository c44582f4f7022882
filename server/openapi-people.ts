import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { byEventGrid, byProgram, deskEvents, errors, handshake, json } from "./openapi-parts.ts";
import * as schemas from "./schemas.ts";

const byDesk = [...byProgram, ...byEventGrid];

/** The plain form has its own answer; events are counted, and a handshake is answered. */
const taken = (description: string, plain: z.ZodType) => ({
  description,
  content: json(z.union([plain, schemas.WebhookCounts, schemas.ValidationAnswer])),
});

/** What people at the desk, and programs for them, may do. */
export const people: ZodOpenApiPathsObject = {
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
  "/contact-center/dead-letters": {
    get: {
      tags: ["People"],
      operationId: "listDeadLetters",
      summary: "List what nobody will try again by itself",
      security: byProgram,
      requestParams: { query: schemas.DeadLettersQuery },
      responses: {
        "200": { description: "Those that died last first.", content: json(schemas.DeadLetters) },
        ...errors("invalid_request", "unauthorized", "store_unavailable"),
      },
    },
  },
  "/contact-center/dead-letters/{id}/send-again": {
    post: {
      tags: ["People"],
      operationId: "sendAgain",
      summary: "Send a dead letter again",
      description:
        "It leaves as a new delivery, at the end of its destination's line. 409 when somebody was faster, when it came in and did not " +
        "go out, or when it is the bot's and a person has the conversation.",
      security: byProgram,
      requestParams: { path: z.object({ id: z.string() }) },
      requestBody: { required: true, content: json(schemas.DecisionRequest) },
      responses: {
        "200": { description: "It is on its way.", content: json(schemas.SentAgain) },
        ...errors("invalid_request", "unauthorized", "not_found", "conflict", "store_unavailable"),
      },
    },
  },
  "/contact-center/dead-letters/{id}/put-away": {
    post: {
      tags: ["People"],
      operationId: "putAway",
      summary: "Put a dead letter away",
      description:
        "It needs nothing more and is listed no more; what it says is kept. 409 when somebody was faster, or when it has arrived after all.",
      security: byProgram,
      requestParams: { path: z.object({ id: z.string() }) },
      requestBody: { required: true, content: json(schemas.DecisionRequest) },
      responses: {
        "200": { description: "It is listed no more.", content: json(schemas.PutAway) },
        ...errors("invalid_request", "unauthorized", "not_found", "conflict", "store_unavailable"),
      },
    },
  },
};
