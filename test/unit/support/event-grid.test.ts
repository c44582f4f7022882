import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeEventGrid } from "../../support/emulators/event-grid.ts";
import type { EventGrid, EventGridOptions } from "../../support/emulators/event-grid.ts";

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** What the subscriber answers to the next deliveries; 200 when there is nothing left. */
let answers: number[];
let got: Got[];
let asked: { method: string; url: string; headers: IncomingHttpHeaders }[];
/** The subscriber's answer to a handshake. */
let consents: boolean;
let grid: EventGrid | undefined;

const server = createServer((request, response) => {
  const { method = "", url = "", headers } = request;
  if (method === "OPTIONS") {
    asked.push({ method, url, headers });
    const allowed = {
      "webhook-allowed-origin": "eventgrid.azure.net",
      "webhook-allowed-rate": "*",
    };
    response.writeHead(200, consents ? allowed : {}).end();
    return;
  }
  void json(request).then((body) => {
    if (headers["aeg-event-type"] === "SubscriptionValidation") {
      asked.push({ method, url, headers });
      const [event] = body as [{ data: { validationCode: string } }];
      const validationResponse = consents ? event.data.validationCode : "another";
      return response.writeHead(200).end(JSON.stringify({ validationResponse }));
    }
    got.push({ headers, body });
    return response.writeHead(answers.shift() ?? 200).end();
  });
});

beforeEach(async () => {
  answers = [];
  got = [];
  asked = [];
  consents = true;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  await grid?.stop();
  grid = undefined;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function subscribe(options: Partial<EventGridOptions> = {}): Promise<EventGrid> {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/hook?code=s`;
  const schema = "event-grid";
  grid = await makeEventGrid({ url, schema, headers: { "x-key": "k" }, ...options });
  return grid;
}

const event = (id: string, type = "Microsoft.Communication.Happened") => ({
  id,
  type,
  subject: `s/${id}`,
  data: { id },
});
const idsOf = ({ body }: Got): string[] => [body].flat().map((each) => (each as { id: string }).id);

describe("before anything is delivered", () => {
  test.each([
    ["event-grid", "POST"],
    ["cloud-events", "OPTIONS"],
  ] as const)("%s asks the subscriber by %s at the very address", async (schema, method) => {
    await subscribe({ schema });
    expect(asked).toMatchObject([{ method, url: "/hook?code=s", headers: { "x-key": "k" } }]);
    consents = false;
    await expect(subscribe({ schema })).rejects.toThrow("The handshake failed");
    expect(got).toEqual([]);
  });
});

test("Event Grid's schema is a list, with all its headers", async () => {
  const { publish, settled } = await subscribe();
  publish(event("a"));
  await settled();
  expect(got).toHaveLength(1);
  expect(got[0]!.body).toMatchObject([
    { id: "a", eventType: "Microsoft.Communication.Happened", subject: "s/a", data: { id: "a" } },
  ]);
  expect(got[0]!.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "aeg-event-type": "Notification",
    "aeg-subscription-name": "CONTACT-CENTER",
    "aeg-delivery-count": "0",
    "aeg-output-event-id": "a",
    "x-key": "k",
  });
});

test("a CloudEvent comes alone, several come as a batch", async () => {
  const { publish, settled, behave } = await subscribe({ schema: "cloud-events" });
  publish(event("a"));
  behave({ batchSize: 2 });
  publish(event("b"), event("c"), event("d"));
  await settled();
  expect(got.map(({ body }) => Array.isArray(body))).toEqual([false, true, false]);
  expect(got.map(idsOf)).toEqual([["a"], ["b", "c"], ["d"]]);
  expect(got[0]!.body).toMatchObject({ specversion: "1.0", type: expect.any(String) });
  expect(got.map(({ headers }) => headers["content-type"])).toEqual([
    "application/cloudevents+json; charset=utf-8",
    "application/cloudevents-batch+json; charset=utf-8",
    "application/cloudevents+json; charset=utf-8",
  ]);
});

test("a failure is tried again and holds up nobody else", async () => {
  answers = [503, 404];
  const { publish, settled, attempts, dropped } = await subscribe();
  publish(event("a"), event("b"), event("c"));
  await settled();
  expect(attempts.map(({ eventIds: [id], earlier, status }) => [id, earlier, status])).toEqual(
    expect.arrayContaining([
      ["a", 0, 503],
      ["b", 0, 404],
      ["c", 0, 200],
      ["a", 1, 200],
      ["b", 1, 200],
    ]),
  );
  expect(got.map(({ headers }) => headers["aeg-delivery-count"])).toContain("1");
  expect(dropped).toEqual([]);
});

test.each([400, 401, 403, 413])("%i is never tried again", async (status) => {
  answers = [status];
  const { publish, settled, dropped } = await subscribe();
  publish(event("a"), event("b"));
  await settled();
  expect(got.map(idsOf)).toEqual([["a"], ["b"]]);
  expect(dropped.map(({ id }) => id)).toEqual(["a"]);
});

test("who fails on and on is given up", async () => {
  answers = Array.from({ length: 9 }, () => 500);
  const { publish, settled, dropped } = await subscribe({ maxAttempts: 3 });
  publish(event("a"));
  await settled();
  expect(got).toHaveLength(3);
  expect(dropped).toHaveLength(1);
});

test("on demand everything comes twice, in any order", async () => {
  const { publish, hold, release, settled } = await subscribe({ random: () => 0.99 });
  hold();
  publish(event("a"), event("b"));
  publish(event("c"));
  await settled();
  expect(got).toEqual([]);
  release({ copies: 2, isShuffled: true });
  await settled();
  expect(got.flatMap(idsOf).sort()).toEqual(["a", "a", "b", "b", "c", "c"]);
});

test("only what was subscribed to is delivered", async () => {
  const { publish, settled } = await subscribe({ types: ["Wanted"] });
  publish(event("a"), event("b", "Wanted"));
  await settled();
  expect(got.map(idsOf)).toEqual([["b"]]);
});
