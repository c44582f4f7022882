import { HumanMessage } from "@langchain/core/messages";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ModelUsage } from "../../../../core/conversation.ts";
import { AppError } from "../../../../core/errors.ts";
import { Secret } from "../../../../core/secret.ts";
import { isReasoningModel, makeChat } from "../../../../graph/models/chat.ts";
import type { ModelSettings } from "../../../../graph/models/chat.ts";
import { MODEL_LIMITS, deadline, makeModel } from "../../../../graph/models/model.ts";
import type { Fault } from "../../../support/emulators/faults.ts";
import { calls, filtered, says, startOpenAi } from "../../../support/emulators/openai/index.ts";
import type { OpenAi } from "../../../support/emulators/openai/index.ts";

let openAi: OpenAi;
beforeAll(async () => {
  openAi = await startOpenAi();
});
afterAll(() => openAi.stop());
afterEach(() => openAi.forget());

const tools = [
  { name: "look", description: "Look.", schema: z.object({ at: z.string().nullable() }) },
];

function settings(is: "azure" | "openai", model = "gpt-4o"): ModelSettings {
  const { azureEnv, openAiEnv } = openAi;
  if (is === "openai") {
    const key = new Secret(openAiEnv["OPENAI_API_KEY"]!);
    return { is, key, baseUrl: openAiEnv["OPENAI_BASE_URL"], model };
  }
  return {
    is,
    key: new Secret(azureEnv["AZURE_OPENAI_KEY"]!),
    endpoint: azureEnv["AZURE_OPENAI_ENDPOINT"]!,
    deployment: azureEnv["AZURE_OPENAI_DEPLOYMENT"]!,
    apiVersion: azureEnv["AZURE_OPENAI_API_VERSION"]!,
    model,
  };
}

/** A model over the emulator, and what it counted. */
function modelAt(given: ModelSettings) {
  const results: string[] = [];
  const tokens: [string, number][] = [];
  const usage: ModelUsage[] = [];
  const model = makeModel({
    chat: makeChat(given),
    isReasoning: isReasoningModel(given.model),
    understanding: "hybrid",
    limits: MODEL_LIMITS,
    clock: () => Date.UTC(2026, 10, 22, 12),
    onCall: (result) => results.push(result),
    onTokens: (...counted) => tokens.push(counted),
    onTrouble: () => {},
  });
  const ask = (signal = deadline(2_000, undefined)) =>
    model.ask({
      messages: [new HumanMessage("Look there.")],
      tools,
      signal,
      onUsage: (used) => usage.push(used),
    });
  return { ask, results, tokens, usage };
}

describe.each(["azure", "openai"] as const)("%s", (is) => {
  test("answers, slash at the end or not, and its tokens are counted", async () => {
    openAi.willSay(calls("look", { at: null }), says("Nothing there."));
    const { ask, results, tokens, usage } = modelAt(settings(is));
    expect((await ask()).tool_calls).toMatchObject([{ name: "look", args: { at: null } }]);
    expect((await ask()).text).toBe("Nothing there.");
    expect(openAi.calls.at(-1)?.target).not.toContain("//");
    expect(results).toEqual(["answered", "answered"]);
    expect(tokens.slice(0, 2)).toEqual([
      ["input", 100],
      ["output", 10],
    ]);
    expect(usage).toHaveLength(2);
    expect(usage[0]).toEqual({ calls: 1, inputTokens: 100, outputTokens: 10 });
  });

  test("is asked for one call at a time, without a temperature of its own, for 600 tokens", async () => {
    openAi.willSay(says("Yes."));
    await modelAt(settings(is)).ask();
    expect(openAi.asked[0]).toMatchObject({
      model: "gpt-4o",
      temperature: 0,
      max_tokens: 600,
      parallel_tool_calls: false,
      stream: false,
    });
  });

  test.each(["o3-mini", "gpt-5-mini"])("takes what %s takes", async (name) => {
    openAi.willSay(says("Yes."));
    const { ask } = modelAt(settings(is, name));
    expect((await ask()).text).toBe("Yes.");
    expect(openAi.asked[0]?.max_completion_tokens).toBeGreaterThan(600);
  });
});

test("which models think first is told by their names", () => {
  expect(["o1", "o4-mini", "gpt-5", "gpt-5.1-mini"].filter(isReasoningModel)).toHaveLength(4);
  expect(["gpt-4o", "gpt-4.1", "gpt-5-chat", "llama-3", "opus"].filter(isReasoningModel)).toEqual(
    [],
  );
});

const answers = (status: number, headers?: Record<string, string>): Fault =>
  headers ? { is: "answer", status, headers, body: {} } : { is: "answer", status, body: {} };

test.each<[string, Fault, string, string]>([
  ["a 500", answers(500), "upstream_unavailable", "unavailable"],
  ["a 401", answers(401), "misconfigured", "unavailable"],
  ["a 404", answers(404), "misconfigured", "unavailable"],
  ["a 429", answers(429), "rate_limited", "rate_limited"],
  ["the content filter", filtered(), "upstream_rejected", "rejected"],
  ["a gateway's page", { is: "html", status: 200 }, "upstream_unavailable", "unavailable"],
  ["a gateway's 502", { is: "html", status: 502 }, "upstream_unavailable", "unavailable"],
  ["a cut line", { is: "cut" }, "upstream_unavailable", "unavailable"],
  ["a hang", { is: "hang" }, "outcome_unknown", "timeout"],
])("%s is tried once and told by its code", async (_what, fault, code, result) => {
  const before = openAi.calls.length;
  openAi.faults.next(fault);
  openAi.willSay(says("A second try."));
  const { ask, results, usage } = modelAt(settings("azure"));
  await expect(ask(deadline(300, undefined))).rejects.toMatchObject({ code });
  expect(openAi.calls.length - before).toBe(1);
  expect(results).toEqual([result]);
  expect(usage).toEqual([{ calls: 1, inputTokens: 0, outputTokens: 0 }]);
});

test.each([
  [{ "retry-after": "86400" }, 86_400_000],
  [{ "retry-after-ms": "1500" }, 1_500],
  [{ "retry-after": "Sun, 22 Nov 2026 12:01:00 GMT" }, 60_000],
  [{ "retry-after": "soon" }, undefined],
])("a 429 with %j waits %s ms", async (headers, retryAfterMs) => {
  openAi.faults.next(answers(429, headers));
  const error = await modelAt(settings("azure"))
    .ask()
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).retryAfterMs).toBe(retryAfterMs);
});

test("a turn that is given up says nothing about the provider, and asks nothing once it is over", async () => {
  const leaving = new AbortController();
  openAi.faults.next({ is: "hang" });
  const { ask, results } = modelAt(settings("azure"));
  const asking = ask(deadline(5_000, leaving.signal));
  const lost = expect(asking).rejects.toMatchObject({ code: "internal" });
  leaving.abort();
  await lost;
  const before = openAi.calls.length;
  await expect(ask(leaving.signal)).rejects.toBeInstanceOf(AppError);
  expect(openAi.calls.length).toBe(before);
  expect(results).toEqual(["abandoned", "spared"]);
});
