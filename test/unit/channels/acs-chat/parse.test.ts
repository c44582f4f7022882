import { describe, expect, test } from "vitest";
import { parseEventGrid } from "../../../../channels/event-grid.ts";

const THREAD = "19:77aa0000bb11cc22dd33ee44ff556677@thread.v2";
const AGENT = "8:acs:res_agent-7";
const BOT = "8:acs:res_bot";

const who = (rawId: string) => ({ rawId, communicationUser: { id: rawId } });
const common = {
  messageBody: "Soy Marta, de siniestros",
  messageId: "1795353230999",
  type: "Text",
  senderDisplayName: "Marta",
  senderCommunicationIdentifier: who(AGENT),
  threadId: THREAD,
  composeTime: "2026-11-22T13:07:10.064+00:00",
};

function inThread(data: object, subject = `thread/${THREAD}/sender/${AGENT}`): unknown {
  return {
    id: "e-t",
    subject,
    data: { ...common, version: "1795353230999", ...data },
    eventType: "Microsoft.Communication.ChatMessageReceivedInThread",
  };
}

function toUser(data: object): unknown {
  const own = {
    version: 1_795_353_230_999,
    senderId: AGENT,
    recipientId: BOT,
    recipientCommunicationIdentifier: who(BOT),
  };
  return {
    id: "e-u",
    source: "/t",
    subject: `thread/${THREAD}/sender/${AGENT}/recipient/${BOT}`,
    data: { ...common, ...own, ...data },
    type: "Microsoft.Communication.ChatMessageReceived",
  };
}

const read = {
  type: "person_message",
  externalId: `${THREAD}:1795353230999`,
  threadId: THREAD,
  senderRawId: AGENT,
  senderName: "Marta",
  text: "Soy Marta, de siniestros",
};

describe("what a person writes in a desk thread", () => {
  test("both event kinds and both schemas tell it with one id", () => {
    expect(parseEventGrid([inThread({}), toUser({})])).toEqual([read, read]);
  });

  test("our own mirrored message carries our delivery id", () => {
    const events = parseEventGrid([inThread({ metadata: { deliveryId: "d-1", other: "x" } })]);
    expect(events).toEqual([{ ...read, deliveryId: "d-1" }]);
  });

  test.each([["Html"], ["RichText/Html"], ["html"]])(
    "a body of type %s becomes plain text",
    (type) => {
      const events = parseEventGrid([
        inThread({ type, messageBody: "<p>Hola&nbsp;Ana</p><p>uno<br>dos</p>" }),
      ]);
      expect(events).toEqual([{ ...read, text: "Hola Ana\nuno\ndos" }]);
    },
  );

  test("plain text that looks like HTML stays as it is", () => {
    expect(parseEventGrid([inThread({ messageBody: "2 < 3 <b>" })])).toMatchObject([
      { text: "2 < 3 <b>" },
    ]);
  });

  test("a long message is kept whole, since it is split when it is sent", () => {
    const messageBody = "palabra ".repeat(2_000).trim();
    expect(parseEventGrid([inThread({ messageBody })])).toMatchObject([{ text: messageBody }]);
  });

  test.each([
    [
      "the identifier without rawId",
      { senderCommunicationIdentifier: { communicationUser: { id: AGENT } } },
    ],
    ["the subject", { senderCommunicationIdentifier: null }],
    ["the subject when the identifier is of another type", { senderCommunicationIdentifier: "x" }],
  ])("the sender is found in %s", (_name, data) => {
    expect(parseEventGrid([inThread(data)])).toEqual([read]);
  });

  test("the legacy sender id counts when there is no identifier", () => {
    const event = toUser({ senderCommunicationIdentifier: undefined }) as object;
    expect(parseEventGrid([{ ...event, subject: "" }])).toEqual([read]);
  });

  test.each([
    ["a name left out is an empty one", { senderDisplayName: null }, { senderName: "" }],
    [
      "a name is one line",
      { senderDisplayName: " Marta\n Ruiz\u0000 " },
      { senderName: "Marta Ruiz" },
    ],
    ["numbers are ids too", { messageId: 1_795_353_230_999 }, { externalId: read.externalId }],
    ["the thread is found in the subject", { threadId: undefined }, { threadId: THREAD }],
    ["no type is plain text", { type: undefined }, { text: read.text }],
  ])("%s", (_name, data, expected) => {
    expect(parseEventGrid([inThread(data)])).toMatchObject([{ ...read, ...expected }]);
  });

  test.each([[""], ["  \n "], [null]])("an empty body (%j) is ignored", (messageBody) => {
    expect(parseEventGrid([inThread({ messageBody })])).toEqual([
      { type: "ignored", what: "empty chat message" },
    ]);
  });

  test("HTML that only scripts is ignored", () => {
    const messageBody = "<script>alert(1)</script>";
    expect(parseEventGrid([inThread({ type: "Html", messageBody })])).toMatchObject([
      { type: "ignored" },
    ]);
  });

  test.each([
    ["a thread", inThread({ threadId: null }, "x"), "data.threadId is missing"],
    ["an id", inThread({ messageId: null }), "data.messageId is missing"],
    [
      "a sender",
      inThread({ senderCommunicationIdentifier: null }, `thread/${THREAD}`),
      "the sender is missing",
    ],
  ])("without %s it cannot be read", (_name, item, reason) => {
    expect(parseEventGrid([item])).toEqual([{ type: "unreadable", reason, item }]);
  });
});

describe("how a desk thread ends", () => {
  const removed = (data: object, id = "e-r") => ({
    id,
    subject: `thread/${THREAD}/participant/${AGENT}`,
    data: { threadId: THREAD, time: "2026-11-22T13:07:10Z", version: "12", ...data },
    eventType: "Microsoft.Communication.ChatThreadParticipantRemoved",
  });
  const participantRemoved = {
    displayName: "Marta",
    participantCommunicationIdentifier: who(AGENT),
  };

  test("someone left", () => {
    expect(parseEventGrid([removed({ participantRemoved })])).toEqual([
      {
        type: "person_left",
        threadId: THREAD,
        externalId: `${THREAD}:left:${AGENT}:12`,
        who: AGENT,
      },
    ]);
  });

  test("who left is found in the subject", () => {
    expect(parseEventGrid([removed({ participantRemoved: null })])).toMatchObject([{ who: AGENT }]);
  });

  test("the same leaving told twice has one id, another leaving has another", () => {
    const events = parseEventGrid([
      removed({ participantRemoved }, "e-1"),
      removed({ participantRemoved, version: 12 }, "e-2"),
      removed({ participantRemoved, version: "13" }, "e-3"),
    ]);
    const ids = events.map((event) => ("externalId" in event ? event.externalId : undefined));
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test("the thread was deleted", () => {
    const event = {
      id: "e-d",
      type: "Microsoft.Communication.ChatThreadDeleted",
      source: "/t",
      data: {
        threadId: THREAD,
        deletedByCommunicationIdentifier: who(BOT),
        deleteTime: "2026-11-22T13:07:10Z",
      },
    };
    expect(parseEventGrid(event)).toEqual([
      { type: "thread_deleted", threadId: THREAD, externalId: `${THREAD}:deleted`, who: BOT },
    ]);
  });

  test.each(["ChatThreadDeleted", "ChatThreadParticipantRemoved"])(
    "%s without a thread cannot be read",
    (name) => {
      const item = { id: "e", eventType: `Microsoft.Communication.${name}`, data: {} };
      expect(parseEventGrid([item])).toMatchObject([
        { type: "unreadable", reason: "data.threadId is missing" },
      ]);
    },
  );
});
