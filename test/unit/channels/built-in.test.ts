import { expect, test } from "vitest";
import { makeChatDoorChannel } from "../../../channels/chat-door.ts";
import { makeBuiltInDesk } from "../../../channels/desk.ts";
import { makeSimulatorChannel } from "../../../channels/simulator.ts";
import { freeMessage } from "../../support/outbound.ts";

const signal = new AbortController().signal;
const message = freeMessage({ deliveryId: "d-1", address: "ana", text: "hi" });

test("the simulator delivers at once", async () => {
  const channel = makeSimulatorChannel();
  expect(await channel.send(message, signal)).toEqual({
    providerId: "sim-d-1",
    status: "delivered",
  });
});

test("the chat door delivers at once, to any address", async () => {
  const channel = makeChatDoorChannel();
  expect(await channel.send(message, signal)).toEqual({
    providerId: "chat-d-1",
    status: "delivered",
  });
});

test("the built-in desk names a thread as the house does and needs nothing brought to it", async () => {
  const desk = makeBuiltInDesk();
  const handoff = {
    threadId: "t-1",
    summary: "s",
    kind: "contact_center",
    reason: "asked",
    offeredTo: null,
    customerName: "Ana",
    transcript: [],
  } as const;
  expect(await desk.openThread(handoff, signal)).toEqual({ deskRef: "t-1" });
  const line = { deskRef: "t-1", deliveryId: "d", text: "x", senderName: "Ana", isRepeat: false };
  await desk.mirror(line, signal);
  await desk.closeThread("t-1", signal);
});
