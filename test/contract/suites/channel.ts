import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Channel } from "../../../core/channel.ts";
import { freeMessage } from "../../support/outbound.ts";
import { TEMPLATE } from "../../support/channels-under-test.ts";
import type { ChannelUnderTest } from "../../support/channels-under-test.ts";

const signal = () => AbortSignal.timeout(10_000);
const choices = (count: number, title = "Choice") =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index}`, title: `${title} ${index}` }));

/** Every channel must pass this: what it sends arrives as it was meant, and it says truly whether it did. */
export function channelContract(name: string, open: () => Promise<ChannelUnderTest>): void {
  let opened: ChannelUnderTest;
  let channel: Channel;
  let message: ReturnType<typeof freeMessage>;
  beforeEach(async () => {
    opened = await open();
    ({ channel } = opened);
    const address = "+34600111222";
    message = freeMessage({ deliveryId: randomUUID(), address, text: "Hola ñ 👋" });
    opened.provider?.write(address, { kind: "text", text: "Hi" });
  });
  afterEach(() => opened.stop());

  const templateMessage = (...parameters: string[]) => ({
    kind: "template" as const,
    firstAt: 0,
    deliveryId: randomUUID(),
    address: message.address,
    template: { ...TEMPLATE, parameters },
  });

  describe(`channel ${name}`, () => {
    test("sends a message once, under a name that later reports use", async () => {
      const { providerId, status } = await channel.send(message, signal());
      expect(providerId).not.toBe("");
      if (!opened.provider) return expect(status).toBe("delivered");
      expect(status).toBe("sent");
      expect(opened.provider.shown()).toEqual([
        { to: message.address, text: message.text, taps: [] },
      ]);
      await opened.provider.told();
      opened.provider.read(providerId);
      const told = (await opened.provider.told()).filter((event) => event.type === "status");
      expect(told.map((report) => [report.providerId, report.status])).toEqual([
        [providerId, "sent"],
        [providerId, "delivered"],
        [providerId, "read"],
      ]);
    });

    test("gives every message a name of its own", async () => {
      const first = await channel.send(message, signal());
      const second = await channel.send({ ...message, deliveryId: randomUUID() }, signal());
      expect(second.providerId).not.toBe(first.providerId);
    });

    test("takes a text of its greatest length, whatever must be put behind it", async () => {
      const text = `${"x".repeat(channel.maxLength - 3)}end`;
      const all = choices(10, "A title of twenty");
      await channel.send({ ...message, text, choices: all }, signal());
      const shown = opened.provider?.shown()[0];
      if (!shown) return;
      expect(shown.text.startsWith(text)).toBe(true);
      expect(shown.text).toContain(`10. ${all[9]!.title}`);
    });

    test.each([1, 3, 4, 10, 11])("shows %i choices, to tap or by number", async (count) => {
      await channel.send({ ...message, choices: choices(count) }, signal());
      const shown = opened.provider?.shown()[0];
      if (!shown) return;
      const titles = choices(count).map(({ title }) => title);
      const numbered = titles.map((title, index) => `${index + 1}. ${title}`);
      const isTapped = shown.taps.length > 0;
      expect(isTapped ? shown.taps : shown.text.split("\n").slice(2)).toEqual(
        isTapped ? titles : numbered,
      );
      expect(shown.text.startsWith(message.text)).toBe(true);
    });

    test("sends a template with what stands in for its variables, in order", async () => {
      const { providerId } = await channel.send(templateMessage("Ana", "C-1"), signal());
      expect(providerId).not.toBe("");
      if (!opened.provider) return;
      const template = { name: TEMPLATE.name, parameters: ["Ana", "C-1"] };
      expect(opened.provider.shown()).toMatchObject([{ to: message.address, template }]);
    });

    test("the same delivery twice is one message where it says so", async () => {
      const first = await channel.send(message, signal());
      const second = await channel.send(message, signal());
      expect(second.providerId === first.providerId).toBe(channel.isRepeatSafe);
      const shown = opened.provider?.shown();
      if (shown) expect(shown).toHaveLength(channel.isRepeatSafe ? 1 : 2);
    });

    test("where it does not, reports name the delivery, so that a lost answer can be made up for", async () => {
      if (channel.isRepeatSafe || !opened.provider) return;
      opened.provider.faults.next({ is: "cut_after" });
      await expect(channel.send(message, signal())).rejects.toMatchObject({
        code: "outcome_unknown",
      });
      const told = (await opened.provider.told()).filter((event) => event.type === "status");
      expect(told.map(({ correlation }) => correlation)).toEqual([
        message.deliveryId,
        message.deliveryId,
      ]);
    });

    test("a file arrives byte by byte, with its words", async () => {
      if (!opened.provider) return;
      const bytes = randomBytes(300_000);
      const file = {
        kind: "document",
        mimeType: "application/pdf",
        fileName: "policy ñ.pdf",
        bytes,
        url: opened.provider.host(bytes),
      } as const;
      await channel.send({ ...message, text: "Your policy", file }, signal());
      await opened.provider.told();
      const shown = opened.provider.shown()[0];
      expect(shown).toMatchObject({ text: "Your policy", file: { name: "policy ñ.pdf" } });
      expect(Buffer.from(shown!.file!.bytes!).equals(bytes)).toBe(true);
    });
  });
}
