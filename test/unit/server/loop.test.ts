import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeLog } from "../../../core/log.ts";
import { startLoop } from "../../../server/workers/loop.ts";
import type { Loop } from "../../../server/workers/loop.ts";

const IDLE_MS = 500;
let loop: Loop;
let logged: string[];
beforeEach(() => {
  vi.useFakeTimers();
  logged = [];
});
afterEach(async () => {
  await loop.stop();
  vi.useRealTimers();
});

/** A loop over a line of jobs that tests fill; notes what was asked for. */
function start(slots = 2) {
  const waiting: (() => Promise<void>)[] = [];
  const asked: number[] = [];
  const fail = { next: undefined as Error | undefined };
  const log = makeLog("info", { write: (line) => void logged.push(line) });
  loop = startLoop({
    name: "test",
    slots,
    idleMs: IDLE_MS,
    log,
    claim: async (free) => {
      asked.push(free);
      if (fail.next) throw fail.next;
      return waiting.splice(0, free);
    },
  });
  return { waiting, asked, fail };
}
/** Lets everything happen that needs no time. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** A job that runs until it is told to end. */
function aJob() {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const job = { started: 0, run: () => (job.started++, promise), end: resolve, fail: reject };
  return job;
}

test("takes work at once when it is woken", async () => {
  const { waiting } = start();
  await settle();
  const job = aJob();
  waiting.push(job.run);
  await settle();
  expect(job.started).toBe(0);
  loop.wake();
  await settle();
  expect(job.started).toBe(1);
  job.end();
});

test("looks now and then when nobody wakes it", async () => {
  const { waiting, asked } = start();
  await settle();
  const before = asked.length;
  const job = aJob();
  waiting.push(job.run);
  await vi.advanceTimersByTimeAsync(IDLE_MS - 1);
  expect([job.started, asked.length]).toEqual([0, before]);
  await vi.advanceTimersByTimeAsync(1);
  expect(job.started).toBe(1);
  job.end();
});

test("rests when there is nothing to do", async () => {
  const { asked } = start();
  await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
  expect(asked.length).toBeLessThanOrEqual(11);
});

test("asks for no more than it has slots for, and again when one is free", async () => {
  const { waiting, asked } = start(2);
  await settle();
  const jobs = [aJob(), aJob(), aJob()];
  waiting.push(...jobs.map(({ run }) => run));
  loop.wake();
  await settle();
  expect(jobs.map(({ started }) => started)).toEqual([1, 1, 0]);
  const before = asked.length;
  loop.wake();
  await settle();
  expect(asked).toHaveLength(before);
  jobs[0]!.end();
  await settle();
  expect(jobs.map(({ started }) => started)).toEqual([1, 1, 1]);
  expect(Math.max(...asked)).toBe(2);
  for (const job of jobs) job.end();
});

test("hears who wakes it while it is claiming", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let claims = 0;
  loop = startLoop({
    name: "test",
    slots: 1,
    idleMs: IDLE_MS,
    log: makeLog("silent"),
    claim: async () => {
      claims++;
      if (claims === 1) await promise;
      return [];
    },
  });
  loop.wake();
  resolve();
  await settle();
  expect(claims).toBe(2);
});

test("goes on after a claim that failed, and after work that failed", async () => {
  const { waiting, fail } = start();
  fail.next = new Error("the store is away");
  await vi.advanceTimersByTimeAsync(IDLE_MS);
  fail.next = undefined;
  const [bad, good] = [aJob(), aJob()];
  waiting.push(bad.run);
  await vi.advanceTimersByTimeAsync(IDLE_MS);
  bad.fail(new Error("on purpose"));
  await settle();
  waiting.push(good.run);
  loop.wake();
  await settle();
  expect(good.started).toBe(1);
  good.end();
  expect(logged.join()).toContain("could not claim work");
  expect(logged.join()).toContain("work was lost to an error");
  expect(loop.isRunning()).toBe(true);
});

test("stops: claims nothing more and waits for what has begun", async () => {
  const { waiting, asked } = start();
  const job = aJob();
  waiting.push(job.run);
  loop.wake();
  await settle();
  let hasStopped = false;
  const stopping = loop.stop().then(() => (hasStopped = true));
  expect(loop.isRunning()).toBe(false);
  waiting.push(aJob().run);
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(10 * IDLE_MS);
  expect([hasStopped, asked.length]).toEqual([false, before]);
  job.end();
  await stopping;
  expect(waiting).toHaveLength(1);
});
