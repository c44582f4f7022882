import { afterEach, expect, test } from "vitest";
import { parseEventGrid } from "../../channels/event-grid.ts";
import {
  documentContent,
  imageContent,
  makeDelivery,
  tapContent,
  textContent,
  // @ts-expect-error A browser module, in JavaScript with JSDoc: the page and this test share it as it is.
} from "../../server/simulator/deliveries.js";
import { makeFakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";
import { aCustomer } from "../support/records.ts";

const PHONE = "+14255550101";
let running: Running | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test("serves a guarded page whose files are all there", async () => {
  running = await servePages(makeFakeHouse());
  const response = await fetch(`${running.url}/simulator`);
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await response.text();
  const paths = [...page.matchAll(/(?:src|href)="(\/[^"]+\.\w+)"/g)].map(([, path]) => path ?? "");
  expect(paths).toContain("/simulator/app.js");
  for (const path of paths) expect((await fetch(running.url + path)).status).toBe(200);
  expect((await fetch(`${running.url}/simulator/none.js`)).status).toBe(404);
});

test("lists customers with no more than a choice between them needs", async () => {
  running = await servePages(makeFakeHouse({ customers: [aCustomer()] }));
  expect(await (await fetch(`${running.url}/simulator/api/customers`)).json()).toEqual([
    {
      name: "Ada Moreno",
      phoneNumber: PHONE,
      customerType: "Standard",
      preferredLanguage: "en",
    },
  ]);
});

test("reads the lines of an address, none of somebody who never wrote, and asks for the address", async () => {
  const house = makeFakeHouse();
  const first = house.say(PHONE, { text: "Hello" });
  house.say(PHONE, { text: "Anybody?" });
  running = await servePages(house);
  const lines = `${running.url}/simulator/api/lines`;
  const address = encodeURIComponent(PHONE);
  expect(await (await fetch(`${lines}?address=${address}&after=${first.id}`)).json()).toMatchObject(
    {
      lines: [{ text: "Anybody?" }],
    },
  );
  expect(await (await fetch(`${lines}?address=nobody`)).json()).toEqual({
    lines: [],
    hasMore: false,
  });
  expect((await fetch(lines)).status).toBe(400);
});

test("shows nothing without the key when one is set", async () => {
  running = await servePages(makeFakeHouse(), ["sesame"]);
  expect((await fetch(`${running.url}/simulator`)).status).toBe(200);
  expect((await fetch(`${running.url}/simulator/api/customers`)).status).toBe(401);
  expect((await fetch(`${running.url}/simulator/api/lines?address=x`)).status).toBe(401);
});

test.each([
  ["text", textContent("Hello"), { kind: "text", text: "Hello" }],
  ["a photo", imageContent("dent"), { kind: "media", text: "dent", media: { kind: "image" } }],
  [
    "a document",
    documentContent(""),
    { kind: "media", media: { kind: "document", fileName: "police-report.pdf" } },
  ],
  [
    "a tap",
    tapContent({ id: "yes", title: "Yes" }, "line-1"),
    { kind: "choice", text: "Yes", choiceId: "yes" },
  ],
])(
  "makes deliveries of %s that our reader of Event Grid understands",
  (_name, content, expected) => {
    expect(parseEventGrid(makeDelivery(PHONE, content))).toMatchObject([
      { type: "message", door: "whatsapp-acs", address: PHONE, ...expected },
    ]);
  },
);

test("writes as somebody who hides their number, with an id of its own each time", () => {
  const events = [1, 2].flatMap(() =>
    parseEventGrid(makeDelivery("US.13491208655302741918", textContent("hi"))),
  );
  expect(events).toMatchObject([
    { address: "US.13491208655302741918" },
    { address: "US.13491208655302741918" },
  ]);
  const ids = events.map((event) => (event.type === "message" ? event.externalId : ""));
  expect(new Set(ids).size).toBe(2);
});
