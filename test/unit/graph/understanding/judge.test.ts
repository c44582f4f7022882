import { expect, test, vi } from "vitest";
import type { IntentName } from "../../../../core/conversation.ts";
import { judge } from "../../../../graph/understanding/judge.ts";
import type { Thresholds } from "../../../../graph/understanding/judge.ts";

const INTENTS: readonly IntentName[] = ["billing", "human_agent", "out_of_scope", "unsafe"];
const plain = { temperature: 1, offsets: [0, 0, 0, 0] };
const THRESHOLDS: Thresholds = {
  linear: plain,
  network: plain,
  actAt: { billing: 0.5 },
  declineAt: 0.4,
  personAt: 0.1,
  refuseAt: 0.9,
  leaveAt: 0.95,
};

/** Margins that come to these shares. */
function marginsFor(shares: readonly number[]): number[] {
  return shares.map((share) => Math.log(share));
}

function judged(linear: readonly number[], network: readonly number[], thresholds = THRESHOLDS) {
  const asked = vi.fn(() => marginsFor(network));
  const judgement = judge({ linear: marginsFor(linear), network: asked }, INTENTS, thresholds);
  return { ...judgement, timesAsked: asked.mock.calls.length };
}

test("the network is not asked where the linear reader is sure", () => {
  const { name, zone, confidence, timesAsked } = judged(
    [0.985, 0.005, 0.005, 0.005],
    [0.01, 0.97, 0.01, 0.01],
  );
  expect({ name, zone, timesAsked }).toEqual({ name: "billing", zone: "act", timesAsked: 0 });
  expect(confidence).toBeCloseTo(0.985);
});

test("in doubt both count the same", () => {
  const { name, shares, timesAsked } = judged([0.6, 0.02, 0.37, 0.01], [0.1, 0.02, 0.87, 0.01]);
  expect(timesAsked).toBe(1);
  expect(name).toBe("out_of_scope");
  expect([...shares]).toEqual([0.35, 0.02, 0.62, 0.01].map((share) => expect.closeTo(share)));
});

test("what one reader takes for a plea calls a person, though the other is blind to it", () => {
  const { name, zone } = judged([0.9, 0.02, 0.04, 0.04], [0.56, 0.36, 0.04, 0.04]);
  expect({ name, zone }).toEqual({ name: "human_agent", zone: "act" });
});

test("nobody is called for what is far likelier none of ours, but for what may be an attack as well", () => {
  const none = [0.15, 0.2, 0.6, 0.05];
  expect(judged(none, none)).toMatchObject({ name: "human_agent", zone: "clarify" });
  const attack = [0.1, 0.15, 0.05, 0.7];
  expect(judged(attack, attack)).toMatchObject({ name: "human_agent", zone: "act" });
});

test("each meaning is acted on at its own gate", () => {
  const likely = [0.7, 0.05, 0.05, 0.2];
  expect(judged(likely, likely)).toMatchObject({ name: "billing", zone: "act" });
  expect(judged(likely, likely, { ...THRESHOLDS, actAt: { billing: 0.8 } }).zone).toBe("clarify");
  expect(judged(likely, likely, { ...THRESHOLDS, actAt: { identity: 0.1 } }).zone).toBe("clarify");
});
