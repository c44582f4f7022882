import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Reply } from "../https-server.ts";
import type { RateLimits } from "../rate-limits.ts";
import type { ServiceWindow } from "../service-window.ts";
import type { MetaProgress } from "./changes.ts";
import type { MetaFile } from "./media.ts";
import { MetaBody, MetaRead, parameterCount } from "./message.ts";
import { refused } from "./refused.ts";

/** A message that Meta has taken. */
export interface MetaSent {
  /** What later statuses call it. */
  readonly id: string;
  /** E.164 or a WhatsApp user id. */
  readonly to: string;
  readonly body: MetaBody;
  /** What had been uploaded for it. */
  readonly file: MetaFile | undefined;
}

/** A template that is approved, and how many parameters its body has. */
export interface MetaTemplate {
  readonly name: string;
  readonly language: string;
  readonly parameters: number;
}

interface Parts {
  readonly window: ServiceWindow;
  readonly limits: RateLimits;
  readonly templates: readonly MetaTemplate[];
  /** When a closed window shows: in the answer, or in a status after it. */
  readonly closedWindow: "sync" | "async";
  readonly findFile: (id: string) => MetaFile | undefined;
  readonly report: (progress: MetaProgress) => void;
}

/** `POST /messages`: knows no idempotency key, so what is asked for twice is sent twice. */
export function makeSending(parts: Parts) {
  const sent: MetaSent[] = [];
  const reads: MetaRead[] = [];
  const reports: Promise<void>[] = [];

  function take(json: unknown): Reply {
    const read = MetaRead.safeParse(json);
    if (read.success) {
      reads.push(read.data);
      return { status: 200, body: { success: true } };
    }
    const parsed = MetaBody.safeParse(json);
    if (!parsed.success) return refused(400, 100, z.prettifyError(parsed.error));
    const body = parsed.data;
    const to = body.to === undefined ? body.recipient! : `+${body.to}`;
    const broken = parts.limits.count(to);
    if (broken === "one") return refused(400, 131056, "Pair rate limit hit");
    if (broken === "all") return refused(429, 130429, "Rate limit hit");
    const refusal = refusalOf(parts, body, to);
    if (refusal) return refusal;
    return accept(body, to);
  }

  function accept(body: MetaBody, to: string): Reply {
    const fileId = fileIdOf(body);
    const file = fileId === undefined ? undefined : parts.findFile(fileId);
    const message: MetaSent = { id: `wamid.${randomUUID()}`, to, body, file };
    sent.push(message);
    // What becomes of it is told once the answer is on its way, and may overtake it all the same.
    reports.push(
      new Promise((resolve) => {
        setImmediate(() => {
          become(parts, message);
          resolve();
        });
      }),
    );
    const { id } = message;
    const contact = to.startsWith("+")
      ? { input: to.slice(1), wa_id: to.slice(1) }
      : { input: to, user_id: to };
    const messages = [{ id, message_status: "accepted" }];
    return { status: 200, body: { messaging_product: "whatsapp", contacts: [contact], messages } };
  }

  return { sent, reads, take, settled: async () => void (await Promise.all(reports)) };
}

function refusalOf(parts: Parts, body: MetaBody, to: string): Reply | undefined {
  if (body.type === "template") {
    const { name, language } = body.template;
    const known = parts.templates.find(
      (one) => one.name === name && one.language === language.code,
    );
    if (!known) return refused(404, 132001, "Template name does not exist in the translation");
    if (known.parameters === parameterCount(body.template)) return undefined;
    return refused(400, 132000, "Number of parameters does not match");
  }
  const fileId = fileIdOf(body);
  if (fileId !== undefined && !parts.findFile(fileId)) {
    return refused(400, 131009, "Parameter value is not valid");
  }
  const isLate = parts.closedWindow === "sync" && !parts.window.isOpen(to);
  return isLate ? refused(400, 131047, "Re-engagement message") : undefined;
}

function become({ window, report }: Parts, { id, to, body, file }: MetaSent): void {
  const about = { id, to, callbackData: body.biz_opaque_callback_data };
  if (body.type !== "template" && !window.isOpen(to)) {
    const error = { code: 131047, title: "Re-engagement message" };
    return report({ ...about, status: "failed", error });
  }
  const isAnotherKind = file && body.type !== "document" && !file.mimeType.startsWith(body.type);
  if (isAnotherKind) {
    const error = { code: 131053, title: "Media upload error" };
    return report({ ...about, status: "failed", error });
  }
  report({ ...about, status: "sent" });
  report({ ...about, status: "delivered" });
}

function fileIdOf(body: MetaBody): string | undefined {
  switch (body.type) {
    case "image":
      return body.image.id;
    case "video":
      return body.video.id;
    case "audio":
      return body.audio.id;
    case "document":
      return body.document.id;
    default:
      return undefined;
  }
}
