import { createHmac, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WINDOW_MS } from "../../../../core/window.ts";
import { startHttpsServer } from "../../../support/emulators/https-server.ts";
import type { Call, HttpsServer } from "../../../support/emulators/https-server.ts";
import { startMeta } from "../../../support/emulators/meta/service.ts";
import type { Meta } from "../../../support/emulators/meta/service.ts";
import { makeMetaWebhook } from "../../../support/emulators/meta/webhook.ts";
import type { MetaWebhook } from "../../../support/emulators/meta/webhook.ts";

const ANA = "+34600333444";
const templates = [{ name: "case_update", language: "en_US", parameters: 1 }];

let meta: Meta;
let time: number;
beforeEach(async () => {
  time = 1_795_000_000_000;
  meta = await startMeta({ clock: () => time, templates });
});
afterEach(() => meta.stop());

const authorization = () => ({ authorization: `Bearer ${meta.accessToken}` });
const call = (path: string, init: RequestInit = {}) =>
  fetch(meta.url + path, { headers: authorization(), ...init });
const send = (change: object, { to = meta } = {}) =>
  fetch(`${to.url}/v26.0/${to.phoneNumberId}/messages`, {
    method: "POST",
    headers: authorization(),
    body: JSON.stringify({ messaging_product: "whatsapp", to: "34600333444", ...change }),
  });
const text = { type: "text", text: { body: "Hello" } };
const codeOf = async (response: Response) => {
  const { error } = (await response.json()) as { error?: { code: number } };
  return [response.status, error?.code];
};

test("only the right token is let in, for files too", async () => {
  const id = meta.keep({ bytes: randomBytes(9), mimeType: "image/png" });
  const { url } = (await (await call(`/v26.0/${id}`)).json()) as { url: string };
  for (const address of [`${meta.url}/v26.0/${id}`, url]) {
    const headers = { authorization: "Bearer guess" };
    expect(await codeOf(await fetch(address, { headers }))).toEqual([401, 190]);
  }
});

describe("what it takes", () => {
  const button = (id: string, title = id) => ({ type: "reply", reply: { id, title } });
  const buttons = (...all: object[]) => ({
    type: "interactive",
    interactive: { type: "button", body: { text: "b" }, action: { buttons: all } },
  });
  const list = (count: number, open = "Open") => ({
    type: "interactive",
    interactive: {
      type: "list",
      body: { text: "b" },
      action: {
        button: open,
        sections: [
          { rows: Array.from({ length: count }, (_, id) => ({ id: `${id}`, title: "t" })) },
        ],
      },
    },
  });
  const template = (name: string, ...texts: string[]) => ({
    type: "template",
    template: {
      name,
      language: { code: "en_US" },
      components: [{ type: "body", parameters: texts.map((text) => ({ type: "text", text })) }],
    },
  });
  const fine = [200, undefined];
  test.each([
    ["a text", text, fine],
    ["a user id", { ...text, to: undefined, recipient: "ES.5566" }, fine],
    ["three buttons", buttons(button("a"), button("b"), button("c")), fine],
    ["a list of ten", list(10), fine],
    ["a template", template("case_update", "Ana"), fine],
    ["a reaction", { type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } }, fine],
    ["nobody to send to", { ...text, to: undefined }, [400, 100]],
    ["a number with +", { ...text, to: ANA }, [400, 100]],
    ["an empty text", { type: "text", text: { body: "" } }, [400, 100]],
    ["a text too long", { type: "text", text: { body: "x".repeat(4_097) } }, [400, 100]],
    ["a field nobody knows", { ...text, content: "Hello" }, [400, 100]],
    ["four buttons", buttons(...["a", "b", "c", "d"].map((id) => button(id))), [400, 100]],
    ["a title too long", buttons(button("a", "x".repeat(21))), [400, 100]],
    ["the same id twice", buttons(button("a"), button("a", "b")), [400, 100]],
    ["a list of eleven", list(11), [400, 100]],
    ["a list that opens with too many words", list(1, "x".repeat(21)), [400, 100]],
    ["a template nobody approved", template("no_such", "Ana"), [404, 132001]],
    ["a parameter missing", { ...template("case_update", "a", "b") }, [400, 132000]],
    ["a parameter of two lines", template("case_update", "a\nb"), [400, 100]],
    ["a file nobody uploaded", { type: "image", image: { id: "17" } }, [400, 131009]],
  ])("%s", async (_what, change, answer) => {
    expect(await codeOf(await send(change))).toEqual(answer);
  });

  test("what is asked for twice is sent twice, since there is no key for that", async () => {
    await send({ ...text, biz_opaque_callback_data: "d-1" });
    await send({ ...text, biz_opaque_callback_data: "d-1" });
    expect(meta.sent).toHaveLength(2);
  });

  test("reading a message, with or without writing", async () => {
    const read = { messaging_product: "whatsapp", status: "read", message_id: "wamid.1" };
    const init = { method: "POST", body: JSON.stringify(read) };
    const response = await call(`/v26.0/${meta.phoneNumberId}/messages`, init);
    expect(await response.json()).toEqual({ success: true });
    expect([meta.reads, meta.sent]).toEqual([[read], []]);
  });

  test("only as much as its limits allow", async () => {
    meta.limits.set({ each: { count: 1, perMs: 6_000 }, overall: { count: 2, perMs: 1_000 } });
    const to = (digits: string) => send({ ...text, to: digits }).then(codeOf);
    const answers = [await to("34600000001"), await to("34600000001"), await to("34600000002")];
    expect(answers).toEqual([fine, [400, 131056], fine]);
    expect(await to("34600000003")).toEqual([429, 130429]);
  });

  test("a closed window in the answer itself, if it is of that kind", async () => {
    const strict = await startMeta({ clock: () => time, templates, closedWindow: "sync" });
    expect(await codeOf(await send(text, { to: strict }))).toEqual([400, 131047]);
    expect(await codeOf(await send(template("case_update", "Ana"), { to: strict }))).toEqual(fine);
    strict.write(ANA, { kind: "text", text: "Hi" });
    expect(await codeOf(await send(text, { to: strict }))).toEqual(fine);
    time += WINDOW_MS;
    expect(await codeOf(await send(text, { to: strict }))).toEqual([400, 131047]);
    await strict.stop();
  });
});

describe("files", () => {
  const upload = (file: Blob, fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    body.set("file", file, "a");
    return call(`/v26.0/${meta.phoneNumberId}/media`, { method: "POST", body });
  };
  const given = { messaging_product: "whatsapp", type: "application/pdf" };

  test("are uploaded, sent by id, resolved and fetched, byte by byte", async () => {
    const bytes = randomBytes(70_000);
    const blob = new Blob([bytes], { type: "application/pdf" });
    const { id } = (await (await upload(blob, given)).json()) as { id: string };
    await send({ type: "document", document: { id, filename: "a.pdf" } });
    expect(Buffer.from(meta.sent[0]!.file!.bytes).equals(bytes)).toBe(true);
    const resolved = (await (await call(`/v26.0/${id}`)).json()) as { url: string };
    expect(resolved).toMatchObject({ mime_type: "application/pdf", file_size: 70_000 });
    const fetched = await fetch(resolved.url, { headers: authorization() });
    expect(Buffer.from(await fetched.bytes()).equals(bytes)).toBe(true);
    time += 5 * 60_000;
    expect((await fetch(resolved.url, { headers: authorization() })).status).toBe(404);
  });

  test.each([
    ["of no supported type", "text/html", 9, given],
    ["of another type than it says", "image/png", 9, given],
    ["that is empty", "application/pdf", 0, given],
    ["without the product's name", "application/pdf", 9, { type: "application/pdf" }],
  ])("a file %s is refused", async (_what, type, size, fields) => {
    const blob = new Blob([randomBytes(size)], { type });
    expect((await upload(blob, fields as Record<string, string>)).status).toBe(400);
  });

  test("a file that is not there is no object", async () => {
    expect(await codeOf(await call("/v26.0/17"))).toEqual([400, 100]);
  });
});

describe("its webhook", () => {
  const options = { appSecret: "s3cret", verifyToken: "verify" };
  let ours: HttpsServer;
  let webhook: MetaWebhook;
  let posts: Call[];
  beforeEach(async () => {
    posts = [];
    ours = await startHttpsServer((call) => {
      if (call.method === "POST") posts.push(call);
      const challenge = call.url.searchParams.get("hub.challenge");
      return { status: 200, body: Buffer.from(challenge ?? "") };
    });
    webhook = await makeMetaWebhook({ url: ours.url, ...options, random: () => 0 });
    meta.publishTo((change) => webhook.publish(change));
  });
  afterEach(async () => {
    await webhook.stop();
    await ours.stop();
  });

  test("is verified first, and a wrong answer is none", async () => {
    expect(Object.fromEntries(ours.calls[0]!.url.searchParams)).toMatchObject({
      "hub.mode": "subscribe",
      "hub.verify_token": "verify",
    });
    ours.faults.next({ is: "answer", status: 403 });
    await expect(makeMetaWebhook({ url: ours.url, ...options })).rejects.toThrow("403");
  });

  test("gets bytes as Meta escapes them, signed as they are", async () => {
    meta.write(ANA, { kind: "text", text: "¿Qué tal? a/b@c 👋" });
    await webhook.settled();
    const { bytes, headers } = posts[0]!;
    expect(bytes.toString()).toContain(String.raw`\u00bfQu\u00e9 tal? a\/b\u0040c \ud83d\udc4b`);
    const hash = createHmac("sha256", "s3cret").update(bytes).digest("hex");
    expect(headers["x-hub-signature-256"]).toBe(`sha256=${hash}`);
  });

  test("hears how far a message came, with what was given along", async () => {
    meta.write(ANA, { kind: "text", text: "Hi" });
    await send({ ...text, biz_opaque_callback_data: "d-1" });
    await expect.poll(() => posts.length).toBe(3);
    meta.read(meta.sent[0]!.id);
    await webhook.settled();
    const statuses = posts.flatMap(({ bytes }) => [
      ...bytes.toString().matchAll(/"status":"(\w+)".*"biz_opaque_callback_data":"([^"]*)"/g),
    ]);
    expect(statuses.map(([, status, given]) => [status, given])).toEqual([
      ["sent", "d-1"],
      ["delivered", "d-1"],
      ["read", "d-1"],
    ]);
  });

  test("hears of a closed window later, if it is of that kind", async () => {
    await send(text);
    await expect.poll(() => posts.length).toBe(1);
    expect(posts[0]!.bytes.toString()).toContain(`"code":131047`);
  });

  test("may get things in batches, twice, in no order, and again after a refusal", async () => {
    ours.faults.next({ is: "answer", status: 503 }, { times: 2 });
    webhook.hold();
    for (const word of ["apple", "pear", "plum"]) meta.write(ANA, { kind: "text", text: word });
    webhook.release({ batchSize: 2, copies: 2, isShuffled: true });
    await webhook.settled();
    expect(posts).toHaveLength(4);
    const said = posts.flatMap(({ bytes }) => bytes.toString().match(/apple|pear|plum/g));
    const twice = ["apple", "apple", "pear", "pear", "plum", "plum"];
    expect(said.map(String).toSorted()).toEqual(twice);
    expect(webhook.answers.filter((status) => status === 503)).toHaveLength(2);
  });
});
