import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CustomerMessage } from "../../channels/events.ts";
import { acsUnderTest, metaUnderTest } from "../support/channels-under-test.ts";
import type { ChannelUnderTest } from "../support/channels-under-test.ts";
import type { Written } from "../support/emulators/written.ts";

const bytes = randomBytes(5_000);

/** What customers do, and how the house reads it whichever way it came. */
const READINGS: readonly (readonly [Written, Partial<CustomerMessage>])[] = [
  [
    { kind: "text", text: "¿Qué tal? a/b@c 👋" },
    { kind: "text", text: "¿Qué tal? a/b@c 👋" },
  ],
  [
    { kind: "button", id: "talk", title: "A person" },
    { kind: "choice", text: "A person", choiceId: "talk" },
  ],
  [
    { kind: "row", id: "P-100", title: "Car" },
    { kind: "choice", text: "Car", choiceId: "P-100" },
  ],
  [
    { kind: "quick_reply", text: "Yes", payload: "resume" },
    { kind: "choice", text: "Yes", choiceId: "resume" },
  ],
  [
    { kind: "reaction", messageId: "m", emoji: "👍" },
    { kind: "reaction", text: "👍" },
  ],
];

const FILES = [
  { kind: "image", bytes, mimeType: "image/jpeg", caption: "el golpe" },
  { kind: "video", bytes, mimeType: "video/mp4" },
  { kind: "audio", bytes, mimeType: "audio/ogg; codecs=opus" },
  { kind: "document", bytes, mimeType: "application/pdf", fileName: "parte.pdf" },
  { kind: "sticker", bytes, mimeType: "image/webp" },
] as const;

describe.each([
  ["whatsapp-acs", "Event Grid's schema", () => acsUnderTest("event-grid")],
  ["whatsapp-acs", "CloudEvents", () => acsUnderTest("cloud-events")],
  ["whatsapp-cloud", "Meta's webhook", () => metaUnderTest("async")],
] as const)("what customers do, through %s by %s", (door, _how, open) => {
  let opened: ChannelUnderTest;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.stop());

  const read = async (customer: string, what: Written) => {
    const externalId = opened.provider!.write(customer, what);
    const told = await opened.provider!.told();
    const [event, ...more] = told.filter(({ type }) => type !== "validation");
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: "message", door, externalId, address: customer });
    return event as CustomerMessage;
  };

  test.each(READINGS)("%j is read as %j", async (what, message) => {
    expect(await read("+34600111222", what)).toMatchObject(message);
  });

  test.each(FILES)(
    "a file of kind $kind comes with what is known of it, and can be fetched",
    async (file) => {
      const { kind, mimeType } = file;
      const { media, text } = await read("+34600111222", file);
      expect(media).toMatchObject({ kind, mimeType });
      expect(media?.fileName).toBe("fileName" in file ? file.fileName : undefined);
      expect(text).toBe("caption" in file ? file.caption : "");
      const fetched = await opened.channel.download!(media!.id!, AbortSignal.timeout(5_000));
      expect((await buffer(fetched.bytes)).equals(bytes)).toBe(true);
    },
  );

  test("whoever hides the number is known by the user id", async () => {
    const userId = "ES.5566778899001122";
    const message = await read(userId, { kind: "text", text: "Hola" });
    expect(message).toMatchObject({ text: "Hola", userId });
  });

  test.each<Written>([
    { kind: "lost_file" },
    { kind: "location", latitude: 40.4, longitude: -3.7 },
  ])("%j is something a person may look at", async (what) => {
    const { kind, media } = await read("+34600111222", what);
    expect(["media", "unsupported"]).toContain(kind);
    expect(media?.id).toBeUndefined();
  });
});
