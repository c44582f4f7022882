import { afterEach, expect, test } from "vitest";
import { DeadLetters } from "../../server/schemas.ts";
import { aLetter, makeFakeHouse } from "../support/fake-house.ts";
import type { FakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

const NOON = Date.UTC(2026, 10, 22, 12);
const DOOR = "/contact-center/dead-letters";
let running: Running | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

function makeHouse(): FakeHouse {
  return makeFakeHouse({
    letters: [3, 2, 1].map((n) =>
      aLetter({ id: `letter-${n}`, text: `words ${n}`, createdAt: NOON, diedAt: NOON + n }),
    ),
  });
}

async function open(house: FakeHouse, keys: string[] = []) {
  running = await servePages(house, keys);
  const { url } = running;
  const decide =
    (decision: string) =>
    (id: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}${DOOR}/${id}/${decision}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
  return {
    get: (query = "", headers: Record<string, string> = {}) =>
      fetch(url + DOOR + query, { headers }),
    sendAgain: decide("send-again"),
    putAway: decide("put-away"),
  };
}

test("lists what needs a person, with how many there are, and stays out of caches", async () => {
  const { get } = await open(makeHouse());
  const response = await get();
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  const answer = DeadLetters.parse(await response.json());
  expect(answer).toMatchObject({ total: 3, next: null });
  expect(answer.deadLetters[0]).toEqual({
    ...aLetter({ id: "letter-3", text: "words 3" }),
    createdAt: "2026-11-22T12:00:00.000Z",
    diedAt: "2026-11-22T12:00:00.003Z",
  });
});

test("hands them out page by page", async () => {
  const { get } = await open(makeHouse());
  const first = DeadLetters.parse(await (await get("?limit=2")).json());
  expect(first.deadLetters.map(({ id }) => id)).toEqual(["letter-3", "letter-2"]);
  const before = encodeURIComponent(first.next ?? "");
  const second = DeadLetters.parse(await (await get(`?limit=2&before=${before}`)).json());
  expect(second).toMatchObject({ total: 3, next: null });
  expect(second.deadLetters.map(({ id }) => id)).toEqual(["letter-1"]);
});

test.each(["?limit=0", "?limit=101", "?limit=many", "?before=letter-3", "?limit=1&limit=2"])(
  "refuses %s",
  async (query) => {
    const { get } = await open(makeHouse());
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid_request" } });
  },
);

test("sends one again for the first who asks and tells the second", async () => {
  const house = makeHouse();
  const { get, sendAgain } = await open(house);
  const first = await sendAgain("letter-2", { by: "Dana" });
  expect([first.status, await first.json()]).toEqual([
    200,
    { status: "accepted", deliveryId: "letter-2-again" },
  ]);
  const second = await sendAgain("letter-2", { by: "Ravi" });
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({ error: { code: "conflict" } });
  expect(house.sentAgain).toEqual([{ id: "letter-2", by: "Dana" }]);
  expect(await (await get()).json()).toMatchObject({ total: 2 });
});

test("puts one away for the first who asks, in their name, and tells the second", async () => {
  const house = makeHouse();
  const { get, putAway, sendAgain } = await open(house);
  const first = await putAway("letter-2", { by: "Dana" });
  expect([first.status, await first.json()]).toEqual([200, { status: "accepted" }]);
  expect((await putAway("letter-2", { by: "Ravi" })).status).toBe(409);
  expect((await sendAgain("letter-2", { by: "Ravi" })).status).toBe(409);
  expect(house.putAway).toEqual([{ id: "letter-2", by: "Dana" }]);
  expect(await (await get()).json()).toMatchObject({ total: 2 });
});

test("knows no letter that is not there", async () => {
  const { putAway, sendAgain } = await open(makeHouse());
  expect((await sendAgain("none", { by: "Dana" })).status).toBe(404);
  expect((await putAway("none", { by: "Dana" })).status).toBe(404);
});

test.each([{}, { by: "" }, { by: "  " }, { by: 7 }, { by: "a\nb" }])(
  "decides nothing for %j",
  async (body) => {
    const house = makeHouse();
    const { putAway, sendAgain } = await open(house);
    expect((await sendAgain("letter-2", body)).status).toBe(400);
    expect((await putAway("letter-2", body)).status).toBe(400);
    expect([...house.sentAgain, ...house.putAway]).toEqual([]);
  },
);

test("shows what was written, sends it and puts it away only for who has the key", async () => {
  const house = makeHouse();
  const { get, putAway, sendAgain } = await open(house, ["sesame"]);
  expect((await get()).status).toBe(401);
  expect((await putAway("letter-2", { by: "Dana" })).status).toBe(401);
  expect((await sendAgain("letter-2", { by: "Dana" })).status).toBe(401);
  expect([...house.sentAgain, ...house.putAway]).toEqual([]);
  const headers = { authorization: "Bearer sesame" };
  expect((await get("", headers)).status).toBe(200);
  expect((await sendAgain("letter-2", { by: "Dana" }, headers)).status).toBe(200);
  expect((await putAway("letter-3", { by: "Dana" }, headers)).status).toBe(200);
});
