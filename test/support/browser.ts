import { existsSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium stands on this machine; undefined where there is none, and then browser tests are skipped. */
export const chromiumPath = PLACES.find((path) => existsSync(path));

if (chromiumPath === undefined) {
  console.warn(`Browser tests are skipped: no Chromium at ${PLACES.join(", ")}.`);
}

/** Starts a headless Chromium of its own. */
export async function openBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("There is no Chromium.");
  // Without a language of letters Chromium names no file that has an accent.
  const env = { ...process.env, LANG: process.env["LANG"] ?? "C.UTF-8" };
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS, env });
}

/** A page in a context of its own, with everything it complained about. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, uncaught errors, and violations of the content security policy. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a page and listens for complaints from its first byte on. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

interface AxeRule {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong on the page as it stands, one line per element. */
export async function violations(page: Page): Promise<string[]> {
  // Through the debugger, so that the page's own policy against foreign scripts stays in force.
  await page.evaluate(axe.source);
  const rules = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: AxeRule[] }> };
    };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return (await axe.run(document, { runOnly: tags })).violations;
  });
  return rules.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ""}`),
  );
}
