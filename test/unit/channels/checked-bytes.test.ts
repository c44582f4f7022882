import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { checkedBytes, MAX_FILE_BYTES } from "../../../channels/checked-bytes.ts";

const provider = "WhatsApp";
const hashOf = (text: string) => createHash("sha256").update(text).digest();

async function* chunks(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield new TextEncoder().encode(text);
  }
}

test.each([
  ["nothing", { length: undefined }],
  ["its length", { length: 5 }],
  ["its hash in hex", { length: 5, sha256: hashOf("hello").toString("hex") }],
  ["its hash in base64", { length: 5, sha256: hashOf("hello").toString("base64") }],
])("a file that keeps the promise of %s passes", async (_what, promised) => {
  const bytes = checkedBytes(chunks("hel", "lo"), { provider, ...promised });
  expect(String(await buffer(bytes))).toBe("hello");
});

test.each([
  ["ends early", ["hel"], { length: 5 }],
  ["goes on", ["hello", "!"], { length: 5 }],
  ["is another one", ["hallo"], { length: 5, sha256: hashOf("hello").toString("hex") }],
  ["breaks off", ["hel", new Error("ECONNRESET")], { length: undefined }],
])("a file that %s can be tried again", async (_what, texts, promised) => {
  const bytes = checkedBytes(chunks(...texts), { provider, ...promised });
  await expect(buffer(bytes)).rejects.toMatchObject({ code: "upstream_unavailable" });
});

test("a file that never ends is given up at 100 MB, whatever its promise, and let go", async () => {
  const megabyte = new Uint8Array(1_024 * 1_024);
  let given = 0;
  let isLetGo = false;
  async function* endless() {
    try {
      for (;;) yield ((given++, megabyte));
    } finally {
      isLetGo = true;
    }
  }
  let taken = 0;
  const drink = async () => {
    for await (const chunk of checkedBytes(endless(), { provider, length: 3 })) {
      taken += chunk.byteLength;
    }
  };
  await expect(drink()).rejects.toMatchObject({ code: "upstream_rejected" });
  expect([taken, given, isLetGo]).toEqual([MAX_FILE_BYTES, 101, true]);
});
