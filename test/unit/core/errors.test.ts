import { describe, expect, test } from "vitest";
import { AppError, toAppError, traits } from "../../../core/errors.ts";
import type { ErrorCode } from "../../../core/errors.ts";

const codes = Object.keys(traits) as ErrorCode[];

test.each(codes)("%s has the status and the retry rule of the table", (code) => {
  const error = new AppError(code, "A sentence.");
  expect(error.status).toBe(traits[code].status);
  expect(error.retryable).toBe(traits[code].retryable);
  expect(error).toMatchObject({ name: "AppError", code, message: "A sentence." });
});

test("what the other side did wrong is never tried again unchanged", () => {
  const tried = codes.filter((code) => traits[code].retryable);
  expect(tried.filter((code) => traits[code].status < 500)).toEqual(["rate_limited"]);
  expect(tried).toContain("store_unavailable");
  expect(tried).not.toContain("upstream_rejected");
  expect(tried).not.toContain("internal");
});

describe("whatever is thrown", () => {
  test("stays as it is when it has a code already", () => {
    const error = new AppError("not_found", "There is no such thread.");
    expect(toAppError(error)).toBe(error);
  });

  test.each([new Error("secret detail"), "secret detail", undefined, null, { secret: 1 }])(
    "becomes an internal error that says nothing of %s but keeps it as its cause",
    (thrown) => {
      const error = toAppError(thrown);
      expect(error).toMatchObject({ code: "internal", message: "Something went wrong." });
      expect(error.cause).toBe(thrown);
    },
  );
});

test("carries how long the other side asked us to wait", () => {
  const error = new AppError("rate_limited", "Too many messages.", { retryAfterMs: 1_500 });
  expect(error.retryAfterMs).toBe(1_500);
  expect(new AppError("rate_limited", "Too many messages.").retryAfterMs).toBeUndefined();
});
