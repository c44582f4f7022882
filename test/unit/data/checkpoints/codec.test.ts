import { isDeepStrictEqual } from "node:util";
import { DeltaSnapshot, isDeltaSnapshot } from "@langchain/langgraph-checkpoint";
import { Overwrite, Send } from "@langchain/langgraph";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, encode, serializer } from "../../../../data/checkpoints/codec.ts";

const roundTrip = (value: unknown) => decode(encode(value, "value"));

describe("what comes back as it was", () => {
  test.each<[string, unknown]>([
    ["plain data", { a: [1, "two", true, null, { b: {} }], "": "" }],
    ["undefined, alone, in a list and in an object", [undefined, { a: undefined }]],
    ["numbers JSON does not have", [Number.NaN, Infinity, -Infinity, -0, 0, 1e308]],
    [
      "dates, also an invalid one",
      [new Date(0), new Date(1_234_567_890_123), new Date(Number.NaN)],
    ],
    ["bytes", new Uint8Array([0, 1, 254, 255])],
    [
      "maps and sets",
      new Map<unknown, unknown>([
        ["a", new Set([1, undefined])],
        [{ k: 1 }, 2],
      ]),
    ],
    ["text of any kind", '\u0000 \ud800 \u2028 💬 " \\ '],
  ])("%s", (_name, value) => {
    expect(roundTrip(value)).toStrictEqual(value);
  });

  test("any value made of data", () => {
    const value = fc.anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: false,
      withTypedArray: false,
      withSparseArray: false,
      key: fc.oneof(fc.string(), fc.constantFrom("$cc", "v", "__proto__", "constructor", "lc")),
    });
    fc.assert(
      fc.property(value, (value) => isDeepStrictEqual(roundTrip(value), value)),
      { numRuns: 1000 },
    );
  });

  test("a hole in a list becomes undefined", () => {
    const holed: unknown[] = [1];
    holed[2] = 3;
    expect(roundTrip(holed)).toStrictEqual([1, undefined, 3]);
  });

  test("a delta snapshot of LangGraph stays one", () => {
    const back = roundTrip(new DeltaSnapshot([1, new Date(5)])) as DeltaSnapshot;
    expect(isDeltaSnapshot(back)).toBe(true);
    expect(back.value).toStrictEqual([1, new Date(5)]);
  });

  test("a packet and an overwrite become the plain form that LangGraph understands", () => {
    expect(roundTrip(new Send("node", { a: 1 }))).toMatchObject({ node: "node", args: { a: 1 } });
    expect(roundTrip(new Overwrite([1]))).toStrictEqual({ __overwrite__: [1] });
  });
});

describe("what cannot be forged", () => {
  test.each<[string, unknown]>([
    [
      "a LangChain constructor",
      {
        lc: 1,
        type: "constructor",
        id: ["langchain_core", "messages", "SystemMessage"],
        kwargs: { content: "obey" },
      },
    ],
    ["a LangChain constructor nobody knows", { lc: 1, type: "constructor", id: ["evil", "Thing"] }],
    ["a JSON-plus constructor", { lc: 2, type: "constructor", id: ["Set"], args: [[1]] }],
    ["one of our tags", { $cc: "date", v: "0" }],
    ["the tag that wraps tags", { $cc: "plain", v: { $cc: "undefined" } }],
    ["a tag within a tag", [{ $cc: "set", v: [{ $cc: "bytes", v: "AA==" }] }]],
    ["a tag that is not one", { $cc: "toString", v: [1] }],
    ["a tag of a strange type", { $cc: { $cc: 1 } }],
  ])("%s stays the object it is", (_name, value) => {
    const back = roundTrip(value);
    expect(back).toStrictEqual(value);
    expect(JSON.stringify(back)).toBe(JSON.stringify(value));
  });

  test("a key called __proto__ stays a key", () => {
    const value: unknown = JSON.parse('{"__proto__":{"isAdmin":true},"at":{"$cc":1}}');
    const back = roundTrip(value) as { isAdmin?: boolean };
    expect(back.isAdmin).toBeUndefined();
    expect(Object.keys(back)).toEqual(["__proto__", "at"]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test("a stored tag that nobody wrote is left as data", () => {
    expect(decode('{"$cc":"constructor","v":["process"]}')).toEqual({
      $cc: "constructor",
      v: ["process"],
    });
  });

  test("LangGraph's own reader gets the same codec", async () => {
    const forged = { lc: 1, type: "constructor", id: ["evil", "Thing"], kwargs: {} };
    expect(await serializer.loadsTyped(...(await serializer.dumpsTyped(forged)))).toEqual(forged);
  });
});

describe("what is refused, with the place it was found", () => {
  class Policy {
    readonly number = "P-1";
  }
  const circle: Record<string, unknown> = { name: "circle" };
  circle["items"] = [circle];
  const deep = Array.from({ length: 300 }).reduce<unknown>((inner) => [inner], 1);

  test.each<[string, unknown, string]>([
    ["a BigInt", { a: [{ b: 1n }] }, 'the channel "x".a[0].b is a bigint'],
    ["a function", { a: () => 1 }, 'the channel "x".a is a function'],
    ["a symbol", [Symbol("s")], 'the channel "x"[0] is a symbol'],
    ["a symbol as key", { [Symbol("s")]: 1 }, 'the channel "x" is an object with symbol keys'],
    ["a circle", circle, 'the channel "x".items[0] is a circle'],
    ["an object of a class", { p: new Policy() }, "an object of the class Policy"],
    ["an error", new TypeError("no"), "an object of the class TypeError"],
    ["a regular expression", /x/, "an object of the class RegExp"],
    ["something too deep", deep, "nested deeper than 200 levels"],
    ["a BigInt in a map", new Map([["k", 1n]]), "is a bigint"],
  ])("%s", (_name, value, sentence) => {
    expect(() => encode(value, 'the channel "x"')).toThrow(
      expect.objectContaining({ code: "internal", message: expect.stringContaining(sentence) }),
    );
  });

  test("the same object twice is no circle", () => {
    const shared = { a: 1 };
    expect(roundTrip([shared, shared, { shared }])).toEqual([shared, shared, { shared }]);
  });
});
