import { format, inspect } from "node:util";
import { expect, test } from "vitest";
import { makeLog } from "../../../core/log.ts";
import { Secret } from "../../../core/secret.ts";

const VALUE = "sw0rdfish";
const secret = new Secret(VALUE);

test("gives its value to whoever asks for it by name", () => {
  expect(secret.reveal()).toBe(VALUE);
});

test.each<[string, () => string]>([
  ["in JSON", () => JSON.stringify({ secret })],
  ["in a string", () => `${String(secret)} ${[secret].join()}`],
  ["in inspection", () => inspect({ secret }, { depth: 9, showHidden: true })],
  ["in console output", () => format("%s %o %O %j", secret, secret, secret, secret)],
  ["in an error", () => inspect(new Error("cannot use it", { cause: secret }))],
  [
    "among its own fields",
    () => JSON.stringify([Object.entries(secret), Object.assign({}, secret)]),
  ],
  [
    "in the log",
    () => {
      const lines: string[] = [];
      makeLog("info", { write: (line) => lines.push(line) }).info({ credential: secret }, "hello");
      return lines.join();
    },
  ],
])("does not show %s", (_where, show) => {
  expect(show()).not.toContain(VALUE);
});
