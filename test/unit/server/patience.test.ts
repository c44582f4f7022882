import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { makePatience } from "../../../server/workers/patience.ts";

const LEASE_MS = 10_000;
const away = new AppError("store_unavailable", "Away.");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const patience = (signal = new AbortController().signal) =>
  makePatience({ leaseMs: LEASE_MS, signal });

test("writes a note once when the store is there", async () => {
  const note = vi.fn(async () => {});
  await patience()(note);
  expect(note).toHaveBeenCalledOnce();
});

test("writes it as soon as the store is back", async () => {
  const note = vi.fn<() => Promise<void>>();
  note.mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValue();
  const written = patience()(note);
  await vi.advanceTimersByTimeAsync(1_000);
  await written;
  expect(note).toHaveBeenCalledTimes(3);
});

test("gives up once the lease is over", async () => {
  const note = vi.fn(async () => Promise.reject(away));
  const written = expect(patience()(note)).rejects.toBe(away);
  await vi.advanceTimersByTimeAsync(LEASE_MS - 500);
  const tries = note.mock.calls.length;
  expect(tries).toBeGreaterThan(10);
  await vi.advanceTimersByTimeAsync(1_000);
  await written;
  await vi.advanceTimersByTimeAsync(LEASE_MS);
  expect(note.mock.calls.length).toBeLessThan(tries + 4);
});

test("gives up when the house is left", async () => {
  const leaving = new AbortController();
  const written = expect(patience(leaving.signal)(async () => Promise.reject(away))).rejects.toBe(
    away,
  );
  leaving.abort();
  await vi.advanceTimersByTimeAsync(1_000);
  await written;
});

test("does not repeat what no waiting heals", async () => {
  const overtaken = new AppError("lease_lost", "Too late.");
  const note = vi.fn(async () => Promise.reject(overtaken));
  await expect(patience()(note)).rejects.toBe(overtaken);
  expect(note).toHaveBeenCalledOnce();
});
