import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Choice } from "../../core/conversation.ts";
import * as who from "../support/demo-insurer.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

/** The buttons under the newest line to this address. */
async function offeredTo(address: string): Promise<Choice[]> {
  const [line] = await story.query<{ choices: string }>(
    `SELECT lines.choices FROM lines JOIN conversations ON conversations.id = lines.conversation_id
     WHERE conversations.address = $1 AND lines.author <> 'customer' ORDER BY lines.seq DESC LIMIT 1`,
    address,
  );
  return JSON.parse(line?.choices ?? "[]") as Choice[];
}

const tapping = (choice: Choice | undefined) => ({
  messageType: "interactive",
  interactive: { type: "buttonReply", buttonReply: choice },
});

const emailOf = async (address: string) =>
  (await story.records.findCustomerByAddress(address))?.email;

describe("a question with choices", () => {
  test.each([
    [who.OWEN, "change my email to a@example.org", "a@example.org", "1"],
    [who.OWEN, "change my email to b@example.org", "b@example.org", "the first one"],
    [who.OWEN, "change my email to c@example.org", "c@example.org", "Yes"],
    [who.JOAQUIN, "cambiar mi correo a d@example.org", "d@example.org", "la primera"],
    [who.JOAQUIN, "cambiar mi correo a e@example.org", "e@example.org", "si"],
    [who.JOAQUIN, "cambiar mi correo a f@example.org", "f@example.org", "1️⃣"],
  ])("asked of %s: %j is answered alike by chat, by words and by button", async (...row) => {
    const [address, opening, email, words] = row;
    await story.begin(address);
    const { reply } = await story.say(address, opening);
    expect(reply).toMatch(/\n1\. (?:Yes|Sí)\n2\. No$/);
    const told = await story.say(address, words);
    expect(await emailOf(address)).toBe(email);

    await story.begin(address);
    await story.write(address, opening.replace(email, `by-button-${email}`));
    const lines = await story.write(address, tapping((await offeredTo(address))[0]));
    expect(await emailOf(address)).toBe(`by-button-${email}`);
    expect(lines.map(({ text }) => text.replace("by-button-", ""))).toEqual([told.reply]);
  });

  test("that is gone takes no late tap, and whatever is open now is said", async () => {
    await story.begin(who.INGRID);
    const before = await emailOf(who.INGRID);
    await story.write(who.INGRID, "change my email to late@example.org");
    const [yes] = await offeredTo(who.INGRID);
    await story.write(who.INGRID, "no", "cancel AUT-1050");
    const [line] = await story.write(who.INGRID, tapping(yes));
    expect(line?.text).toContain("earlier question");
    expect(line?.text).toContain("Request: cancel AUT-1050");
    expect(await emailOf(who.INGRID)).toBe(before);
    expect(await story.queueOf(who.INGRID)).toEqual([]);
  });

  test("asked before a goodbye to people closes by button", async () => {
    await story.begin(who.WALTER);
    await story.say(who.WALTER, "I want to talk to a person");
    await story.write(who.WALTER, "bye");
    const lines = await story.write(who.WALTER, tapping((await offeredTo(who.WALTER)).at(-1)));
    expect(lines.map(({ text }) => text)).toEqual([expect.stringContaining("is closed")]);
  });
});
