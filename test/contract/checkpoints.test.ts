import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, Send, START, StateGraph, interrupt } from "@langchain/langgraph";
import { emptyCheckpoint, uuid6 } from "@langchain/langgraph-checkpoint";
import type { CheckpointMetadata } from "@langchain/langgraph-checkpoint";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeCheckpointer } from "../../data/checkpoints/checkpointer.ts";
import type { Checkpointer } from "../../data/checkpoints/checkpointer.ts";
import { migrate } from "../../data/migrate.ts";
import { all, run } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { openSqlite } from "../../data/sqlite/index.ts";
import { Memory, collect, makeGraph } from "../support/counting-graph.ts";
import { engines } from "../support/engines.ts";
import type { TestSql } from "../support/engines.ts";

const exit = { durability: "exit" } as const;
const inTurn = (thread_id: string, turn_id: string) => ({
  configurable: { thread_id, turn_id },
  ...exit,
});
const onThread = (thread_id: string) => ({ configurable: { thread_id } });
const metadata: CheckpointMetadata = { source: "loop", step: 1, parents: {} };

describe.each(engines)("checkpointer on $name", ({ makeSql }) => {
  let checkpointer: Checkpointer;
  let db: TestSql;
  let sql: Sql;
  beforeEach(async () => {
    db = await makeSql();
    sql = db.sql;
    checkpointer = makeCheckpointer(sql, {
      retention: { keepLast: 5, everySaves: 1, maxBytes: 1_000_000 },
    });
  });
  afterEach(() => db.close());

  const rowsOf = <Row = object>(table: string) =>
    sql.transaction(() => all<Row>(`SELECT * FROM ${table}`));
  const countRows = async () => ({
    checkpoints: (await rowsOf("checkpoints")).length,
    channels: (await rowsOf("checkpoint_channels")).length,
    writes: (await rowsOf("checkpoint_writes")).length,
  });
  const nothing = { checkpoints: 0, channels: 0, writes: 0 };

  /** One turn as the worker runs it: think, then commit. */
  async function runTurn(threadId: string, turnId: string, input: object = {}) {
    const state = await makeGraph(checkpointer).invoke(input, inTurn(threadId, turnId));
    const staged = checkpointer.take(turnId);
    await sql.transaction(() => checkpointer.write(staged!));
    return state;
  }
  const stateOf = async (threadId: string) =>
    (await makeGraph(checkpointer).getState(onThread(threadId))).values;

  describe("a turn", () => {
    test("leaves nothing in the database until its commit, and everything after it", async () => {
      await makeGraph(checkpointer).invoke({ anything: { a: 1 } }, inTurn("c1", "t1"));
      expect(await countRows()).toEqual(nothing);
      expect(await checkpointer.getTuple(onThread("c1"))).toBeUndefined();

      const staged = checkpointer.take("t1")!;
      await sql.transaction(() => checkpointer.write(staged));
      expect(await stateOf("c1")).toEqual({ count: 1, said: ["answer 1"], anything: { a: 1 } });
    });

    test("is handed over once", async () => {
      await makeGraph(checkpointer).invoke({}, inTurn("c1", "t1"));
      expect(checkpointer.take("t1")).toBeDefined();
      expect(checkpointer.take("t1")).toBeUndefined();
      expect(checkpointer.take("never ran")).toBeUndefined();
    });

    test("sees what it staged; another turn does not", async () => {
      const config = inTurn("c1", "t1");
      const graph = makeGraph(checkpointer);
      await graph.invoke({}, config);
      expect((await graph.getState(config)).values).toMatchObject({ count: 1 });
      expect((await graph.getState(inTurn("c1", "t2"))).values).toEqual({});
      expect(await graph.invoke({}, config)).toMatchObject({
        count: 2,
        said: ["answer 1", "answer 2"],
      });
      expect(await countRows()).toEqual(nothing);
    });

    test("that is given up leaves the conversation as it was", async () => {
      await runTurn("c1", "t1");
      await makeGraph(checkpointer).invoke({}, inTurn("c1", "t2"));
      checkpointer.take("t2");
      expect(await runTurn("c1", "t3")).toMatchObject({ count: 2 });
    });

    test("whose transaction fails leaves nothing", async () => {
      await makeGraph(checkpointer).invoke({}, inTurn("c1", "t1"));
      const staged = checkpointer.take("t1")!;
      const commit = sql.transaction(function* () {
        yield* checkpointer.write(staged);
        throw new Error("fence lost");
      });
      await expect(commit).rejects.toThrow("fence lost");
      expect(await countRows()).toEqual(nothing);
    });

    test("does not mix with turns of other conversations at the same time", async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
      for (const round of [1, 2, 3]) {
        await Promise.all(ids.map((id) => runTurn(id, `${id}-${round}`, { anything: id })));
      }
      for (const id of ids) expect(await stateOf(id)).toMatchObject({ count: 3, anything: id });
    });

    test("can stop for an answer and go on in a later turn", async () => {
      const graph = new StateGraph(Memory)
        .addNode("ask", () => ({ anything: interrupt<string, string>("Which policy?") }))
        .addEdge(START, "ask")
        .compile({ checkpointer });
      await graph.invoke({}, inTurn("c1", "t1"));
      await sql.transaction(() => checkpointer.write(checkpointer.take("t1")!));
      expect((await graph.getState(onThread("c1"))).tasks[0]?.interrupts).toMatchObject([
        { value: "Which policy?" },
      ]);
      const state = await graph.invoke(new Command({ resume: "P-1" }), inTurn("c1", "t2"));
      expect(state).toMatchObject({ anything: "P-1" });
    });

    test("of an erased conversation does not come back", async () => {
      await runTurn("c1", "t1");
      await makeGraph(checkpointer).invoke({}, inTurn("c1", "t2"));
      await checkpointer.deleteThread("c1");
      expect(checkpointer.take("t2")).toBeUndefined();
      expect(await countRows()).toEqual(nothing);
    });
  });

  describe("what a turn's predecessor left", () => {
    const following = (turn: number) => ({
      configurable: { thread_id: "c1", turn_id: `t${turn}`, after_turn_id: `t${turn - 1}` },
      ...exit,
    });
    /** A turn that was committed and told so, as the worker does. */
    async function follow(turn: number, by = checkpointer) {
      const state = await makeGraph(by).invoke({}, following(turn));
      const staged = by.take(`t${turn}`)!;
      await sql.transaction(() => by.write(staged));
      by.committed(staged);
      return state;
    }
    const corrupt = () =>
      sql.transaction(() =>
        run("UPDATE checkpoint_channels SET body = '99' WHERE channel = 'count'"),
      );

    test("is not read again by the same process", async () => {
      await follow(1);
      await follow(2);
      await corrupt();
      expect(await follow(3)).toMatchObject({
        count: 3,
        said: ["answer 1", "answer 2", "answer 3"],
      });
    });

    test("is read when another process had a turn in between", async () => {
      const other = makeCheckpointer(sql);
      await follow(1);
      await follow(2, other);
      expect(await follow(3)).toMatchObject({ count: 3 });
      expect(await follow(4, other)).toMatchObject({ count: 4 });
    });

    test("is read when the predecessor did not commit", async () => {
      await follow(1);
      await makeGraph(checkpointer).invoke({}, following(2));
      checkpointer.take("t2");
      expect(await follow(3)).toMatchObject({ count: 2 });
    });

    test("is forgotten with its thread", async () => {
      await follow(1);
      await checkpointer.deleteThread("c1");
      expect(await follow(2)).toMatchObject({ count: 1 });
    });
  });

  describe("memory", () => {
    test("takes the checkpoint saved last for the newest, though its clock was behind", async () => {
      const later = { ...emptyCheckpoint(), id: uuid6(0) };
      const earlier = { ...emptyCheckpoint(), id: `0${later.id.slice(1)}` };
      const first = await checkpointer.put(onThread("c1"), later, metadata, {});
      await checkpointer.put(first, earlier, metadata, {});
      expect((await checkpointer.getTuple(onThread("c1")))?.checkpoint.id).toBe(earlier.id);
      const listed = await collect(checkpointer.list(onThread("c1")));
      expect(listed.map(({ checkpoint }) => checkpoint.id)).toEqual([earlier.id, later.id]);
    });

    test("lets two branches from one checkpoint keep their own values", async () => {
      const graph = makeGraph(checkpointer);
      await graph.invoke({ anything: "trunk" }, { ...onThread("c1"), ...exit });
      const trunk = (await checkpointer.getTuple(onThread("c1")))!.config;
      const left = await graph.updateState(trunk, { anything: "left" }, "answer");
      const right = await graph.updateState(trunk, { anything: "right" }, "answer");
      expect((await graph.getState(left)).values).toMatchObject({ anything: "left" });
      expect((await graph.getState(right)).values).toMatchObject({ anything: "right" });
      expect((await graph.getState(trunk)).values).toMatchObject({ anything: "trunk" });
    });

    test("keeps a task's first write, replaces its special ones, and gives them in LangGraph's order", async () => {
      const saved = await checkpointer.put(onThread("c1"), emptyCheckpoint(), metadata, {});
      await checkpointer.putWrites(saved, [["said", "late"]], "task-a", "~__pregel_push, 2");
      await checkpointer.putWrites(
        saved,
        [
          ["said", "first"],
          ["count", 1],
        ],
        "task-b",
        "~__pregel_pull, 1",
      );
      await checkpointer.putWrites(saved, [["said", "changed"]], "task-b", "~__pregel_pull, 1");
      await checkpointer.putWrites(saved, [["__interrupt__", "one"]], "task-c", "");
      await checkpointer.putWrites(saved, [["__interrupt__", "two"]], "task-c", "");
      const expected = [
        ["task-c", "__interrupt__", "two"],
        ["task-b", "said", "first"],
        ["task-b", "count", 1],
        ["task-a", "said", "late"],
      ];
      expect((await checkpointer.getTuple(saved))?.pendingWrites).toEqual(expected);
      const staged = { configurable: { ...saved.configurable, turn_id: "t1" } };
      await checkpointer.putWrites(staged, [["__interrupt__", "three"]], "task-c", "");
      await checkpointer.putWrites(staged, [["said", "ignored"]], "task-b", "~__pregel_pull, 1");
      await checkpointer.put(staged, { ...emptyCheckpoint(), id: uuid6(1) }, metadata, {});
      expect((await checkpointer.getTuple(staged))?.pendingWrites).toEqual([
        ["task-c", "__interrupt__", "three"],
        ...expected.slice(1),
      ]);
    });

    test("holds packets for parallel nodes while a run is stopped", async () => {
      const graph = new StateGraph(Memory)
        .addNode("one", (packet) => ({ said: String(packet.anything) }))
        .addConditionalEdges(START, () =>
          ["a", "b"].map((each) => new Send("one", { anything: each })),
        )
        .compile({ checkpointer, interruptBefore: ["one"] });
      await graph.invoke({ count: 1 }, inTurn("c1", "t1"));
      await sql.transaction(() => checkpointer.write(checkpointer.take("t1")!));
      const state = await graph.invoke(null, inTurn("c1", "t2"));
      expect(state).toMatchObject({ said: ["a", "b"] });
    });

    test("filters by metadata without reading a key as SQL", async () => {
      const odd = "x') OR 1=1 --";
      const marked = { ...metadata, [odd]: { deep: [1] } };
      await checkpointer.put(onThread("c1"), emptyCheckpoint(), marked, {});
      await checkpointer.put(onThread("c1"), { ...emptyCheckpoint(), id: uuid6(1) }, metadata, {});
      const found = (filter: object) => collect(checkpointer.list(onThread("c1"), { filter }));
      expect(await found({ [odd]: { deep: [1] } })).toHaveLength(1);
      expect(await found({ [odd]: 1 })).toHaveLength(0);
      expect(await found({ source: "loop" })).toHaveLength(2);
      expect(await found({ "source = source OR 1": 1 })).toHaveLength(0);
    });
  });

  describe("what is not plain data", () => {
    const forged = {
      lc: 1,
      type: "constructor",
      id: ["evil", "Thing"],
      kwargs: { args: { $cc: "date", v: "0" } },
    };

    test("a forged constructor stays data, and the conversation goes on", async () => {
      await runTurn("c1", "t1", { anything: { tool_calls: [{ args: forged }] } });
      expect((await stateOf("c1"))["anything"]).toEqual({ tool_calls: [{ args: forged }] });
      expect(await runTurn("c1", "t2")).toMatchObject({ count: 2 });
    });

    const circle: { self?: unknown } = {};
    circle.self = circle;
    test.each([
      ["a BigInt", { amount: 5n }, 'channel "anything".amount is a bigint'],
      ["a circle", circle, 'channel "anything".self is a circle'],
    ])(
      "%s fails its turn, stages nothing, and the next turn works",
      async (_name, anything, sentence) => {
        await runTurn("c1", "t1");
        const turn = makeGraph(checkpointer).invoke({ anything }, inTurn("c1", "t2"));
        await expect(turn).rejects.toMatchObject({
          code: "internal",
          message: expect.stringContaining(sentence) as string,
        });
        expect(checkpointer.take("t2")).toBeUndefined();
        expect(await runTurn("c1", "t3")).toMatchObject({ count: 2 });
      },
    );

    test("fails a run that writes at once before it writes that checkpoint", async () => {
      const run = makeGraph(checkpointer).invoke({ anything: 1n }, { ...onThread("c1"), ...exit });
      await expect(run).rejects.toMatchObject({ code: "internal" });
      expect(await countRows()).toEqual(nothing);
    });
  });
});

describe("a restart", () => {
  test("finds the conversation after thirty turns as it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "checkpoints-"));
    let count = 0;
    for (let start = 1; start <= 3; start++) {
      const sql = openSqlite(join(folder, "contact.db"), Date.now);
      await migrate(sql);
      const checkpointer = makeCheckpointer(sql);
      for (let turn = 1; turn <= 10; turn++) {
        const state = await makeGraph(checkpointer).invoke(
          { said: "hello" },
          inTurn("c1", `t${turn}`),
        );
        await sql.transaction(() => checkpointer.write(checkpointer.take(`t${turn}`)!));
        count += 1;
        const said = [`answer ${count - 1}`, "hello", `answer ${count}`].slice(count === 1 ? 1 : 0);
        expect(state).toMatchObject({ count, said });
      }
      await sql.close();
    }
    expect(count).toBe(30);
    rmSync(folder, { recursive: true });
  });
});
