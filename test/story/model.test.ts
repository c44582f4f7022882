import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MODEL_LIMITS } from "../../graph/models/model.ts";
import * as who from "../support/demo-insurer.ts";
import type { Fault } from "../support/emulators/faults.ts";
import { calls, filtered, says } from "../support/emulators/openai/index.ts";
import type { CompletionRequest, Said, Scripted } from "../support/emulators/openai/index.ts";
import { startModelStory } from "../support/model-story.ts";
import type { ModelStory } from "../support/model-story.ts";
import { startStory } from "../support/story.ts";
import type { Story } from "../support/story.ts";

/** What customers are promised at most, with the house's own limits. */
const PROMISED_MS = 20_000;
/** The injected limits, and time to think and write. */
const IMPATIENT_MS = 3_000;
const HAIL = "is hail damage to my car covered?";
const lookForHail = calls("find_clause", { question: "hail damage", policyNumber: "AUT-1042" });
const hailAnswer = "Yes. Clause 2.4 of AUT-1042 covers hail damage to your car.";

let story: ModelStory;
/** The same house without a model. */
let plain: Story;
beforeAll(async () => {
  [story, plain] = await Promise.all([startModelStory(), startStory()]);
});
afterAll(() => Promise.all([story.stop(), plain.stop()]));

/** What the house says without a model. */
async function skillSays(address: string, message: string): Promise<string | null> {
  await plain.begin(address);
  return (await plain.say(address, message)).reply;
}

describe("a question about a policy", () => {
  test("is answered by the model from what it looked up, and what it cost is noted", async () => {
    await story.fresh(who.NORA);
    const before = await story.metric('contact_center_model_tokens_total{kind="input"}');
    const callsBefore = await story.metric('contact_center_model_calls_total{result="answered"}');
    story.openAi.willSay(lookForHail, says(hailAnswer));
    const answer = await story.say(who.NORA, HAIL);
    expect(answer).toMatchObject({
      reply: `[Policy Agent] ${hailAnswer}`,
      agent: "policy",
      intent: { name: "coverage_question", source: "local" },
    });

    const [, second] = story.openAi.asked;
    const result = second?.messages.findLast(({ role }) => role === "tool")?.content ?? "";
    const { text } = who.clauseOf("AUT-1042", "2.4");
    expect(JSON.parse(result)).toMatchObject({ found: true, clause: { number: "2.4", text } });
    expect(second?.messages.at(-3)).toEqual({ role: "user", content: HAIL });

    const { tools, model } = await story.noted(who.NORA);
    expect(tools.map(({ name }) => name)).toEqual(["find_clause"]);
    expect(model).toEqual({ calls: 2, inputTokens: 200, outputTokens: 20 });
    expect(await story.metric('contact_center_model_tokens_total{kind="input"}')).toBe(
      before + 200,
    );
    expect(await story.metric('contact_center_model_calls_total{result="answered"}')).toBe(
      callsBefore + 2,
    );
  });

  test("is remembered: what was looked up is what 'it' means next", async () => {
    await story.fresh(who.MARCUS);
    const [first] = who.policiesOf(who.MARCUS);
    const { policyNumber } = first!;
    story.openAi.willSay(calls("get_policy", { policyNumber }), says("That is your first car."));
    await story.say(who.MARCUS, `tell me about the limits of my policy ${policyNumber} please`);
    story.openAi.willSay(calls("list_billing"), says("It is paid every month."));
    await story.say(who.MARCUS, "when is my next payment due?");
    const rules = story.openAi.asked.at(-1)?.messages[0];
    expect(rules?.content).toContain(`Last talked about: ${policyNumber}.`);
    const said = story.openAi.asked.at(-1)?.messages.map(({ content }) => content);
    expect(said).toContain("That is your first car.");
  });

  test("that lists policies ends with our own question and its buttons", async () => {
    await story.fresh(who.NORA);
    story.openAi.willSay(calls("list_policies"), says("You have AUT-1042 and others."));
    const { reply } = await story.say(who.NORA, "show me every policy that I have with you");
    expect(reply).toContain("You have AUT-1042 and others.");
    story.openAi.forget();
    const opened = await story.say(who.NORA, "1");
    expect(opened.reply).toContain("AUT-1042");
    expect(story.openAi.asked).toEqual([]);
  });
});

describe("whatever goes wrong, the skill answers in time", () => {
  const lookAt = (policyNumber: string) => calls("get_policy", { policyNumber });
  const faults: readonly [string, Fault][] = [
    ["a hang", { is: "hang" }],
    ["a late answer", { is: "late", ms: 2_000 }],
    ["a cut line", { is: "cut" }],
    ["a 429", { is: "answer", status: 429, body: {} }],
    ["a 500", { is: "answer", status: 500, body: {} }],
    ["a wrong key", { is: "answer", status: 401, body: {} }],
    ["a gateway's page", { is: "html", status: 200 }],
    ["the content filter", filtered()],
    ["a hang in the second round", { is: "hang" }],
  ];
  const { name, policyNumbers } = who.customerAt(who.MARCUS);
  const marcus = `${name} with ${policyNumbers[0]}`;
  const words: readonly [string, readonly Scripted[]][] = [
    ["an empty answer", [lookForHail, says("  ")]],
    ["an answer that is cut off", [lookForHail, { text: hailAnswer, finish: "length" }]],
    ["an answer that is filtered", [lookForHail, { text: hailAnswer, finish: "content_filter" }]],
    ["a refusal", [lookForHail, { refusal: "I cannot help with that." }]],
    ["a tool that is not there", [calls("drop_tables")]],
    [
      "a tool that writes",
      [calls("apply_contact_change", { field: "email", to: "x@example.org" })],
    ],
    [
      "a tool that calls people",
      [calls("request_handoff", { kind: "contact_center", reason: "asked" })],
    ],
    ["arguments that are no JSON", [calls("get_policy", '{"policyNumber": ')]],
    ["arguments that do not fit", [calls("get_policy", { policyNumber: 1042 })]],
    ["a dialogue that is not there", [calls("start_dialogue", { intent: "win_the_lottery" })]],
    ["the same question again", [lookForHail, lookForHail, says(hailAnswer)]],
    [
      "a search without an end",
      [
        lookForHail,
        lookAt("AUT-1042"),
        calls("list_policies"),
        calls("list_claims"),
        says(hailAnswer),
      ],
    ],
    ["an answer from memory, twice", [says(hailAnswer), says(hailAnswer)]],
    [
      "a clause that was not found",
      [lookForHail, says("Yes, clause 9.9."), says("Yes, clause 8.8.")],
    ],
    [
      "an amount that no record holds, twice",
      [lookForHail, says(`${hailAnswer} We pay $98,765.`), says(`${hailAnswer} We pay 98765 USD.`)],
    ],
    [
      "a promise of a call, twice",
      [lookForHail, says(`${hailAnswer} I will call you.`), says(`${hailAnswer} We'll phone you.`)],
    ],
    [
      "its own rules",
      [
        lookForHail,
        ({ messages }) => says(`Clause 2.4. ${messages[0]?.content}`),
        ({ messages }) => says(`Clause 2.4. ${messages[0]?.content}`),
      ],
    ],
    [
      "another customer's name and number, twice",
      [lookForHail, says(`${hailAnswer} ${marcus} too.`), says(`${hailAnswer} ${marcus} has it.`)],
    ],
    [
      "a policy nobody looked up, twice",
      [lookForHail, says("See 2.4 of TRV-5999."), says("See 2.4 of TRV-5998.")],
    ],
  ];

  async function expectSkill(): Promise<void> {
    const startedAt = performance.now();
    const answer = await story.say(who.NORA, HAIL);
    expect(performance.now() - startedAt).toBeLessThan(IMPATIENT_MS);
    expect(answer.reply).toBe(await skillSays(who.NORA, HAIL));
    expect(story.openAi.calls.length).toBeGreaterThan(0);
  }

  test.each(faults)("after %s", async (what, fault) => {
    await story.fresh(who.NORA);
    const isSecond = what.includes("second");
    story.openAi.willSay(lookForHail, says(hailAnswer));
    const before = story.openAi.calls.length;
    story.openAi.faults.next(fault, {
      matches: () => !isSecond || story.openAi.calls.length > before + 1,
    });
    await expectSkill();
    expect(story.openAi.calls.length - before).toBe(isSecond ? 2 : 1);
    expect(story.warnings.at(-1)).toContain("the model gave no answer");
    expect(story.warnings.at(-1)).not.toContain("hail");
  });

  test.each(words)("after %s", async (_what, said) => {
    await story.fresh(who.NORA);
    story.openAi.willSay(...said);
    const warned = story.warnings.length;
    await expectSkill();
    // Every one of them was a whole answer of a healthy provider.
    expect(story.warnings.length).toBe(warned);
  });

  test("the house's own limits keep the promise", () => {
    const { turnMs, answerMs, meaningMs, summaryMs } = MODEL_LIMITS;
    expect(turnMs).toBeLessThan(PROMISED_MS);
    expect(Math.max(answerMs, summaryMs) + meaningMs).toBeLessThanOrEqual(turnMs);
  });

  test("and several messages of one turn share its time", async () => {
    await story.fresh(who.NORA);
    story.openAi.faults.next({ is: "hang" }, { times: 10 });
    const startedAt = performance.now();
    const lines = await story.write(
      who.NORA,
      HAIL,
      "is theft of my car covered?",
      "is glass covered?",
    );
    expect(performance.now() - startedAt).toBeLessThan(IMPATIENT_MS);
    expect(lines.length).toBeGreaterThanOrEqual(3);
  });
});

test("one fault is told to the model, which may answer once more", async () => {
  await story.fresh(who.NORA);
  story.openAi.willSay(lookForHail, says("Yes, it is covered."), says(hailAnswer));
  const { reply } = await story.say(who.NORA, HAIL);
  expect(reply).toBe(`[Policy Agent] ${hailAnswer}`);
  expect(story.openAi.asked.at(-1)?.messages.at(-1)?.content).toContain("with its number");
});

test("a provider in trouble is spared, and found again when its time is over", async () => {
  await story.fresh(who.NORA);
  const { openAi } = story;
  const headers = { "retry-after": "86400" };
  openAi.faults.next({ is: "answer", status: 429, headers, body: {} });
  const before = openAi.calls.length;
  const expected = await skillSays(who.NORA, HAIL);
  for (let time = 0; time < 3; time++) {
    expect((await story.say(who.NORA, HAIL)).reply).toBe(expected);
  }
  expect(openAi.calls.length - before).toBe(1);
  expect(
    await story.metric('contact_center_model_calls_total{result="spared"}'),
  ).toBeGreaterThanOrEqual(2);

  story.time.now += 86_400_000;
  openAi.willSay(lookForHail, says(hailAnswer));
  expect((await story.say(who.NORA, HAIL)).reply).toContain(hailAnswer);
});

test("a model that asks for another customer's policy learns nothing about it", async () => {
  await story.fresh(who.NORA);
  const [foreign] = who.policiesOf(who.MARCUS);
  const { policyNumber, insured } = foreign!;
  story.openAi.willSay(
    calls("get_policy", { policyNumber, customerId: who.customerAt(who.MARCUS).customerId }),
    calls("find_clause", { question: "theft", policyNumber }),
    says("I cannot find that policy on your account."),
  );
  await story.say(who.NORA, "tell me the limits of my other car policy please");
  const told = story.openAi.asked
    .flatMap(({ messages }) => messages)
    .filter(({ role }) => role === "tool");
  expect(told.length).toBeGreaterThan(0);
  const heard = JSON.stringify(story.openAi.asked);
  expect(heard).not.toContain(insured);
  expect(heard).not.toContain(who.customerAt(who.MARCUS).name);
  for (const { content } of told) expect(JSON.parse(content ?? "")).toMatchObject({ found: false });
});

test("an open claim is come back to after the model has answered something else", async () => {
  await story.fresh(who.NORA);
  await story.say(who.NORA, "I want to report a claim for AUT-1042");
  story.openAi.willSay(lookForHail, says(hailAnswer));
  const { replies } = await story.say(who.NORA, HAIL);
  expect(replies[0]?.text).toBe(`[Policy Agent] ${hailAnswer}`);
  expect(replies).toHaveLength(2);
  story.openAi.forget();
  await story.say(who.NORA, "yesterday");
  expect(story.openAi.asked).toEqual([]);
});

test("what falls out of the window is shortened by the model, and read by it later", async () => {
  await story.fresh(who.NORA);
  const short = "Nora greeted many times, and we greeted back.";
  for (let time = 0; time < 16; time++) await story.say(who.NORA, "hello", "thanks");
  expect(story.openAi.asked).toEqual([]);
  const eitherWay = ({ tools, messages }: CompletionRequest): Said => {
    if (!tools) return says(short);
    return messages.at(-1)?.role === "tool" ? says(hailAnswer) : lookForHail;
  };
  story.openAi.willSay(eitherWay, eitherWay, eitherWay);
  expect((await story.say(who.NORA, HAIL)).reply).toContain(hailAnswer);
  expect((await story.noted(who.NORA)).model?.calls).toBe(3);

  story.openAi.forget();
  story.openAi.willSay(lookForHail, says(hailAnswer));
  await story.say(who.NORA, HAIL);
  expect(story.openAi.asked[0]?.messages[1]?.content).toContain(short);
  expect(story.openAi.asked).toHaveLength(2);
});

describe("what is more than an answer goes to our own dialogues", () => {
  test("a change is shown first, and only the customer's yes makes it", async () => {
    await story.fresh(who.NORA);
    story.openAi.willSay(calls("start_dialogue", { intent: "policy_change" }));
    const started = await story.say(
      who.NORA,
      "tell me the limits of AUT-1042, I am thinking of cancelling it",
    );
    expect(started.intent).toMatchObject({ name: "policy_change", source: "model" });
    expect(started.agent).toBe("policy");
    story.openAi.forget();
    const stopped = await story.say(who.NORA, "no");
    expect(stopped.handoff).toBeNull();
    expect(story.openAi.asked).toEqual([]);
  });

  test("a person is called by the house, which says so", async () => {
    await story.fresh(who.NORA);
    story.openAi.willSay(calls("start_dialogue", { intent: "human_agent" }));
    const answer = await story.say(who.NORA, HAIL);
    expect(answer.handoff).toMatchObject({ status: "queued", kind: "contact_center" });
    expect(answer.intent).toMatchObject({ name: "human_agent", source: "model" });
    const [row] = await story.queueOf(who.NORA);
    await story.disconnect(row!.threadId);
  });

  test("the agent of a dialogue is the one who speaks", async () => {
    await story.fresh(who.NORA);
    story.openAi.willSay(calls("start_dialogue", { intent: "update_contact" }));
    const answer = await story.say(who.NORA, HAIL);
    expect(answer.agent).toBe("customer");
    expect(answer.reply).toMatch(/^\[Customer Service\]/);
  });
});
