import { makeChatDoorChannel } from "../../channels/chat-door.ts";
import type { InboundEvent } from "../../channels/events.ts";
import { makeSimulatorChannel } from "../../channels/simulator.ts";
import { WhatsAppAcsChannel } from "../../channels/whatsapp-acs/send.ts";
import { WhatsAppCloudChannel } from "../../channels/whatsapp-cloud/send.ts";
import type { Channel } from "../../core/channel.ts";
import { startAcsMessages } from "./emulators/acs-messages/service.ts";
import type { AcsSent } from "./emulators/acs-messages/sending.ts";
import { makeEventGrid } from "./emulators/event-grid.ts";
import type { GridSchema } from "./emulators/event-grid.ts";
import type { Faults } from "./emulators/faults.ts";
import { startHttpsServer } from "./emulators/https-server.ts";
import type { MetaSent } from "./emulators/meta/sending.ts";
import { startMeta } from "./emulators/meta/service.ts";
import { makeMetaWebhook } from "./emulators/meta/webhook.ts";
import type { Written } from "./emulators/written.ts";
import { startEventGridEar, startMetaEar } from "./webhook-ear.ts";

/** A message as the customer's phone shows it. */
export interface Shown {
  readonly to: string;
  readonly text: string;
  /** Titles to tap. */
  readonly taps: readonly string[];
  readonly template?: { readonly name: string; readonly parameters: readonly string[] };
  readonly file?: { readonly name: string | undefined; readonly bytes: Uint8Array | undefined };
}

/** What is behind a channel that sends to a provider. */
export interface ProviderUnderTest {
  /** What has arrived there, in order. */
  shown(): readonly Shown[];
  readonly faults: Faults;
  /** How often it was asked for anything. */
  askedCount(): number;
  /** The same channel with a credential that is not valid. */
  readonly intruder: Channel;
  /** What no error may tell. */
  readonly secrets: readonly string[];
  /** A customer writes. @returns the id of the message. */
  write(customer: string, what: Written): string;
  /** The customer has read a message of ours. */
  read(providerId: string): void;
  /** Keeps a file as if a customer had sent it. @returns its id. */
  keep(bytes: Uint8Array): string;
  /** What its webhook brought, once everything has arrived. */
  told(): Promise<readonly InboundEvent[]>;
  /** Puts a file where the provider can fetch it. @returns its address. */
  host(bytes: Uint8Array): string;
  /** Time passes. */
  wait(ms: number): void;
}

/** A channel with what a test needs around it. */
export interface ChannelUnderTest {
  readonly channel: Channel;
  /** Undefined for those that keep everything in the house. */
  readonly provider: ProviderUnderTest | undefined;
  stop(): Promise<void>;
}

const START = 1_795_000_000_000;
const LOCALE = "en_US";
/** The template that every provider of the tests has approved, with two parameters. */
export const TEMPLATE = { name: "case_update", locale: LOCALE } as const;

/** Those that are inside the house. */
export function builtIn(make: typeof makeSimulatorChannel | typeof makeChatDoorChannel) {
  return (): Promise<ChannelUnderTest> =>
    Promise.resolve({ channel: make(), provider: undefined, stop: () => Promise.resolve() });
}

/** WhatsApp through ACS. */
export async function acsUnderTest(schema: GridSchema): Promise<ChannelUnderTest> {
  let time = START;
  const clock = () => time;
  const templates = [{ name: TEMPLATE.name, language: LOCALE }];
  const [acs, ear, files] = await Promise.all([
    startAcsMessages({ clock, templates }),
    startEventGridEar(),
    startFileHost(),
  ]);
  const grid = await makeEventGrid({ url: `${ear.url}/webhook?code=s3cret`, schema });
  acs.publishTo((event) => grid.publish(event));
  const open = (connectionString: string) =>
    new WhatsAppAcsChannel({ connectionString, channelId: acs.channelId, clock });
  const key = acs.connectionString.replace(/.*accesskey=/, "");
  const wrongKey = Buffer.from("no key of ours").toString("base64");
  return {
    channel: open(acs.connectionString),
    provider: {
      shown: () => acs.sent.map(shownByAcs),
      faults: acs.faults,
      askedCount: () => acs.calls.length,
      intruder: open(acs.connectionString.replace(key, wrongKey)),
      secrets: [key, wrongKey],
      write: acs.write,
      read: acs.read,
      keep: acs.keep,
      async told() {
        await acs.settled();
        await grid.settled();
        return ear.events;
      },
      host: files.host,
      wait: (ms) => void (time += ms),
    },
    async stop() {
      await Promise.all([grid.stop(), acs.stop(), ear.stop(), files.stop()]);
    },
  };
}

/** What a customer's phone shows of a message that ACS has taken. */
export function shownByAcs({ to, body, file }: AcsSent): Shown {
  const plain = { to, text: "", taps: [] };
  if (body.kind === "text") return { ...plain, text: body.content };
  if (body.kind === "template") {
    const { name, values = [] } = body.template;
    const parameters = values.map((value) => ("text" in value ? String(value.text) : ""));
    return { ...plain, template: { name, parameters } };
  }
  const text = ("caption" in body ? body.caption : undefined) ?? "";
  const name = "fileName" in body ? body.fileName : undefined;
  return { ...plain, text, file: { name, bytes: file } };
}

/** WhatsApp through Meta. */
export async function metaUnderTest(closedWindow: "sync" | "async"): Promise<ChannelUnderTest> {
  let time = START;
  const clock = () => time;
  const templates = [{ name: TEMPLATE.name, language: LOCALE, parameters: 2 }];
  const appSecret = "the app's secret";
  const [meta, ear] = await Promise.all([
    startMeta({ clock, templates, closedWindow }),
    startMetaEar(appSecret),
  ]);
  const webhook = await makeMetaWebhook({ url: ear.url, appSecret, verifyToken: "verify" });
  meta.publishTo((change) => webhook.publish(change));
  const { url: baseUrl, phoneNumberId, accessToken } = meta;
  const open = (accessToken: string) =>
    new WhatsAppCloudChannel({ baseUrl, phoneNumberId, accessToken, clock });
  return {
    channel: open(accessToken),
    provider: {
      shown: () => meta.sent.map(shownByMeta),
      faults: meta.faults,
      askedCount: () => meta.calls.length,
      intruder: open("EAAnotOurs"),
      secrets: [accessToken, "EAAnotOurs"],
      write: meta.write,
      read: meta.read,
      keep: (bytes) => meta.keep({ bytes, mimeType: "image/jpeg" }),
      async told() {
        await meta.settled();
        await webhook.settled();
        return ear.events;
      },
      host: () => "https://files.test/never-asked-for",
      wait: (ms) => void (time += ms),
    },
    async stop() {
      await Promise.all([webhook.stop(), meta.stop(), ear.stop()]);
    },
  };
}

/** What a customer's phone shows of a message that Meta has taken. */
export function shownByMeta({ to, body, file }: MetaSent): Shown {
  const plain = { to, text: "", taps: [] };
  switch (body.type) {
    case "text":
      return { ...plain, text: body.text.body };
    case "interactive": {
      const { interactive } = body;
      const taps =
        interactive.type === "button"
          ? interactive.action.buttons.map(({ reply }) => reply.title)
          : interactive.action.sections.flatMap(({ rows }) => rows.map(({ title }) => title));
      return { ...plain, text: interactive.body.text, taps };
    }
    case "template": {
      const { name, components = [] } = body.template;
      const parameters = components.flatMap(({ parameters }) => parameters.map(({ text }) => text));
      return { ...plain, template: { name, parameters } };
    }
    case "document": {
      const { caption = "", filename } = body.document;
      return { ...plain, text: caption, file: { name: filename, bytes: file?.bytes } };
    }
    case "image":
      return {
        ...plain,
        text: body.image.caption ?? "",
        file: { name: undefined, bytes: file?.bytes },
      };
    default:
      return { ...plain, file: { name: undefined, bytes: file?.bytes } };
  }
}

/** This server as the internet sees it: a place to fetch files from. */
async function startFileHost() {
  const files = new Map<string, Uint8Array>();
  const { url, stop } = await startHttpsServer((call) => {
    const body = files.get(call.url.pathname);
    return body ? { status: 200, body } : { status: 404 };
  });
  return {
    host(bytes: Uint8Array): string {
      const path = `/files/${files.size}`;
      files.set(path, bytes);
      return url + path;
    },
    stop,
  };
}
