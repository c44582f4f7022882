import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../core/conversation.ts";
import { startHttpsServer } from "../https-server.ts";
import type { Call, HttpsServer, Reply } from "../https-server.ts";
import { makeRateLimits } from "../rate-limits.ts";
import type { RateLimits } from "../rate-limits.ts";
import { makeServiceWindow } from "../service-window.ts";
import { isFile } from "../written.ts";
import type { Written } from "../written.ts";
import { messageChange, movedChange, statusChange, userIdUpdate } from "./changes.ts";
import type { MetaProgress } from "./changes.ts";
import { makeMedia } from "./media.ts";
import type { MetaFile } from "./media.ts";
import type { MetaRead } from "./message.ts";
import { noSuchObject, refused } from "./refused.ts";
import { makeSending } from "./sending.ts";
import type { MetaSent, MetaTemplate } from "./sending.ts";
import type { MetaChange } from "./webhook.ts";

const ACCESS_TOKEN = "EAAtokenOfTheEmulator";
const PHONE_NUMBER_ID = "106540352242922";
const VERSION = "v26.0";

/** WhatsApp as Meta's Cloud API speaks. */
export interface Meta extends HttpsServer {
  readonly accessToken: string;
  readonly phoneNumberId: string;
  /** The variables with which a server sends here; those of its webhook are whose makes that. */
  readonly env: Readonly<Record<string, string>>;
  /** What was taken, in order. */
  readonly sent: readonly MetaSent[];
  /** Which messages of customers were marked as read. */
  readonly reads: readonly MetaRead[];
  readonly limits: RateLimits;
  /** From now on changes go this way; until then no webhook is entered, and they are lost. */
  publishTo(publish: Publish): void;
  /** A customer writes, by number or user id. @returns the message's id. */
  write(customer: string, what: Written): string;
  /** The customer has read a message of ours. */
  read(id: string): void;
  /** A customer has another number, or another user id. */
  move(before: string, after: string): void;
  /** Keeps a file as if a customer had sent it. @returns its id. */
  keep(file: MetaFile): string;
  /** Until everything that was taken has been reported. */
  settled(): Promise<void>;
}

/** Brings a change to a webhook. */
type Publish = (change: MetaChange) => void;

interface Options {
  /** The window's, the limits' and the addresses' clock. */
  readonly clock: Clock;
  readonly templates?: readonly MetaTemplate[];
  /** When a closed window shows: in the answer, or in a status after it. */
  readonly closedWindow?: "sync" | "async";
}

/** Starts one. */
export async function startMeta(options: Options): Promise<Meta> {
  const { clock, templates = [], closedWindow = "async" } = options;
  const window = makeServiceWindow(clock);
  const limits = makeRateLimits(clock);
  const media = makeMedia(clock);
  let publish: Publish = () => {};
  const around = () => ({ phoneNumberId: PHONE_NUMBER_ID, at: clock() });
  const report = (progress: MetaProgress) => publish(statusChange(progress, around()));
  const findFile = media.find;
  const sending = makeSending({ window, limits, templates, closedWindow, findFile, report });
  const newId = () => `wamid.${randomUUID()}`;

  const server = await startHttpsServer(makeAnswer(media, sending.take));
  return {
    ...server,
    accessToken: ACCESS_TOKEN,
    phoneNumberId: PHONE_NUMBER_ID,
    env: {
      WHATSAPP_CLOUD_API_URL: server.url,
      WHATSAPP_CLOUD_ACCESS_TOKEN: ACCESS_TOKEN,
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: PHONE_NUMBER_ID,
    },
    sent: sending.sent,
    reads: sending.reads,
    limits,
    publishTo: (next) => void (publish = next),
    write(customer, what) {
      window.wrote(customer);
      const id = newId();
      const mediaId = isFile(what) ? media.keep(what) : undefined;
      publish(messageChange({ id, customer, what, mediaId }, around()));
      return id;
    },
    read(id) {
      const message = sending.sent.find((one) => one.id === id);
      if (!message) throw new Error(`Nothing was sent under ${id}.`);
      const callbackData = message.body.biz_opaque_callback_data;
      report({ id, to: message.to, status: "read", callbackData });
    },
    move(before, after) {
      const moved = { id: newId(), before, after };
      publish(movedChange(moved, around()));
      if (!before.startsWith("+")) publish(userIdUpdate(moved, around()));
    },
    keep: media.keep,
    settled: sending.settled,
  };
}

function makeAnswer(media: ReturnType<typeof makeMedia>, take: (json: unknown) => Reply) {
  return function answer(call: Call): Reply | Promise<Reply> {
    const { method, url, headers } = call;
    if (headers.authorization !== `Bearer ${ACCESS_TOKEN}`) {
      return refused(401, 190, "Invalid OAuth access token - Cannot parse access token");
    }
    const hash = url.searchParams.get("hash");
    if (url.pathname === "/whatsapp_business/attachments/") return media.fetch(hash ?? "");
    const [, version, object = "", act] = url.pathname.split("/");
    if (version !== VERSION) return refused(400, 2500, "Unknown path components");
    if (method === "GET" && act === undefined) {
      return isOurs(url) ? media.resolve(object, url.origin) : noSuchObject(object);
    }
    if (object !== PHONE_NUMBER_ID) return noSuchObject(object);
    if (method === "POST" && act === "messages") return take(call.json);
    if (method === "POST" && act === "media") return media.upload(call);
    return refused(400, 2500, "Unknown path components");
  };
}

/** Files of customers who wrote to another number are not shown. */
function isOurs({ searchParams }: URL): boolean {
  return (searchParams.get("phone_number_id") ?? PHONE_NUMBER_ID) === PHONE_NUMBER_ID;
}
