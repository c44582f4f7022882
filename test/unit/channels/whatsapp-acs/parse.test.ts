import { describe, expect, test } from "vitest";
import { parseEventGrid } from "../../../../channels/event-grid.ts";

const RECEIVED = "Microsoft.Communication.AdvancedMessageReceived";
const STATUS = "Microsoft.Communication.AdvancedMessageDeliveryStatusUpdated";
const CHANNEL = "99999999-1111-4111-8111-000000000001";
const SENDER = "34600111222";

/** One received message; `data` overrides the usual fields, `undefined` takes one away. */
function received(data: object, envelope: object = {}): unknown {
  return {
    id: "evt-1",
    topic: "/subscriptions/s/x",
    subject: `advancedMessage/sender/${SENDER}/recipient/${CHANNEL}`,
    data: {
      channelType: "whatsapp",
      messageId: "b0b0b0b0-0000-4000-8000-000000000001",
      from: SENDER,
      to: CHANNEL,
      receivedTimestamp: "2026-11-22T13:00:05+00:00",
      ...data,
    },
    eventType: RECEIVED,
    eventTime: "2026-11-22T13:00:06.1921716Z",
    ...envelope,
  };
}

const base = {
  type: "message",
  door: "whatsapp-acs",
  externalId: "b0b0b0b0-0000-4000-8000-000000000001",
  address: "+34600111222",
  account: CHANNEL,
  at: Date.UTC(2026, 10, 22, 13, 0, 5),
};

describe("what a customer can send through ACS", () => {
  const media = { id: "f1", mimeType: "image/png", caption: "the bumper" };
  test.each([
    ["text", { messageType: "text", content: "Hola" }, { kind: "text", text: "Hola" }],
    ["text without a type", { content: "Hola" }, { kind: "text", text: "Hola" }],
    [
      "a type of tomorrow with text",
      { messageType: "poem", content: "Hola" },
      { kind: "text", text: "Hola" },
    ],
    ["text in capitals", { messageType: "Text", content: "Hola" }, { kind: "text", text: "Hola" }],
    ["text that is a number", { messageType: "text", content: 42 }, { kind: "text", text: "42" }],
    [
      "an image",
      { messageType: "image", media },
      {
        kind: "media",
        text: "the bumper",
        media: { kind: "image", id: "f1", mimeType: "image/png" },
      },
    ],
    [
      "a document",
      {
        messageType: "document",
        media: { mimeType: "application/pdf", id: "f2", fileName: "parte.pdf" },
      },
      {
        kind: "media",
        text: "",
        media: { kind: "document", id: "f2", mimeType: "application/pdf", fileName: "parte.pdf" },
      },
    ],
    [
      "a voice note",
      { messageType: "audio", media: { mimeType: "audio/ogg; codecs=opus", id: "f3" } },
      {
        kind: "media",
        text: "",
        media: { kind: "audio", id: "f3", mimeType: "audio/ogg; codecs=opus" },
      },
    ],
    [
      "a sticker",
      { messageType: "sticker", media: { mimeType: "image/webp", id: "f4", animated: "false" } },
      { kind: "media", text: "", media: { kind: "sticker", id: "f4", mimeType: "image/webp" } },
    ],
    [
      "an image whose media is missing",
      { messageType: "image", media: null },
      { kind: "media", text: "", media: { kind: "image" } },
    ],
    [
      "media without a type",
      { media: { mimeType: "video/mp4", id: "f5" } },
      { kind: "media", text: "", media: { kind: "video", id: "f5", mimeType: "video/mp4" } },
    ],
    [
      "media without a type that is a file",
      { media: { mimeType: "application/zip", id: "f6" } },
      {
        kind: "media",
        text: "",
        media: { kind: "document", id: "f6", mimeType: "application/zip" },
      },
    ],
    [
      "media of nothing known",
      { media: { id: 7 } },
      { kind: "media", text: "", media: { kind: "other", id: "7" } },
    ],
    [
      "a tapped button",
      {
        messageType: "interactive",
        context: { from: "15550001111", id: "a1" },
        interactive: { type: "buttonReply", buttonReply: { id: "person", title: "A person" } },
      },
      { kind: "choice", text: "A person", choiceId: "person" },
    ],
    [
      "a row of a list",
      {
        messageType: "interactive",
        interactive: {
          type: "listReply",
          listReply: { id: "p_7", title: "Coche", description: "P-7" },
        },
      },
      { kind: "choice", text: "Coche", choiceId: "p_7" },
    ],
    [
      "a template's button",
      { messageType: "button", button: { text: "Sí", payload: "resume_9" } },
      { kind: "choice", text: "Sí", choiceId: "resume_9" },
    ],
    [
      "a button with a payload only",
      { messageType: "button", button: { payload: "resume_9" } },
      { kind: "choice", text: "resume_9", choiceId: "resume_9" },
    ],
    [
      "a reaction",
      { messageType: "reaction", reaction: { messageId: "a1", emoji: "👍" } },
      { kind: "reaction", text: "👍" },
    ],
    [
      "an unknown interactive",
      { messageType: "interactive", interactive: { type: "unknown" } },
      { kind: "unsupported", text: "" },
    ],
    [
      "a location, which ACS does not describe",
      { messageType: "location" },
      { kind: "unsupported", text: "" },
    ],
    [
      "an error instead of a message",
      { messageType: "unsupported", error: { channelCode: "131051", channelMessage: "?" } },
      { kind: "unsupported", text: "" },
    ],
  ])("%s", (_name, data, expected) => {
    expect(parseEventGrid([received(data)])).toEqual([{ ...base, ...expected }]);
  });

  test.each([
    ["an empty text", { messageType: "text", content: "" }, "empty text"],
    [
      "only white space and invisible signs",
      { messageType: "text", content: " \n\u200b\u0007" },
      "empty text",
    ],
    [
      "a reaction taken back",
      { messageType: "reaction", reaction: { messageId: "a1" } },
      "empty reaction",
    ],
    [
      "a reaction with nothing in it",
      { messageType: "reaction", reaction: null },
      "empty reaction",
    ],
  ])("%s is ignored", (_name, data, what) => {
    expect(parseEventGrid([received(data)])).toEqual([{ type: "ignored", what }]);
  });
});

describe("who sent it", () => {
  const bsuid = "ES.9911223344556677889900";
  const text = { messageType: "text", content: "hi" };
  const hidden = (from: unknown) => ({ ...text, from, fromBSUID: bsuid });

  test.each([
    ["digits become E.164", text, {}, "+34600111222", undefined],
    ["a number stays a number", { ...text, from: 34600111222 }, {}, "+34600111222", undefined],
    ["a plus is not doubled", { ...text, from: "+34600111222" }, {}, "+34600111222", undefined],
    [
      "the user id comes along with the number",
      { ...text, fromBSUID: bsuid },
      {},
      "+34600111222",
      bsuid,
    ],
    ["a business group's user id counts", hidden("ES.ENT.99aa"), {}, "ES.ENT.99aa", bsuid],
    ["an empty number gives way to the user id", hidden(""), {}, bsuid, bsuid],
    ["so does null", hidden(null), {}, bsuid, bsuid],
    ["and so does a number left out", hidden(undefined), {}, bsuid, bsuid],
    [
      "the subject names the number when data does not",
      { ...text, from: null },
      {},
      "+34600111222",
      undefined,
    ],
    [
      "the subject names the user id when data does not",
      { ...text, from: "" },
      { subject: `advancedMessage/sender/${bsuid}/recipient/${CHANNEL}` },
      bsuid,
      bsuid,
    ],
  ])("%s", (...row) => {
    const [_name, data, envelope, address, userId] = row;
    const [event] = parseEventGrid([received(data, envelope)]);
    expect(event).toMatchObject({ type: "message", address });
    expect(event).toHaveProperty("text", "hi");
    expect((event as { userId?: string }).userId).toBe(userId);
  });

  test.each([
    ["not-a-number"],
    ["123"],
    ["0034600111222333444"],
    ["+0346001112"],
    ["es.lower"],
    [{}],
    [true],
  ])("%j is nobody", (from) => {
    const events = parseEventGrid([received({ ...text, from }, { subject: "" })]);
    expect(events).toMatchObject([{ type: "unreadable", reason: "the sender is missing" }]);
  });
});

describe("ids, account and time", () => {
  const text = { messageType: "text", content: "hi" };

  test.each([
    [
      "without a message id the event's own counts",
      { messageId: undefined },
      {},
      { externalId: "evt-1" },
    ],
    ["a null message id too", { messageId: null }, {}, { externalId: "evt-1" }],
    ["an id may be a number", { messageId: 12 }, {}, { externalId: "12" }],
    ["without `to` the subject names the account", { to: undefined }, {}, { account: CHANNEL }],
    [
      "no account at all is no reason to lose a message",
      { to: null },
      { subject: "" },
      { account: "" },
    ],
    [
      "a broken timestamp gives way to the event's",
      { receivedTimestamp: "soon" },
      {},
      { at: Date.parse("2026-11-22T13:00:06.192Z") },
    ],
    ["no time at all", { receivedTimestamp: null }, { eventTime: undefined }, { at: undefined }],
    [
      "another zone is the same instant",
      { receivedTimestamp: "2026-11-22T05:00:05-08:00" },
      {},
      { at: base.at },
    ],
  ])("%s", (_name, data, envelope, expected) => {
    expect(parseEventGrid([received({ ...text, ...data }, envelope)])).toMatchObject([
      { type: "message", text: "hi", ...expected },
    ]);
  });

  test("a long text is kept up to 4,096 code units and never ends in half an emoji", () => {
    const [event] = parseEventGrid([
      received({ messageType: "text", content: `${"x".repeat(4_095)}😀😀` }),
    ]);
    expect(event).toMatchObject({ kind: "text", text: "x".repeat(4_095) });
  });
});

describe("what cannot be read goes to quarantine with its reason", () => {
  test.each([
    [
      "no ids",
      received({ messageId: null, content: "x" }, { id: undefined }),
      "data.messageId and id are missing",
    ],
    [
      "text without content",
      received({ messageType: "text", content: null }),
      "data.content is missing",
    ],
    [
      "content of another type",
      received({ messageType: "text", content: ["x"] }),
      "data.content is missing",
    ],
    [
      "another channel",
      received({ channelType: "sms", content: "x" }),
      "data.channelType is not whatsapp",
    ],
    ["data that is null", received({}, { data: null }), expect.stringMatching(/^item: /)],
    ["data that is text", received({}, { data: "hello" }), expect.stringMatching(/^item: /)],
    ["data that is a list", received({}, { data: [] }), expect.stringMatching(/^item: /)],
  ])("%s", (_name, item, reason) => {
    expect(parseEventGrid([item])).toEqual([{ type: "unreadable", reason, item }]);
  });

  test("a reason never repeats what was sent", () => {
    const [event] = parseEventGrid([received({}, { data: "my secret diagnosis" })]);
    expect(event).toMatchObject({
      type: "unreadable",
      reason: expect.not.stringContaining("diagnosis"),
    });
  });
});

const status = (data: object, subject = "") => ({
  id: "evt-s",
  subject,
  data,
  eventType: STATUS,
});

describe("how far our messages have come", () => {
  const known = { type: "status", door: "whatsapp-acs", providerId: "m-1" };

  test.each([
    ["Sent", "sent"],
    ["Delivered", "delivered"],
    ["Read", "read"],
    ["Failed", "failed"],
    ["delivered", "delivered"],
  ])("%s is %s", (word, expected) => {
    expect(parseEventGrid(status({ messageId: "m-1", status: word }))).toEqual([
      { ...known, status: expected },
    ]);
  });

  test("a failure carries the provider's code", () => {
    const data = {
      messageId: "m-1",
      status: "Failed",
      to: "",
      toBSUID: "ES.99",
      error: { channelCode: 131047, channelMessage: "Re-engagement message" },
    };
    expect(parseEventGrid(status(data))).toEqual([
      {
        ...known,
        status: "failed",
        error: { code: "131047", message: "Re-engagement message" },
        isWindowClosed: true,
      },
    ]);
    const other = parseEventGrid(status({ ...data, error: { channelCode: "131026" } }));
    expect(other).toEqual([{ ...known, status: "failed", error: { code: "131026" } }]);
  });

  test("the subject says what data leaves out", () => {
    expect(parseEventGrid(status({ status: null }, "advancedMessage/m-1/status/Read"))).toEqual([
      { ...known, status: "read" },
    ]);
  });

  test("an error beside a success is not taken for one", () => {
    const data = { messageId: "m-1", status: "Sent", error: { channelCode: "1" } };
    expect(parseEventGrid(status(data))).toEqual([{ ...known, status: "sent" }]);
  });

  test("a word of tomorrow is ignored", () => {
    const events = parseEventGrid(status({ messageId: "m-1", status: "Warmed" }));
    expect(events).toEqual([{ type: "ignored", what: "another message status" }]);
  });

  test.each([
    ["message", { status: "Read" }, "data.messageId is missing"],
    ["status", { messageId: "m-1" }, "data.status is missing"],
  ])("without a %s it cannot be read", (_name, data, reason) => {
    expect(parseEventGrid(status(data))).toMatchObject([{ type: "unreadable", reason }]);
  });
});
