import { describe, expect, test } from "vitest";
import { parseMeta } from "../../../../channels/whatsapp-cloud/parse.ts";

const OLD = "ES.5566778899001122";
const NEW = "ES.9988776655443322";

const changed = (field: string, value: object) =>
  parseMeta({ object: "whatsapp_business_account", entry: [{ changes: [{ field, value }] }] });
const system = (fields: object, around: object = {}) =>
  changed("messages", {
    messages: [{ id: "wamid.S", timestamp: "1", type: "system", ...around, system: fields }],
  });
const moved = (address: string, externalId = "wamid.S") => [
  { type: "address_changed", door: "whatsapp-cloud", externalId, address },
];
const ignored = (what: string) => [{ type: "ignored", what }];

describe("a customer with another number", () => {
  const fields = {
    type: "user_changed_number",
    body: "User A changed from …",
    wa_id: "12195555358",
  };
  test("leaves the old one behind", () => {
    expect(system(fields, { from: "16505551234" })).toEqual(moved("+16505551234"));
    expect(system({ ...fields, wa_id: null }, { from: "16505551234" })).toEqual(
      moved("+16505551234"),
    );
  });

  test("is known by the user id where the number is hidden", () => {
    expect(system(fields, { from_user_id: OLD })).toEqual(moved(OLD));
  });

  test("is ignored when the old one is not told, or is the new one", () => {
    expect(system(fields)).toEqual(ignored("a change of an unknown address"));
    expect(system(fields, { from: "12195555358" })).toEqual(
      ignored("a change of an unknown address"),
    );
  });
});

describe("a customer with another user id", () => {
  const fields = { type: "user_changed_user_id", user_id: NEW };
  test.each([
    ["a field of its own", { ...fields, previous_user_id: OLD }, { from: "16505551234" }],
    ["the sender", fields, { from: "16505551234", from_user_id: OLD }],
    ["the words", { ...fields, body: `User Lucía changed from ${OLD} to ${NEW}` }, {}],
    [
      "the words beside a new sender",
      { ...fields, body: `User A changed from ${OLD} to ${NEW}` },
      { from_user_id: NEW },
    ],
  ])("leaves the old one behind, as told in %s", (_where, said, around) => {
    expect(system(said, around)).toEqual(moved(OLD));
  });

  test("keeps the number", () => {
    const told = system(fields, { from: "16505551234" });
    expect(told).toEqual(ignored("a change of an unknown address"));
  });
});

describe("the field user_id_update", () => {
  test("tells of each, once", () => {
    const update = { user_id: { previous: OLD, current: NEW }, timestamp: "1749416383" };
    const told = changed("user_id_update", { user_id_update: [update, null, "x", { user_id: 1 }] });
    expect(told[0]).toEqual(moved(OLD, `user_id_update:${OLD}:1749416383`)[0]);
    expect(told.slice(1).map(({ type }) => type)).toEqual(["unreadable", "unreadable", "ignored"]);
  });

  test.each([[null], [{}], ["x"], [{ user_id_update: [] }]])("with %j is ignored", (value) => {
    expect(changed("user_id_update", value as object)).toEqual(ignored("user_id_update"));
  });
});

test.each([[{ type: "customer_identity_changed" }], [{}], [null], ["x"]])(
  "another system message is ignored: %j",
  (fields) => {
    expect(system(fields as object, { from: "16505551234" })).toEqual(ignored("a system message"));
  },
);
