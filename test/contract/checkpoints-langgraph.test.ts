import { deltaChannelHistoryTests, validate } from "@langchain/langgraph-checkpoint-validation";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeCheckpointer } from "../../data/checkpoints/checkpointer.ts";
import type { Checkpointer } from "../../data/checkpoints/checkpointer.ts";
import { engines } from "../support/engines.ts";
import type { TestSql } from "../support/engines.ts";

// LangGraph's published suite takes these from the global scope.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });

for (const { name, makeSql } of engines) {
  const opened = new Map<Checkpointer, TestSql>();
  const parts = {
    checkpointerName: `our checkpointer on ${name}`,
    createCheckpointer: async () => {
      const db = await makeSql();
      const checkpointer = makeCheckpointer(db.sql);
      opened.set(checkpointer, db);
      return checkpointer;
    },
    destroyCheckpointer: async (checkpointer: Checkpointer) => opened.get(checkpointer)?.close(),
  };
  validate(parts);
  deltaChannelHistoryTests(parts);
}
