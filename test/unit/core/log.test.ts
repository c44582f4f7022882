import { afterEach, describe, expect, test } from "vitest";
import { AppError } from "../../../core/errors.ts";
import { makeLog } from "../../../core/log.ts";
import { received, startHouse, until } from "../../support/house.ts";
import type { TestHouse } from "../../support/house.ts";
import { rowsOf } from "../../support/engines.ts";

function listen() {
  const lines: string[] = [];
  const log = makeLog("info", { write: (line) => lines.push(line) });
  return { log, lines, parsed: () => lines.map((line) => JSON.parse(line) as object) };
}

describe("a log line", () => {
  test("is one JSON object with what was said and the ids", () => {
    const { log, lines, parsed } = listen();
    log.info({ conversationId: "c-1", attempts: 2 }, "turn failed");
    expect(lines).toHaveLength(1);
    expect(parsed()[0]).toMatchObject({ conversationId: "c-1", attempts: 2, msg: "turn failed" });
  });

  test.each([
    "text",
    "message",
    "body",
    "content",
    "name",
    "email",
    "phone",
    "address",
    "reply",
    "authorization",
    "key",
    "secret",
    "token",
    "password",
    "connectionString",
    "cookie",
  ])("leaves out %s, wherever it stands", (field) => {
    const { log, lines } = listen();
    const holds = { [field]: "private words", id: "kept" };
    log.info(holds, "hello");
    log.info({ input: holds }, "hello");
    log.info({ turn: { input: holds } }, "hello");
    expect(lines.join()).not.toContain("private words");
    expect(lines.filter((line) => line.includes("kept"))).toHaveLength(3);
  });

  test("tells of an error its name, code and causes, and none of its other fields", () => {
    const { log, lines, parsed } = listen();
    const cause = Object.assign(new Error("no row"), { code: "SQLITE_BUSY", row: "private words" });
    const err = new AppError("store_unavailable", "The store is away.", { cause });
    log.error({ err }, "request failed");
    expect(parsed()[0]).toMatchObject({
      err: {
        type: "AppError",
        code: "store_unavailable",
        stack: expect.stringContaining("The store is away.") as string,
        cause: { type: "Error", code: "SQLITE_BUSY" },
      },
    });
    expect(lines.join()).not.toContain("private words");
  });

  test("tells of what was thrown without being an error only its type", () => {
    const { log, parsed } = listen();
    log.error({ err: "private words" }, "odd");
    expect(parsed()[0]).toMatchObject({ err: { type: "string" } });
  });
});

describe("the log of a whole house", () => {
  let house: TestHouse;
  afterEach(() => house.stop());

  test("tells of failures by ids, and never what people wrote, their names or their numbers", async () => {
    const lines: string[] = [];
    const phone = "+14255550103";
    const words = {
      question: "my deductible please",
      request: "get me a human being",
      name: "Dana Whitfield",
      reply: "on my way",
    };
    // Nobody listens there, so that deliveries fail and say so.
    const whatsApp = {
      WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING:
        "endpoint=https://127.0.0.1:9/;accesskey=a2V5LXZhbHVl",
      WHATSAPP_CHANNEL_ID: "ch",
    };
    house = await startHouse({ env: whatsApp, onLog: (line) => lines.push(line) });
    await house.webhook(phone, words.question, "change my email to marcus.new@example.org", "yes");
    const { handoff } = await house.chat(phone, words.request);
    await house.person(handoff!.thread_id, words.reply, words.name);
    await house.post("/webhook", [
      received(phone, { content: "x", messageType: "??" }),
      "junk words",
    ]);
    await until("a delivery has failed", async () =>
      lines.some((line) => line.includes("deliveryId")),
    );
    await breakStore();
    await house.post("/chat", { user_id: phone, message: "are my words safe" });
    await fetch(`${house.url}/chat/${encodeURIComponent(phone)}/messages`);
    await until(
      "requests have failed",
      async () => lines.filter((line) => line.includes("request failed")).length >= 2,
    );

    const log = lines.join("\n");
    const isPrivate = [
      ...Object.values(words),
      "marcus",
      "delaney",
      "4255550103",
      "example.org",
      "a2V5LXZhbHVl",
    ];
    for (const each of [...isPrivate, "are my words safe", "junk words", "AUT-1044"]) {
      expect(log.toLowerCase()).not.toContain(each.toLowerCase());
    }
    expect(log).toContain("/chat/:userId/messages");
  });

  /** From now on every statement fails in a way nobody foresaw. */
  async function breakStore(): Promise<void> {
    const { sql } = house.house.store;
    const inputs = await rowsOf(sql, "inputs");
    expect(inputs.length).toBeGreaterThan(0);
    await sql.transaction(function* () {
      yield { sql: "ALTER TABLE conversations RENAME TO gone", args: [] };
    });
  }
});
