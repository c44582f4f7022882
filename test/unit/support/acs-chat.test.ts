import { randomUUID } from "node:crypto";
import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { CommunicationIdentityClient } from "@azure/communication-identity";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startAcsChat } from "../../support/emulators/acs-chat/index.ts";
import type { AcsChat } from "../../support/emulators/acs-chat/index.ts";
import type { GridEvent } from "../../support/emulators/event-grid.ts";

const ONCE = { retryOptions: { maxRetries: 0 } };
let chat: AcsChat;
let events: GridEvent[];
beforeEach(async () => {
  chat = await startAcsChat();
  events = [];
  chat.subscribe({ publish: (...told) => void events.push(...told) });
});
afterEach(() => chat.stop());

const identities = (connectionString = chat.connectionString) =>
  new CommunicationIdentityClient(connectionString, ONCE);

/** Somebody with a chat client of Azure's own. */
async function somebody() {
  const { token, ...user } = await identities().createUserAndToken(["chat"]);
  const credential = new AzureCommunicationTokenCredential(token);
  return { id: user.user, client: new ChatClient(chat.url, credential, ONCE) };
}

test("tokens are for whoever signs with the key, and for known users", async () => {
  const user = await identities().createUser();
  const { token, expiresOn } = await identities().getToken(user, ["chat"], {
    tokenExpiresInMinutes: 60,
  });
  expect(token).not.toBe("");
  expect(expiresOn.getTime()).toBeGreaterThan(Date.now() + 59 * 60_000);
  const wrong = chat.connectionString.replace(/accesskey=.*/, "accesskey=c3RyYW5nZXI=");
  await expect(identities(wrong).createUser()).rejects.toMatchObject({ statusCode: 401 });
  const nobody = identities().getToken({ communicationUserId: "8:acs:nobody" }, ["chat"]);
  await expect(nobody).rejects.toMatchObject({ statusCode: 404 });
  await identities().deleteUser(user);
  await expect(identities().getToken(user, ["chat"])).rejects.toMatchObject({ statusCode: 404 });
});

test("chat is for tokens that were given for it and still hold, and for participants", async () => {
  const { client } = await somebody();
  const { chatThread } = await client.createChatThread({ topic: "t" });
  const thread = client.getChatThreadClient(chatThread!.id);
  expect((await thread.getProperties()).topic).toBe("t");
  const stranger = (await somebody()).client.getChatThreadClient(chatThread!.id);
  await expect(stranger.getProperties()).rejects.toMatchObject({ statusCode: 403 });
  await expect(client.getChatThreadClient("19:x").getProperties()).rejects.toMatchObject({
    statusCode: 404,
  });
  const { token } = await identities().createUserAndToken(["voip"]);
  const caller = new ChatClient(chat.url, new AzureCommunicationTokenCredential(token), ONCE);
  await expect(caller.createChatThread({ topic: "t" })).rejects.toMatchObject({ statusCode: 401 });
  chat.expireTokens();
  await expect(thread.getProperties()).rejects.toMatchObject({ statusCode: 401 });
});

test("a thread is made once for each repeatability id, without those who are not known", async () => {
  const { client } = await somebody();
  const options = {
    idempotencyToken: randomUUID(),
    participants: [{ id: { communicationUserId: "8:acs:nobody" } }],
  };
  const first = await client.createChatThread({ topic: "t" }, options);
  const second = await client.createChatThread({ topic: "t" }, options);
  expect(second.chatThread!.id).toBe(first.chatThread!.id);
  expect(first.invalidParticipants).toMatchObject([{ target: "8:acs:nobody" }]);
  expect(chat.threads).toHaveLength(1);
});

test("messages come back newest first, page by page, with their metadata", async () => {
  const { client } = await somebody();
  const { chatThread } = await client.createChatThread({ topic: "t" });
  const thread = client.getChatThreadClient(chatThread!.id);
  for (const content of ["a", "b", "c", "d", "e"]) {
    await thread.sendMessage({ content }, { metadata: { content } });
  }
  const seen: unknown[] = [];
  for await (const message of thread.listMessages({ maxPageSize: 2 })) {
    seen.push([message.content?.message, message.metadata]);
  }
  expect(seen).toEqual(["e", "d", "c", "b", "a"].map((content) => [content, { content }]));
  const long = thread.sendMessage({ content: "é".repeat(15_000) });
  await expect(long).rejects.toMatchObject({ statusCode: 400 });
});

test("Event Grid hears of a message for the thread, and for everybody but who wrote it", async () => {
  const [ana, ben] = [await somebody(), await somebody()];
  const { chatThread } = await ana.client.createChatThread(
    { topic: "t" },
    { participants: [{ id: ben.id, displayName: "Ben" }] },
  );
  events.length = 0;
  const thread = ben.client.getChatThreadClient(chatThread!.id);
  await thread.sendMessage({ content: "<b>hi</b>" }, { type: "html", senderDisplayName: "Ben" });
  const told = events.map(({ type, data }) => {
    const { type: kind, recipientId, senderDisplayName } = data as Record<string, string>;
    return [type.split(".").at(-1), kind, recipientId, senderDisplayName];
  });
  expect(told).toEqual([
    ["ChatMessageReceivedInThread", "Html", undefined, "Ben"],
    ["ChatMessageReceived", "Html", ana.id.communicationUserId, "Ben"],
  ]);
});
