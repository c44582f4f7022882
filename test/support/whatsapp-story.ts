import { startAcsMessages } from "./emulators/acs-messages/service.ts";
import { makeEventGrid } from "./emulators/event-grid.ts";
import { startHttpsServer } from "./emulators/https-server.ts";
import { startMeta } from "./emulators/meta/service.ts";
import type { Meta } from "./emulators/meta/service.ts";
import { makeMetaWebhook } from "./emulators/meta/webhook.ts";
import type { MetaWebhook } from "./emulators/meta/webhook.ts";
import type { Written } from "./emulators/written.ts";
import { TODAY } from "./house.ts";
import { startStory } from "./story.ts";
import type { Story } from "./story.ts";

const APP_SECRET = "app-secret-of-this-test";

/** What invites silent customers to write again. */
const TEMPLATE = { name: "case_update", language: "en_US", parameters: 0 };

/** A story whose customers write by one provider, with all of it on real wires. */
export interface WhatsAppStory {
  readonly story: Story;
  /** A customer writes; resolves when the house has heard it. */
  write(customer: string, what: Written): Promise<void>;
  /** The files that the provider has brought to customers, with their words. */
  brought(): readonly { readonly caption: string; readonly bytes: Uint8Array | undefined }[];
  /** What the house wrote down meanwhile. */
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

/** The same by Meta, who may also tell of moved customers and be late. */
interface MetaStory extends WhatsAppStory {
  readonly meta: Meta;
  readonly webhook: MetaWebhook;
}

/** By Meta's Cloud API. */
export async function storyByMeta(): Promise<MetaStory> {
  const stops: (() => Promise<unknown>)[] = [];
  const time = { now: TODAY };
  const logs: string[] = [];
  const meta = await startMeta({ clock: () => time.now, templates: [TEMPLATE] });
  stops.push(meta.stop);
  const story = await startStory({
    time,
    onLog: (line) => logs.push(line),
    env: {
      WHATSAPP_CLOUD_ACCESS_TOKEN: meta.accessToken,
      WHATSAPP_CLOUD_PHONE_NUMBER_ID: meta.phoneNumberId,
      WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
      WHATSAPP_CLOUD_VERIFY_TOKEN: "verify",
      WHATSAPP_CLOUD_API_URL: meta.url,
      WHATSAPP_REOPEN_TEMPLATES: `en=${TEMPLATE.name}/${TEMPLATE.language}`,
    },
  });
  stops.push(story.stop);
  const url = `${story.url}/webhook`;
  const webhook = await makeMetaWebhook({ url, appSecret: APP_SECRET, verifyToken: "verify" });
  stops.push(webhook.stop);
  meta.publishTo((change) => webhook.publish(change));
  return {
    story,
    logs,
    stop: () => stopAll(stops),
    meta,
    webhook,
    async write(customer, what) {
      meta.write(customer, what);
      await webhook.settled();
    },
    brought: () =>
      meta.sent.flatMap(({ body, file }) =>
        body.type === "document"
          ? [{ caption: body.document.caption ?? "", bytes: file?.bytes }]
          : [],
      ),
  };
}

/** By Azure Communication Services, which fetches files through TLS. */
export async function storyByAcs(): Promise<WhatsAppStory> {
  const stops: (() => Promise<unknown>)[] = [];
  const time = { now: TODAY };
  const logs: string[] = [];
  const acs = await startAcsMessages({ clock: () => time.now });
  stops.push(acs.stop);
  // ACS fetches files by https only, so TLS stands in front, as it does in the internet.
  let behind = "";
  const front = await startHttpsServer(async ({ target }) => {
    const response = await fetch(behind + target);
    return { status: response.status, body: await response.bytes() };
  });
  stops.push(front.stop);
  const story = await startStory({
    time,
    onLog: (line) => logs.push(line),
    env: {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: acs.connectionString,
      WHATSAPP_CHANNEL_ID: acs.channelId,
      PUBLIC_URL: `${front.url}/`,
    },
  });
  stops.push(story.stop);
  behind = story.url;
  const grid = await makeEventGrid({ url: `${story.url}/webhook`, schema: "event-grid" });
  stops.push(grid.stop);
  acs.publishTo((event) => grid.publish(event));
  return {
    story,
    logs,
    stop: () => stopAll(stops),
    async write(customer, what) {
      acs.write(customer, what);
      await grid.settled();
    },
    brought: () =>
      acs.sent.flatMap(({ body, file }) =>
        body.kind === "document" ? [{ caption: body.caption ?? "", bytes: file }] : [],
      ),
  };
}

/** The last that was started goes first. */
async function stopAll(stops: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const stop of stops.toReversed()) await stop();
}
