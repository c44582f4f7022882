import { checkAcsChat } from "../../../channels/acs-chat/check.ts";
import { checkEntraKeys } from "../../../channels/event-grid-keys.ts";
import { checkWhatsAppAcs } from "../../../channels/whatsapp-acs/check.ts";
import { checkWhatsAppCloud } from "../../../channels/whatsapp-cloud/check.ts";
import type { Config } from "../../../core/config.ts";
import type { Clock } from "../../../core/conversation.ts";
import { AppError } from "../../../core/errors.ts";
import { fails, off, unreachable, works } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";
import { inspectStore } from "../../../data/inspect.ts";
import { sentenceFor } from "../../start-error.ts";
import { checkEventGridDoor } from "./event-grid-door.ts";
import { checkMetaDoor } from "./meta-door.ts";
import { checkModel } from "./model.ts";
import type { Check } from "./run.ts";
import { checkPublicAddress, checkServer, placeOf } from "./server.ts";

const EVENT_DOORS = ["/webhook", "/contact-center/chat", "/contact-center/disconnect"];

/** Everything there is to look at, in the order in which it is told. @param url see `placeOf`. */
export function checksOf(config: Config, url: string | undefined, clock: Clock): Check[] {
  return [
    { what: "settings", look: async () => checkSettings(config) },
    { what: "storage", look: () => checkStorage(config) },
    { what: "model", look: (signal) => checkModel(config, signal) },
    { what: "desk, ACS chat", look: (signal) => lookAtDesk(config, clock, signal) },
    { what: "WhatsApp, ACS", look: (signal) => lookAtAcs(config, clock, signal) },
    { what: "WhatsApp, Cloud API", look: (signal) => lookAtCloud(config, signal) },
    { what: "Entra's keys", look: (signal) => lookAtEntra(config, signal) },
    { what: "public address", look: async () => checkPublicAddress(config) },
    ...checksOfServer(config, url),
  ];
}

function checkSettings({ env, isExposed }: Config): Finding {
  const others = isExposed ? "others can reach this server" : "only this machine can reach it";
  return works(`complete; ${env.NODE_ENV ?? "development"}, ${others}`);
}

async function checkStorage({ env }: Config): Promise<Finding> {
  try {
    return await inspectStore(env.DATABASE_URL.reveal());
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const [found = "", fix = ""] = sentenceFor(thrown).split(/(?<=\.) (?=Check )/);
    return fails(found.replace(/\.$/, ""), fix.replace(/\.$/, ""));
  }
}

async function lookAtDesk({ env }: Config, clock: Clock, signal: AbortSignal): Promise<Finding> {
  const connectionString = env.CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING?.reveal();
  const identity = env.CHAT_COMMUNICATION_SERVICES_IDENTITY;
  if (connectionString === undefined || identity === undefined) {
    return off("the built-in console serves", turnsOn("CHAT_COMMUNICATION_SERVICES_…"));
  }
  return checkAcsChat({ connectionString, identity, clock }, signal);
}

async function lookAtAcs({ env }: Config, clock: Clock, signal: AbortSignal): Promise<Finding> {
  const connectionString = env.WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING?.reveal();
  const channelId = env.WHATSAPP_CHANNEL_ID;
  if (connectionString === undefined || channelId === undefined) {
    const names = "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING and WHATSAPP_CHANNEL_ID";
    return off("not configured", turnsOn(names));
  }
  return checkWhatsAppAcs({ connectionString, channelId, clock }, signal);
}

async function lookAtCloud({ env }: Config, signal: AbortSignal): Promise<Finding> {
  const accessToken = env.WHATSAPP_CLOUD_ACCESS_TOKEN?.reveal();
  const phoneNumberId = env.WHATSAPP_CLOUD_PHONE_NUMBER_ID;
  if (accessToken === undefined || phoneNumberId === undefined) {
    return off("not configured", turnsOn("the four WHATSAPP_CLOUD_…"));
  }
  const baseUrl = env.WHATSAPP_CLOUD_API_URL;
  return checkWhatsAppCloud({ baseUrl, phoneNumberId, accessToken }, signal);
}

async function lookAtEntra({ env }: Config, signal: AbortSignal): Promise<Finding> {
  const tenantId = env.WEBHOOK_ENTRA_TENANT_ID;
  if (tenantId === undefined) {
    const names = "WEBHOOK_ENTRA_TENANT_ID and WEBHOOK_ENTRA_AUDIENCE";
    return off("Event Grid shows no token", turnsOn(names));
  }
  return checkEntraKeys({ authority: env.WEBHOOK_ENTRA_AUTHORITY, tenantId }, signal);
}

function checksOfServer(config: Config, url: string | undefined): Check[] {
  const place = placeOf(config, url);
  const { base } = place;
  const { promise: server, resolve } = Promise.withResolvers<Finding>();
  const lookAtServer = async (signal: AbortSignal): Promise<Finding> => {
    const finding = await checkServer(place, signal);
    resolve(finding);
    return finding;
  };
  // Where no server is, its doors have nothing to add.
  const ifThere = async (look: () => Promise<Finding>): Promise<Finding | undefined> => {
    if ((await server).status !== "works") return undefined;
    return look().catch((thrown: unknown) => unreachable("it", thrown, place.setting));
  };
  return [
    { what: "server", look: lookAtServer },
    ...EVENT_DOORS.map((path) => ({
      what: path,
      look: (signal: AbortSignal) =>
        ifThere(() => checkEventGridDoor({ base, path, config, signal })),
    })),
    {
      what: "/webhook, Meta",
      look: (signal) => ifThere(() => checkMetaDoor({ base, path: "/webhook", config, signal })),
    },
  ];
}

function turnsOn(names: string): string {
  return `${names} ${names.includes(" ") ? "turn" : "turns"} it on`;
}
