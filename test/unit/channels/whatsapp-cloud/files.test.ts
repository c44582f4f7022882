import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WhatsAppCloudChannel } from "../../../../channels/whatsapp-cloud/send.ts";
import { startHttpsServer } from "../../../support/emulators/https-server.ts";
import type { Call } from "../../../support/emulators/https-server.ts";
import { startMeta } from "../../../support/emulators/meta/service.ts";
import type { Meta } from "../../../support/emulators/meta/service.ts";
import { failureOf } from "../../../support/failure.ts";

const bytes = randomBytes(10_000);

let meta: Meta;
let channel: WhatsAppCloudChannel;
let id: string;
beforeEach(async () => {
  meta = await startMeta({ clock: () => 0 });
  const { url: baseUrl, phoneNumberId, accessToken } = meta;
  channel = new WhatsAppCloudChannel({ baseUrl, phoneNumberId, accessToken, clock: () => 0 });
  id = meta.keep({ bytes, mimeType: "image/jpeg" });
});
afterEach(() => meta.stop());

const fetchIt = async (mediaId = id) => {
  const file = await channel.download(mediaId, AbortSignal.timeout(5_000));
  return { ...file, bytes: await buffer(file.bytes) };
};
const isResolve = ({ url }: Call) => url.pathname.startsWith("/v26.0/");
const isBytes = (call: Call) => !isResolve(call);
/** Meta says this about a file, whatever is true. */
const claim = (change: object) => {
  const url = `${meta.url}/whatsapp_business/attachments/?hash=none`;
  const body = { url, mime_type: "image/jpeg", file_size: bytes.length, ...change };
  meta.faults.next({ is: "answer", status: 200, body }, { matches: isResolve });
};
const giveBytes = (body: Uint8Array) =>
  meta.faults.next({ is: "answer", status: 200, body }, { matches: isBytes });

test("a file is asked for by its id, as sent to our number, and comes with its kind and length", async () => {
  const file = await fetchIt();
  expect(file).toMatchObject({ mimeType: "image/jpeg", length: bytes.length });
  expect(file.bytes.equals(bytes)).toBe(true);
  expect(meta.calls[0]!.target).toBe(`/v26.0/${id}?phone_number_id=${meta.phoneNumberId}`);
});

describe("our token goes nowhere but to Meta", () => {
  test("not to another host or port that an answer names", async () => {
    const stranger = await startHttpsServer(() => ({ status: 200, body: bytes }));
    claim({ url: `${stranger.url}/a` });
    expect(await failureOf(fetchIt())).toMatchObject({ code: "upstream_rejected" });
    expect(stranger.calls).toEqual([]);
    await stranger.stop();
  });

  test.each([
    "http://lookaside.fbsbx.com/a",
    "https://lookaside.fbsbx.com.evil.test/a",
    "https://evil.test/lookaside.fbsbx.com",
    "https://lookaside.fbsbx.com:8443/a",
    "https://user:pass@evil.test/a",
    "file:///etc/passwd",
  ])("not to %s", async (url) => {
    claim({ url });
    const failure = (await failureOf(fetchIt())) as Error;
    expect(failure).toMatchObject({ code: "upstream_rejected" });
    expect(failure.message).not.toContain(url);
  });

  test("not where a redirect leads", async () => {
    const stranger = await startHttpsServer(() => ({ status: 200, body: bytes }));
    const headers = { location: `${stranger.url}/a` };
    meta.faults.next({ is: "answer", status: 302, headers }, { matches: isBytes });
    await expect(fetchIt()).rejects.toMatchObject({ code: "upstream_unavailable" });
    expect(stranger.calls).toEqual([]);
    await stranger.stop();
  });

  test.each(["..", "../106540352242922", "a/b", "", "a?b", "x".repeat(257)])(
    "and an id like %j is not put into an address",
    async (mediaId) => {
      await expect(fetchIt(mediaId)).rejects.toMatchObject({ code: "not_found" });
      expect(meta.calls).toEqual([]);
    },
  );
});

describe("what was promised is checked", () => {
  test("another hash than promised", async () => {
    claim({ sha256: "0".repeat(64) });
    giveBytes(bytes);
    await expect(fetchIt()).rejects.toMatchObject({ code: "upstream_unavailable" });
  });

  test("another length than promised", async () => {
    claim({});
    giveBytes(bytes.subarray(1));
    await expect(fetchIt()).rejects.toMatchObject({ code: "upstream_unavailable" });
  });

  test("a file too large is not even begun", async () => {
    claim({ file_size: 100 * 1_024 * 1_024 + 1 });
    await expect(fetchIt()).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(meta.calls).toHaveLength(1);
  });

  test("a kind that is none is any bytes", async () => {
    claim({ mime_type: "text/html\r\nset-cookie: a" });
    giveBytes(bytes);
    expect((await fetchIt()).mimeType).toBe("application/octet-stream");
  });
});

test.each([
  ["a file that is gone", { is: "answer", status: 404 }, "not_found"],
  [
    "a file WhatsApp lost",
    { is: "answer", status: 400, body: { error: { code: 131052 } } },
    "not_found",
  ],
  [
    "a token refused",
    { is: "answer", status: 401, body: { error: { code: 190 } } },
    "upstream_unavailable",
  ],
  [
    "an error of Meta's",
    { is: "answer", status: 500, body: { error: { code: 1 } } },
    "upstream_unavailable",
  ],
  ["a page", { is: "html", status: 502 }, "upstream_unavailable"],
  ["a cut", { is: "cut" }, "upstream_unavailable"],
] as const)("%s is %s", async (_what, fault, code) => {
  meta.faults.next(fault, { matches: isBytes });
  await expect(fetchIt()).rejects.toMatchObject({ code });
});

test("an answer that names no address can be tried again", async () => {
  claim({ url: undefined });
  await expect(fetchIt()).rejects.toMatchObject({ code: "upstream_unavailable" });
});
