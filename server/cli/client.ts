import { z } from "zod";
import { Author } from "../../core/conversation.ts";
import { AppError } from "../../core/errors.ts";
import { HandoffKind, HandoffReason, HandoffStatus } from "../../core/handoff.ts";
import {
  ChatPending,
  ChatResponse,
  ContactCenterAccepted,
  Disconnected,
  ErrorBody,
  MessagesResponse,
} from "../schemas.ts";

const QueueEntry = z.object({
  threadId: z.string(),
  kind: HandoffKind,
  status: HandoffStatus,
  reason: HandoffReason,
  summary: z.string(),
  offeredTo: z.string().nullable(),
  claimedBy: z.string().nullable(),
  queuedAt: z.iso.datetime(),
  lastText: z.string().nullable(),
  customerName: z.string().nullable(),
  address: z.string(),
});
/** A handoff as the desk sees it. */
export type QueueEntry = z.infer<typeof QueueEntry>;

const DeskLine = z.object({
  id: z.string(),
  author: Author,
  senderName: z.string().nullable(),
  text: z.string(),
});
/** One line of a transcript as the desk sees it. */
export type DeskLine = z.infer<typeof DeskLine>;

/** One line of a transcript as the customer sees it. */
export type MessageLine = MessagesResponse[number];

/** A contact center as its programs call it. */
export type Client = ReturnType<typeof makeClient>;

/** Makes a client of a contact center. @param key goes along as the bearer key, where there is one. */
export function makeClient(url: string, key: string | undefined) {
  const call = makeCall(url, key);
  return {
    /** Says something as a customer; pending when the answer takes longer than the server waits. */
    say: (user: string, message: string) =>
      call("/chat", z.union([ChatResponse, ChatPending]), { user_id: user, message }),
    readMessages: (user: string, after?: string) =>
      call(withAfter(`/chat/${encodeURIComponent(user)}/messages`, after), MessagesResponse),
    listHandoffs: async () =>
      (await call("/console/api/handoffs", z.object({ handoffs: z.array(QueueEntry) }))).handoffs,
    findHandoff: async (threadId: string) =>
      (await call(handoff(threadId), z.object({ handoff: QueueEntry }))).handoff,
    readLines: async (threadId: string, after?: string) => {
      const path = withAfter(`${handoff(threadId)}/lines`, after);
      return (await call(path, z.object({ lines: z.array(DeskLine) }))).lines;
    },
    claim: (threadId: string, name: string) =>
      call(`${handoff(threadId)}/claim`, z.object({ claimedBy: z.string() }), { name }),
    sayAsPerson: (threadId: string, senderDisplayName: string, message: string) =>
      call("/contact-center/chat", ContactCenterAccepted, { threadId, message, senderDisplayName }),
    disconnect: (threadId: string) =>
      call("/contact-center/disconnect", Disconnected, { threadId }),
  };
}

function makeCall(url: string, key: string | undefined) {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return async function call<T>(path: string, shape: z.ZodType<T>, body?: object): Promise<T> {
    const sent = body && { method: "POST", body: JSON.stringify(body) };
    const headers = { ...authorization, ...(body && { "content-type": "application/json" }) };
    const response = await reach(new URL(path, url), { ...sent, headers });
    const answer = readJson(await response.text());
    if (!response.ok) throw refusal(response.status, answer);
    const parsed = shape.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw new AppError("upstream_rejected", `${url} answered ${path} in a shape I do not know.`, {
      cause: parsed.error,
    });
  };
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new AppError("upstream_unavailable", `No contact center answers at ${url.origin}.`, {
      cause,
    });
  }
}

/** What others wrote may not steer the terminal: control characters go, wherever they are. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === "string" ? value.replace(/[\p{Cc}--[\n\t]]/gv, "") : value,
    );
  } catch {
    return undefined;
  }
}

function refusal(status: number, answer: unknown): AppError {
  const parsed = ErrorBody.safeParse(answer);
  if (parsed.success) return new AppError(parsed.data.error.code, parsed.data.error.message);
  return new AppError("upstream_rejected", `The contact center answered ${status}.`);
}

function handoff(threadId: string): string {
  return `/console/api/handoffs/${encodeURIComponent(threadId)}`;
}

function withAfter(path: string, after: string | undefined): string {
  return after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`;
}
