import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { judge } from "../../../../data/postgres/errors.ts";

function refusal(code: string): DatabaseError {
  const error = new DatabaseError("the words of Postgres", 0, "error");
  error.code = code;
  return error;
}

test.each([
  ["is shutting down after a crash", "57P02", true, false],
  ["is starting up", "57P03", true, false],
  ["ended the connection", "57P01", true, false],
  ["ended a transaction that nothing came of", "25P03", true, false],
  ["has become a standby", "25006", true, false],
  ["has no room left", "53100", false, false],
  ["has no connection left", "53300", false, false],
  ["cancelled a statement that took too long", "57014", false, false],
  ["saw two wait for each other", "40P01", false, true],
  ["knows a prepared statement no more", "26000", true, true],
])("when the database %s, it is not available", (_what, code, isLost, isWorthRepeating) => {
  const unavailable = expect.objectContaining({ code: "store_unavailable" }) as unknown;
  expect(judge(refusal(code))).toEqual({ error: unavailable, isLost, isWorthRepeating });
});

test("when the socket breaks, the database is not available and the connection is lost", () => {
  expect(judge(new Error("read ECONNRESET"))).toMatchObject({
    error: { code: "store_unavailable" },
    isLost: true,
    isWorthRepeating: false,
  });
});

test("what contradicts what is stored is a mistake of ours, and so is what is no SQL", () => {
  expect(judge(refusal("23505"))).toMatchObject({ error: { code: "internal" }, isLost: false });
  const mistake = refusal("42601");
  expect(judge(mistake)).toEqual({ error: mistake, isLost: false, isWorthRepeating: false });
});
