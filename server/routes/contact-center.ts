import { Router } from "@koa/router";
import type { Context } from "koa";
import { isEventGrid, parseEventGrid } from "../../channels/event-grid.ts";
import type { InboundEvent } from "../../channels/events.ts";
import { AppError } from "../../core/errors.ts";
import type { Accepted, DeskInput, DeskRefusal, Mailbox } from "../../core/ports.ts";
import type { Handoffs, Quarantine } from "../../core/stores.ts";
import { keepUnreadable, unreadableBytes } from "../keep-unreadable.ts";
import { unauthorized } from "../middleware/access.ts";
import type { Proofs } from "../middleware/access.ts";
import {
  WEBHOOK_BODY_BYTES,
  parseJson,
  parseShape,
  rawBody,
  tryParseJson,
} from "../middleware/body.ts";
import { ACT_MS, unknownThread } from "../person-says.ts";
import type { PersonSays } from "../person-says.ts";
import { ContactCenterMessage, Disconnect } from "../schemas.ts";
import type { WebhookCounts } from "../schemas.ts";
import type { Wait } from "../waiters.ts";
import { allowEventGrid, validationAnswer } from "./event-grid-handshake.ts";

/** ACS chat lets people write without a display name; the customer sees this one then. */
const UNNAMED = "Agent";

interface ContactCenterParts {
  readonly proofs: Proofs;
  readonly mailbox: Pick<Mailbox<never>, "acceptFromDesk">;
  readonly quarantine: Quarantine;
  /** Is a thread being opened whose name at the desk we do not know yet? */
  readonly isOpening: Handoffs["isOpening"];
  readonly personSays: PersonSays;
  readonly wait: Wait;
  readonly newId: () => string;
  readonly onAccepted: () => void;
  /** Our own identity in ACS chat, whose messages come back as events. */
  readonly ownRawId: string | undefined;
}

type Outcome = Accepted | DeskRefusal;

/** `/contact-center/*`: what people at the desk say and end, by a program or by ACS chat's events. */
export function contactCenterRoutes(parts: ContactCenterParts): Router {
  const router = new Router();
  router.options("/contact-center/chat", allowEventGrid(parts.proofs));
  router.options("/contact-center/disconnect", allowEventGrid(parts.proofs));

  router.post("/contact-center/chat", async (ctx) => {
    const { body, events, payload } = await readProven(ctx, parts.proofs);
    if (events) {
      ctx.body = await takeEvents(events, payload, parts);
      return;
    }
    const { threadId, message, senderDisplayName } = parseShape(body, ContactCenterMessage);
    const words = { text: message, senderName: senderDisplayName };
    const inputId = await parts.personSays(threadId, { kind: "person_message", ...words });
    ctx.body = { status: "accepted", message_id: inputId };
  });

  router.post("/contact-center/disconnect", async (ctx) => {
    const { body, events, payload } = await readProven(ctx, parts.proofs);
    if (events) {
      ctx.body = await takeEvents(events, payload, parts);
      return;
    }
    const { threadId } = parseShape(body, Disconnect);
    const accepted = await hand(parts, {
      source: "desk-api",
      externalId: parts.newId(),
      threadId,
      body: { kind: "disconnect", by: "desk" },
    });
    if (accepted === "unknown_thread") throw unknownThread();
    if (accepted !== "closed") await parts.wait(accepted.inputId, ACT_MS);
    ctx.body = { status: "success" };
  });
  return router;
}

interface Proven {
  /** Undefined when it brings events. */
  readonly body: unknown;
  /** Undefined in the plain form. */
  readonly events: readonly InboundEvent[] | undefined;
  readonly payload: Buffer;
}

/** Events come with Event Grid's proof, the plain form with a program's key; who has neither is not read at all. */
async function readProven(ctx: Context, proofs: Proofs): Promise<Proven> {
  const isProgram = proofs.hasKey(ctx);
  if (!isProgram && !(await proofs.isFromEventGrid(ctx))) throw unauthorized();
  const payload = await rawBody(ctx, WEBHOOK_BODY_BYTES);
  const body = isProgram ? parseJson(payload) : tryParseJson(payload);
  if (isEventGrid(body)) {
    if (isProgram && !(await proofs.isFromEventGrid(ctx))) throw unauthorized();
    return { body: undefined, events: parseEventGrid(body), payload };
  }
  if (isProgram) return { body, events: undefined, payload };
  if (body !== undefined) throw unauthorized();
  // Event Grid would drop what it is answered 400 for.
  return { body: undefined, events: [unreadableBytes(payload)], payload };
}

async function hand(parts: ContactCenterParts, input: DeskInput): Promise<Outcome> {
  const outcome = await parts.mailbox.acceptFromDesk(input);
  if (typeof outcome === "object" && !outcome.isDuplicate) parts.onAccepted();
  return outcome;
}

/** Events are acknowledged whatever they are: a thread that is not ours is none of our business. */
async function takeEvents(
  events: readonly InboundEvent[],
  payload: Buffer,
  parts: ContactCenterParts,
) {
  const counts: WebhookCounts = {
    accepted: 0,
    duplicates: 0,
    statuses: 0,
    ignored: 0,
    quarantined: 0,
  };
  counts.quarantined = await keepUnreadable(parts.quarantine, "contact-center", {
    events,
    payload,
  });
  for (const event of events) {
    if (event.type === "unreadable") continue;
    const input = toInput(event, parts.ownRawId);
    const outcome = input ? await hand(parts, input) : "none";
    // It may be the one that is being opened: Event Grid brings the message again when we know its name.
    if (outcome === "unknown_thread" && (await parts.isOpening())) throw stillOpening();
    if (typeof outcome === "string") counts.ignored++;
    else if (outcome.isDuplicate) counts.duplicates++;
    else counts.accepted++;
  }
  return validationAnswer(events) ?? counts;
}

function toInput(event: InboundEvent, ownRawId: string | undefined): DeskInput | undefined {
  if (event.type === "person_message") {
    const isOurs = event.deliveryId !== undefined || event.senderRawId === ownRawId;
    if (isOurs || event.text.trim() === "") return undefined;
    const { externalId, threadId, text } = event;
    const senderName = event.senderName === "" ? UNNAMED : event.senderName;
    const body = { kind: "person_message", text, senderName } as const;
    return { source: "desk", externalId, threadId, body };
  }
  if (event.type === "thread_deleted" || event.type === "person_left") {
    const { externalId, threadId } = event;
    // A desk that removes our own identity has not ended the customer's conversation.
    if (event.who !== undefined && event.who === ownRawId) return undefined;
    const by = event.type === "thread_deleted" ? "desk" : (event.who ?? "desk");
    return { source: "desk", externalId, threadId, body: { kind: "disconnect", by } };
  }
  return undefined;
}

function stillOpening(): AppError {
  return new AppError("upstream_unavailable", "A thread is being opened; try again.");
}
