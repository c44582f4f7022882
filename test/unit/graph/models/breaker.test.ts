import { beforeEach, expect, test } from "vitest";
import { AppError } from "../../../../core/errors.ts";
import type { ErrorCode } from "../../../../core/errors.ts";
import { makeBreaker } from "../../../../graph/models/breaker.ts";
import type { Breaker } from "../../../../graph/models/breaker.ts";

let now = 0;
let breaker: Breaker;
let calls = 0;
beforeEach(() => {
  now = 1_000_000;
  calls = 0;
  breaker = makeBreaker(() => now);
});

/** One call that ends this way; "spared" when it was not made. */
async function attempt(ends: "well" | AppError): Promise<string> {
  const before = calls;
  try {
    await breaker.run(async () => {
      calls += 1;
      if (ends !== "well") throw ends;
    });
    return "well";
  } catch (thrown) {
    if (calls === before) return "spared";
    return (thrown as AppError).code;
  }
}

const failure = (code: ErrorCode = "upstream_unavailable", retryAfterMs?: number) =>
  new AppError(code, "It did not work.", retryAfterMs === undefined ? {} : { retryAfterMs });

async function fails(times: number): Promise<void> {
  for (let time = 0; time < times; time++) await attempt(failure());
}

test("spares the model after three failures in a row, and not before", async () => {
  await fails(2);
  expect(await attempt("well")).toBe("well");
  await fails(2);
  expect(await attempt(failure())).toBe("upstream_unavailable");
  expect(await attempt("well")).toBe("spared");
  now += 29_999;
  expect(await attempt("well")).toBe("spared");
  expect(calls).toBe(6);
});

test("lets one call find out whether it is back, while the others still spare it", async () => {
  await fails(3);
  now += 30_000;
  let answer = () => {};
  const probe = breaker.run(() => new Promise<void>((resolve) => (answer = resolve)));
  expect(await attempt("well")).toBe("spared");
  answer();
  await probe;
  expect(await attempt("well")).toBe("well");
  await fails(2);
  expect(await attempt("well")).toBe("well");
});

test("a probe that fails spares it again at once", async () => {
  await fails(3);
  now += 30_000;
  expect(await attempt(failure("outcome_unknown"))).toBe("outcome_unknown");
  expect(await attempt("well")).toBe("spared");
  now += 30_000;
  expect(await attempt("well")).toBe("well");
});

test("keeps the time that Retry-After names, up to a day", async () => {
  expect(await attempt(failure("rate_limited", 90_000))).toBe("rate_limited");
  now += 89_999;
  expect(await attempt("well")).toBe("spared");
  now += 1;
  expect(await attempt("well")).toBe("well");
  await attempt(failure("rate_limited", 90 * 86_400_000));
  now += 86_399_999;
  expect(await attempt("well")).toBe("spared");
  now += 1;
  expect(await attempt("well")).toBe("well");
});

test("tells whoever is spared how long", async () => {
  await attempt(failure("rate_limited", 90_000));
  now += 30_000;
  await expect(breaker.run(async () => {})).rejects.toMatchObject({
    code: "upstream_unavailable",
    retryAfterMs: 60_000,
  });
});

test.each<ErrorCode>(["upstream_rejected", "internal"])(
  "%s says nothing about the provider's health",
  async (code) => {
    for (let time = 0; time < 5; time++) expect(await attempt(failure(code))).toBe(code);
  },
);

test("a call from before the trouble that ends well does not end the pause", async () => {
  let answer = () => {};
  const early = breaker.run(() => new Promise<void>((resolve) => (answer = resolve)));
  await attempt(failure("rate_limited", 90_000));
  answer();
  await early;
  expect(await attempt("well")).toBe("spared");
});

test("a probe that was given up leaves the next one free", async () => {
  await fails(3);
  now += 30_000;
  expect(await attempt(failure("internal"))).toBe("internal");
  expect(await attempt("well")).toBe("well");
});
