import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { es } from "../../../../graph/replies/es.ts";
import { talkWith } from "./talk.ts";

const OLD = "nora.halvorsen@example.com";
const NEW = "nora@new.example.com";
const change = {
  change: "contact",
  customerId: "C-1001",
  field: "email",
  from: OLD,
  to: NEW,
};

describe("changing a contact detail", () => {
  test("shows exactly what changes and changes it only after a yes", async () => {
    const talk = talkWith("C-1001");
    const proposal = await talk.hear(`change my e-mail to ${NEW}`, "update_contact");
    expect(proposal.text).toContain(`now: ${OLD}`);
    expect(proposal.text).toContain(`new: ${NEW}`);
    expect(proposal.choices.map(({ id }) => id)).toEqual(["yes", "no"]);
    expect(talk.staged).toEqual([]);
    const done = await talk.tap("yes");
    expect(done.text).toContain(NEW);
    expect(done.pending).toBeNull();
    expect(talk.staged).toEqual([change]);
  });

  test("leaves everything as it is after a no, by button, words or a change of mind", async () => {
    for (const [text, choiceId] of [
      ["No", "no"],
      ["no", undefined],
      ["never mind", undefined],
    ] as const) {
      const talk = talkWith("C-1001");
      await talk.hear(`change my e-mail to ${NEW}`, "update_contact");
      const kept = choiceId ? await talk.tap(choiceId) : await talk.hear(text, "deny");
      expect(kept.text).toBe(en.contact.kept);
      expect(kept.pending).toBeNull();
      expect(talk.staged).toEqual([]);
    }
  });

  test("asks for the detail, then for its value", async () => {
    const talk = talkWith("C-1001");
    const which = await talk.hear("I want to update my data", "update_contact");
    expect(which.choices.map(({ id }) => id)).toEqual(["email", "language", "address"]);
    const what = await talk.tap("email");
    expect(what.text).toBe(en.contact.askValue("email"));
    const proposal = await talk.hear(NEW, "update_contact");
    expect(proposal.pending).toEqual({
      ask: "confirm_contact",
      field: "email",
      from: OLD,
      to: NEW,
    });
  });

  test("understands the detail in words as well as by button", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("I want to update my data", "update_contact");
    const what = await talk.hear("my street address", "out_of_scope", { zone: "clarify" });
    expect(what.pending).toEqual({ ask: "contact_value", field: "address" });
    const proposal = await talk.hear("5 Pier Road, Eastmoor", "out_of_scope", { zone: "decline" });
    expect(proposal.text).toContain("new: 5 Pier Road, Eastmoor");
    await talk.hear("yes", "affirm");
    expect(talk.staged[0]).toEqual({
      change: "contact",
      customerId: "C-1001",
      field: "address",
      from: "18 Tidewater Lane, Port Larkin, WA 98990",
      to: "5 Pier Road, Eastmoor",
    });
  });

  test("takes a new address from the first message", async () => {
    const english = await talkWith("C-1001").hear(
      "I moved to 5 Pier Road, Eastmoor",
      "update_contact",
    );
    expect(english.text).toContain("new: 5 Pier Road, Eastmoor");
    const spanish = await talkWith("C-1002", "es").hear(
      "Mi dirección es Calle Sol 5, Eastmoor",
      "update_contact",
    );
    expect(spanish.text).toContain("después: Calle Sol 5, Eastmoor");
  });

  test("asks again for a value that is none, and offers a person", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("change my e-mail", "update_contact");
    const again = await talk.hear("nora at home", "out_of_scope", { zone: "decline" });
    expect(again.text).toContain(en.contact.problem("invalid_email", "email"));
    expect(again.pending).toEqual({ ask: "contact_value", field: "email" });
    const person = await talk.tap("human_agent");
    expect(person.handoffs).toEqual([{ kind: "contact_center", reason: "asked" }]);
  });

  test("takes a no with another detail for that one, and one we do not change for the question which", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("my address is wrong", "update_contact");
    const other = await talk.hear("no, rather my e-mail", "update_contact");
    expect(other.pending).toEqual({ ask: "contact_value", field: "email" });
    await talk.hear("no, the address", "update_contact");
    const none = await talk.hear("no, better the phone", "update_contact");
    expect(none.pending).toEqual({ ask: "contact_field" });
    await talk.tap("address");
    const { text } = await talk.hear("No. 5, Harbour Street, Millhaven", "out_of_scope", {
      zone: "clarify",
    });
    expect(text).toContain("No. 5, Harbour Street, Millhaven");
  });

  test("offers the languages we speak and confirms in the new one", async () => {
    const talk = talkWith("C-1001");
    const ask = await talk.hear("change my language", "update_contact");
    expect(ask.choices.map(({ id }) => id)).toEqual(["en", "es"]);
    const refused = await talk.hear("French", "out_of_scope", { zone: "decline" });
    expect(refused.text).toContain(en.contact.problem("unsupported_language", "language"));
    const proposal = await talk.tap("es");
    expect(proposal.text).toContain("now: English\n• new: Spanish");
    expect((await talk.tap("yes")).text).toBe(es.contact.changed("language", "es"));
  });

  test("says so when there is nothing to change", async () => {
    const { text, pending } = await talkWith("C-1001").hear(
      `my e-mail is ${OLD}`,
      "update_contact",
    );
    expect(text).toBe(en.contact.problem("unchanged", "email"));
    expect(pending).toBeNull();
  });

  test("takes another address instead of a yes as a correction", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("change my e-mail to typo@example.com", "update_contact");
    const corrected = await talk.hear(`no, ${NEW}`, "update_contact");
    expect(corrected.text).toContain(`new: ${NEW}`);
    await talk.tap("yes");
    expect(talk.staged).toEqual([change]);
  });

  test("asks once more for a yes or no, then gets a person", async () => {
    const talk = talkWith("C-1001");
    await talk.hear(`change my e-mail to ${NEW}`, "update_contact");
    const once = await talk.hear("hmm well", "out_of_scope", { zone: "clarify" });
    expect(once.text).toContain(en.clarify.yesOrNo);
    expect(once.answer.isUnclear).toBe(true);
    const twice = await talk.hear("hmm well", "out_of_scope", { zone: "clarify" });
    expect(twice.messages).toEqual([]);
    expect(twice.handoffs).toEqual([{ kind: "contact_center", reason: "unclear" }]);
    expect(talk.staged).toEqual([]);
  });

  test("answers something else in between and comes back to the confirmation", async () => {
    const talk = talkWith("C-1001");
    await talk.hear(`change my e-mail to ${NEW}`, "update_contact");
    const between = await talk.hear("what policies do I have?", "policy_list");
    expect(between.messages).toHaveLength(2);
    expect(between.messages[0]).toContain("AUT-1042");
    expect(between.messages[0]).not.toContain(en.policy.askOpen);
    expect(between.messages[1]).toContain(en.clarify.back);
    await talk.tap("yes");
    expect(talk.staged).toEqual([change]);
  });
});
