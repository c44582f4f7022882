import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as who from "../../support/demo-insurer.ts";
import { expectAnswer, expectSameByWhatsApp, startStory } from "../../support/story.ts";
import type { Story } from "../../support/story.ts";

let story: Story;
beforeAll(async () => {
  story = await startStory();
});
afterAll(() => story.stop());

const ask = async (address: string, ...messages: string[]) => {
  await story.begin(address);
  return story.say(address, ...messages);
};

const PER = {
  en: { month: "per month", quarter: "per quarter", year: "per year" },
  es: { month: "por mes", quarter: "por trimestre", year: "por año" },
};

function bill(policyNumber: string, language: "en" | "es"): string[] {
  const { premium, endDate } = who.policyOf(policyNumber);
  const { amountCents, period, nextDueDate } = premium;
  return [
    policyNumber,
    `${who.shownMoney(amountCents)} ${PER[language][period]}`,
    who.shownDay(endDate, language),
    ...(nextDueDate ? [who.shownDay(nextDueDate, language)] : []),
  ];
}

const bills = (address: string, language: "en" | "es"): string[] =>
  who.policiesOf(address).flatMap(({ policyNumber }) => bill(policyNumber, language));

describe("tells amounts and dates of all policies", () => {
  test.each([
    "how much do I pay",
    "when is my next payment due",
    "how much is my premium?",
    "premium",
    "when do I have to pay",
    "when does my policy renew?",
    "my payments",
    "next bill",
    "when is my renewal date",
    "what's my monthly payment",
    "how much do i owe",
    "payment due date",
    "How much do I pay?",
    "when is the next payment",
  ])("in English after %j", async (text) => {
    expectAnswer(await ask(who.NORA, text), {
      intent: "billing",
      agent: "policy",
      holds: bills(who.NORA, "en"),
    });
  });

  test.each([
    "¿cuánto pago?",
    "¿cuándo es mi próximo pago?",
    "cuando se renueva mi poliza",
    "mis pagos",
    "cuando tengo que pagar",
    "cuanto pago",
  ])("in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "billing",
      agent: "policy",
      holds: bills(who.LUCIA, "es"),
    });
  });

  test.each(
    who.customers
      .map(({ name, phoneNumber }) => [name, phoneNumber] as const)
      .filter(([, address]) => who.policiesOf(address).length > 0),
  )("of %s", async (_name, address) => {
    const language = who.customerAt(address).preferredLanguage;
    const text = language === "es" ? "¿cuánto pago?" : "how much do I pay?";
    expectAnswer(await ask(address, text), { holds: bills(address, language) });
  });

  test("and that nothing is due any more where a policy is over", async () => {
    expectAnswer(await ask(who.WALTER, "how much do I pay"), {
      holds: ["HOM-2007: Home Essential, cancelled", "Next payment: none"],
    });
  });
});

describe("tells amounts and dates of the policy that is named", () => {
  test.each([
    [who.NORA, "how much does my home insurance cost?", "HOM-2001", "AUT-1042"],
    [who.NORA, "what do I pay for my car insurance", "AUT-1042", "HOM-2001"],
    [who.NORA, "how much is AUT-1042?", "AUT-1042", "HOM-2001"],
    [who.NORA, "what is the premium of hom 2001", "HOM-2001", "AUT-1042"],
    [who.MARCUS, "when is the payment for my home insurance due?", "HOM-2003", "AUT-1044"],
    [who.DESMOND, "when does my health insurance renew", "HEA-4003", "AUT-1047"],
  ])("for %s after %j and no other", async (address, text, policyNumber, other) => {
    expectAnswer(await ask(address, text), {
      intent: "billing",
      agent: "policy",
      holds: bill(policyNumber, "en"),
      lacks: [other],
    });
  });

  test.each([
    [who.LUCIA, "cuanto cuesta mi seguro de hogar", "HOM-2002", "AUT-1043"],
    [who.LUCIA, "¿cuánto es la prima de mi auto?", "AUT-1043", "HOM-2002"],
    [who.ROSARIO, "¿cuándo debo pagar mi seguro de vida?", "LIF-3002", "HOM-2005"],
  ])("in Spanish for %s after %j", async (address, text, policyNumber, other) => {
    expectAnswer(await ask(address, text), {
      intent: "billing",
      agent: "policy",
      holds: bill(policyNumber, "es"),
      lacks: [other],
    });
  });
});

describe("takes the wish to change a policy", () => {
  test.each([
    [who.NORA, "I want to renew my car insurance", "renew", "AUT-1042", "yes"],
    [who.NORA, "cancel my travel policy", "cancel", "TRV-5001", "yes, go ahead"],
    [who.LUCIA, "quiero renovar mi seguro de auto", "renew", "AUT-1043", "sí"],
    [who.LUCIA, "quiero cancelar mi seguro de hogar", "cancel", "HOM-2002", "si, por favor"],
  ])("of %s: %j is shown, confirmed, kept and handed over", async (...row) => {
    const [address, text, kind, policyNumber, yes] = row;
    expectAnswer(await ask(address, text), {
      intent: "policy_change",
      agent: "policy",
      holds: [policyNumber, text],
    });
    const answer = await story.say(address, yes);
    expect(answer.handoff).toMatchObject({ status: "queued", kind: "contact_center" });
    const [request] = await story.query<{ request_id: string; detail: string }>(
      "SELECT request_id, detail FROM service_requests WHERE policy_number = $1 AND kind = $2",
      policyNumber,
      kind,
    );
    expect(request?.detail).toBe(text);
    expect(answer.reply).toContain(request!.request_id);
    const { status } = who.policyOf(policyNumber);
    const own = await story.records.listPolicies(who.customerAt(address).customerId);
    expect(own.find((each) => each.policyNumber === policyNumber)?.status).toBe(status);
  });

  test("and drops it after a no", async () => {
    await ask(who.OWEN, "cancel my home policy");
    expectAnswer(await story.say(who.OWEN, "no"), {
      agent: "policy",
      holds: ["nothing was passed"],
    });
    expect(
      await story.query("SELECT 1 FROM service_requests WHERE customer_id = $1", "C-1014"),
    ).toEqual([]);
  });
});

describe("has nothing to tell", () => {
  test("somebody without a policy", async () => {
    expectAnswer(await ask(who.THEO, "how much do I pay"), { holds: ["no policy"], lacks: ["$"] });
  });
  test.each(["how much do I pay", "¿cuánto pago?"])("a stranger after %j", async (text) => {
    expectAnswer(await ask(who.STRANGER, text), { lacks: ["$", "AUT-"] });
  });
});

describe("by WhatsApp the same", () => {
  test.each([
    [who.NORA, "when is my next payment due"],
    [who.OWEN, "how much do I pay"],
    [who.LUCIA, "¿cuánto pago?"],
  ])("from %s after %j", (address, text) => expectSameByWhatsApp(story, address, text));
});
