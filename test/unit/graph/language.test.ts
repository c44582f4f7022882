import { describe, expect, test } from "vitest";
import type { IntentName, Language } from "../../../core/conversation.ts";
import { buildGraph } from "../../../graph/index.ts";
import type { State } from "../../../graph/state.ts";
import { makeTools } from "../../../tools/index.ts";
import {
  LUCIA,
  claims,
  customers,
  customerAt,
  policies,
  products,
} from "../../support/demo-insurer.ts";
import { aScope, makeRecords } from "../../support/records.ts";
import { TODAY, aReading } from "./skills/talk.ts";

const records = makeRecords({ customers, policies, claims, products });

/** What the graph makes of a message that was understood like this. */
async function hear(text: string, name: IntentName, written: Language): Promise<State> {
  const graph = buildGraph({
    understand: () => ({ ...aReading(text, name), language: written }),
    tools: makeTools(records, { newNumber: () => "123456" }),
    newId: () => "id",
    scopeFor: () => aScope(customerAt(LUCIA), TODAY),
  });
  const inputs = [{ id: "in-1", kind: "customer_message" as const, text }];
  return graph.invoke({ inputs, handoff: null, language: "en" });
}

describe("a language that is asked for beside something else", () => {
  test.each([
    ["ahora en español: ¿cuánto pago por mi auto?", "es", "es", "Primas y pagos"],
    ["in Spanish please: what do I pay for my car?", "en", "es", "Primas y pagos"],
    ["en inglés por favor: ¿cuánto pago por mi auto?", "es", "en", "Premiums and payments"],
  ] as const)("%s is answered in it", async (text, written, wanted, opening) => {
    const { replies, language, pending } = await hear(text, "billing", written);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.text).toContain(opening);
    expect(replies[0]?.text).toContain("AUT-1043");
    expect(replies[0]?.text).toContain("$342.75");
    expect(replies[0]?.text).not.toContain("HOM-2002");
    expect(language).toBe(wanted);
    // Nothing of the record is to be changed for that.
    expect(pending).toBeNull();
  });
});

test("who wants nothing but the language changed is asked first, in their own", async () => {
  const { replies, language, pending } = await hear(
    "speak English with me",
    "update_contact",
    "es",
  );
  expect(language).toBe("es");
  expect(pending).toMatchObject({ ask: "confirm_contact", field: "language", to: "en" });
  expect(replies[0]?.text).toContain("inglés");
});
