import { describe, expect, test } from "vitest";
import { isMeta, parseMeta } from "../../../../channels/whatsapp-cloud/parse.ts";

const PHONE = "34600333444";
const USER = "ES.5566778899001122";
const ACCOUNT = "107770000000001";

const contact = { profile: { name: "Lucía", username: "lucia.g" }, wa_id: PHONE, user_id: USER };

/** A payload with one change; its value is made of the parts given. */
function payload(...values: object[]): unknown {
  const changes = values.map((value) => ({
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "34910000000", phone_number_id: ACCOUNT },
      ...value,
    },
  }));
  return { object: "whatsapp_business_account", entry: [{ id: "1", changes }] };
}

function message(fields: object): object {
  return { from: PHONE, from_user_id: USER, id: "wamid.A", timestamp: "1795353230", ...fields };
}

const base = {
  type: "message",
  door: "whatsapp-cloud",
  externalId: "wamid.A",
  address: `+${PHONE}`,
  userId: USER,
  account: ACCOUNT,
  at: 1_795_353_230_000,
  profileName: "Lucía",
};

describe("what a customer can send through the Cloud API", () => {
  const file = { id: 1_003_383, sha256: "x" };
  test.each([
    ["text", { type: "text", text: { body: "Hola" } }, { kind: "text", text: "Hola" }],
    ["text without a type", { text: { body: "Hola" } }, { kind: "text", text: "Hola" }],
    [
      "an image",
      { type: "image", image: { ...file, mime_type: "image/jpeg", caption: "el golpe" } },
      {
        kind: "media",
        text: "el golpe",
        media: { kind: "image", id: "1003383", mimeType: "image/jpeg" },
      },
    ],
    [
      "a video",
      { type: "video", video: { ...file, mime_type: "video/mp4" } },
      { kind: "media", text: "", media: { kind: "video", id: "1003383", mimeType: "video/mp4" } },
    ],
    [
      "a voice note",
      { type: "audio", audio: { ...file, mime_type: "audio/ogg; codecs=opus", voice: true } },
      {
        kind: "media",
        text: "",
        media: { kind: "audio", id: "1003383", mimeType: "audio/ogg; codecs=opus" },
      },
    ],
    [
      "a document",
      {
        type: "document",
        document: { ...file, mime_type: "application/pdf", filename: "parte\u0000.pdf" },
      },
      {
        kind: "media",
        text: "",
        media: {
          kind: "document",
          id: "1003383",
          mimeType: "application/pdf",
          fileName: "parte.pdf",
        },
      },
    ],
    [
      "a sticker",
      { type: "sticker", sticker: { ...file, mime_type: "image/webp", animated: false } },
      {
        kind: "media",
        text: "",
        media: { kind: "sticker", id: "1003383", mimeType: "image/webp" },
      },
    ],
    [
      "a file Meta could not fetch",
      { type: "image", errors: [{ code: 131052 }] },
      { kind: "media", text: "", media: { kind: "image" } },
    ],
    [
      "a place",
      {
        type: "location",
        location: { latitude: 40.4, longitude: "-3.7", name: "Taller", address: "Calle 1" },
      },
      {
        kind: "media",
        text: "Taller, Calle 1",
        media: { kind: "location", latitude: 40.4, longitude: -3.7 },
      },
    ],
    [
      "a place without coordinates",
      { type: "location", location: { latitude: null, longitude: "north" } },
      { kind: "media", text: "", media: { kind: "location" } },
    ],
    [
      "cards",
      {
        type: "contacts",
        contacts: [
          { name: { formatted_name: "Ana" }, phones: [{ phone: "+34 600" }, {}] },
          null,
          { name: null, phones: "x" },
        ],
      },
      { kind: "media", text: "Ana +34 600", media: { kind: "contacts" } },
    ],
    [
      "a reaction",
      { type: "reaction", reaction: { message_id: "wamid.B", emoji: "👍" } },
      { kind: "reaction", text: "👍" },
    ],
    [
      "a template's button",
      { type: "button", context: { id: "wamid.B" }, button: { text: "Sí", payload: "resume_9" } },
      { kind: "choice", text: "Sí", choiceId: "resume_9" },
    ],
    [
      "a tapped button",
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: "person", title: "Persona" } },
      },
      { kind: "choice", text: "Persona", choiceId: "person" },
    ],
    [
      "a row of a list",
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "p_7", title: "Coche" } },
      },
      { kind: "choice", text: "Coche", choiceId: "p_7" },
    ],
    [
      "a form",
      {
        type: "interactive",
        interactive: { type: "nfm_reply", nfm_reply: { body: "Sent", response_json: "{}" } },
      },
      { kind: "unsupported", text: "" },
    ],
    [
      "an order",
      { type: "order", order: { catalog_id: "1", text: "", product_items: [] } },
      { kind: "unsupported", text: "" },
    ],
    [
      "what Meta does not support",
      { type: "unsupported", errors: [{ code: 131051, title: "Message type unknown" }] },
      { kind: "unsupported", text: "" },
    ],
    ["a type of tomorrow", { type: "hologram" }, { kind: "unsupported", text: "" }],
    ["no type and nothing else", {}, { kind: "unsupported", text: "" }],
  ])("%s", (_name, fields, expected) => {
    const body = payload({ contacts: [contact], messages: [message(fields)] });
    expect(isMeta(body)).toBe(true);
    expect(parseMeta(body)).toEqual([{ ...base, ...expected }]);
  });

  test.each([
    ["a first look at the chat", { type: "request_welcome" }, "message of type request_welcome"],
    ["an empty text", { type: "text", text: { body: " " } }, "empty text"],
    [
      "a reaction taken back",
      { type: "reaction", reaction: { message_id: "w", emoji: "" } },
      "empty reaction",
    ],
  ])("%s is ignored", (_name, fields, what) => {
    expect(parseMeta(payload({ messages: [message(fields)] }))).toEqual([
      { type: "ignored", what },
    ]);
  });
});

describe("who sent it", () => {
  const text = { type: "text", text: { body: "hi" } };
  const hidden = { ...text, from: undefined };
  const other = { profile: { name: "Otra" }, wa_id: "34600999000", user_id: "ES.999" };

  test.each([
    ["number, user id and name", text, [contact], `+${PHONE}`, USER, "Lucía"],
    ["the right one of several contacts", text, [other, contact], `+${PHONE}`, USER, "Lucía"],
    ["no contact matches, so there is no name", text, [other], `+${PHONE}`, USER, undefined],
    ["no contacts at all", text, undefined, `+${PHONE}`, USER, undefined],
    ["a broken contact", text, [null, 7, { profile: 7 }], `+${PHONE}`, USER, undefined],
    [
      "a number that is a number",
      { ...text, from: Number(PHONE) },
      [contact],
      `+${PHONE}`,
      USER,
      "Lucía",
    ],
    ["a hidden number the contact knows", hidden, [contact], `+${PHONE}`, USER, "Lucía"],
    ["a hidden number", hidden, [{ user_id: USER }], USER, USER, undefined],
    ["only the contact", { ...hidden, from_user_id: null }, [contact], `+${PHONE}`, USER, "Lucía"],
  ])("%s", (...row) => {
    const [_name, fields, contacts, address, userId, profileName] = row;
    const events = parseMeta(payload({ contacts, messages: [message(fields)] }));
    expect(events).toMatchObject([{ type: "message", address, text: "hi" }]);
    expect(events[0]).toHaveProperty("kind", "text");
    const seen = events[0] as { userId?: string; profileName?: string };
    expect([seen.userId, seen.profileName]).toEqual([userId, profileName]);
  });

  test("a message of nobody cannot be read", () => {
    const fields = { ...text, from: "", from_user_id: undefined };
    const events = parseMeta(payload({ contacts: [contact, other], messages: [message(fields)] }));
    expect(events).toMatchObject([{ type: "unreadable", reason: "the sender is missing" }]);
  });
});

describe("times and accounts", () => {
  const text = { type: "text", text: { body: "hi" } };

  test.each([
    [1_795_353_230, 1_795_353_230_000],
    ["1795353230", 1_795_353_230_000],
    ["soon", undefined],
    [null, undefined],
    [-5, undefined],
    [1e300, undefined],
  ])("the timestamp %j is %s", (timestamp, at) => {
    const [event] = parseMeta(payload({ messages: [message({ ...text, timestamp })] }));
    expect(event).toHaveProperty("type", "message");
    expect(event).toHaveProperty("at", at);
  });

  test("no account is no reason to lose a message", () => {
    const events = parseMeta(payload({ metadata: null, messages: [message(text)] }));
    expect(events).toMatchObject([{ type: "message", account: "" }]);
  });
});

const text = (id: string) => message({ id, type: "text", text: { body: id } });
const idsOf = (body: unknown) =>
  parseMeta(body).map((event) =>
    event.type === "message"
      ? event.externalId
      : event.type === "status"
        ? event.providerId
        : event.type,
  );

describe("every entry, change, message and status", () => {
  test("are read in order", () => {
    const one = payload(
      { messages: [text("w1"), text("w2")], statuses: [{ id: "s1", status: "read" }] },
      { messages: [text("w3")] },
    );
    const two = payload({ statuses: [{ id: "s2", status: "sent" }] });
    const entry = [one, two].flatMap((body) => (body as { entry: unknown[] }).entry);
    expect(idsOf({ object: "whatsapp_business_account", entry })).toEqual([
      "w1",
      "w2",
      "s1",
      "w3",
      "s2",
    ]);
  });

  test("a broken one never spoils its neighbours", () => {
    const broken = payload(
      {
        messages: [
          null,
          text("w1"),
          7,
          message({ id: null }),
          text("w2"),
          message({ type: "text", text: {} }),
        ],
      },
      { messages: "none", statuses: [{ id: "s1" }, { id: "s2", status: "read" }] },
    ) as { entry: { changes: unknown[] }[] };
    broken.entry[0]!.changes.push(null, {}, { field: "messages", value: 7 });
    broken.entry.push(null as never, {} as never);
    const bad = "unreadable";
    expect(idsOf(broken)).toEqual(
      [
        [bad, "w1", bad, bad, "w2", bad],
        [bad, bad, "s2"],
        [bad, bad, bad],
        [bad, bad],
      ].flat(),
    );
  });

  test("a single object where a list should be counts as a list of one", () => {
    const change = { field: "messages", value: { messages: text("w1") } };
    expect(idsOf({ object: "whatsapp_business_account", entry: { changes: change } })).toEqual([
      "w1",
    ]);
  });

  test.each([
    "account_update",
    "message_template_status_update",
    "user_id_update",
    "smb_message_echoes",
  ])("the field %s is ignored", (field) => {
    const entry = [{ changes: [{ field, value: { messages: [text("w1")] } }] }];
    expect(parseMeta({ object: "whatsapp_business_account", entry })).toEqual([
      { type: "ignored", what: field },
    ]);
  });

  test("a change with errors only is ignored", () => {
    expect(parseMeta(payload({ errors: [{ code: 130429 }] }))).toEqual([
      { type: "ignored", what: "no messages or statuses" },
    ]);
  });

  test.each([
    [{ object: "whatsapp_business_account" }],
    [{ object: "whatsapp_business_account", entry: [] }],
  ])("a payload with nothing in it is quarantined: %j", (body) => {
    expect(parseMeta(body)).toEqual([
      { type: "unreadable", reason: "entry: nothing in it", item: body },
    ]);
  });
});

const read = (fields: object) => parseMeta(payload({ statuses: [{ id: "wamid.S", ...fields }] }));

describe("how far our messages have come", () => {
  const known = { type: "status", door: "whatsapp-cloud", providerId: "wamid.S" };
  test.each(["sent", "delivered", "read", "failed"])("%s", (status) => {
    expect(read({ status, recipient_id: PHONE, timestamp: "1" })).toEqual([{ ...known, status }]);
  });

  test("our delivery id comes back as correlation", () => {
    expect(
      read({ status: "sent", biz_opaque_callback_data: "d-1", recipient_user_id: USER }),
    ).toEqual([{ ...known, status: "sent", correlation: "d-1" }]);
  });

  test("a failure carries code and details", () => {
    const errors = [
      { code: 131047, title: "Re-engagement message", error_data: { details: "24 hours" } },
    ];
    expect(read({ status: "failed", errors })).toEqual([
      {
        ...known,
        status: "failed",
        error: { code: "131047", message: "24 hours" },
        isWindowClosed: true,
      },
    ]);
    const lost = [{ code: 131052, title: "Media download error" }];
    expect(read({ status: "failed", errors: lost })[0]).not.toHaveProperty("isWindowClosed");
    expect(read({ status: "sent", errors })).toEqual([{ ...known, status: "sent" }]);
  });

  test.each([[null], [[]], [[null]], [[{ title: "no code" }]], ["x"]])(
    "a failure with errors %j has none",
    (errors) => {
      expect(read({ status: "failed", errors })).toEqual([{ ...known, status: "failed" }]);
    },
  );

  test("a voice message played is ignored", () => {
    expect(read({ status: "played" })).toEqual([
      { type: "ignored", what: "another message status" },
    ]);
  });
});
