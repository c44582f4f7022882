import { randomUUID } from "node:crypto";
import { readConfigFromProcess } from "../core/config.ts";
import type { Scope } from "../core/records.ts";
import { migrate } from "../data/migrate.ts";
import { seedDemoInsurer } from "../data/seed.ts";
import { makeStore, openSql } from "../data/store.ts";
import { buildGraph } from "../graph/index.ts";
import type { TurnContext } from "../graph/index.ts";
import { makeUnderstanding } from "../graph/understanding/index.ts";
import { makeTools } from "../tools/index.ts";
import { modelOf } from "./model.ts";

const ANY_CUSTOMER = "+14255550101";

/**
 * The conversation graph for LangGraph Studio, over the demo insurer in memory. Studio keeps the threads itself, so there
 * is no checkpointer; nothing is delivered, and changes are proposed but not written. A configured model is asked here too.
 *
 * Input: `{"inputs": [{"id": "1", "kind": "customer_message", "text": "hi"}]}`; context: `{"address": "+14255550102"}`.
 */
export const graph = await makeStudioGraph();

async function makeStudioGraph() {
  const sql = openSql("sqlite::memory:", Date.now);
  await migrate(sql);
  await seedDemoInsurer(sql);
  const { records } = makeStore(sql, randomUUID);

  async function scopeFor(context: TurnContext | undefined): Promise<Scope> {
    const customer = await records.findCustomerByAddress(context?.address ?? ANY_CUSTOMER);
    return {
      customer: customer ?? null,
      now: Date.now(),
      stage: () => {},
      requestHandoff: () => {},
    };
  }
  // What a call cost stands in the trace; nobody counts here.
  const model = await modelOf(readConfigFromProcess(), {
    clock: Date.now,
    onCall: () => {},
    onTokens: () => {},
    onTrouble: () => {},
  });
  return buildGraph({
    understand: makeUnderstanding({ now: Date.now }),
    tools: makeTools(records, { newNumber: () => randomUUID().slice(0, 8) }),
    model,
    newId: randomUUID,
    scopeFor,
  });
}
