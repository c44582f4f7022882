import { expect, test } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { sentenceFor } from "../../../server/start-error.ts";

const away = (cause?: unknown) => new AppError("store_unavailable", "Away.", { cause });

test("a wrong setting is told in its own words", () => {
  expect(sentenceFor(new AppError("misconfigured", "PORT is not a port."))).toBe(
    "PORT is not a port.",
  );
});

test.each([
  ["the client's reason", new Error("connect ECONNREFUSED 127.0.0.1:5432")],
  [
    "the first of several addresses'",
    new AggregateError([new Error("connect ECONNREFUSED 127.0.0.1:5432"), new Error("another")]),
  ],
])("a database that is away is told with %s", (_whose, cause) => {
  expect(sentenceFor(away(cause))).toBe(
    "The database does not let us in: connect ECONNREFUSED 127.0.0.1:5432. Check DATABASE_URL.",
  );
});

test("a database that says nothing is told too", () => {
  expect(sentenceFor(away())).toBe(
    "The database does not let us in: it gave no reason. Check DATABASE_URL.",
  );
});

test("a mistake of ours shows where it is", () => {
  expect(sentenceFor(new TypeError("x is not a function"))).toContain("start-error.test.ts");
});
