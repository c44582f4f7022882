import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel, Download } from "../../../core/channel.ts";
import type { AppError } from "../../../core/errors.ts";
import { WINDOW_MS } from "../../../core/window.ts";
import { freeMessage } from "../../support/outbound.ts";
import { TEMPLATE } from "../../support/channels-under-test.ts";
import type { ChannelUnderTest, ProviderUnderTest } from "../../support/channels-under-test.ts";
import type { Fault } from "../../support/emulators/faults.ts";
import { failureOf } from "../../support/failure.ts";

type Opened = ChannelUnderTest & { readonly provider: ProviderUnderTest };

const ADDRESS = "+34600111222";
const signal = () => AbortSignal.timeout(10_000);
const later = { "retry-after": "7" };

/** How requests go wrong, and what is to be said of a message then. */
const FAULTS: readonly (readonly [string, Fault, string, number | undefined])[] = [
  [
    "429 with a time",
    { is: "answer", status: 429, headers: later, body: {} },
    "rate_limited",
    7_000,
  ],
  ["429 without", { is: "answer", status: 429, body: {} }, "rate_limited", undefined],
  ["a bare 500", { is: "answer", status: 500 }, "outcome_unknown", undefined],
  ["a gateway's page", { is: "html", status: 502 }, "outcome_unknown", undefined],
  ["a page that says it went well", { is: "html", status: 200 }, "outcome_unknown", undefined],
  ["503 with a time", { is: "answer", status: 503, headers: later }, "upstream_unavailable", 7_000],
  ["a redirect", { is: "answer", status: 307 }, "upstream_unavailable", undefined],
  ["a cut before", { is: "cut" }, "outcome_unknown", undefined],
  ["a cut after", { is: "cut_after" }, "outcome_unknown", undefined],
  ["a refusal for good", { is: "answer", status: 422, body: {} }, "upstream_rejected", undefined],
];

/** The first three have codes of their own; a page may be the very file that was asked for. */
const NOT_FOR_FILES = new Set([
  "429 with a time",
  "429 without",
  "a refusal for good",
  "a page that says it went well",
]);

/** Every channel with a provider behind it must pass this: what it says when things go wrong. */
export function channelFailures(name: string, open: () => Promise<ChannelUnderTest>): void {
  let provider: ProviderUnderTest;
  let channel: Channel;
  let opened: Opened;
  beforeEach(async () => {
    opened = (await open()) as Opened;
    ({ channel, provider } = opened);
    provider.write(ADDRESS, { kind: "text", text: "Hi" });
  });
  afterEach(() => opened.stop());

  const text = "My knee hurts";
  const message = () => freeMessage({ deliveryId: randomUUID(), address: ADDRESS, text });
  const failure = async (sending: Promise<unknown>) => (await failureOf(sending)) as AppError;

  function keepsQuiet(error: AppError): void {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      expect(cause.message).not.toContain(text);
      expect(cause.message).not.toContain(ADDRESS.slice(1));
    }
    const everything = inspect(error, { depth: 20, showHidden: true });
    for (const secret of provider.secrets) expect(everything).not.toContain(secret);
  }

  describe(`channel ${name}, when a send goes wrong`, () => {
    test.each(FAULTS)("%s", async (_what, fault, code, retryAfterMs) => {
      provider.faults.next(fault);
      const error = await failure(channel.send(message(), signal()));
      expect([error.name, error.code, error.retryAfterMs]).toEqual([
        "AppError",
        code,
        retryAfterMs,
      ]);
      keepsQuiet(error);
      expect(provider.askedCount()).toBe(1);
      expect(provider.shown()).toHaveLength(fault.is === "cut_after" ? 1 : 0);
    });

    test("another try afterwards succeeds, and is one message where the channel says so", async () => {
      const sent = message();
      for (const fault of [{ is: "cut_after" }, { is: "html", status: 502 }] as const) {
        provider.faults.next(fault);
        await failure(channel.send(sent, signal()));
      }
      await channel.send(sent, signal());
      expect(provider.shown()).toHaveLength(channel.isRepeatSafe ? 1 : 2);
    });

    test("whoever gives up waiting goes at once, and does not know", async () => {
      provider.faults.next({ is: "hang" });
      const patience = new AbortController();
      const sending = failure(channel.send(message(), patience.signal));
      await expect.poll(() => provider.askedCount()).toBe(1);
      patience.abort();
      const error = await sending;
      expect(error.code).toBe("outcome_unknown");
      keepsQuiet(error);
    });

    test("whoever gave up before has asked for nothing", async () => {
      const error = await failure(channel.send(message(), AbortSignal.abort()));
      expect(error.name).toBe("AppError");
      expect(provider.askedCount()).toBe(0);
    });

    test("a wrong credential keeps the message for when it is right, and says so", async () => {
      const error = await failure(provider.intruder.send(message(), signal()));
      expect(error).toMatchObject({ code: "upstream_unavailable", concerns: "all" });
      expect(error.retryAfterMs).toBeGreaterThan(0);
      expect(error.message).toContain("renew WHATSAPP_");
      keepsQuiet(error);
      expect(provider.shown()).toEqual([]);
    });

    test.each(["ana", "123", ""])(
      "an address like %j is refused without asking",
      async (address) => {
        const error = await failure(channel.send({ ...message(), address }, signal()));
        expect(error.code).toBe("upstream_rejected");
        expect(provider.askedCount()).toBe(0);
      },
    );

    test("outside the window words fail in a way that is told from others, and a template passes", async () => {
      provider.wait(WINDOW_MS);
      const error = await channel.send(message(), signal()).then(
        () => undefined,
        (thrown: unknown) => thrown as AppError,
      );
      const told = (await provider.told()).filter((event) => event.type === "status");
      const isTold = told.some((report) => report.isWindowClosed === true);
      expect(error?.code === "window_closed" || isTold).toBe(true);
      const template = { ...TEMPLATE, parameters: ["Ana", "C-1"] };
      const deliveryId = randomUUID();
      const sent = {
        kind: "template",
        firstAt: 0,
        deliveryId,
        address: ADDRESS,
        template,
      } as const;
      const { providerId } = await channel.send(sent, signal());
      const reports = (await provider.told()).filter(
        (event) => event.type === "status" && event.providerId === providerId,
      );
      expect(reports.at(-1)).toMatchObject({ status: "delivered" });
    });
  });

  describe(`channel ${name}, what customers sent`, () => {
    const download = (id: string, until = signal()): Promise<Download> =>
      channel.download!(id, until);

    test("comes byte by byte", async () => {
      const bytes = randomBytes(1_024 * 1_024);
      const file = await download(provider.keep(bytes));
      expect(file.length).toBe(bytes.length);
      expect((await buffer(file.bytes)).equals(bytes)).toBe(true);
    });

    test.each([randomUUID(), "..", "a/b", ""])("under %j is not found", async (id) => {
      await expect(download(id)).rejects.toMatchObject({ code: "not_found" });
    });

    test.each(FAULTS.filter(([what]) => !NOT_FOR_FILES.has(what)))(
      "can be asked for again after %s",
      async (_what, fault) => {
        const id = provider.keep(randomBytes(9));
        provider.faults.next(fault);
        const error = await failure(download(id).then(({ bytes }) => buffer(bytes)));
        expect(error).toMatchObject({ name: "AppError", code: "upstream_unavailable" });
        keepsQuiet(error);
      },
    );

    test("is not shown to a wrong credential, which is no refusal for good", async () => {
      const id = provider.keep(randomBytes(9));
      const error = await failure(provider.intruder.download!(id, signal()));
      expect(error.code).toBe("upstream_unavailable");
      keepsQuiet(error);
    });

    test("is left at once by whoever gives up waiting", async () => {
      provider.faults.next({ is: "hang" });
      const patience = new AbortController();
      const fetching = failure(download(provider.keep(randomBytes(9)), patience.signal));
      await expect.poll(() => provider.askedCount()).toBe(1);
      patience.abort();
      expect((await fetching).code).toBe("upstream_unavailable");
    });

    test("is left in the middle by whoever gives up there", async () => {
      const patience = new AbortController();
      const { bytes } = await download(provider.keep(randomBytes(30_000_000)), patience.signal);
      const drink = async () => {
        for await (const _chunk of bytes) patience.abort();
      };
      expect((await failure(drink())).code).toBe("upstream_unavailable");
    });
  });
}
