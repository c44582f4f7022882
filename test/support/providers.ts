import { shownByAcs, shownByMeta } from "./channels-under-test.ts";
import type { Shown } from "./channels-under-test.ts";
import { startAcsChat } from "./emulators/acs-chat/index.ts";
import { startAcsMessages } from "./emulators/acs-messages/service.ts";
import { makeEventGrid } from "./emulators/event-grid.ts";
import type { EventGrid, GridEvent, GridSchema } from "./emulators/event-grid.ts";
import type { Call } from "./emulators/https-server.ts";
import type { MetaChange } from "./emulators/meta/webhook.ts";
import { startMeta } from "./emulators/meta/service.ts";
import { makeMetaWebhook } from "./emulators/meta/webhook.ts";
import type { MetaWebhook } from "./emulators/meta/webhook.ts";

const SECRET = "secret-of-event-grid";
const APP_SECRET = "secret-of-the-app";
const VERIFY_TOKEN = "verify-token-of-the-app";
const TEMPLATE = { name: "case_update", language: "en_US" };
const PREFIX = "Microsoft.Communication.";

/** Which way a customer writes. */
export type Way = "acs" | "meta";

/** A message of ours as a provider keeps it. */
export interface Kept extends Shown {
  readonly way: Way;
  /** The provider's id. */
  readonly id: string;
  /** Ours, where the provider keeps that. */
  readonly deliveryId: string | undefined;
}

interface Options {
  /** What the windows and limits of both WhatsApps go by. */
  readonly clock: () => number;
  readonly closedWindow?: "sync" | "async";
  /** 0..1; decides the order of what is shuffled. */
  readonly random?: () => number;
}

/** Both WhatsApps and the chat service, over real HTTPS, each with its own memory of what it took. */
export type Providers = Awaited<ReturnType<typeof startProviders>>;

/** Starts them. */
export async function startProviders({ clock, closedWindow = "async", random }: Options) {
  const chance = random ? { random } : {};
  const [acs, meta, chat] = await Promise.all([
    startAcsMessages({ clock, templates: [TEMPLATE] }),
    startMeta({ clock, closedWindow, templates: [{ ...TEMPLATE, parameters: 1 }] }),
    startAcsChat(),
  ]);
  const failed = new Set<string>();

  /** Everything that goes out by either way, in the order of each. */
  const kept = (): Kept[] => [
    ...acs.sent.map((sent): Kept => ({
      ...shownByAcs(sent),
      way: "acs",
      id: sent.messageId,
      deliveryId: undefined,
    })),
    ...meta.sent.map((sent): Kept => ({
      ...shownByMeta(sent),
      way: "meta",
      id: sent.id,
      deliveryId: sent.body.biz_opaque_callback_data,
    })),
  ];

  /** Lets them tell a server what happens. Both WhatsApps have subscribed to one address, each in its way. */
  async function tell(url: string, schema: GridSchema) {
    const subscribe = (path: string, ...kinds: readonly string[]) =>
      makeEventGrid({
        ...chance,
        url: `${url}${path}?code=${SECRET}`,
        schema,
        types: kinds.map((kind) => PREFIX + kind),
      });
    const [messages, statuses, people, endings, webhook] = await Promise.all([
      subscribe("/webhook", "AdvancedMessageReceived"),
      subscribe("/webhook", "AdvancedMessageDeliveryStatusUpdated"),
      subscribe("/contact-center/chat", "ChatMessageReceived", "ChatMessageReceivedInThread"),
      subscribe("/contact-center/disconnect", "ChatThreadDeleted", "ChatThreadParticipantRemoved"),
      makeMetaWebhook({
        ...chance,
        url: `${url}/webhook`,
        appSecret: APP_SECRET,
        verifyToken: VERIFY_TOKEN,
      }),
    ]);
    acs.publishTo((event) => {
      noteFailed(failed, idIfFailed(event));
      for (const grid of [messages, statuses]) grid.publish(event);
    });
    meta.publishTo((change) => {
      noteFailed(failed, metaIdIfFailed(change));
      webhook.publish(change);
    });
    const heard = { publish: (...events: GridEvent[]) => publishAll([people, endings], events) };
    chat.subscribe(heard);
    return wiresOf({ messages, statuses, people, endings, webhook });
  }

  return {
    acs,
    meta,
    chat,
    tell,
    kept,
    /** What customers have in their hands: what was taken and did not fail afterwards. */
    arrived: () => kept().filter(({ id }) => !failed.has(id)),
    write: (way: Way, customer: string, text: string) =>
      (way === "acs" ? acs : meta).write(customer, { kind: "text", text }),
    /** A customer has read this message. */
    read: ({ way, id }: Kept): void => (way === "acs" ? acs : meta).read(id),
    /** Shows each message that comes to a provider, before anything is made of it; not what only marks one as read. */
    onMessage(way: Way, listener: (call: Call, to: string) => void): void {
      const matches = (call: Call): boolean => {
        const { to } = (call.json ?? {}) as { to?: string | readonly string[] };
        if (to !== undefined) listener(call, typeof to === "string" ? `+${to}` : (to[0] ?? ""));
        return false;
      };
      (way === "acs" ? acs : meta).faults.next({ is: "cut" }, { times: Infinity, matches });
    },
    /** Every request that came to any of them. */
    callCount: () => [acs, meta, chat].reduce((sum, { calls }) => sum + calls.length, 0),
    settled: () => Promise.all([acs.settled(), meta.settled()]),
    env: {
      ...chat.env,
      WEBHOOK_SECRETS: SECRET,
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: acs.connectionString,
      WHATSAPP_CHANNEL_ID: acs.channelId,
      WHATSAPP_CLOUD_ACCESS_TOKEN: meta.accessToken,
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: meta.phoneNumberId,
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
      WHATSAPP_CLOUD_API_URL: meta.url,
      WHATSAPP_REOPEN_TEMPLATES: `en=${TEMPLATE.name}/${TEMPLATE.language}/name`,
    },
    async stop() {
      await Promise.all([acs.stop(), meta.stop(), chat.stop()]);
    },
  };
}

interface Subscriptions {
  /** Of ACS: customers' messages, and what became of ours. */
  readonly messages: EventGrid;
  readonly statuses: EventGrid;
  /** Of the chat service: people's messages, and their leaving. */
  readonly people: EventGrid;
  readonly endings: EventGrid;
  /** Everything of Meta. */
  readonly webhook: MetaWebhook;
}

/** What goes from the providers to a server. */
export type Wires = ReturnType<typeof wiresOf>;

function wiresOf(subscriptions: Subscriptions) {
  const { messages, statuses, people, endings } = subscriptions;
  const all = Object.values(subscriptions);
  return {
    ...subscriptions,
    /** Until nothing is on the way. */
    settled: async () => void (await Promise.all(all.map((each) => each.settled()))),
    /** Events that were given up. */
    dropped: () => [messages, statuses, people, endings].flatMap(({ dropped }) => dropped),
    stop: async () => void (await Promise.all(all.map((each) => each.stop()))),
  };
}

function publishAll(grids: readonly EventGrid[], events: readonly GridEvent[]): void {
  for (const grid of grids) grid.publish(...events);
}

function noteFailed(failed: Set<string>, id: string | undefined): void {
  if (id !== undefined) failed.add(id);
}

function idIfFailed({ data }: GridEvent): string | undefined {
  const { status, messageId } = data as { status?: string; messageId: string };
  return status === "Failed" ? messageId : undefined;
}

function metaIdIfFailed({ value }: MetaChange): string | undefined {
  const [status] = (value["statuses"] ?? []) as { id: string; status: string }[];
  return status?.status === "failed" ? status.id : undefined;
}
