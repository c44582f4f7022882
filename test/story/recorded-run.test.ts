import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as who from "../support/demo-insurer.ts";
import { startAcsChat } from "../support/emulators/acs-chat/index.ts";
import type { AcsChat } from "../support/emulators/acs-chat/index.ts";
import { makeEventGrid } from "../support/emulators/event-grid.ts";
import type { EventGrid } from "../support/emulators/event-grid.ts";
import type { Written } from "../support/emulators/written.ts";
import { TODAY } from "../support/house.ts";
import { recordedAcs, recordedMeta, WEBHOOK_SECRET } from "../support/recorded-providers.ts";
import type { RecordedWhatsApp } from "../support/recorded-providers.ts";
import { makeRecording } from "../support/recording.ts";
import type { Recording } from "../support/recording.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

const RUNS = join(import.meta.dirname, "../../docs/runs");
const INTRODUCTION = `The real server with the providers' real SDKs, over HTTPS, against the emulators of the tests (\`test/support/emulators/\`). Played and compared with
this page by \`test/story/recorded-run.test.ts\`; written anew with \`RECORD=1\`. Ids, tokens and times stand in ‹ ›.`;

/** One conversation by WhatsApp with a stay at people in ACS chat, written down. */
describe.each([
  ["whatsapp-through-acs", "WhatsApp through ACS, people in ACS chat", openAcs],
  ["whatsapp-through-meta", "WhatsApp through Meta's Cloud API, people in ACS chat", recordedMeta],
] as const)("the recorded run %s", (file, title, open) => {
  let whatsApp: RecordedWhatsApp;
  let chat: AcsChat;
  let story: Story;
  let grid: EventGrid;
  let recording: Recording;
  const time = { now: TODAY };

  beforeEach(async () => {
    time.now = TODAY;
    [whatsApp, chat] = await Promise.all([open(() => time.now), startAcsChat()]);
    const env = { ...whatsApp.env, ...chat.env, WEBHOOK_SECRETS: WEBHOOK_SECRET };
    story = await startStory({ env, time });
    await whatsApp.enter(story.url);
    const url = `${story.url}/contact-center/chat?code=${WEBHOOK_SECRET}`;
    grid = await makeEventGrid({ url, schema: "event-grid" });
    chat.subscribe(grid);
    recording = makeRecording();
  });
  afterEach(async () => {
    await story.stop();
    await Promise.all([whatsApp.stop(), grid.stop(), chat.stop()]);
  });

  /** Until nothing is on the way; then what was asked of the providers is written down. */
  async function rest(): Promise<void> {
    for (let calls = -1; calls !== whatsApp.calls.length + chat.calls.length;) {
      calls = whatsApp.calls.length + chat.calls.length;
      await whatsApp.settled();
      await grid.settled();
      await story.settle();
    }
    recording.calls(whatsApp.name, whatsApp);
    recording.calls("ACS chat", chat);
  }

  async function says(text: string, what: Written = { kind: "text", text }): Promise<void> {
    const before = (await story.messages(who.NORA)).length;
    recording.tell("Nora", `“${text}”`);
    whatsApp.write(who.NORA, what);
    await rest();
    for (const line of (await story.messages(who.NORA)).slice(before)) {
      if (line.author !== "customer") {
        recording.tell("The house", `(${line.author}, ${line.status}) ${line.text}`);
      }
    }
  }

  test("goes as it is written down", async () => {
    recording.heading("The bot answers");
    await says("hello");
    await says("is hail damage to my car covered?");
    recording.heading("A person is asked for");
    await says("can I talk to a person please");
    const thread = chat.threads[0]!;
    recording.tell("Dana sees", chat.textsOf(thread.id).join("\n"));
    await says("somebody hit my car in the parking lot");
    recording.heading("A person answers from Azure's web chat sample");
    const dana = chat.people.hire();
    chat.people.enter(thread.id, dana, "Dana");
    recording.tell(
      "Dana",
      "enters the thread and writes, as HTML: `<p>Hello <b>Nora</b>,</p><p>are you hurt?</p>`",
    );
    chat.people.write(
      thread.id,
      dana,
      { html: "<p>Hello <b>Nora</b>,</p><p>are you hurt?</p>" },
      "Dana",
    );
    await rest();
    recording.tell("Nora reads", (await story.messages(who.NORA)).at(-1)!.text);
    await says("no, only the door is damaged");
    recording.heading("Back to the bot");
    recording.tell("Dana", "leaves the thread");
    chat.people.leave(thread.id, dana);
    await rest();
    recording.tell("Nora reads", (await story.messages(who.NORA)).at(-1)!.text);
    await says("when is my next payment due?");

    const statuses = (await story.messages(who.NORA)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(["received", "delivered"]));
    expect(grid.dropped).toEqual([]);
    const page = `# ${title}\n\n${INTRODUCTION}\n\n${recording.text()}`;
    const path = join(RUNS, `${file}.md`);
    if (process.env["RECORD"]) writeFileSync(path, page);
    expect(page).toBe(readFileSync(path, "utf8"));
  });
});

function openAcs(clock: () => number): Promise<RecordedWhatsApp> {
  return recordedAcs(clock, "cloud-events");
}
