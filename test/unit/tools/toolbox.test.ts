import type { StructuredToolInterface } from "@langchain/core/tools";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "../../../core/errors.ts";
import type { Toolbox } from "../../../tools/index.ts";
import { aCustomer } from "../../support/records.ts";
import { bind } from "./harness.ts";

/** A call of every tool with arguments that would do something. */
const everyCall = {
  listPolicies: {},
  getPolicy: { policyNumber: "AUT-1042" },
  findClause: { question: "theft", policyNumber: "AUT-1042" },
  listBilling: {},
  requestPolicyChange: { policyNumber: "AUT-1042", kind: "cancel", detail: "sold" },
  getCustomer: {},
  prepareContactChange: { field: "email", value: "new@example.com" },
  applyContactChange: { field: "email", value: "new@example.com" },
  listClaims: {},
  getClaim: { claimId: "CL-2001" },
  checkClaim: { policyNumber: "AUT-1042", occurredOn: "2026-06-09", description: null },
  reportClaim: {
    policyNumber: "AUT-1042",
    occurredOn: "2026-06-09",
    description: "A tree fell on it.",
  },
  requestHandoff: { kind: "contact_center", reason: "asked" },
} as const satisfies { [Verb in keyof Toolbox]: Parameters<Toolbox[Verb]>[0] };

describe("the tools", () => {
  test.each(Object.entries(everyCall))("%s refuses to run without a scope", async (verb, args) => {
    const { made } = bind();
    const tool: StructuredToolInterface = made[verb as keyof typeof made];
    await expect(tool.invoke(args)).rejects.toBeInstanceOf(AppError);
    await expect(tool.invoke(args, { configurable: {} })).rejects.toBeInstanceOf(AppError);
  });

  test("every tool has a snake_case name, says what it does, and describes each argument", () => {
    const { made } = bind();
    for (const [verb, tool] of Object.entries(made)) {
      expect(tool.name).toBe(verb.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
      expect(tool.description.length).toBeGreaterThan(30);
      const schema = z.toJSONSchema(tool.schema);
      const properties = Object.entries(schema.properties ?? {});
      expect((schema.required ?? []).toSorted()).toEqual(properties.map(([name]) => name).sort());
      for (const [, property] of properties) expect(property).toHaveProperty("description");
    }
  });

  test("no tool takes a customer id", () => {
    const { made } = bind();
    for (const tool of Object.values(made)) {
      expect(JSON.stringify(z.toJSONSchema(tool.schema))).not.toMatch(/customer_?id/i);
    }
  });

  test("every call is reported with its name, arguments and time, also one that failed", async () => {
    const { tools, calls } = bind({ products: [] });
    await tools.getClaim({ claimId: "CL-1" });
    await expect(tools.listPolicies({})).rejects.toBeInstanceOf(AppError);
    expect(calls).toEqual([
      { name: "get_claim", args: { claimId: "CL-1" }, elapsedMs: 5 },
      { name: "list_policies", args: {}, elapsedMs: 5 },
    ]);
  });

  test("only confirmed acts stage a change", async () => {
    const writes = new Set(["requestPolicyChange", "applyContactChange", "reportClaim"]);
    for (const [verb, args] of Object.entries(everyCall)) {
      const { tools, scope } = bind();
      await (tools[verb as keyof Toolbox] as (args: object) => Promise<unknown>)(args);
      expect([verb, scope.staged.length]).toEqual([verb, writes.has(verb) ? 1 : 0]);
    }
  });
});

describe("request_handoff", () => {
  test("asks for people, once the answer is given", async () => {
    const { tools, scope } = bind();
    const request = { kind: "contact_center", reason: "complaint" } as const;
    expect(await tools.requestHandoff(request)).toEqual({ requested: true });
    expect(scope.handoffs).toEqual([request]);
  });

  test("only VIP customers reach a relationship manager; others reach the contact centre", async () => {
    const request = { kind: "relationship_manager", reason: "portfolio" } as const;
    const vip = bind({}, aCustomer({ customerType: "VIP", relationshipManager: "Tobias" }));
    await vip.tools.requestHandoff(request);
    expect(vip.scope.handoffs).toEqual([request]);
    for (const customer of [aCustomer(), null]) {
      const { tools, scope } = bind({}, customer);
      await tools.requestHandoff(request);
      expect(scope.handoffs).toEqual([{ kind: "contact_center", reason: "portfolio" }]);
    }
  });
});
