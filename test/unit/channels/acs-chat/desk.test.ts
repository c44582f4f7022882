import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeAcsChatDesk } from "../../../../channels/acs-chat/desk.ts";
import type { AcsChatOptions } from "../../../../channels/acs-chat/desk.ts";
import type { Desk } from "../../../../core/channel.ts";
import { makeLog } from "../../../../core/log.ts";
import { aHandoff, aLine } from "../../../contract/suites/a-desk.ts";
import { startAcsChat } from "../../../support/emulators/acs-chat/index.ts";
import type { AcsChat } from "../../../support/emulators/acs-chat/index.ts";
import type { Call } from "../../../support/emulators/https-server.ts";

const { signal } = new AbortController();
const HOUR = 3_600_000;
let chat: AcsChat;
let time: number;
let logged: string[];
let desk: Desk;

beforeEach(async () => {
  time = Date.now();
  logged = [];
  chat = await startAcsChat({ hasLimits: true, clock: () => time });
  desk = makeDesk();
});
afterEach(() => chat.stop());

function makeDesk(more: Partial<AcsChatOptions> = {}): Desk {
  const { connectionString, ownRawId: identity } = chat;
  const log = makeLog("info", { write: (line: string) => void logged.push(line) });
  const clock = () => time;
  return makeAcsChatDesk({
    connectionString,
    identity,
    people: [],
    atEnd: "close",
    clock,
    log,
    ...more,
  });
}

const isTokenCall = ({ url }: Call): boolean => url.pathname.startsWith("/identities");
const isMessage = ({ method, url }: Call): boolean =>
  method === "POST" && url.pathname.endsWith("/messages");
const tokensFetched = (): number => chat.calls.filter(isTokenCall).length;
const unauthorised = {
  is: "answer",
  status: 401,
  body: { error: { code: "Unauthorized" } },
} as const;

describe("a thread", () => {
  test("says whose it is, to people and to us", async () => {
    const handoff = aHandoff();
    const { deskRef } = await desk.openThread(handoff, signal);
    const [thread] = chat.threads;
    expect(thread).toMatchObject({
      id: deskRef,
      topic: "Owen Tremblay: asked for a person",
      metadata: { threadId: handoff.threadId },
      createdBy: chat.ownRawId,
    });
    const [opening] = thread!.messages;
    expect(opening).toMatchObject({
      type: "text",
      senderDisplayName: "Contact center",
      metadata: { deliveryId: `${handoff.threadId}:open` },
    });
  });

  test("holds each line under its delivery's id and its speaker's name", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    const line = aLine(deskRef, { text: "<i>hi</i>", senderName: "Owen" });
    await desk.mirror(line, signal);
    expect(chat.threads[0]!.messages.at(-1)).toMatchObject({
      type: "text",
      content: { message: "<i>hi</i>" },
      senderDisplayName: "Owen",
      metadata: { deliveryId: line.deliveryId },
    });
  });

  test("is searched to its beginning for a line that may stand there", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    const line = aLine(deskRef);
    await desk.mirror(line, signal);
    const dana = chat.people.hire();
    chat.people.enter(deskRef, dana);
    for (let count = 0; count < 250; count++) chat.people.write(deskRef, dana, `line ${count}`);
    const before = chat.textsOf(deskRef);
    await desk.mirror({ ...line, isRepeat: true }, signal);
    expect(chat.textsOf(deskRef)).toEqual(before);
  });

  test("stays to be read when it is closed, marked once", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    for (let count = 0; count < 2; count++) await desk.closeThread(deskRef, signal);
    expect(chat.threads[0]).toMatchObject({ topic: "[Ended] Owen Tremblay: asked for a person" });
    expect(chat.textsOf(deskRef).at(-1)).toContain("has ended");
  });

  test("is deleted when the settings say so", async () => {
    const deleting = makeDesk({ atEnd: "delete" });
    const { deskRef } = await deleting.openThread(aHandoff(), signal);
    await deleting.closeThread(deskRef, signal);
    await deleting.closeThread(deskRef, signal);
    expect(chat.threads[0]!.deletedBy).toBe(chat.ownRawId);
  });
});

describe("people of the settings", () => {
  const participants = (): (string | undefined)[] =>
    [...chat.threads[0]!.participants.keys()].filter((rawId) => rawId !== chat.ownRawId);

  test("enter the threads that are offered to them, and all of them with *", async () => {
    const [nadia, omar, all] = [chat.people.hire(), chat.people.hire(), chat.people.hire()];
    const people = [
      { name: "Nadia Okafor", rawId: nadia },
      { name: "Omar", rawId: omar },
      { name: "*", rawId: all },
    ];
    await makeDesk({ people }).openThread(aHandoff({ offeredTo: "nadia okafor" }), signal);
    expect(participants()).toEqual([nadia, all]);
    expect(chat.threads[0]!.participants.get(nadia)).toBe("Nadia Okafor");
    // Who came earlier could write before the house knows the thread.
    const kinds = chat.threads[0]!.messages.map(({ type }) => type);
    expect(kinds).toEqual(["text", "participantAdded"]);
  });

  test("who are not known there keep nobody else out, and are logged", async () => {
    const nadia = chat.people.hire();
    const people = [
      { name: "*", rawId: "8:acs:nobody" },
      { name: "*", rawId: nadia },
    ];
    await makeDesk({ people }).openThread(aHandoff(), signal);
    expect(participants()).toEqual([nadia]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("8:acs:nobody");
  });

  test("whom the service refuses altogether do not keep the thread from opening", async () => {
    const matches = ({ url }: Call): boolean => url.pathname.endsWith("/participants/:add");
    const people = [{ name: "*", rawId: chat.people.hire() }];
    const handoff = aHandoff();
    chat.faults.next({ is: "answer", status: 400, body: {} }, { matches });
    await makeDesk({ people }).openThread(handoff, signal);
    expect(logged).toHaveLength(1);
    chat.faults.next({ is: "answer", status: 429, body: {} }, { matches });
    await expect(makeDesk({ people }).openThread(handoff, signal)).rejects.toMatchObject({
      code: "rate_limited",
      concerns: "one",
    });
  });
});

describe("the token", () => {
  test("is fetched once, and again shortly before it ends", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    await desk.mirror(aLine(deskRef), signal);
    expect(tokensFetched()).toBe(1);
    time += 24 * HOUR - 60_000;
    await desk.mirror(aLine(deskRef), signal);
    expect(tokensFetched()).toBe(2);
  });

  test("is fetched once more when the service refuses it, and no line is written twice", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    chat.expireTokens();
    await desk.mirror(aLine(deskRef, { text: "again" }), signal);
    expect(chat.textsOf(deskRef).slice(1)).toEqual(["again"]);
    expect(tokensFetched()).toBe(2);
  });

  test("is not asked for without end", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    chat.faults.next(unauthorised, { times: 9, matches: isMessage });
    await expect(desk.mirror(aLine(deskRef), signal)).rejects.toMatchObject({
      code: "upstream_unavailable",
      retryAfterMs: 60_000,
      concerns: "all",
    });
    expect(tokensFetched()).toBe(2);
  });

  test.each([
    ["hang", { is: "hang" }, "upstream_unavailable"],
    ["500", { is: "answer", status: 500, body: {} }, "upstream_unavailable"],
    ["a wrong key", unauthorised, "upstream_unavailable"],
    ["an unknown identity", { is: "answer", status: 404, body: {} }, "upstream_unavailable"],
    ["429", { is: "answer", status: 429, body: {} }, "rate_limited"],
  ] as const)("that does not come, %s, leaves nothing in doubt", async (_what, fault, code) => {
    chat.faults.next(fault, { matches: isTokenCall });
    const handoff = aHandoff();
    const impatient = AbortSignal.timeout(300);
    await expect(desk.openThread(handoff, impatient)).rejects.toMatchObject({
      code,
      concerns: "all",
    });
    expect(chat.threads).toEqual([]);
    await desk.openThread(handoff, signal);
    expect(chat.threads).toHaveLength(1);
  });
});

describe("the pace", () => {
  test("keeps within the service's limits for each thread, and no more than needed", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    time += 60_000;
    const [burst, steady] = desk.pace.each;
    for (let sent = 0; sent < steady!.count; sent++) {
      if (sent > 0 && sent % burst!.count === 0) time += burst!.perMs;
      await desk.mirror(aLine(deskRef), signal);
    }
    time += burst!.perMs;
    await expect(desk.mirror(aLine(deskRef), signal)).rejects.toMatchObject({
      code: "rate_limited",
      concerns: "one",
      retryAfterMs: 60_000,
    });
    const other = await desk.openThread(aHandoff(), signal);
    await desk.mirror(aLine(other.deskRef), signal);
  });

  test("keeps within the service's limits for new threads", async () => {
    const [limit] = desk.pace.overall;
    for (let opened = 0; opened < limit!.count; opened++) await desk.openThread(aHandoff(), signal);
    const handoff = aHandoff();
    await expect(desk.openThread(handoff, signal)).rejects.toMatchObject({
      code: "rate_limited",
      concerns: "all",
      retryAfterMs: limit!.perMs,
    });
    time += limit!.perMs;
    await desk.openThread(handoff, signal);
  });
});

describe("an answer", () => {
  const isCreation = ({ url }: Call): boolean => url.pathname === "/chat/threads";
  const isList = ({ method, url }: Call): boolean =>
    method === "GET" && url.pathname.endsWith("/messages");
  const page = Buffer.from("<html>Welcome</html>");
  const json = { "content-type": "application/json" };

  test.each([
    ["without the thread", { status: 201, body: {} }],
    ["that is none, though it says so", { status: 201, headers: json, body: page }],
  ])("%s leaves in doubt whether it was opened", async (_what, reply) => {
    chat.faults.next({ is: "answer", ...reply }, { matches: isCreation });
    const handoff = aHandoff();
    await expect(desk.openThread(handoff, signal)).rejects.toMatchObject({
      code: "outcome_unknown",
    });
    await desk.openThread(handoff, signal);
    expect(chat.threads).toHaveLength(1);
  });

  test("that is missing when we only looked leaves nothing in doubt", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    chat.faults.next({ is: "cut" }, { matches: isList });
    const line = aLine(deskRef, { isRepeat: true });
    await expect(desk.mirror(line, signal)).rejects.toMatchObject({ code: "upstream_unavailable" });
    expect(chat.textsOf(deskRef)).toHaveLength(1);
  });

  test("that we may not look keeps no line from being written", async () => {
    const { deskRef } = await desk.openThread(aHandoff(), signal);
    chat.faults.next({ is: "answer", status: 403, body: {} }, { matches: isList });
    await desk.mirror(aLine(deskRef, { isRepeat: true, text: "hi" }), signal);
    expect(chat.textsOf(deskRef).slice(1)).toEqual(["hi"]);
  });

  test.each(["retry-after-ms", "x-ms-retry-after-ms"])("may name its wait by %s", async (name) => {
    const headers = { [name]: "1500" };
    chat.faults.next({ is: "answer", status: 503, headers }, { matches: isCreation });
    await expect(desk.openThread(aHandoff(), signal)).rejects.toMatchObject({
      code: "upstream_unavailable",
      retryAfterMs: 1_500,
    });
  });

  test("of nobody at all is surely no thread", async () => {
    await chat.stop();
    await expect(desk.openThread(aHandoff(), signal)).rejects.toMatchObject({
      code: "upstream_unavailable",
    });
    chat = await startAcsChat();
  });
});

test.each(["endpoint=http://127.0.0.1:1/;accesskey=c2VjcmV0", "endpoint=https://x/;key=c2VjcmV0"])(
  "%s is refused at the start, without a word of it",
  (connectionString) => {
    expect(() => makeDesk({ connectionString })).toThrow(
      expect.objectContaining({
        code: "misconfigured",
        message: expect.not.stringContaining("c2VjcmV0"),
      }),
    );
  },
);
