import { makeChatDoorChannel } from "../channels/chat-door.ts";
import { makeBuiltInDesk } from "../channels/desk.ts";
import { makeSimulatorChannel } from "../channels/simulator.ts";
import { WhatsAppCloudChannel } from "../channels/whatsapp-cloud/send.ts";
import type { Channel, Desk } from "../core/channel.ts";
import type { Config } from "../core/config.ts";
import type { Clock, Door } from "../core/conversation.ts";
import type { Log } from "../core/log.ts";

/** The ways out of the house. */
export interface Channels {
  /** Where the answer to a message from this door leaves: its own provider, or the simulator if that is not configured. */
  of(door: Door): Channel;
  readonly byName: ReadonlyMap<string, Channel>;
}

/** Opens every channel the settings allow. */
export async function makeChannels(config: Config, clock: Clock): Promise<Channels> {
  const simulator = makeSimulatorChannel();
  const byDoor: Readonly<Record<Door, Channel>> = {
    chat: makeChatDoorChannel(),
    "whatsapp-acs": (await acs(config, clock)) ?? simulator,
    "whatsapp-cloud": cloud(config, clock) ?? simulator,
  };
  const every = [...Object.values(byDoor), simulator];
  return {
    of: (door) => byDoor[door],
    byName: new Map(every.map((channel) => [channel.name, channel])),
  };
}

/** Where people work: ACS chat if it is configured, else the built-in console alone. */
export async function makeDesk({ env }: Config, clock: Clock, log: Log): Promise<Desk> {
  const connectionString = env.CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING;
  const identity = env.CHAT_COMMUNICATION_SERVICES_IDENTITY;
  if (!connectionString || !identity) return makeBuiltInDesk();
  // Azure's chat SDK takes a quarter of a second and 12 MB, which nobody should pay for without using it.
  const { makeAcsChatDesk } = await import("../channels/acs-chat/desk.ts");
  return makeAcsChatDesk({
    connectionString: connectionString.reveal(),
    identity,
    people: env.CHAT_DESK_PEOPLE,
    atEnd: env.CHAT_THREAD_AT_END,
    clock,
    log,
  });
}

async function acs({ env }: Config, clock: Clock): Promise<Channel | undefined> {
  const connectionString = env.WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING;
  const channelId = env.WHATSAPP_CHANNEL_ID;
  if (!connectionString || !channelId) return undefined;
  // As above: Azure's SDK is for those who use it.
  const { WhatsAppAcsChannel } = await import("../channels/whatsapp-acs/send.ts");
  return new WhatsAppAcsChannel({
    connectionString: connectionString.reveal(),
    channelId,
    perSecond: env.WHATSAPP_MESSAGES_PER_SECOND,
    clock,
  });
}

function cloud({ env }: Config, clock: Clock): Channel | undefined {
  const accessToken = env.WHATSAPP_CLOUD_ACCESS_TOKEN;
  const phoneNumberId = env.WHATSAPP_CLOUD_PHONE_NUMBER_ID;
  if (!accessToken || !phoneNumberId) return undefined;
  const account = {
    baseUrl: env.WHATSAPP_CLOUD_API_URL,
    phoneNumberId,
    accessToken: accessToken.reveal(),
    clock,
  };
  return new WhatsAppCloudChannel(account, env.WHATSAPP_MESSAGES_PER_SECOND);
}
