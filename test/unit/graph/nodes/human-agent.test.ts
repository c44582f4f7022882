import { describe, expect, test } from "vitest";
import { QUEUE_LIMIT_MS, timerMs } from "../../../../core/handoff.ts";
import type { HandoffStatus, HandoffTimer } from "../../../../core/handoff.ts";
import { makeHumanAgent } from "../../../../graph/nodes/human-agent.ts";
import type { GraphParts, TurnRuntime } from "../../../../graph/parts.ts";
import type { OpenHandoff, State, TurnInput } from "../../../../graph/state.ts";
import { aCustomer, aScope } from "../../../support/records.ts";

const NOW = 1_000_000_000;

const handoff = (status: HandoffStatus, more: Partial<OpenHandoff> = {}): OpenHandoff => ({
  threadId: "thread-1",
  kind: "contact_center",
  status,
  claimedBy: status === "queued" ? null : "Dana",
  queuedAt: NOW - timerMs.queue_wait,
  ...more,
});

const says = (text: string, more: object = {}): TurnInput => ({
  id: "in-1",
  kind: "customer_message",
  text,
  ...more,
});

async function act(input: TurnInput, open: OpenHandoff | null, state: Partial<State> = {}) {
  const scope = { ...aScope(aCustomer()), now: NOW };
  const parts = { newId: () => "thread-new", scopeFor: () => scope } as unknown as GraphParts;
  const base = {
    language: "en",
    recent: [],
    summary: "",
    pending: null,
    unclearCount: 1,
    focus: { policyNumber: null, claimId: null },
    inputs: [input],
    cursor: 0,
    reading: null,
    handoffRequest: null,
    handoff: open,
    handoffChanges: [],
    replies: [],
    traces: {},
  } as unknown as State;
  const update = await makeHumanAgent(parts)({ ...base, ...state }, {} as TurnRuntime);
  return update as unknown as State;
}

describe("a handoff opens", () => {
  test("with one announcement, a summary and the customer's own manager asked first", async () => {
    const state = await act(says("a person please"), null, {
      handoffRequest: { kind: "contact_center", reason: "asked" },
    });
    expect(state.replies).toHaveLength(1);
    expect(state.replies[0]).toMatchObject({ author: "system", agent: "human", inputId: "in-1" });
    expect(state.handoffChanges).toEqual([
      expect.objectContaining({ do: "open", threadId: "thread-new", reason: "asked" }),
    ]);
    expect(state.handoff).toMatchObject({ threadId: "thread-new", status: "queued" });
    expect(state.cursor).toBe(1);
    expect(state.unclearCount).toBe(0);
  });

  test.each([
    ["media", says("", { media: { kind: "image" } }), "media"],
    ["a turn that failed too often", { id: "in-1", kind: "failed" } satisfies TurnInput, "failed"],
  ])("for %s without anybody asking", async (_what, input, reason) => {
    const state = await act(input, null);
    expect(state.handoffChanges).toEqual([expect.objectContaining({ do: "open", reason })]);
  });
});

describe("while people have the conversation", () => {
  test("what the customer says gets no answer from us", async () => {
    const state = await act(says("and my deductible?"), handoff("claimed"));
    expect(state.replies).toEqual([]);
    expect(state.handoffChanges).toEqual([{ do: "wait", timer: "person_silent" }]);
  });

  test.each(["bye", "thanks, goodbye", "adiós"])("%j is asked back, not obeyed", async (text) => {
    const state = await act(says(text), handoff("claimed"));
    expect(state.replies).toHaveLength(1);
    expect(state.pending).toEqual({ ask: "anything_else" });
    // Now it is the customer's turn, so the person's clock stops.
    expect(state.handoffChanges).toEqual([{ do: "wait", timer: "customer_silent" }]);
  });

  test.each(["no, that's all", "no", "nothing else, bye"])("then %j closes", async (text) => {
    const state = await act(says(text), handoff("claimed"), { pending: { ask: "anything_else" } });
    expect(state.handoffChanges).toEqual([{ do: "close", by: "customer" }]);
    expect(state.handoff).toBeNull();
    expect(state.pending).toBeNull();
  });

  test.each(["yes", "one more thing", "no wait, what about my claim?"])(
    "then %j continues",
    async (text) => {
      const state = await act(says(text), handoff("claimed"), {
        pending: { ask: "anything_else" },
      });
      expect(state.handoff).toMatchObject({ threadId: "thread-1" });
      expect(state.pending).toBeNull();
      expect(state.replies).toEqual([]);
    },
  );

  test("a customer who comes back ends the wrap-up", async () => {
    const state = await act(says("one more question"), handoff("wrap_up"));
    expect(state.handoffChanges).toEqual([{ do: "resume" }]);
    expect(state.handoff).toMatchObject({ status: "claimed" });
  });
});

describe("a person's words", () => {
  const words: TurnInput = { id: "in-2", kind: "person_message", text: "Hi", senderName: "Dana" };

  test("reach the customer under the person's name", async () => {
    const state = await act(words, handoff("claimed"));
    expect(state.replies).toEqual([
      expect.objectContaining({
        author: "human_agent",
        text: "[Contact Center Agent] Dana: Hi",
        senderName: "Dana",
      }),
    ]);
  });

  test("carry the relationship manager's label in their kind of handoff", async () => {
    const state = await act(words, handoff("claimed", { kind: "relationship_manager" }));
    expect(state.replies[0]?.text).toBe("[Relationship Manager] Dana: Hi");
  });

  test("claim a handoff that went back into the queue", async () => {
    const state = await act(words, handoff("queued"));
    expect(state.handoffChanges[0]).toEqual({ do: "claim", by: "Dana" });
  });

  test("go nowhere once the handoff is over", async () => {
    const state = await act(words, null);
    expect(state.replies).toEqual([]);
    expect(state.handoffChanges).toEqual([]);
  });
});

describe("timers", () => {
  const ring = (timer: HandoffTimer): TurnInput => ({ id: "in-3", kind: "timer", timer });

  test.each([
    ["queued", "queue_wait", 1, [{ do: "wait", timer: "queue_wait" }]],
    ["claimed", "person_silent", 1, [{ do: "requeue" }]],
    ["claimed", "customer_silent", 0, [{ do: "wrap_up" }]],
    ["hold", "customer_silent", 0, [{ do: "wrap_up" }]],
    ["wrap_up", "wrap_up", 1, [{ do: "close", by: "timer" }]],
  ] as const)("%s: %s says %i and acts", async (status, timer, messages, changes) => {
    const state = await act(ring(timer), handoff(status));
    expect(state.replies).toHaveLength(messages);
    expect(state.handoffChanges).toEqual(changes);
  });

  test("a long wait is mentioned once, then only watched, then ended honestly", async () => {
    const waited = (ms: number) => handoff("queued", { queuedAt: NOW - ms });
    const later = await act(ring("queue_wait"), waited(5 * timerMs.queue_wait));
    expect(later.replies).toEqual([]);
    expect(later.handoffChanges).toEqual([{ do: "wait", timer: "queue_wait" }]);
    const tooLong = await act(ring("queue_wait"), waited(QUEUE_LIMIT_MS));
    expect(tooLong.handoffChanges).toEqual([{ do: "close", by: "timer" }]);
    expect(tooLong.replies).toHaveLength(1);
  });

  test.each([
    ["queued", "queue_wait"],
    ["claimed", "person_silent"],
    ["hold", "customer_silent"],
    ["wrap_up", "wrap_up"],
  ] as const)("a turn set aside in %s sets the clock of that state anew", async (status, timer) => {
    const state = await act({ id: "in-5", kind: "failed" }, handoff(status));
    expect(state.handoffChanges).toEqual([{ do: "wait", timer }]);
    expect(state.replies).toEqual([]);
  });

  test.each([
    ["queued", "person_silent"],
    ["claimed", "queue_wait"],
    ["claimed", "wrap_up"],
    ["wrap_up", "customer_silent"],
  ] as const)("%s ignores a ring of %s that came too late", async (status, timer) => {
    const state = await act(ring(timer), handoff(status));
    expect(state.replies).toEqual([]);
    expect(state.handoffChanges).toEqual([]);
  });
});

test("an end by the desk closes, tells the customer once, and a second end does nothing", async () => {
  const end: TurnInput = { id: "in-4", kind: "disconnect", by: "desk" };
  const first = await act(end, handoff("claimed"));
  expect(first.replies).toHaveLength(1);
  expect(first.handoffChanges).toEqual([{ do: "close", by: "desk" }]);
  const second = await act(end, null);
  expect(second.replies).toEqual([]);
});
