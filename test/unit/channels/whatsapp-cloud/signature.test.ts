import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { answerChallenge, isSignedByMeta } from "../../../../channels/whatsapp-cloud/signature.ts";

const SECRET = "app-secret-ñ";
const sign = (bytes: Buffer, secret = SECRET) =>
  `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;

describe("Meta's signature", () => {
  test("agrees with one computed elsewhere", () => {
    // printf '{"a":1}' | openssl dgst -sha256 -hmac key
    const header = "sha256=88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342";
    expect(isSignedByMeta(Buffer.from('{"a":1}'), header, "key")).toBe(true);
  });

  test.each([
    ["plain JSON", Buffer.from('{"a":"b"}')],
    [
      "escaped unicode, slash and at",
      Buffer.from(String.raw`{"a":"\u00e9 \/ \u0040 \ud83d\udc4b"}`),
    ],
    ["raw UTF-8", Buffer.from('{"a":"é / @ 👋"}')],
    ["bytes that are not UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x80, 0x7d])],
    ["no bytes", Buffer.alloc(0)],
  ])("holds over %s", (_name, bytes) => {
    expect(isSignedByMeta(bytes, sign(bytes), SECRET)).toBe(true);
    expect(
      isSignedByMeta(bytes, sign(bytes).toUpperCase().replace("SHA256", "sha256"), SECRET),
    ).toBe(true);
    expect(isSignedByMeta(Buffer.concat([bytes, Buffer.from(" ")]), sign(bytes), SECRET)).toBe(
      false,
    );
  });

  test("does not hold over the same JSON written differently", () => {
    const sent = Buffer.from(String.raw`{"a":"\u00e9\/"}`);
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(sent.toString())));
    expect(isSignedByMeta(rewritten, sign(sent), SECRET)).toBe(false);
  });

  test("tells bytes apart that decode to the same text", () => {
    expect(isSignedByMeta(Buffer.from([0xfe]), sign(Buffer.from([0xff])), SECRET)).toBe(false);
  });

  const bytes = Buffer.from("{}");
  test.each([
    ["nothing", undefined],
    ["an empty header", ""],
    ["a bare digest", sign(bytes).slice(7)],
    ["another algorithm", sign(bytes).replace("sha256", "sha1")],
    ["a short digest", sign(bytes).slice(0, -2)],
    ["a long digest", `${sign(bytes)}00`],
    ["no hex", `sha256=${"z".repeat(64)}`],
    ["another secret", sign(bytes, "other")],
  ])("%s is no proof", (_name, header) => {
    expect(isSignedByMeta(bytes, header, SECRET)).toBe(false);
  });

  test("without a secret nothing is proven", () => {
    expect(isSignedByMeta(bytes, sign(bytes, ""), "")).toBe(false);
  });
});

describe("Meta's challenge", () => {
  const query = {
    "hub.mode": "subscribe",
    "hub.verify_token": "tok",
    "hub.challenge": "1158201444",
  };

  test("is echoed for the right token", () => {
    expect(answerChallenge(query, "tok")).toBe("1158201444");
  });

  test.each([
    ["the wrong token", { "hub.verify_token": "tokk" }],
    ["no token", { "hub.verify_token": undefined }],
    ["two tokens", { "hub.verify_token": ["tok", "tok"] }],
    ["another mode", { "hub.mode": "unsubscribe" }],
    ["no challenge", { "hub.challenge": undefined }],
    ["an empty challenge", { "hub.challenge": "" }],
    ["a long challenge", { "hub.challenge": "1".repeat(513) }],
    ["a challenge with a line break", { "hub.challenge": "1\r\nset-cookie: a" }],
    ["a challenge that is not ASCII", { "hub.challenge": "ñ" }],
    ["two challenges", { "hub.challenge": ["1", "2"] }],
  ])("is refused for %s", (_name, change) => {
    expect(answerChallenge({ ...query, ...change }, "tok")).toBeUndefined();
  });

  test("is refused when no token is set", () => {
    expect(answerChallenge({ ...query, "hub.verify_token": "" }, "")).toBeUndefined();
  });
});
