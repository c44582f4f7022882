import type { DynamicStructuredTool, StructuredToolInterface } from "@langchain/core/tools";
import type { ToolCall } from "../core/conversation.ts";
import type { Records, Scope } from "../core/records.ts";
import { makeClaimManager } from "./claim-manager.ts";
import { makeCustomerManager } from "./customer-manager.ts";
import { makeHandoffManager } from "./handoff-manager.ts";
import type { ToolParts } from "./parts.ts";
import { makePolicyManager } from "./policy-manager.ts";

export type { ToolParts } from "./parts.ts";

/** Everything an agent may do, by verb; a model is given these, a skill the `Toolbox`. */
export type Tools = ReturnType<typeof makeTools>;

/** The tools as plain typed methods, already bound to the conversation's customer. */
export type Toolbox = { readonly [Verb in keyof Tools]: Method<Tools[Verb]> };

type Method<Tool> =
  Tool extends DynamicStructuredTool<infer _Schema, infer _Parsed, infer Args, infer Facts>
    ? (args: Args) => Promise<Facts>
    : never;

/** Makes all managers' tools in one object. */
export function makeTools(records: Records, parts: ToolParts) {
  return {
    ...makePolicyManager(records, parts),
    ...makeCustomerManager(),
    ...makeClaimManager(records, parts),
    ...makeHandoffManager(),
  };
}

/**
 * Binds the tools to one conversation's customer.
 * @param onCall hears of every call once it ended, well or not, by the name a model knows.
 * @param now a monotonic clock in milliseconds.
 */
export function bindTools(
  tools: Tools,
  scope: Scope,
  onCall: (call: ToolCall) => void,
  now: () => number = () => performance.now(),
): Toolbox {
  const config = { configurable: { scope } };
  const methods = Object.entries(tools).map(([verb, tool]) => {
    const invoke = tool.invoke.bind(tool) as StructuredToolInterface["invoke"];
    const method = async (args: object): Promise<unknown> => {
      const startedAt = now();
      try {
        return await invoke(args, config);
      } finally {
        onCall({ name: tool.name, args, elapsedMs: now() - startedAt });
      }
    };
    return [verb, method] as const;
  });
  return Object.fromEntries(methods) as unknown as Toolbox;
}
