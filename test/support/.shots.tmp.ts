import { makeBusyDay } from "./busy-day.ts";
import { openBrowser, openPage, violations } from "./browser.ts";
import { servePages } from "./fake-server.ts";
const house = makeBusyDay(Date.now());
const s = await servePages(house);
const b = await openBrowser();
for (const scheme of ["light","dark"] as const) {
  for (const [name, path, w, h] of [["console","/console#thread-nora",1440,900],["console-empty","/console",1440,900],["simulator","/simulator#%2B14255550101",1440,900],["console-mid","/console#thread-lucia",1000,760],["console-phone","/console#thread-nora",390,844],["queue-phone","/console",390,844],["simulator-phone","/simulator#%2B14255550101",390,844]] as const) {
    const { page, complaints, close } = await openPage(b, s.url + path, { colorScheme: scheme, viewport: { width: w, height: h } });
    await page.evaluate(() => localStorage.setItem("contact-centre.name", "Dana"));
    await page.reload();
    await page.waitForTimeout(700);
    await page.screenshot({ path: `/tmp/shots/${name}-${scheme}.png`, fullPage: name === "simulator-phone" });
    console.log(name, scheme, complaints, await violations(page));
    await close();
  }
}
await b.close(); await s.stop();
