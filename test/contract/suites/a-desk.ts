import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Desk, DeskHandoff, DeskMessage } from "../../../core/channel.ts";
import { AppError } from "../../../core/errors.ts";
import type { ErrorCode } from "../../../core/errors.ts";
import { makeLog } from "../../../core/log.ts";
import type { Fault } from "../../support/emulators/faults.ts";
import type { Call, HttpsServer } from "../../support/emulators/https-server.ts";

const WORDS = "my roof leaks <b>badly</b> & the número is 7";
const never = new AbortController().signal;

/** The service behind a desk, where there is one. */
export interface DeskService extends Pick<HttpsServer, "faults" | "calls"> {
  /** The desk's names of the threads that are there. */
  threads(): readonly string[];
  /** What stands in one, oldest first. */
  textsOf(deskRef: string): readonly string[];
  /** The requests that do what the port's methods say. */
  readonly acts: Readonly<Record<"open" | "mirror" | "close", (call: Call) => boolean>>;
  /** What no error may tell. */
  secrets(): readonly string[];
}

export interface DeskUnderTest {
  readonly desk: Desk;
  stop(): Promise<void>;
}

/** A handoff as it comes to a desk. */
export function aHandoff(more: Partial<DeskHandoff> = {}): DeskHandoff {
  return {
    threadId: randomUUID(),
    summary: "Owen Tremblay (C-1014, Standard) asked for a person.",
    kind: "contact_center",
    reason: "asked",
    offeredTo: null,
    customerName: "Owen Tremblay",
    transcript: [{ at: Date.UTC(2026, 10, 22, 12), speaker: "Owen", text: "a person please" }],
    ...more,
  };
}

/** A line of a customer on its way to a thread. */
export function aLine(deskRef: string, more: Partial<DeskMessage> = {}): DeskMessage {
  const deliveryId = randomUUID();
  return { deskRef, deliveryId, text: WORDS, senderName: "Owen", isRepeat: false, ...more };
}

/** Every desk must pass this: the whole way of a handoff, with each step done twice. */
export function aDeskContract(name: string, start: () => Promise<DeskUnderTest>): void {
  describe(`${name}: a desk`, () => {
    let world: DeskUnderTest;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.stop());

    test("opens a thread once, mirrors into it, and closes it, each as often as it is told", async () => {
      const { desk } = world;
      const handoff = aHandoff();
      const { deskRef } = await desk.openThread(handoff, never);
      expect(await desk.openThread(handoff, never)).toEqual({ deskRef });
      expect(deskRef).not.toBe("");
      const line = aLine(deskRef);
      await desk.mirror(line, never);
      await desk.mirror({ ...line, isRepeat: true }, never);
      await desk.closeThread(deskRef, never);
      await desk.closeThread(deskRef, never);
    });

    test("gives each handoff a thread of its own", async () => {
      const first = await world.desk.openThread(aHandoff(), never);
      const second = await world.desk.openThread(aHandoff(), never);
      expect(first.deskRef).not.toBe(second.deskRef);
    });

    test("takes lines long enough for what customers write", () => {
      expect(world.desk.maxLength).toBeGreaterThanOrEqual(4_096);
    });
  });
}

type World = DeskUnderTest & { readonly service: DeskService };

const answer = (status: number, headers = {}, code = "Some"): Fault => ({
  is: "answer",
  status,
  headers,
  body: { error: { code, message: WORDS } },
});

/** What goes wrong, how it must be called, and the wait that must come with it. */
const FAULTS: readonly (readonly [string, Fault, ErrorCode, number | undefined])[] = [
  ["429 with a time", answer(429, { "retry-after": "3" }), "rate_limited", 3_000],
  ["429 without one", answer(429), "rate_limited", undefined],
  ["503 with a reason", answer(503), "upstream_unavailable", undefined],
  ["500", { is: "answer", status: 500 }, "outcome_unknown", undefined],
  ["a gateway's 502", { is: "html", status: 502 }, "outcome_unknown", undefined],
  ["a gateway's 503", { is: "html", status: 503 }, "outcome_unknown", undefined],
  ["no answer", { is: "hang" }, "outcome_unknown", undefined],
  ["a cut line", { is: "cut" }, "outcome_unknown", undefined],
  ["a line cut when it was done", { is: "cut_after" }, "outcome_unknown", undefined],
];

/** Every desk behind a network must pass this too: whatever goes wrong has its code, and the next call puts it right. */
export function aDistantDeskContract(name: string, start: () => Promise<World>): void {
  describe(`${name}: a distant desk`, () => {
    let world: World;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.stop());

    /** Lets the next such request go wrong. @returns what the port throws then. */
    async function failing(
      act: keyof DeskService["acts"],
      fault: Fault,
      work: (signal: AbortSignal) => Promise<unknown>,
    ): Promise<AppError> {
      const { faults, acts } = world.service;
      faults.next(fault, { matches: acts[act], times: 1 });
      const signal = fault.is === "hang" ? AbortSignal.timeout(400) : never;
      const thrown = await work(signal).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(thrown).toBeInstanceOf(AppError);
      expectNoSecrets(thrown as AppError, world.service.secrets());
      return thrown as AppError;
    }

    test.each(FAULTS)("after %s a thread is opened once", async (_what, fault, code, waitMs) => {
      const handoff = aHandoff();
      const { desk, service } = world;
      const error = await failing("open", fault, (signal) => desk.openThread(handoff, signal));
      expect([error.code, error.retryAfterMs]).toEqual([code, waitMs]);
      const { deskRef } = await desk.openThread(handoff, never);
      expect(service.threads()).toEqual([deskRef]);
      expect(service.textsOf(deskRef)).toEqual([expect.stringContaining(handoff.summary)]);
    });

    test.each(FAULTS)("after %s its opening is said once", async (_what, fault, code, waitMs) => {
      const handoff = aHandoff();
      const { desk, service } = world;
      const error = await failing("mirror", fault, (signal) => desk.openThread(handoff, signal));
      expect([error.code, error.retryAfterMs]).toEqual([code, waitMs]);
      const { deskRef } = await desk.openThread(handoff, never);
      expect(service.threads()).toEqual([deskRef]);
      expect(service.textsOf(deskRef)).toEqual([expect.stringContaining(handoff.summary)]);
    });

    test.each(FAULTS)("after %s a line stands once", async (_what, fault, code, waitMs) => {
      const { desk, service } = world;
      const { deskRef } = await desk.openThread(aHandoff(), never);
      const line = aLine(deskRef);
      const error = await failing("mirror", fault, (signal) => desk.mirror(line, signal));
      expect([error.code, error.retryAfterMs]).toEqual([code, waitMs]);
      if (code === "rate_limited") expect(error.concerns).toBe("one");
      await desk.mirror({ ...line, isRepeat: true }, never);
      expect(service.textsOf(deskRef).slice(1)).toEqual([WORDS]);
    });

    test.each(FAULTS)("after %s a thread is closed once", async (_what, fault, code, waitMs) => {
      const { desk, service } = world;
      const { deskRef } = await desk.openThread(aHandoff(), never);
      const error = await failing("close", fault, (signal) => desk.closeThread(deskRef, signal));
      expect([error.code, error.retryAfterMs]).toEqual([code, waitMs]);
      await desk.closeThread(deskRef, never);
      const said = service.textsOf(deskRef);
      await desk.closeThread(deskRef, never);
      expect(service.textsOf(deskRef)).toEqual(said);
      expect(said.length).toBeLessThanOrEqual(2);
    });

    test("lines stand in the order they were written in", async () => {
      const { desk, service } = world;
      const { deskRef } = await desk.openThread(aHandoff(), never);
      const texts = ["one", "two", "three", "four", "five"];
      for (const text of texts) await desk.mirror(aLine(deskRef, { text }), never);
      expect(service.textsOf(deskRef).slice(1)).toEqual(texts);
    });

    test("a long line is split and keeps every word, also when only half of it got through", async () => {
      const { desk, service } = world;
      const { deskRef } = await desk.openThread(aHandoff(), never);
      const text = Array.from({ length: 9_000 }, (_, index) => `ñandú${index}`).join(" ");
      const line = aLine(deskRef, { text });
      await desk.mirror(line, never);
      const parts = service.textsOf(deskRef).slice(1);
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.join(" ")).toBe(text);
      await desk.mirror({ ...line, isRepeat: true }, never);
      expect(service.textsOf(deskRef)).toHaveLength(parts.length + 1);
    });

    test("a thread that is not there takes no line, and needs no closing", async () => {
      const { desk } = world;
      const gone = "19:00000000000000000000000000000000@thread.v2";
      await expect(desk.mirror(aLine(gone), never)).rejects.toMatchObject({
        code: "upstream_rejected",
      });
      await desk.closeThread(gone, never);
    });
  });
}

/** Neither in its words nor in what the log makes of it, with all that caused it. */
function expectNoSecrets(error: AppError, secrets: readonly string[]): void {
  const written: string[] = [];
  makeLog("info", { write: (line: string) => void written.push(line) }).warn({ err: error });
  for (const secret of [...secrets, WORDS]) {
    expect(error.message).not.toContain(secret);
    expect(written.join("")).not.toContain(secret);
  }
}
