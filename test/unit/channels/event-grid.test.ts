import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEventGrid, parseEventGrid } from "../../../channels/event-grid.ts";
import { isMeta, parseMeta } from "../../../channels/whatsapp-cloud/parse.ts";

const data = {
  channelType: "whatsapp",
  messageId: "m-1",
  messageType: "text",
  content: "hi",
  from: "34600111222",
  to: "ch",
};
const TYPE = "Microsoft.Communication.AdvancedMessageReceived";
const eventGrid = {
  id: "e-1",
  topic: "/t",
  subject: "s",
  data,
  eventType: TYPE,
  eventTime: "2026-11-22T13:00:06Z",
};
const cloudEvent = {
  id: "e-1",
  source: "/t",
  subject: "s",
  data,
  type: TYPE,
  time: "2026-11-22T13:00:06Z",
};
const meta = { object: "whatsapp_business_account", entry: [] };

const read = {
  type: "message",
  door: "whatsapp-acs",
  externalId: "m-1",
  address: "+34600111222",
  account: "ch",
  at: Date.UTC(2026, 10, 22, 13, 0, 6),
  text: "hi",
  kind: "text",
};

describe("both schemas say the same", () => {
  test.each([
    ["Event Grid's own, as a list", [eventGrid]],
    ["Event Grid's own, as one object", eventGrid],
    ["CloudEvents", { ...cloudEvent, specversion: "1.0" }],
    [
      "CloudEvents with the key spelt as in Microsoft's sample",
      { ...cloudEvent, specVersion: "1.0" },
    ],
    ["CloudEvents without the key", cloudEvent],
    ["a batch of CloudEvents", [cloudEvent]],
  ])("%s", (_name, body) => {
    expect(isEventGrid(body)).toBe(true);
    expect(parseEventGrid(body)).toEqual([read]);
  });
});

describe("whose body is it", () => {
  test.each([
    ["an empty list", [], true],
    ["a list with a broken first event", [null, eventGrid], true],
    ["an event with a broken type", { ...eventGrid, eventType: 7 }, true],
    ["a payload of Meta", meta, false],
    [
      "the plain form of the desk",
      { threadId: "t", message: "m", senderDisplayName: "Bob" },
      false,
    ],
    ["an object with a type of its own", { type: "hello" }, false],
    ["text", "x", false],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("%s", (_name, body, expected) => {
    expect(isEventGrid(body)).toBe(expected);
  });

  test.each([
    ["a payload of Meta", meta, true],
    ["another product of Meta", { object: "page", entry: [] }, false],
    ["an event", eventGrid, false],
    ["a list", [meta], false],
    ["null", null, false],
    ["nothing", undefined, false],
  ])("Meta's shape: %s", (_name, body, expected) => {
    expect(isMeta(body)).toBe(expected);
  });
});

describe("every event is judged alone", () => {
  test("broken ones are quarantined and the others come through in order", () => {
    const second = { ...eventGrid, data: { ...data, messageId: "m-2" } };
    const broken = { ...eventGrid, data: { messageType: "text" }, subject: "" };
    const types = parseEventGrid([null, eventGrid, 7, broken, "text", second, [], { id: "e" }]).map(
      (event) => (event.type === "message" ? event.externalId : event.type),
    );
    expect(types).toEqual([
      "unreadable",
      "m-1",
      "unreadable",
      "unreadable",
      "unreadable",
      "m-2",
      "unreadable",
      "unreadable",
    ]);
  });

  test("an event without a type names what is missing", () => {
    const item = { id: "e", data, subject: "s" };
    expect(parseEventGrid([item])).toEqual([
      { type: "unreadable", reason: "eventType or type is missing", item },
    ]);
  });

  test.each([
    "Microsoft.Communication.AdvancedMessageAnalysisCompleted",
    "Microsoft.Communication.ChatMessageEdited",
    "Microsoft.Communication.ChatMessageEditedInThread",
    "Microsoft.Communication.ChatMessageDeletedInThread",
    "Microsoft.Communication.ChatThreadCreated",
    "Microsoft.EventGrid.SubscriptionDeletedEvent",
    "Contoso.Something",
  ])("%s is acknowledged and ignored", (eventType) => {
    expect(parseEventGrid([{ ...eventGrid, eventType }])).toEqual([
      { type: "ignored", what: eventType },
    ]);
  });

  test("an empty delivery holds nothing", () => {
    expect(parseEventGrid([])).toEqual([]);
  });
});

const validation = (data: unknown) => [
  {
    id: "v",
    topic: "/t",
    subject: "",
    data,
    eventType: "Microsoft.EventGrid.SubscriptionValidationEvent",
  },
];

describe("the handshake", () => {
  test("gives the code to answer with", () => {
    const body = validation({
      validationCode: "c0de-1",
      validationUrl: "https://rp.eventgrid.azure.net/x",
    });
    expect(isEventGrid(body)).toBe(true);
    expect(parseEventGrid(body)).toEqual([{ type: "validation", code: "c0de-1" }]);
  });

  test.each([
    [{}],
    [{ validationCode: "" }],
    [{ validationCode: null }],
    [null],
    [{ validationCode: "a\r\nb" }],
  ])("without a usable code it cannot be read: %j", (data) => {
    expect(parseEventGrid(validation(data))).toMatchObject([{ type: "unreadable" }]);
  });
});

describe("whatever comes in", () => {
  const field = fc.constantFrom(
    "id",
    "eventType",
    "type",
    "data",
    "subject",
    "from",
    "content",
    "media",
    "entry",
    "changes",
    "value",
    "messages",
    "statuses",
    "field",
  );
  const known = fc.constantFrom(TYPE, "messages", "text", "image", "", "34600111222");
  const leaf = fc.oneof(known, fc.string(), fc.integer(), fc.constant(null), fc.boolean());
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(field, tie("tree"), { maxKeys: 5 }),
    ),
  }));

  test("no parser throws, and no text carries a control character or half a character", () => {
    fc.assert(
      fc.property(tree, (body) => {
        const events = [...parseEventGrid(body), ...parseMeta(body)];
        for (const event of events) {
          if (event.type !== "message") continue;
          expect(event.text.isWellFormed()).toBe(true);
          // Control characters are what is looked for here.
          // oxlint-disable-next-line no-control-regex
          expect(event.text).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
