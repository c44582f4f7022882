import { afterEach, expect, test, vi } from "vitest";
import type { HandledInput } from "../../../core/ports.ts";
import { makeWaiters } from "../../../server/waiters.ts";

const LONG_MS = 30_000;
const handled: HandledInput = {
  outcome: { agent: "customer", intent: null, handoff: null },
  replies: [{ text: "Hello", agent: "customer" }],
};

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A waiting room over inputs that tests mark as handled. */
function open() {
  vi.useFakeTimers();
  const done = new Set<string>();
  const find = vi.fn(async (id: string) => (done.has(id) ? handled : undefined));
  const waiters = makeWaiters(find);
  const notify = (inputIds: readonly string[]): string[] => waiters.notify(inputIds);
  return { wait: waiters.wait, notify, done, find };
}
const settle = () => vi.advanceTimersByTimeAsync(0);

test("answers at once for an input that is handled already", async () => {
  const { wait, done, find } = open();
  done.add("i-1");
  expect(await wait("i-1", LONG_MS)).toBe(handled);
  expect(find).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("answers everybody who waits for an input as soon as it is handled", async () => {
  const { wait, notify, done } = open();
  const waiting = [wait("i-1", LONG_MS), wait("i-1", LONG_MS)];
  await settle();
  done.add("i-1");
  notify(["i-0", "i-1"]);
  expect(await Promise.all(waiting)).toEqual([handled, handled]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a call about another input wakes nobody", async () => {
  const { wait, notify, done, find } = open();
  const waiting = wait("i-1", LONG_MS);
  await settle();
  notify(["i-2"]);
  await settle();
  expect(find).toHaveBeenCalledTimes(1);
  done.add("i-1");
  notify(["i-1"]);
  await waiting;
});

test("an input that is handled between the look and the wait is not missed", async () => {
  const { wait, notify, done, find } = open();
  find.mockImplementationOnce(async () => {
    done.add("i-1");
    notify(["i-1"]);
    return undefined;
  });
  const waiting = wait("i-1", LONG_MS);
  await settle();
  expect(await waiting).toBe(handled);
  expect(find).toHaveBeenCalledTimes(2);
});

test("an input that another process handled is found by looking now and then", async () => {
  const { wait, done } = open();
  let answer: HandledInput | undefined;
  const waiting = wait("i-1", LONG_MS).then((found) => (answer = found));
  await vi.advanceTimersByTimeAsync(499);
  done.add("i-1");
  await settle();
  expect(answer).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(await waiting).toBe(handled);
});

test("gives up when it takes too long, after a last look", async () => {
  // This deadline is the platform's own and goes by real time.
  const find = vi.fn(async () => undefined);
  expect(await makeWaiters(find).wait("i-1", 20)).toBeUndefined();
  expect(find).toHaveBeenCalledTimes(2);
});

test("whoever waits long is not taken for a leak", async () => {
  const { wait, notify, done } = open();
  const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
  const waiting = wait("i-1", LONG_MS);
  await vi.advanceTimersByTimeAsync(29_000);
  done.add("i-1");
  notify(["i-1"]);
  await waiting;
  expect(warned).not.toHaveBeenCalled();
});

test("an error of the store reaches whoever waits", async () => {
  const { wait, find } = open();
  find.mockRejectedValue(new Error("the store is away"));
  await expect(wait("i-1", LONG_MS)).rejects.toThrow("the store is away");
});
