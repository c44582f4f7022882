import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Call, Reply } from "../https-server.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { ServiceWindow } from "../service-window.ts";
import type { Progress } from "./events.ts";
import { Notification } from "./notification.ts";
import { refused } from "./refused.ts";

/** A message that ACS has taken. */
export interface AcsSent {
  /** What later reports call it. */
  readonly messageId: string;
  readonly to: string;
  /** Everything that was asked for. */
  readonly body: Notification;
  /** What ACS fetched from `mediaUri`. */
  file?: Uint8Array;
}

interface Parts {
  readonly around: () => { readonly channelId: string };
  readonly window: ServiceWindow;
  readonly limits: RateLimits;
  readonly templates: readonly { readonly name: string; readonly language: string }[];
  readonly retryAfter?: number;
  readonly report: (progress: Progress) => void;
}

const Repeatability = z.object({
  "repeatability-request-id": z.guid(),
  "repeatability-first-sent": z.string().refine((date) => !Number.isNaN(Date.parse(date))),
});

/** `POST /messages/notifications:send`: takes each repeatability id once, and reports later what became of it. */
export function makeSending(parts: Parts) {
  const sent: AcsSent[] = [];
  const taken = new Map<string, AcsSent>();
  const reports: Promise<void>[] = [];

  function take({ json, headers }: Call): Reply {
    const body = Notification.safeParse(json);
    if (!body.success) return refused(400, "BadRequest", z.prettifyError(body.error));
    if (body.data.channelRegistrationId !== parts.around().channelId) {
      return refused(404, "ChannelNotFound");
    }
    const repeatability = Repeatability.safeParse(headers);
    const isAsked = headers["repeatability-request-id"] !== undefined;
    if (isAsked && !repeatability.success) return refused(400, "InvalidRepeatabilityHeader");
    const id = repeatability.data?.["repeatability-request-id"];
    const before = id === undefined ? undefined : taken.get(id);
    if (before) return accepted(before);
    const to = body.data.to[0];
    if (parts.limits.count(to) !== undefined) return tooMany(parts.retryAfter);
    const message: AcsSent = { messageId: randomUUID(), to, body: body.data };
    sent.push(message);
    if (id !== undefined) taken.set(id, message);
    reports.push(become(parts, message));
    return accepted(message);
  }

  return {
    sent,
    take,
    settled: async () => void (await Promise.all(reports)),
  };
}

function accepted({ messageId, to }: AcsSent): Reply {
  const headers = { "repeatability-result": "accepted" };
  return { status: 202, headers, body: { receipts: [{ messageId, to }] } };
}

function tooMany(retryAfter: number | undefined): Reply {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return refused(429, "TooManyRequests", "Try again later.", headers);
}

/** The answer was given already; what WhatsApp makes of the message is only told in reports. */
async function become(parts: Parts, message: AcsSent): Promise<void> {
  const { messageId, to } = message;
  const error = await fault(parts, message);
  if (error) return parts.report({ messageId, to, status: "Failed", error });
  parts.report({ messageId, to, status: "Sent" });
  parts.report({ messageId, to, status: "Delivered" });
}

async function fault(parts: Parts, message: AcsSent): Promise<Progress["error"]> {
  const { body, to } = message;
  if (body.kind === "template") {
    const { name, language } = body.template;
    const isKnown = parts.templates.some((one) => one.name === name && one.language === language);
    if (isKnown) return undefined;
    return { channelCode: "132001", channelMessage: "Template name does not exist" };
  }
  if (!parts.window.isOpen(to)) {
    return { channelCode: "131047", channelMessage: "Re-engagement message" };
  }
  if ("mediaUri" in body) {
    const response = await fetch(body.mediaUri).catch(() => undefined);
    if (!response?.ok) return { channelCode: "131053", channelMessage: "Media upload error" };
    message.file = await response.bytes();
  }
  return undefined;
}
