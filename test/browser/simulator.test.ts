import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { NORA, makeBusyDay } from "../support/busy-day.ts";
import { chromiumPath, openBrowser, openPage, violations } from "../support/browser.ts";
import type { WatchedPage } from "../support/browser.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

/** axe looks at whole pages, several times. */
const SLOW_MS = 60_000;

describe.skipIf(chromiumPath === undefined)(
  "the simulator and the docs in a browser",
  { timeout: 30_000 },
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

    async function at(path: string, options = {}): Promise<WatchedPage> {
      const watched = await openPage(browser, running.url + path, options);
      open.push(watched);
      return watched;
    }

    test.each(["light", "dark"] as const)(
      "is accessible and quiet in %s, also on a phone",
      async (colorScheme) => {
        for (const viewport of [
          { width: 1440, height: 900 },
          { width: 390, height: 844 },
        ]) {
          const hash = `#${encodeURIComponent(NORA)}`;
          const { page, complaints } = await at(`/simulator${hash}`, { colorScheme, viewport });
          await page.locator(".bubble", { hasText: "No rush" }).waitFor();
          await page.locator("details > summary").first().click();
          expect(await violations(page)).toEqual([]);
          await page.locator("#who").selectOption("other");
          await page.locator("#other").fill("nonsense");
          await page.getByText("A phone number with +").waitFor();
          expect(await violations(page)).toEqual([]);
          expect(complaints).toEqual([]);
        }
      },
      SLOW_MS,
    );

    test("sends a message through the webhook, shows the answer and what happened", async () => {
      const { page, complaints } = await at("/simulator");
      await page.locator("#who").selectOption({ label: "Marcus Delaney · Standard · English" });
      await page.getByLabel("Message", { exact: true }).fill("What about my claim?");
      await page.keyboard.press("Enter");
      await page.getByText("Webhook: 1 accepted").waitFor();
      await page.locator(".bubble[data-side=me]", { hasText: "What about my claim?" }).waitFor();
      const exchange = page.locator(".exchange").first();
      expect(await exchange.textContent()).toContain("No answer yet");
      house.say("+14255550103", {
        author: "policy_agent",
        text: "[Policy Agent] Claim CL-2003 is in review.",
        trace: {
          intent: { name: "claim_status", zone: "act", confidence: 0.91, source: "local" },
          tools: [{ name: "get_claim", args: { claimId: "CL-2003" }, elapsedMs: 3.24 }],
        },
      });
      await page.locator(".bubble[data-side=them]", { hasText: "CL-2003 is in review" }).waitFor();
      const words = await exchange.textContent();
      for (const word of ["Claim status", "acts", "91 % sure", "local classifier", "get_claim"]) {
        expect(words).toContain(word);
      }
      expect(words).toContain("3.2 ms");
      expect(words).toContain("Policy agent answered");
      expect(complaints).toEqual([]);
    });

    test("a repeated delivery is the same delivery, and has no second effect", async () => {
      const { page } = await at("/simulator");
      await page.getByLabel("Message", { exact: true }).fill("Once");
      await page.keyboard.press("Enter");
      await page.getByText("Webhook: 1 accepted").waitFor();
      await page.getByRole("button", { name: "Repeat last" }).click();
      await page.getByText("seen before, no second effect").waitFor();
      expect(house.lines(NORA).filter(({ text }) => text === "Once")).toHaveLength(1);
    });

    test("sends files, and taps of what was offered last", async () => {
      house.say(NORA, {
        author: "customer_agent",
        text: "Shall I?",
        choices: [{ id: "affirm", title: "Yes, please" }],
      });
      const { page } = await at("/simulator");
      await page.getByRole("button", { name: "Yes, please" }).click();
      await page.locator(".bubble[data-side=me]", { hasText: "Yes, please" }).waitFor();
      expect(await page.getByRole("button", { name: "Yes, please" }).isVisible()).toBe(false);
      await page.getByRole("button", { name: "Send document" }).click();
      await page.locator(".bubble[data-side=me]", { hasText: "police-report.pdf" }).waitFor();
      await page.getByRole("button", { name: "Send photo" }).click();
      await page.locator(".bubble[data-side=me]", { hasText: "image/jpeg" }).waitFor();
    });

    test("writes as somebody nobody knows", async () => {
      const { page } = await at("/simulator");
      await page.locator("#who").selectOption("other");
      expect(await page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true);
      await page.getByLabel("Address").fill("+14255550999");
      await page.getByLabel("Message", { exact: true }).fill("Hello?");
      await page.keyboard.press("Enter");
      await page.locator(".bubble[data-side=me]", { hasText: "Hello?" }).waitFor();
      expect(house.lines("+14255550999")).toMatchObject([{ text: "Hello?" }]);
    });

    test("draws the API with nothing from elsewhere", async () => {
      const elsewhere: string[] = [];
      const { page, complaints } = await at("/docs");
      page.on("request", (request) => {
        if (!request.url().startsWith(running.url) && !request.url().startsWith("data:")) {
          elsewhere.push(request.url());
        }
      });
      await page.reload();
      await page.getByText("Send a customer's message and wait for the answer").waitFor();
      expect(complaints).toEqual([]);
      expect(elsewhere).toEqual([]);
    });
  },
);
