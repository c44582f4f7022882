import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../core/conversation.ts";
import type { GridEvent } from "../event-grid.ts";
import { startHttpsServer } from "../https-server.ts";
import type { Call, HttpsServer, Reply } from "../https-server.ts";
import { makeRateLimits } from "../rate-limits.ts";
import type { RateLimits } from "../rate-limits.ts";
import { makeServiceWindow } from "../service-window.ts";
import { isFile } from "../written.ts";
import type { Written } from "../written.ts";
import { receivedEvent, statusEvent } from "./events.ts";
import type { Progress } from "./events.ts";
import { makeSending } from "./sending.ts";
import type { AcsSent } from "./sending.ts";
import { refused } from "./refused.ts";
import { signatureFault } from "./signature.ts";

const ACCESS_KEY = Buffer.from("the access key of the emulator").toString("base64");
const CHANNEL_ID = "11111111-1111-1111-1111-111111111111";
const API_VERSION = "2024-08-30";

/** Advanced Messaging of Azure Communication Services. */
export interface AcsMessages extends Omit<HttpsServer, "url"> {
  /** For a client that may send. */
  readonly connectionString: string;
  readonly channelId: string;
  /** The variables with which a server sends here. */
  readonly env: Readonly<Record<string, string>>;
  /** What was taken, each once, in order. */
  readonly sent: readonly AcsSent[];
  readonly limits: RateLimits;
  /** From now on events go this way; until then nobody has subscribed, and they are lost. */
  publishTo(publish: Publish): void;
  /** A customer writes, by number or user id. @returns the message's id. */
  write(customer: string, what: Written): string;
  /** The customer has read a message of ours; the other statuses it tells by itself. */
  read(messageId: string): void;
  /** Keeps a file as if a customer had sent it. @returns its id. */
  keep(bytes: Uint8Array): string;
  /** Until everything that was taken has been reported. */
  settled(): Promise<void>;
}

/** Brings an event to a subscription of Event Grid. */
type Publish = (event: GridEvent) => void;

interface Options {
  /** The window's and the limits' clock; signatures go by the wall's. */
  readonly clock: Clock;
  /** Templates that are approved. */
  readonly templates?: readonly { readonly name: string; readonly language: string }[];
  /** What a 429 says about waiting, in seconds; nothing when left out. */
  readonly retryAfter?: number;
}

/** Starts one. */
export async function startAcsMessages(options: Options): Promise<AcsMessages> {
  const { clock, templates = [] } = options;
  let publish: Publish = () => {};
  const window = makeServiceWindow(clock);
  const limits = makeRateLimits(clock);
  const files = new Map<string, Uint8Array>();
  const around = () => ({ channelId: CHANNEL_ID, at: clock() });
  const report = (progress: Progress) => publish(statusEvent(progress, around()));
  const sending = makeSending({ ...options, templates, window, limits, report, around });

  const keep = (bytes: Uint8Array) => {
    const id = randomUUID();
    files.set(id, bytes);
    return id;
  };
  const answer = (call: Call): Reply | Promise<Reply> => {
    const fault = signatureFault(call, ACCESS_KEY, Date.now());
    if (fault !== undefined) return refused(401, "Denied", fault);
    const version = call.url.searchParams.get("api-version");
    if (version === null) return refused(400, "MissingApiVersionParameter");
    if (version !== API_VERSION) return refused(400, "UnsupportedApiVersionValue");
    const route = `${call.method} ${call.url.pathname}`;
    if (route === "POST /messages/notifications:send") return sending.take(call);
    const fileId = /^GET \/messages\/streams\/([^/]+)$/.exec(route)?.[1];
    if (fileId !== undefined) return fileReply(files.get(fileId));
    if (route === `GET /messages/channels/${CHANNEL_ID}/templates`) {
      return { status: 200, body: { value: templates.map(listed) } };
    }
    return refused(404, "NotFound");
  };

  const { url, ...server } = await startHttpsServer(answer);
  const connectionString = `endpoint=${url}/;accesskey=${ACCESS_KEY}`;
  return {
    ...server,
    connectionString,
    channelId: CHANNEL_ID,
    env: {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString,
      WHATSAPP_CHANNEL_ID: CHANNEL_ID,
    },
    sent: sending.sent,
    limits,
    publishTo: (next) => void (publish = next),
    write(customer, what) {
      window.wrote(customer);
      const messageId = randomUUID();
      const mediaId = isFile(what) ? keep(what.bytes) : undefined;
      publish(receivedEvent({ messageId, customer, what, mediaId }, around()));
      return messageId;
    },
    read(messageId) {
      const message = sending.sent.find((one) => one.messageId === messageId);
      if (!message) throw new Error(`Nothing was sent under ${messageId}.`);
      report({ messageId, to: message.to, status: "Read" });
    },
    keep,
    settled: sending.settled,
  };
}

function fileReply(bytes: Uint8Array | undefined): Reply {
  if (!bytes) return refused(404, "ResourceNotFound");
  const headers = {
    "content-type": "application/octet-stream",
    "content-length": String(bytes.byteLength),
  };
  return { status: 200, headers, body: bytes };
}

function listed({ name, language }: { readonly name: string; readonly language: string }) {
  return { name, language, status: "approved", kind: "whatsApp", content: {} };
}
