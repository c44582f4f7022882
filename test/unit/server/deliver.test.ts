import { beforeEach, describe, expect, test } from "vitest";
import type { Channel, Desk, DeskHandoff, OutboundMessage } from "../../../core/channel.ts";
import { AppError } from "../../../core/errors.ts";
import { makeLog } from "../../../core/log.ts";
import type { ClaimedDelivery, SendPermit, Settlement } from "../../../core/deliveries.ts";
import { makeDeliver } from "../../../server/workers/deliver.ts";

const DAY_MS = 24 * 60 * 60_000;
const choices = [{ id: "yes", title: "Yes" }];

let sent: OutboundMessage[];
let atDesk: unknown[];
let refs: Map<string, string>;
let settled: [ClaimedDelivery, Settlement][];
let ended: string[];
let lines: string[];
/** What happens when something leaves. */
let leave: (signal: AbortSignal) => Promise<void>;
let isRepeatSafe: boolean;
let permit: SendPermit | undefined;
let pauses: [number, string | undefined][];
/** Milliseconds the pacer wants a delivery to wait. */
let waitMs: number;
beforeEach(() => {
  permit = { now: 1_000, openUntil: 1_001 };
  waitMs = 0;
  [sent, atDesk, settled, ended, lines, pauses] = [[], [], [], [], [], []];
  refs = new Map();
  isRepeatSafe = false;
  leave = async () => {};
});

const channel: Channel = {
  name: "whatsapp-cloud",
  maxLength: 4_096,
  hasWindow: true,
  pace: { overall: [], each: [] },
  get isRepeatSafe() {
    return isRepeatSafe;
  },
  send: async (message, signal) => {
    await leave(signal);
    sent.push(message);
    return { providerId: "wamid.1", status: "sent" };
  },
};
const desk: Desk = {
  name: "acs-chat",
  pace: { overall: [], each: [] },
  maxLength: 28_672,
  openThread: async (handoff, signal) => {
    await leave(signal);
    atDesk.push(["open", handoff]);
    return { deskRef: "19:acs@thread.v2" };
  },
  mirror: async (message) => void atDesk.push(["mirror", message]),
  closeThread: async (deskRef) => void atDesk.push(["close", deskRef]),
};

const handoff: DeskHandoff = {
  threadId: "thread-1",
  summary: "Asked.",
  kind: "contact_center",
  reason: "asked",
  offeredTo: null,
  customerName: "Ada",
  transcript: [],
};
const file = { mimeType: "image/png", bytes: new Uint8Array([1, 2]), url: undefined };

function aDelivery(changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  return {
    id: "d-1",
    conversationId: "c-1",
    fence: 3,
    channel: "whatsapp-cloud",
    address: "+14255550101",
    attempts: 1,
    ageMs: 0,
    since: 0,
    body: { to: "customer", text: "private words", choices },
    ...changes,
  };
}

// No third of it is whole.
const LEASE_MS = 50_000;

/** Sends it once, so long after it was asked for, and says how that was noted. */
async function deliver(
  delivery = aDelivery(),
  stop: AbortSignal = new AbortController().signal,
  sleptMs = 0,
): Promise<Settlement | undefined> {
  const run = makeDeliver({
    deliveries: {
      permit: async () => permit,
      settle: async (each, settlement) => void settled.push([each, settlement]),
    },
    channels: new Map([[channel.name, channel]]),
    desk,
    findPlace: async (threadId) => ({ deskRef: refs.get(threadId) ?? null, handoff }),
    loadFile: async ({ id, kind }) => ({ ...file, fileName: id, kind }),
    keepDeskRef: async (threadId, deskRef) => void refs.set(threadId, deskRef),
    random: () => 0.5,
    monotonic: () => 5_000 + sleptMs,
    leaseMs: LEASE_MS,
    log: makeLog("info", { write: (line) => void lines.push(line) }),
    onSettled: (result) => void ended.push(result),
  });
  const pacer = {
    room: () => 1,
    restMs: () => 0,
    take: () => waitMs,
    pause: (ms: number, destination?: string) => void pauses.push([ms, destination]),
  };
  await run(delivery, { askedAt: 5_000, pacer, stop });
  expect(settled.at(-1)?.[0]).toBe(delivery);
  return settled.at(-1)?.[1];
}
const failing = (error: unknown) => async () => {
  throw error;
};
const unanswered = new AppError("outcome_unknown", "No answer.");
const away = (retryAfterMs?: number) =>
  new AppError("upstream_unavailable", "Away.", retryAfterMs === undefined ? {} : { retryAfterMs });

describe("a message for a customer", () => {
  test("is not begun when it is not ours, or not to be said, any more", async () => {
    permit = undefined;
    expect(await deliver()).toEqual({ is: "retry", afterMs: 0, error: "lease_lost" });
    expect(sent).toEqual([]);
  });

  test("is not begun when it may not end before its lease does: somebody else may have sent it", async () => {
    const stop = new AbortController().signal;
    const latestMs = LEASE_MS - Math.floor(LEASE_MS / 3);
    const begun = await deliver(aDelivery(), stop, latestMs);
    expect(begun).toMatchObject({ is: "sent" });
    expect(sent).toHaveLength(1);
    const slept = await deliver(aDelivery(), stop, latestMs + 1);
    expect(slept).toEqual({ is: "retry", afterMs: 0, error: "lease_lost" });
    expect(sent).toHaveLength(1);
  });

  test("waits for its customer to write when the window is closed, whoever says so", async () => {
    permit = { now: 1_000, openUntil: 1_000 };
    expect(await deliver()).toEqual({ is: "held", seenOpenUntil: 1_000 });
    permit = { now: 1_000, openUntil: null };
    expect(await deliver()).toEqual({ is: "held", seenOpenUntil: null });
    expect(sent).toEqual([]);
    permit = { now: 1_000, openUntil: 9_000 };
    leave = failing(new AppError("window_closed", "131047"));
    expect(await deliver()).toEqual({ is: "held", seenOpenUntil: 9_000 });
    expect(ended).toEqual(["held", "held", "held"]);
  });

  test("leaves as a template whether or not the window is open", async () => {
    permit = { now: 1_000, openUntil: null };
    const template = { name: "case_update", locale: "en_US", parameters: ["Ada"] };
    const body = { to: "customer", text: "(template)", choices: [], template } as const;
    expect(await deliver(aDelivery({ body }))).toMatchObject({ is: "sent" });
    expect(sent).toEqual([
      { kind: "template", deliveryId: "d-1", firstAt: 0, address: "+14255550101", template },
    ]);
  });

  test("leaves with its file, which is fetched only then", async () => {
    const ref = { id: "f-1", kind: "image", mimeType: "image/png", fileName: "a.png" } as const;
    const body = { to: "customer", text: "Look", choices: [], file: ref } as const;
    await deliver(aDelivery({ body }));
    expect(sent).toMatchObject([{ text: "Look", file: { kind: "image", fileName: "f-1" } }]);
  });

  test("that would be too fast is not tried, and does not count as tried", async () => {
    waitMs = 700;
    expect(await deliver()).toEqual({ is: "postponed", afterMs: 700 });
    expect(sent).toEqual([]);
    expect(lines).toEqual([]);
  });

  test.each([
    [new AppError("rate_limited", "429", { retryAfterMs: 5_000 }), [[5_000, undefined]]],
    [new AppError("rate_limited", "429"), [[1_000, undefined]]],
    [
      new AppError("rate_limited", "131056", { retryAfterMs: 6_000, concerns: "one" }),
      [[6_000, "+14255550101"]],
    ],
    [
      new AppError("upstream_unavailable", "401", { retryAfterMs: 60_000, concerns: "all" }),
      [[60_000, undefined]],
    ],
    [away(60_000), []],
  ] as const)("slows down whom a refusal concerns (%s)", async (error, expected) => {
    leave = failing(error);
    await deliver();
    expect(pauses).toEqual(expected);
  });

  test("is sent under its delivery's id, and the provider's id is noted", async () => {
    expect(await deliver()).toEqual({ is: "sent", providerId: "wamid.1", status: "sent" });
    expect(sent).toMatchObject([
      { deliveryId: "d-1", address: "+14255550101", text: "private words", choices },
    ]);
    expect(ended).toEqual(["sent"]);
    expect(lines).toEqual([]);
  });

  test.each([
    [
      "the provider is away",
      away(),
      1,
      { is: "retry", afterMs: 1_000, error: "upstream_unavailable" },
    ],
    [
      "it is the fourth try",
      away(),
      4,
      { is: "retry", afterMs: 8_000, error: "upstream_unavailable" },
    ],
    [
      "the provider says when",
      away(90_000),
      1,
      { is: "retry", afterMs: 90_000, error: "upstream_unavailable" },
    ],
    [
      "there are too many",
      new AppError("rate_limited", "Slow down."),
      2,
      { is: "retry", afterMs: 2_000, error: "rate_limited" },
    ],
    [
      "the store is away",
      new AppError("store_unavailable", "Full."),
      1,
      { is: "retry", afterMs: 1_000, error: "store_unavailable" },
    ],
    [
      "the provider refuses it",
      new AppError("upstream_rejected", "No."),
      1,
      { is: "dead", error: "upstream_rejected", mayHaveArrived: false },
    ],
    [
      "it was tried often, but surely not sent",
      away(),
      40,
      { is: "retry", afterMs: 300_000, error: "upstream_unavailable" },
    ],
    [
      "it is our own mistake",
      new TypeError("oops"),
      1,
      { is: "dead", error: "internal", mayHaveArrived: false },
    ],
    [
      "the provider did not answer",
      unanswered,
      1,
      { is: "uncertain", afterMs: 30_000, error: "outcome_unknown" },
    ],
    [
      "it did not answer for the seventh time",
      unanswered,
      7,
      { is: "uncertain", afterMs: 64_000, error: "outcome_unknown" },
    ],
    [
      "it answered nothing but when to come back",
      new AppError("outcome_unknown", "502.", { retryAfterMs: 90_000 }),
      1,
      { is: "uncertain", afterMs: 90_000, error: "outcome_unknown" },
    ],
    [
      "it did not answer for the twelfth time",
      unanswered,
      12,
      { is: "dead", error: "outcome_unknown", mayHaveArrived: true },
    ],
  ] as const)("when %s", async (_what, error, attempts, expected) => {
    leave = failing(error);
    expect(await deliver(aDelivery({ attempts }))).toEqual(expected);
    expect(ended).toEqual([expected.is]);
  });

  test("is not tried for longer than WhatsApp would take it", async () => {
    leave = failing(away());
    expect(await deliver(aDelivery({ ageMs: DAY_MS - 1 }))).toMatchObject({ is: "retry" });
    expect(await deliver(aDelivery({ ageMs: DAY_MS }))).toMatchObject({ is: "dead" });
    leave = failing(unanswered);
    expect(await deliver(aDelivery({ ageMs: DAY_MS }))).toMatchObject({ mayHaveArrived: true });
  });

  test("is tried a last time when its life ends before our own back-off does", async () => {
    leave = failing(away());
    const late = aDelivery({ ageMs: DAY_MS - 10_000, attempts: 9 });
    expect(await deliver(late)).toMatchObject({ is: "retry", afterMs: 10_000 });
  });

  test.each([
    ["a provider that asks for longer than it lives", away(60_000), 59_999],
    ["a window that is longer than it lives", unanswered, 29_999],
  ])("is a dead letter at once because of %s, and not a moment sooner", async (_w, error, left) => {
    leave = failing(error);
    expect(await deliver(aDelivery({ ageMs: DAY_MS - left }))).toMatchObject({ is: "dead" });
    expect(await deliver(aDelivery({ ageMs: DAY_MS - left - 1 }))).toMatchObject({
      afterMs: left + 1,
    });
  });

  test("whose id the provider sends only once is tried again soon", async () => {
    isRepeatSafe = true;
    leave = failing(unanswered);
    expect(await deliver()).toEqual({
      is: "uncertain",
      afterMs: 1_000,
      error: "outcome_unknown",
    });
  });

  test("for a channel that is not there any more is a dead letter", async () => {
    expect(await deliver(aDelivery({ channel: "carrier-pigeon" }))).toEqual({
      is: "dead",
      error: "misconfigured",
      mayHaveArrived: false,
    });
  });

  test("is interrupted when the house closes; what the channel knows of it counts", async () => {
    const closing = new AbortController();
    leave = (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(away()));
        closing.abort();
      });
    expect(await deliver(aDelivery(), closing.signal)).toMatchObject({ is: "retry" });
  });

  test("that is interrupted by a channel which says so in its own words may have left", async () => {
    const closing = new AbortController();
    leave = async (signal) => {
      closing.abort();
      signal.throwIfAborted();
    };
    expect(await deliver(aDelivery(), closing.signal)).toMatchObject({ is: "uncertain" });
    expect(ended).toEqual(["uncertain"]);
  });

  test("that did not leave is logged by id and code, without its words", async () => {
    leave = failing(away());
    await deliver();
    expect(JSON.parse(lines[0]!)).toMatchObject({
      deliveryId: "d-1",
      channel: "whatsapp-cloud",
      attempts: 1,
      msg: "retry",
      error: "upstream_unavailable",
    });
    expect(lines.join()).not.toContain("private words");
    expect(lines.join()).not.toContain("+14255550101");
  });
});

const act = (body: ClaimedDelivery["body"], id = "d-1") =>
  deliver(aDelivery({ id, channel: "desk", address: "thread-1", body }));
describe("an act at the desk", () => {
  const opening = { to: "desk", act: "open", summary: "Asked.", kind: "contact_center" } as const;

  test("opens the thread and keeps the desk's own name for it, which later acts use", async () => {
    expect(await act(opening)).toEqual({
      is: "sent",
      providerId: "acs-chat-d-1",
      status: "delivered",
    });
    await act({ to: "desk", act: "mirror", text: "Hello?", senderName: "Ada" }, "d-2");
    await act({ to: "desk", act: "close" }, "d-3");
    const deskRef = "19:acs@thread.v2";
    expect(atDesk).toMatchObject([
      ["open", { threadId: "thread-1", summary: "Asked.", kind: "contact_center" }],
      ["mirror", { deskRef, deliveryId: "d-2", text: "Hello?", senderName: "Ada" }],
      ["close", deskRef],
    ]);
    expect(sent).toEqual([]);
  });

  test("is tried again when the desk is away", async () => {
    leave = failing(away());
    expect(await act(opening)).toMatchObject({ is: "retry" });
    expect(refs.size).toBe(0);
  });

  test("without an answer is tried again soon: a desk takes the same id twice", async () => {
    leave = failing(unanswered);
    expect(await act(opening)).toMatchObject({ is: "uncertain", afterMs: 1_000 });
  });
});
