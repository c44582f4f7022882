import { describe, expect, test } from "vitest";
import { aCustomer } from "../../support/records.ts";
import { bind } from "./harness.ts";

describe("get_customer", () => {
  test("tells what we hold about the customer, or that we do not know them", async () => {
    expect(await bind().tools.getCustomer({})).toEqual({ known: true, customer: aCustomer() });
    expect(await bind({}, null).tools.getCustomer({})).toEqual({ known: false });
  });
});

describe("contact changes", () => {
  const accepted = [
    ["email", " Ada.Moreno@Example.ORG ", "Ada.Moreno@example.org"],
    ["email", "ada+insurance@mail.example.com", "ada+insurance@mail.example.com"],
    ["language", "es", "es"],
    ["language", "Spanish", "es"],
    ["language", "en español", "es"],
    ["language", "ESPAÑOL, por favor", "es"],
    ["language", "castellano", "es"],
    ["language", "es-MX", "es"],
    ["address", "  9  Elm Road,   Millhaven ", "9 Elm Road, Millhaven"],
    ["address", "9 Elm Road,\nMillhaven\r\nWA 98991", "9 Elm Road, Millhaven, WA 98991"],
    ["address", "9 Elm\u202E Road\u200B, Millhaven", "9 Elm Road, Millhaven"],
    ["address", `${"a".repeat(198)} 1`, `${"a".repeat(198)} 1`],
    ["address", "Calle Número 8", "Calle Número 8"],
  ] as const;

  test.each(accepted)("%s %j becomes %j", async (field, value, to) => {
    const { tools } = bind();
    expect(await tools.prepareContactChange({ field, value })).toMatchObject({ ok: true, to });
  });

  test.each([["english"], ["Inglés"], ["en"], ["in English please"], ["en_US"]])(
    "a Spanish speaker may switch with %j",
    async (value) => {
      const { tools } = bind({}, aCustomer({ preferredLanguage: "es" }));
      expect(await tools.prepareContactChange({ field: "language", value })).toEqual({
        ok: true,
        field: "language",
        from: "es",
        to: "en",
      });
    },
  );

  const refused = [
    ["email", "not an e-mail", "invalid_email"],
    ["email", "ada@", "invalid_email"],
    ["email", "ada@example", "invalid_email"],
    ["email", "ada@example.com, bob@example.com", "invalid_email"],
    ["email", "ada@example.com\nBcc: x@example.com", "invalid_email"],
    ["email", `${"a".repeat(250)}@example.com`, "invalid_email"],
    ["email", "", "invalid_email"],
    ["language", "German", "unsupported_language"],
    ["language", "de", "unsupported_language"],
    ["language", "English or Spanish", "unsupported_language"],
    ["language", "", "unsupported_language"],
    ["address", "Elm 9", "invalid_address"],
    ["address", "12345678", "invalid_address"],
    ["address", "a".repeat(201), "invalid_address"],
    ["address", "\n \n", "invalid_address"],
    ["email", "ada@EXAMPLE.com", "unchanged"],
    ["language", "English", "unchanged"],
    ["address", "12 Harbour Street,  Port Larkin, WA 98990", "unchanged"],
  ] as const;

  test.each(refused)("%s %j is refused as %s, and applying stages nothing", async (...row) => {
    const [field, value, problem] = row;
    const { tools, scope } = bind();
    expect(await tools.prepareContactChange({ field, value })).toEqual({ ok: false, problem });
    expect(await tools.applyContactChange({ field, value })).toEqual({ ok: false, problem });
    expect(scope.staged).toEqual([]);
  });

  test("preparing shows exactly what changes and stages nothing", async () => {
    const { tools, scope } = bind();
    expect(await tools.prepareContactChange({ field: "email", value: "new@example.com" })).toEqual({
      ok: true,
      field: "email",
      from: "ada@example.com",
      to: "new@example.com",
    });
    expect(scope.staged).toEqual([]);
  });

  test("applying stages the change that was shown", async () => {
    const { tools, scope } = bind();
    const value = "77 Cannery Street,\nMillhaven";
    const shown = await tools.prepareContactChange({ field: "address", value });
    expect(await tools.applyContactChange({ field: "address", value })).toEqual(shown);
    expect(scope.staged).toEqual([
      {
        change: "contact",
        customerId: "C-1001",
        field: "address",
        from: "12 Harbour Street, Port Larkin, WA 98990",
        to: "77 Cannery Street, Millhaven",
      },
    ]);
  });

  test("what was shown can be applied as it stands", async () => {
    for (const [field, value] of accepted) {
      const { tools } = bind();
      const shown = await tools.prepareContactChange({ field, value });
      const again = await tools.applyContactChange({ field, value: shown.ok ? shown.to : "" });
      expect(again).toEqual(shown);
    }
  });

  test("somebody we do not know can change nothing", async () => {
    const { tools, scope } = bind({}, null);
    const change = { field: "email", value: "new@example.com" } as const;
    const facts = { ok: false, problem: "unknown_customer" };
    expect(await tools.prepareContactChange(change)).toEqual(facts);
    expect(await tools.applyContactChange(change)).toEqual(facts);
    expect(scope.staged).toEqual([]);
  });
});
