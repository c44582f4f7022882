import { deltaChannelHistoryTests, validate } from "@langchain/langgraph-checkpoint-validation";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeCheckpointer } from "../../data/checkpoints.ts";
import type { Checkpointer } from "../../data/checkpoints.ts";
import { migrate } from "../../data/migrate.ts";
import type { Sql } from "../../data/sql.ts";
import { openSqlite } from "../../data/sqlite.ts";

// LangGraph's published suite takes these from the global scope.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });

const engines: { engine: string; open: () => Promise<Sql> }[] = [
  { engine: "SQLite", open: async () => openSqlite(":memory:", Date.now) },
];

for (const { engine, open } of engines) {
  const opened = new Map<Checkpointer, Sql>();
  const parts = {
    checkpointerName: `our checkpointer on ${engine}`,
    createCheckpointer: async () => {
      const sql = await open();
      await migrate(sql);
      const checkpointer = makeCheckpointer(sql);
      opened.set(checkpointer, sql);
      return checkpointer;
    },
    destroyCheckpointer: async (checkpointer: Checkpointer) => opened.get(checkpointer)?.close(),
  };
  validate(parts);
  deltaChannelHistoryTests(parts);
}
