import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { competent } from "../../../eval/model/competent.ts";
import { turnOf } from "../../../eval/model/events.ts";
import type { Event } from "../../../eval/model/events.ts";
import { parseMove } from "../../../eval/model/moves.ts";
import { toldOfOthers } from "../../../eval/model/privacy.ts";
import { recordOf } from "../../../eval/model/record.ts";
import type { Asked } from "../../../eval/model/request.ts";
import { startScriptedModel } from "../../../eval/model/scripted.ts";
import type { ScriptedModel } from "../../../eval/model/scripted.ts";
import { runTalk } from "../../../eval/run-talk.ts";
import { parseTalks } from "../../../eval/talk.ts";
import { NORA, policiesOf, MARCUS } from "../../support/demo-insurer.ts";
import { calls, says } from "../../support/emulators/openai/index.ts";

let model: ScriptedModel;
beforeAll(async () => {
  model = await startScriptedModel();
});
afterAll(() => model.stop());

const COST = "what does my car insurance cost?";
const play = (lines: readonly string[]) =>
  runTalk(parseTalks(["## T", `@ ${NORA}`, ...lines].join("\n"), "a.talk")[0]!, model);

describe("a talk with a scripted model", () => {
  test("is answered from tools, and says whose words left", async () => {
    const { faults, exchanges } = await play([`> ${COST}`, "= by model", "< $118.40"]);
    expect(faults).toEqual([]);
    expect(exchanges[0]?.turn).toMatchObject({ speaker: "model", calls: 2, refusals: 0 });
    expect(exchanges[0]?.turn?.tokens).toBeGreaterThan(1_000);
  });

  test("counts both refusals of a guard", async () => {
    const lie = "% says It costs $99.00.";
    const { faults, exchanges } = await play(["% calls list_billing", lie, lie, `> ${COST}`]);
    expect(faults).toEqual([]);
    expect(exchanges[0]?.turn).toMatchObject({ speaker: "fallback", calls: 3, refusals: 2 });
  });

  test("fails when others spoke than expected", async () => {
    const { faults } = await play([`> ${COST}`, "= by fallback"]);
    expect(faults).toEqual([expect.stringMatching(/by fallback \(by model/)]);
  });

  test("fails when the model was never asked to do what it should have done", async () => {
    const { faults } = await play(["% hangs", "> hello"]);
    expect(faults).toEqual([expect.stringMatching(/the model hangs \(it was not asked/)]);
  });

  test("is written down with what was called, told, refused and sent", async () => {
    const page = recordOf(
      await play(["% calls list_billing", "% says It costs $99.00.", `> ${COST}`]),
    );
    const order = ["CUSTOMER  what", "calls list_billing", "list_billing tells", "says: It costs"];
    const places = [...order, "guard     refuses", "in the model's words", "HOUSE     ["].map(
      (each) => page.indexOf(each),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });
});

describe("the watch over a model sees", () => {
  const { insured } = policiesOf(MARCUS)[0]!;
  const request = (content: string) => [
    { model: "m", messages: [{ role: "tool" as const, tool_call_id: "1", content }] },
  ];

  test("what it was told of another customer", () => {
    expect(toldOfOthers(request(`{"insured":"${insured}"}`), NORA, [])).toEqual([insured]);
  });

  test("and not what belongs to this one, or what the customer wrote", () => {
    expect(toldOfOthers(request('{"policyNumber":"AUT-1042"}'), NORA, [])).toEqual([]);
    expect(toldOfOthers(request('{"policyNumber":"AUT-1044"}'), NORA, ["AUT-1044?"])).toEqual([]);
  });
});

describe("whose words left", () => {
  const asked: Event = { is: "asked", wanted: "answer", inputTokens: 1 };
  const said = (what: ReturnType<typeof says>): Event => ({
    is: "said",
    said: what,
    outputTokens: 1,
  });

  test.each([
    ["house", []],
    ["model", [asked, said(says("Ours and theirs"))]],
    ["fallback", [asked, said(says("Something else"))]],
    ["fallback", [asked, said(calls("list_policies"))]],
    ["fallback", [asked, { is: "broke", how: "no answer" }]],
    ["dialogue", [asked, said(calls("start_dialogue", { intent: "billing" }))]],
    ["fallback", [asked, said(calls("start_dialogue", { intent: "free_money" }))]],
  ] as const)("%s", (speaker, events) => {
    expect(turnOf(events, "[Policy Agent] Ours and theirs").speaker).toBe(speaker);
  });
});

test.each([
  "sings",
  "says",
  "status",
  "status 42",
  "means",
  "means free_money",
  "calls",
  "toString",
])("%j is no move", (line) => {
  expect(parseMove(line)).toBeUndefined();
});

test("a good model that cannot tell which policy is meant lets our dialogue ask", () => {
  const productName = { en: "Auto", es: "Auto" };
  const policies = policiesOf(MARCUS).map((policy) => Object.assign({ productName }, policy));
  const asked: Asked = {
    wanted: "answer",
    question: "what is the deductible of my car?",
    looked: [{ name: "list_policies", args: {}, result: { policies } }],
    fresh: [],
    refused: undefined,
    language: "en",
    focus: [],
    rules: "",
  };
  expect(competent(asked).calls?.[0]).toMatchObject({ name: "start_dialogue" });
  const { calls: next } = competent({ ...asked, question: "what is the deductible of the Honda?" });
  expect(next?.[0]).toEqual({ name: "get_policy", args: { policyNumber: "AUT-1044" } });
});
