import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as who from "../../support/demo-insurer.ts";
import { startStory } from "../../support/story.ts";
import type { Story } from "../../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

interface DeskLine {
  readonly author: string;
  readonly text: string;
  readonly media: { kind: string; id?: string; fileName?: string; latitude?: number } | null;
}

async function linesAtTheDesk(threadId: string): Promise<DeskLine[]> {
  const response = await fetch(`${story.url}/console/api/handoffs/${threadId}/lines`);
  return ((await response.json()) as { lines: DeskLine[] }).lines;
}

const media = (kind: string, more: object = {}) => ({
  messageType: kind,
  content: undefined,
  media: { id: `media-${kind}`, mimeType: `${kind}/x`, ...more },
});

async function sendByMeta(address: string, message: object): Promise<void> {
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "14255550000", phone_number_id: "1" },
    messages: [{ from: address.slice(1), timestamp: "1795348800", ...message }],
  };
  const body = {
    object: "whatsapp_business_account",
    entry: [{ id: "1", changes: [{ field: "messages", value }] }],
  };
  expect((await story.post("/webhook", body)).status).toBe(200);
  await story.settle();
}

describe("media is acknowledged and handed to a person, who sees it", () => {
  test.each([
    [who.NORA, "image", "image"],
    [who.NORA, "document", "document"],
    [who.NORA, "audio", "voice note"],
    [who.NORA, "video", "video"],
    [who.NORA, "sticker", "sticker"],
    [who.LUCIA, "image", "imagen"],
    [who.LUCIA, "document", "documento"],
    [who.LUCIA, "audio", "nota de voz"],
    [who.STRANGER, "image", "image"],
  ])("from %s: %s", async (address, kind, name) => {
    await story.begin(address);
    const lines = await story.write(address, media(kind));
    expect(lines.map(({ author }) => author)).toEqual(["system"]);
    expect(lines[0]?.text).toContain(name);
    expect(lines[0]?.text).toMatch(/person/);
    const [row] = await story.queueOf(address);
    expect(row).toMatchObject({ status: "queued", reason: "media", kind: "contact_center" });
    expect((await linesAtTheDesk(row!.threadId))[0]).toMatchObject({
      author: "customer",
      media: {
        kind,
        id: `media-${kind}`,
      },
    });
  });

  test.each([
    ["is this covered?", "is this covered?"],
    ["my policies", "my policies"],
  ])("with the caption %j kept beside it", async (caption, text) => {
    await story.begin(who.OWEN);
    const lines = await story.write(who.OWEN, media("image", { caption, fileName: "roof.jpg" }));
    expect(lines.map(({ author }) => author)).toEqual(["system"]);
    const [row] = await story.queueOf(who.OWEN);
    expect(row).toMatchObject({ reason: "media" });
    expect(row?.summary).toContain(text);
    expect((await linesAtTheDesk(row!.threadId))[0]).toMatchObject({
      text,
      media: {
        kind: "image",
        fileName: "roof.jpg",
      },
    });
  });

  test("a location by Meta's Cloud API", async () => {
    await story.begin(who.OWEN);
    const location = { latitude: 47.6, longitude: -122.3, name: "Old Mill Track" };
    await sendByMeta(who.OWEN, { id: "wamid.loc", type: "location", location });
    const [row] = await story.queueOf(who.OWEN);
    expect(row).toMatchObject({ status: "queued", reason: "media" });
    const [line, told] = await linesAtTheDesk(row!.threadId);
    expect(line).toMatchObject({ media: { kind: "location", latitude: 47.6 } });
    expect(told?.text).toContain("location");
  });

  test("a kind we do not know", async () => {
    await story.begin(who.OWEN);
    await sendByMeta(who.OWEN, { id: "wamid.odd", type: "hologram" });
    expect((await story.queueOf(who.OWEN))[0]).toMatchObject({ status: "queued", reason: "media" });
  });

  test("told once for several pictures", async () => {
    await story.begin(who.OWEN);
    const lines = await story.write(who.OWEN, media("image"), media("image"), media("image"));
    expect(lines).toHaveLength(1);
    const [row] = await story.queueOf(who.OWEN);
    expect((await linesAtTheDesk(row!.threadId)).filter((line) => line.media)).toHaveLength(3);
  });

  test("in the middle of a claim too", async () => {
    await story.begin(who.BIANCA);
    await story.write(who.BIANCA, "someone hit my car yesterday");
    const lines = await story.write(who.BIANCA, media("image"));
    expect(lines.map(({ author }) => author)).toEqual(["system"]);
    expect((await story.queueOf(who.BIANCA))[0]?.summary).toContain("someone hit my car");
  });

  test("while a person has the conversation it goes to that person without a word from us", async () => {
    await story.begin(who.OWEN);
    const { handoff } = await story.say(who.OWEN, "a person please");
    await story.person(handoff!.thread_id, "Hi Owen, please send a photo.");
    expect(await story.write(who.OWEN, media("image"))).toEqual([]);
    const last = (await linesAtTheDesk(handoff!.thread_id)).at(-1);
    expect(last).toMatchObject({ author: "customer", media: { kind: "image" } });
  });
});
