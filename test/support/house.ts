import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readConfig } from "../../core/config.ts";
import { makeLog } from "../../core/log.ts";
import { compose } from "../../server/compose.ts";
import type { ModelLimits } from "../../graph/models/model.ts";
import type { ChatResponse } from "../../server/schemas.ts";
import { shutDown } from "../../server/shutdown.ts";

/** Noon of the day the demo insurer was written for. */
export const TODAY = Date.UTC(2026, 10, 22, 12);

interface HouseOptions {
  /** Environment variables besides the in-memory database. */
  readonly env?: Readonly<Record<string, string>>;
  /** Collects log lines. */
  readonly onLog?: (line: string) => void;
  /** A clock that someone else holds, for a house that is opened again later. */
  readonly time?: { now: number };
  /** How long a model may take, for those who will not wait. */
  readonly modelLimits?: ModelLimits;
}

/** The whole house in this process, on a free port, with a clock in our hands. */
export async function startHouse(options: HouseOptions = {}) {
  const { env = {}, onLog, time = { now: TODAY }, modelLimits } = options;
  const config = readConfig({ DATABASE_URL: "sqlite::memory:", LOG_LEVEL: "info", ...env });
  const log = makeLog("info", { write: (line: string) => onLog?.(line) });
  // Time goes on by itself a little, so that order by time means something.
  const clock = (): number => time.now++;
  const house = await compose({
    config,
    clock,
    newId: randomUUID,
    random: () => Math.random(),
    log,
    modelLimits,
  });
  const server = createServer(house.app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const doors = openDoors(url);
  return {
    ...doors,
    url,
    house,
    server,
    time,
    stop: () => shutDown({ server, house, log }),
  };
}

export type TestHouse = Awaited<ReturnType<typeof startHouse>>;

/** The doors of a house as its users call them. */
export function openDoors(url: string) {
  const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const json = async <T>(response: Promise<Response>): Promise<T> =>
    (await (await response).json()) as T;
  const messages = (userId: string) =>
    json<{ id: string; at: string; author: string; text: string; status: string }[]>(
      fetch(`${url}/chat/${encodeURIComponent(userId)}/messages`),
    );
  return {
    post,
    /** Says something as a customer and returns the whole answer. */
    chat: (userId: string, message: string) =>
      json<ChatResponse>(post("/chat", { user_id: userId, message })),
    /** Sends texts as Event Grid does, in one payload. */
    webhook: (from: string, ...texts: string[]) =>
      json<Record<string, number>>(
        post(
          "/webhook",
          texts.map((text) => received(from, { content: text })),
        ),
      ),
    /** Says something as a person. */
    person: (threadId: string, message: string, senderDisplayName = "Dana") =>
      post("/contact-center/chat", { threadId, message, senderDisplayName }),
    disconnect: (threadId: string) => post("/contact-center/disconnect", { threadId }),
    messages,
    /** The same once everything in it has arrived. */
    settledMessages: (userId: string) =>
      until("everything has arrived", async () => {
        const lines = await messages(userId);
        return lines.every(({ status }) => status !== "waiting") && lines;
      }),
  };
}

/** An Event Grid event: a WhatsApp message through ACS. */
export function received(from: string, data: object, id: string = randomUUID()) {
  return {
    id,
    topic: "/subscriptions/s/providers/microsoft.communication/communicationservices/harbour",
    subject: `advancedMessage/sender/${from.replace("+", "")}/recipient/ch`,
    eventType: "Microsoft.Communication.AdvancedMessageReceived",
    dataVersion: "1.0",
    metadataVersion: "1",
    eventTime: "2026-11-22T12:00:00Z",
    data: {
      channelType: "whatsapp",
      messageType: "text",
      messageId: id,
      from: from.replace("+", ""),
      to: "11111111-1111-4111-8111-111111111111",
      receivedTimestamp: "2026-11-22T12:00:00+00:00",
      ...data,
    },
  };
}

/** Waits until something is true; looks often, gives up after a while with what it was waiting for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs = 10_000,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
