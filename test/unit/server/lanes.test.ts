import { expect, test } from "vitest";
import { makeChatDoorChannel } from "../../../channels/chat-door.ts";
import { makeBuiltInDesk } from "../../../channels/desk.ts";
import { makeSimulatorChannel } from "../../../channels/simulator.ts";
import type { Channel } from "../../../core/channel.ts";
import { lanesOf } from "../../../server/workers/lanes.ts";

const provider = (name: string): Channel => ({
  ...makeSimulatorChannel(),
  name,
  hasWindow: true,
  pace: { overall: [{ count: 80, perMs: 1_000 }], each: [] },
});
const lanesWith = (...channels: Channel[]) =>
  lanesOf({ byName: new Map(channels.map((each) => [each.name, each])) }, makeBuiltInDesk());

test("each provider has a lane with its own pace, and so has the desk", () => {
  const lanes = lanesWith(makeSimulatorChannel(), makeChatDoorChannel(), provider("whatsapp-acs"));
  expect(lanes.map(({ name, channels }) => [name, channels])).toEqual([
    ["whatsapp-acs", ["whatsapp-acs"]],
    ["desk", ["desk"]],
    ["within", ["chat", "whatsapp-cloud", "simulator"]],
  ]);
  expect(lanes[0]).toMatchObject({ isEachCounted: true, merging: { maxLength: 4_096 } });
  expect(lanes[0]!.pace.overall).toHaveLength(1);
});

test("whatever is configured, every channel that may have deliveries has exactly one lane", () => {
  for (const providers of [[], ["whatsapp-acs"], ["whatsapp-cloud", "whatsapp-acs"]]) {
    const lanes = lanesWith(makeSimulatorChannel(), ...providers.map(provider));
    const channels = lanes.flatMap((lane) => lane.channels);
    expect(channels.toSorted()).toEqual([
      "chat",
      "desk",
      "simulator",
      "whatsapp-acs",
      "whatsapp-cloud",
    ]);
  }
});
