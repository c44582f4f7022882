import { emptyCheckpoint, uuid6 } from "@langchain/langgraph-checkpoint";
import type { CheckpointMetadata } from "@langchain/langgraph-checkpoint";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeCheckpointer } from "../../data/checkpoints/checkpointer.ts";
import type { Checkpointer } from "../../data/checkpoints/checkpointer.ts";
import { all } from "../../data/sql.ts";
import type { Sql } from "../../data/sql.ts";
import { collect, makeGraph } from "../support/counting-graph.ts";
import { engines } from "../support/engines.ts";
import type { TestSql } from "../support/engines.ts";

const onThread = (thread_id: string) => ({ configurable: { thread_id } });
const metadata: CheckpointMetadata = { source: "loop", step: 1, parents: {} };

describe.each(engines)("retention of checkpoints on $name", ({ makeSql }) => {
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

  /** One turn as the worker runs it: think, then commit. */
  async function runTurn(threadId: string, turnId: string, input: object = {}) {
    const config = { configurable: { thread_id: threadId, turn_id: turnId } };
    const state = await makeGraph(checkpointer).invoke(input, { ...config, durability: "exit" });
    await sql.transaction(() => checkpointer.write(checkpointer.take(turnId)!));
    return state;
  }
  const stateOf = async (threadId: string) =>
    (await makeGraph(checkpointer).getState(onThread(threadId))).values;

  /** One turn that saves an empty checkpoint in each namespace. */
  async function saveTurn(turn: number, namespaces: string[]) {
    for (const checkpoint_ns of namespaces) {
      const config = { configurable: { thread_id: "c1", checkpoint_ns, turn_id: `t${turn}` } };
      await checkpointer.put(config, { ...emptyCheckpoint(), id: uuid6(0) }, metadata, {});
    }
    await sql.transaction(() => checkpointer.write(checkpointer.take(`t${turn}`)!));
  }

  test("keeps five checkpoints after fifty turns, no row more than they need, and the state", async () => {
    await runTurn("other", "other-1");
    for (let turn = 1; turn <= 50; turn++)
      await runTurn("c1", `t${turn}`, { said: `line ${turn}` });

    const kept = await collect(checkpointer.list(onThread("c1")));
    expect(kept).toHaveLength(5);
    const needed = new Set(
      kept.flatMap(({ checkpoint: { channel_values, channel_versions } }) =>
        Object.keys(channel_values).map((name) => `${name} ${channel_versions[name]}`),
      ),
    );
    const rows = await rowsOf<{ thread_id: string; channel: string; version: string }>(
      "checkpoint_channels",
    );
    const stored = rows.filter(({ thread_id }) => thread_id === "c1");
    expect(new Set(stored.map(({ channel, version }) => `${channel} ${version}`))).toEqual(needed);
    expect(stored.filter(({ channel }) => channel === "secret")).toEqual([]);
    expect(await stateOf("c1")).toEqual({
      count: 50,
      said: ["answer 49", "line 50", "answer 50"],
    });
    expect(await stateOf("other")).toMatchObject({ count: 1 });
  });

  test("leaves each kept checkpoint whole, the first turn's untouched channel included", async () => {
    await runTurn("c1", "t1", { anything: "from the first turn" });
    for (let turn = 2; turn <= 20; turn++) await runTurn("c1", `t${turn}`);
    const kept = await collect(checkpointer.list(onThread("c1")));
    expect(kept.map(({ checkpoint }) => checkpoint.channel_values)).toMatchObject(
      [20, 19, 18, 17, 16].map((count) => ({ count, anything: "from the first turn" })),
    );
  });

  test("stores as much after the hundredth turn as after the tenth", async () => {
    const sizes: number[] = [];
    for (let turn = 1; turn <= 100; turn++) {
      await runTurn("c1", `turn ${String(turn).padStart(3, "0")}`, { said: "x".repeat(100) });
      if (turn % 10 !== 0) continue;
      const tables = ["checkpoints", "checkpoint_channels", "checkpoint_writes"];
      sizes.push(JSON.stringify(await Promise.all(tables.map((table) => rowsOf(table)))).length);
    }
    expect(Math.max(...sizes)).toBeLessThan(Math.min(...sizes) * 1.05);
  });

  test("usually lets the past lie for a few turns before it removes it", async () => {
    checkpointer = makeCheckpointer(sql);
    const counts: number[] = [];
    for (let turn = 1; turn <= 12; turn++) {
      await runTurn("c1", `t${turn}`);
      counts.push((await countRows()).checkpoints);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 5, 6, 7]);
  });

  test("keeps fewer checkpoints where they are large, but the newest whatever its size", async () => {
    checkpointer = makeCheckpointer(sql);
    const bytes = async () => {
      const tables = ["checkpoints", "checkpoint_channels"];
      const rows = await Promise.all(tables.map((table) => rowsOf<{ body: string }>(table)));
      return rows.flat().reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    };
    for (let turn = 1; turn <= 12; turn++) {
      await runTurn("c1", `t${turn}`, { anything: "ü".repeat(turn * 1_500) });
      expect(await bytes()).toBeLessThan(64 * 1024);
    }
    await runTurn("c1", "t13", { anything: "x".repeat(100_000) });
    expect((await countRows()).checkpoints).toBe(1);
    expect(await runTurn("c1", "t14")).toMatchObject({ count: 14 });
  });

  test("removes the writes on checkpoints it removes", async () => {
    for (let turn = 1; turn <= 7; turn++) {
      const config = { configurable: { thread_id: "c1", turn_id: `t${turn}` } };
      const saved = await checkpointer.put(
        config,
        { ...emptyCheckpoint(), id: uuid6(0) },
        metadata,
        {},
      );
      await checkpointer.putWrites(saved, [["said", `write ${turn}`]], "task");
      await sql.transaction(() => checkpointer.write(checkpointer.take(`t${turn}`)!));
    }
    expect(await countRows()).toEqual({ checkpoints: 5, channels: 0, writes: 5 });
  });

  test("keeps a subgraph's own memory, and lets go of one that served a single run", async () => {
    await saveTurn(1, ["claims", "quote:run-1", ""]);
    for (let turn = 2; turn <= 7; turn++) await saveTurn(turn, [`quote:run-${turn}`, ""]);
    const rows = await rowsOf<{ namespace: string }>("checkpoints");
    const names = new Set(rows.map(({ namespace }) => namespace));
    const runs = [3, 4, 5, 6, 7].map((turn) => `quote:run-${turn}`);
    expect(names).toEqual(new Set(["", "claims", ...runs]));
  });

  test("is not applied without a turn; the next turn removes what is too old", async () => {
    for (let turn = 0; turn < 35; turn++) await makeGraph(checkpointer).invoke({}, onThread("c1"));
    expect((await countRows()).checkpoints).toBeGreaterThan(100);
    expect(await runTurn("c1", "t1")).toMatchObject({ count: 36 });
    expect(await countRows()).toMatchObject({ checkpoints: 5 });
    expect(await runTurn("c1", "t2")).toMatchObject({ count: 37 });
  });
});
