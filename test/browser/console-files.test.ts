import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { LUCIA, MARCUS, MOVED, makeBusyDay } from "../support/busy-day.ts";
import { chromiumPath, openBrowser, openPage, violations } from "../support/browser.ts";
import type { WatchedPage } from "../support/browser.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

/** axe looks at whole pages, several times. */
const SLOW_MS = 60_000;
const PDF = { name: "form.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 form") };

const line = (page: Page, text: string) => page.locator("#lines .line", { hasText: text });

describe.skipIf(chromiumPath === undefined)(
  "files and windows at the console",
  {
    timeout: 30_000,
  },
  () => {
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

    async function atDesk(thread: string, options = {}): Promise<WatchedPage> {
      const url = `${running.url}/console#thread-${thread}`;
      const watched = await openPage(browser, url, options);
      open.push(watched);
      await watched.page.evaluate(() => localStorage.setItem("contact-centre.name", "Dana"));
      await watched.page.reload();
      await watched.page.locator("#lines .line").first().waitFor();
      return watched;
    }

    test.each(["light", "dark"] as const)(
      "are accessible and quiet in %s and on a phone",
      async (colorScheme) => {
        for (const viewport of [
          { width: 1440, height: 900 },
          { width: 390, height: 844 },
        ]) {
          for (const thread of ["lucia", "marcus", "moved"]) {
            const { page, complaints } = await atDesk(thread, { colorScheme, viewport });
            if (thread === "lucia") {
              await page.locator("#files").setInputFiles(PDF);
              await page.locator(".picture").scrollIntoViewIfNeeded();
              await page.locator(".picture img").waitFor();
              expect(await violations(page)).toEqual([]);
              await page.locator(".picture").click();
            }
            expect([thread, ...(await violations(page)), ...complaints]).toEqual([thread]);
          }
        }
      },
      SLOW_MS,
    );

    test("a picture is fetched when it is looked at, and enlarged and closed by keyboard", async () => {
      for (let n = 0; n < 30; n++) house.say(LUCIA, { text: `Message ${n}` });
      const { page } = await atDesk("lucia");
      await line(page, "Message 29").waitFor();
      expect(await page.locator(".picture img").count()).toBe(0);
      await page.locator(".picture").scrollIntoViewIfNeeded();
      const picture = page.locator("#lines").getByRole("img", { name: "Image from customer" });
      await picture.waitFor();
      const width = await picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
      expect(width).toBe(320);
      await page.getByRole("button", { name: "Enlarge: Image from customer" }).focus();
      await page.keyboard.press("Enter");
      const viewer = page.getByRole("dialog", { name: "Image from customer" });
      await viewer.waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => viewer.count()).toBe(0);
    });

    test("a file of a customer is downloaded whole, and one that breaks off is said to", async () => {
      const { page } = await atDesk("lucia");
      const button = page.getByRole("button", { name: /Presupuesto cristalería\.pdf/ });
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      expect(download.suggestedFilename()).toBe("Presupuesto cristalería.pdf");
      expect(await readFile(await download.path(), "utf8")).toBe("%PDF-1.7 an offer");
      const whole = house.provider.files.get("m3")!;
      house.provider.files.set("m3", { ...whole, breaksAfter: 1 });
      await button.click();
      await page.getByText("The file did not arrive whole.").waitFor();
      house.provider.files.delete("m3");
      await button.click();
      await page.getByText("There is no such file, or not any more.").waitFor();
    });

    test("a reader at the end stays there when a notice takes the room, and one who scrolled back is left alone", async () => {
      const { page } = await atDesk("lucia", { viewport: { width: 390, height: 844 } });
      const scroller = page.locator("#scroller");
      const fromEnd = () =>
        scroller.evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight);
      const notice = page.locator("#window-notice");
      await page.getByRole("button", { name: "Stuck messages 4" }).waitFor();
      await expect.poll(fromEnd).toBeLessThan(2);
      house.change("thread-lucia", { openUntil: Date.now() - 1 });
      await notice.waitFor();
      await expect.poll(fromEnd).toBeLessThan(2);
      await scroller.evaluate((each) => each.scrollTo(0, 10));
      house.change("thread-lucia", { openUntil: null });
      await notice.waitFor({ state: "hidden" });
      expect(await scroller.evaluate((each) => each.scrollTop)).toBe(10);
    });

    test("a place is told in numbers and linked to, and no map is loaded", async () => {
      const { page } = await atDesk("lucia");
      const place = line(page, "47.60621, -122.33207");
      const link = place.getByRole("link", { name: "Open in OpenStreetMap" });
      expect(await link.getAttribute("href")).toBe(
        "https://www.openstreetmap.org/?mlat=47.60621&mlon=-122.33207#map=16/47.60621/-122.33207",
      );
      expect(await link.getAttribute("rel")).toBe("noopener noreferrer");
    });

    test("a person sends files with words by keyboard, the words with the first", async () => {
      const { page, complaints } = await atDesk("lucia");
      const chosen = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Attach" }).focus();
      await page.keyboard.press("Enter");
      await (
        await chosen
      ).setFiles([PDF, { ...PDF, name: "second.pdf" }, { ...PDF, name: "third.pdf" }]);
      await page.getByRole("button", { name: "Remove third.pdf" }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("reply");
      await page.keyboard.type("Please sign.");
      await page.keyboard.press("Enter");
      await line(page, "second.pdf").waitFor();
      const said = house.lines(LUCIA).slice(-2);
      expect(said.map(({ text, media }) => [text, media?.fileName])).toEqual([
        ["[Contact Center Agent] Dana: Please sign.", "form.pdf"],
        ["[Contact Center Agent] Dana:", "second.pdf"],
      ]);
      expect(PDF.buffer.equals(house.files.kept[0]!.bytes)).toBe(true);
      await expect.poll(() => page.locator("#attached li").count()).toBe(0);
      expect(await page.locator("#reply").inputValue()).toBe("");
      expect(complaints).toEqual([]);
    });

    test("takes what is dropped and pasted, and says what WhatsApp would not take", async () => {
      const { page } = await atDesk("lucia");
      await page.evaluate(() => {
        const give = (type: "drop" | "paste", name: string, mimeType: string, target: string) => {
          const data = new DataTransfer();
          data.items.add(new File(["abc"], name, { type: mimeType }));
          const options = { bubbles: true, cancelable: true };
          document
            .querySelector(target)
            ?.dispatchEvent(
              type === "drop"
                ? new DragEvent(type, { ...options, dataTransfer: data })
                : new ClipboardEvent(type, { ...options, clipboardData: data }),
            );
        };
        give("drop", "dropped.png", "image/png", "#lines");
        give("drop", "beside.png", "image/png", "#queue");
        give("paste", "pasted.png", "image/png", "#reply");
        give("paste", "page.html", "text/html", "#reply");
      });
      const names = page.locator("#attached .file-name");
      await expect.poll(() => names.allTextContents()).toEqual(["dropped.png", "pasted.png"]);
      await page.getByText("page.html: WhatsApp does not take this kind of file.").waitFor();
      const large = { name: "large.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(5_000_001) };
      await page.locator("#files").setInputFiles(large);
      await page.getByText("large.jpg: WhatsApp takes pictures of at most 5 MB.").waitFor();
      expect(await names.count()).toBe(2);
    });

    test("files wait with their conversation, and what the server refuses stays to be sent again", async () => {
      const { page } = await atDesk("lucia");
      await page.locator("#files").setInputFiles({ ...PDF, buffer: Buffer.from("no PDF") });
      await page.getByRole("button", { name: /\+14255550107/ }).click();
      await line(page, "send me all").waitFor();
      expect(await page.locator("#attached li").count()).toBe(0);
      await page.goBack();
      await expect.poll(() => page.locator("#attached li").count()).toBe(1);
      await page.locator("#reply").fill("Here");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText("The file is not of the kind its name says.").waitFor();
      expect(await page.locator("#attached li").count()).toBe(1);
      expect(await page.locator("#reply").inputValue()).toBe("Here");
    });

    test("says until when words reach the customer, and warns an hour before the end", async () => {
      const { page } = await atDesk("lucia");
      await page.locator("#chips").getByText("Window closes in 42 min").waitFor();
      house.change("thread-lucia", { openUntil: Date.now() + 2 * 60 * 60_000 });
      await page
        .locator("#chips")
        .getByText(/^Free words until /)
        .waitFor();
      house.change("thread-lucia", { openUntil: null });
      await expect
        .poll(() =>
          page
            .locator("#chips")
            .getByText(/words until/)
            .count(),
        )
        .toBe(0);
    });

    test("goes by the server's clock, whatever the reader's says", async () => {
      const { page } = await atDesk("lucia");
      await page.clock.install({ time: Date.now() + 5 * 60 * 60_000 });
      await page.reload();
      await page.locator("#chips").getByText("Window closes in 42 min").waitFor();
    });

    test("says that a window is closed, keeps what is written, and invites by keyboard once", async () => {
      const { page } = await atDesk("marcus");
      const notice = page.locator("#window-notice");
      await notice
        .getByText("last wrote more than 24 hours ago; WhatsApp takes only templates")
        .waitFor();
      await line(page, "The shop has our approval")
        .getByText("waits until the customer writes")
        .waitFor();
      await page.locator("#reply").fill("I look into it.");
      await page.keyboard.press("Enter");
      await line(page, "I look into it.").getByText("waits until the customer writes").waitFor();
      const invite = page.getByRole("button", { name: "Invite to write" });
      await invite.focus();
      await page.keyboard.press("Enter");
      await notice.getByText("Invited: it goes on when they answer.").waitFor();
      expect(await invite.isDisabled()).toBe(true);
      expect(house.lines(MARCUS).at(-1)).toMatchObject({
        text: "[Contact Center Agent] Dana: We have news for you.",
        status: "sent",
      });
    });

    test("says why nobody can be invited when no template is set up", async () => {
      await running.stop();
      house.canInvite = false;
      running = await servePages(house);
      const { page } = await atDesk("marcus");
      await page.getByText("No template is set up for this").waitFor();
      expect(await page.getByRole("button", { name: "Invite to write" }).isDisabled()).toBe(true);
      expect(await page.locator("#reply").isDisabled()).toBe(false);
    });

    test("warns of a number that changed hands, and shows its record once a person vouches", async () => {
      house.say(MOVED, { text: "It is me, Tomás" });
      const { page } = await atDesk("moved");
      await page.getByText("This number has changed hands: we do not know who writes.").waitFor();
      const context = page.locator("#context");
      await context.getByText("so no record is shown").waitFor();
      expect(await context.locator(".policy").count()).toBe(0);
      await page.getByRole("button", { name: "Identity confirmed" }).focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: "Are you sure who writes?" });
      await dialog.getByRole("button", { name: "Identity confirmed" }).focus();
      await page.keyboard.press("Enter");
      await context.locator(".policy").first().waitFor();
      expect(await page.locator("#hands-notice").isVisible()).toBe(false);
      expect(await house.handoffs.find("thread-moved")).toMatchObject({ isProven: true });
    });

    test("who does not have the conversation cannot vouch for anybody", async () => {
      house.change("thread-moved", { claimedBy: "Ravi" });
      const { page } = await atDesk("moved");
      await page.getByText("Ravi finds out who it is.").waitFor();
      expect(await page.getByRole("button", { name: "Identity confirmed" }).isDisabled()).toBe(
        true,
      );
    });
  },
);
