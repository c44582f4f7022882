import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { LUCIA, MARCUS, NORA, makeBusyDay } from "../support/busy-day.ts";
import { chromiumPath, openBrowser, openPage, violations } from "../support/browser.ts";
import type { WatchedPage } from "../support/browser.ts";
import { aLetter, makeFakeHouse } from "../support/fake-house.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

/** axe looks at whole pages, several times. */
const SLOW_MS = 60_000;

const line = (page: Page, text: string) => page.locator("#lines .line", { hasText: text });

describe.skipIf(chromiumPath === undefined)("the console in a browser", { timeout: 30_000 }, () => {
  let browser: Browser;
  let house: FakeHouse;
  let running: Running;
  let open: WatchedPage[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = makeBusyDay(Date.now());
    running = await servePages(house);
    open = [];
  });
  afterEach(async () => {
    for (const each of open) await each.close();
    await running.stop();
  });

  /** Opens the desk as a person whose name it remembers. */
  async function atDesk(hash = "", options = {}, name = "Dana"): Promise<WatchedPage> {
    const watched = await openPage(browser, `${running.url}/console`, options);
    open.push(watched);
    await watched.page.evaluate((name) => localStorage.setItem("contact-centre.name", name), name);
    await watched.page.goto(`${running.url}/console${hash}`);
    await watched.page.reload();
    return watched;
  }

  test.each(["light", "dark"] as const)(
    "is accessible and quiet in %s, empty, busy and on a phone",
    async (colorScheme) => {
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const queue = await atDesk("", { colorScheme, viewport });
        await queue.page.getByRole("button", { name: /Marcus Delaney/ }).waitFor();
        expect(await violations(queue.page)).toEqual([]);
        const talk = await atDesk("#thread-nora", { colorScheme, viewport });
        await line(talk.page, "No rush").waitFor();
        for (const fold of await talk.page.locator("details > summary:visible").all()) {
          await fold.click();
        }
        expect(await violations(talk.page)).toEqual([]);
        expect([...queue.complaints, ...talk.complaints]).toEqual([]);
      }
    },
    SLOW_MS,
  );

  test("says what to do when nobody is waiting", async () => {
    await running.stop();
    running = await servePages(makeFakeHouse());
    const { page, complaints } = await atDesk();
    await page.getByText("Nobody is waiting").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.title()).toBe("Console · Contact center");
  });

  test("puts who waits longest first and their number in the title", async () => {
    const { page } = await atDesk();
    const waiting = page.getByRole("region", { name: "Waiting" }).getByRole("button");
    await waiting.first().waitFor();
    const names = await waiting.locator(".who").allTextContents();
    expect(names).toEqual(["Marcus Delaney", "Nora Halvorsen", "US.13491208655302741918"]);
    expect(await page.title()).toBe("(3) Console · Contact center");
  });

  test("a person opens, claims, answers and ends a conversation by keyboard alone", async () => {
    const { page, complaints } = await atDesk();
    await page.getByRole("button", { name: /Nora Halvorsen/ }).focus();
    await page.keyboard.press("Enter");
    await line(page, "No rush").waitFor();
    await page.getByRole("button", { name: "Claim" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#chips", { hasText: "With Dana" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("reply");
    await page.keyboard.type("Hello Nora,");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("this is Dana.");
    await page.keyboard.press("Enter");
    const said = line(page, "this is Dana.");
    await said.waitFor();
    expect(await said.locator(".said").textContent()).toBe("Hello Nora,\nthis is Dana.");
    expect(house.lines(NORA).at(-1)?.text).toBe(
      "[Contact Center Agent] Dana: Hello Nora,\nthis is Dana.",
    );
    expect(await page.locator("#reply").inputValue()).toBe("");
    await page.getByRole("button", { name: "End conversation" }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "End conversation" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#chips", { hasText: "Ended" }).waitFor();
    await page.locator("#lines .mark", { hasText: "Back with the bot" }).waitFor();
    await expect.poll(() => page.locator("#reply").isDisabled()).toBe(true);
    expect((await house.handoffs.find("thread-nora"))?.status).toBe("closed");
    expect(complaints).toEqual([]);
  });

  test("new lines and delivery reports appear, and the draft, its cursor and open details stay", async () => {
    const { page } = await atDesk("#thread-nora");
    const hail = line(page, "covers it");
    await hail.waitFor();
    await hail.locator("summary").click();
    await page.locator("#reply").fill("A half-written answer");
    await page.locator("#reply").evaluate((box: HTMLTextAreaElement) => {
      box.setSelectionRange(2, 6);
    });
    const sent = house.say(NORA, { author: "system", text: "Still in the queue.", status: "sent" });
    const news = line(page, "Still in the queue.");
    await news.filter({ hasText: "sent" }).waitFor();
    Object.assign(house.lines(NORA).find(({ id }) => id === sent.id) ?? {}, { status: "read" });
    await news.filter({ hasText: "read" }).waitFor();
    const kept = await page.locator("#reply").evaluate((box: HTMLTextAreaElement) => ({
      text: box.value,
      selection: [box.selectionStart, box.selectionEnd],
      hasFocus: document.activeElement === box,
    }));
    expect(kept).toEqual({ text: "A half-written answer", selection: [2, 6], hasFocus: true });
    expect(await hail.locator("details").getAttribute("open")).toBe("");
    await page.getByRole("button", { name: /Marcus Delaney/ }).click();
    await line(page, "Two weeks!").waitFor();
    expect(await page.locator("#reply").inputValue()).toBe("");
    await page.goBack();
    await expect.poll(() => page.locator("#reply").inputValue()).toBe("A half-written answer");
  });

  test("opens at the end, and leaves a reader who scrolled back where they are", async () => {
    for (let n = 0; n < 40; n++) house.say(NORA, { text: `Message ${n}` });
    const { page } = await atDesk("#thread-nora");
    await line(page, "Message 39").waitFor();
    const scroller = page.locator("#scroller");
    const fromEnd = () =>
      scroller.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight);
    expect(await fromEnd()).toBeLessThan(2);
    await scroller.evaluate((each) => each.scrollTo(0, 100));
    house.say(NORA, { text: "And one more" });
    await line(page, "And one more").waitFor({ state: "attached" });
    expect(await scroller.evaluate((each) => each.scrollTop)).toBe(100);
    await page.getByRole("button", { name: "New messages" }).click();
    expect(await fromEnd()).toBeLessThan(2);
  });

  test("who comes second is told who was faster, and cannot write", async () => {
    const { page } = await atDesk("#thread-nora", {}, "Ravi");
    await line(page, "No rush").waitFor();
    // Somebody else is faster by less than the page's next look: while the claim is on its way.
    await page.route("**/claim", async (route) => {
      await house.handoffs.claim("thread-nora", "Dana");
      await route.continue();
    });
    await page.getByRole("button", { name: "Claim" }).click();
    await page.getByText("Dana already has this conversation.").waitFor();
    await page.getByText("Dana has this conversation.", { exact: true }).waitFor();
    expect(await page.locator("#reply").isDisabled()).toBe(true);
  });

  test("goes back to the queue when a link leads to nothing", async () => {
    for (const hash of ["#thread-nobody", "#%"]) {
      const { page } = await atDesk(hash);
      await page.getByText("Choose a conversation").waitFor();
      await page.getByRole("button", { name: /Marcus Delaney/ }).waitFor();
      expect(await page.locator("#open").isVisible()).toBe(false);
    }
  });

  test("asks for the name before anything is sent in it", async () => {
    const { page } = await atDesk("#thread-nora", {}, "");
    await line(page, "No rush").waitFor();
    await page.locator("#reply").fill("Hello");
    await page.keyboard.press("Enter");
    await page.getByText("Fill in your name first").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("name");
    expect(await page.locator("#reply").inputValue()).toBe("Hello");
    expect(house.lines(NORA).at(-1)?.author).toBe("customer");
  });

  test("shows what customers write as text, whatever it looks like", async () => {
    house.say(LUCIA, { text: "<img src=x onerror=alert(1)><b>bold</b>" });
    const { page, complaints } = await atDesk("#thread-lucia");
    await line(page, "<b>bold</b>").waitFor();
    expect(await page.locator("#lines .said img, #lines b, #queue img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("asks for the access key when the server wants one, again when it is wrong, then goes on", async () => {
    await running.stop();
    running = await servePages(house, ["sesame"]);
    const { page } = await atDesk();
    const dialog = page.getByRole("dialog", { name: "Access key" });
    await dialog.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await dialog.getByText("That key was not accepted.").waitFor();
    await page.keyboard.type("sesame");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /Marcus Delaney/ }).waitFor();
    expect(await page.evaluate(() => Object.values(localStorage))).not.toContain("sesame");
  });

  test.each(["light", "dark"] as const)(
    "shows what is stuck, accessible in %s and on a phone, as the text it is",
    async (colorScheme) => {
      house.letters.push(aLetter({ id: "letter-html", text: "<img src=x><b>bold</b>" }));
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const { page, complaints } = await atDesk("", { colorScheme, viewport });
        await page.getByRole("button", { name: "Stuck messages 5" }).click();
        const dialog = page.getByRole("dialog", { name: "Stuck messages" });
        await dialog.getByText("May have arrived").waitFor();
        expect(await dialog.getByRole("listitem").count()).toBe(5);
        expect(await dialog.getByRole("button", { name: /^Send again to/ }).count()).toBe(4);
        expect(await dialog.locator("img, b").count()).toBe(0);
        expect(await violations(page)).toEqual([]);
        expect(complaints).toEqual([]);
      }
    },
    SLOW_MS,
  );

  test("a person sends what is stuck again by keyboard, in their name, one after the other", async () => {
    const { page } = await atDesk();
    await page.getByRole("button", { name: "Stuck messages 4" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Stuck messages" });
    await dialog.getByRole("button", { name: `Send again to ${MARCUS}` }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByText(`On its way to ${MARCUS} again.`).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toBe(`Send again to ${LUCIA}`);
    await page.keyboard.press("Enter");
    await dialog.getByText(`On its way to ${LUCIA} again.`).waitFor();
    expect(house.sentAgain).toEqual([
      { id: "letter-refused", by: "Dana" },
      { id: "letter-unknown", by: "Dana" },
    ]);
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(2);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Stuck messages 2" }).waitFor();
  });

  test("who comes second with what is stuck is told so, and nobody does it without a name", async () => {
    const nameless = await atDesk("", {}, "");
    await nameless.page.getByRole("button", { name: "Stuck messages 4" }).click();
    await nameless.page.getByRole("button", { name: `Send again to ${MARCUS}` }).click();
    await nameless.page.getByText("fill in your name first").waitFor();
    expect(house.sentAgain).toEqual([]);
    const { page } = await atDesk("", {}, "Ravi");
    await page.getByRole("button", { name: "Stuck messages 4" }).click();
    const button = page.getByRole("button", { name: `Send again to ${MARCUS}` });
    await page.route("**/send-again", async (route) => {
      await house.deliveries.sendAgain("letter-refused", "Dana");
      await route.continue();
    });
    await button.click();
    await page.getByText("Somebody has decided already.").waitFor();
    await expect.poll(() => button.count()).toBe(0);
  });

  test("what needs nothing more is put away in a person's name, whether it came in or was to go out", async () => {
    const { page } = await atDesk();
    await page.getByRole("button", { name: "Stuck messages 4" }).click();
    const dialog = page.getByRole("dialog", { name: "Stuck messages" });
    expect(await dialog.getByRole("button", { name: /^Put away the message of/ }).count()).toBe(4);
    const incoming = dialog.getByRole("listitem").filter({ hasText: "Could not be answered" });
    await incoming.getByRole("button", { name: /^Put away/ }).click();
    await dialog.getByText("is put away.").waitFor();
    await expect.poll(() => incoming.count()).toBe(0);
    await dialog.getByRole("button", { name: `Put away the message of ${MARCUS}` }).click();
    await expect.poll(() => dialog.getByRole("listitem").count()).toBe(2);
    expect(house.putAway).toMatchObject([{ by: "Dana" }, { id: "letter-refused", by: "Dana" }]);
    expect(house.sentAgain).toEqual([]);
  });

  test("has no place for stuck messages while there are none", async () => {
    house.letters.length = 0;
    const { page } = await atDesk();
    await page.getByRole("button", { name: /Marcus Delaney/ }).waitFor();
    expect(await page.locator("#letters-open").isVisible()).toBe(false);
  });

  test("says when the connection is lost, and that it is back", async () => {
    const { page } = await atDesk();
    const live = page.locator("#live");
    await live.filter({ hasText: "Live" }).waitFor();
    await page.route("**/console/api/**", (route) => route.abort());
    await live.filter({ hasText: "Connection lost" }).waitFor();
    await page.unroute("**/console/api/**");
    await live.filter({ hasText: "Live" }).waitFor();
  });
});
