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

const STATUS = {
  en: {
    received: "received",
    in_review: "in review",
    waiting_for_customer: "waiting for you",
    approved: "approved",
    paid: "paid",
    rejected: "rejected",
  },
  es: {
    received: "recibido",
    in_review: "en revisión",
    approved: "aprobado",
    paid: "pagado",
    waiting_for_customer: "a la espera de usted",
    rejected: "rechazado",
  },
};

function shown(address: string, language: "en" | "es"): string[] {
  return who
    .claimsOf(address)
    .flatMap((claim) => [
      `${claim.claimId} (${claim.policyNumber}): ${STATUS[language][claim.status]}`,
      claim.nextStep[language],
      who.shownDay(claim.reportedOn, language),
      claim.paidCents === null ? "" : who.shownMoney(claim.paidCents),
    ]);
}

describe("tells where claims stand", () => {
  test.each([
    "what's the status of my claim",
    "my claims",
    "where is my claim?",
    "claim status",
    "any news on my claim?",
    "how is my claim going",
    "has my claim been approved yet?",
    "when will I get my money for the claim",
    "whats happening with my claim",
  ])("with status and next step in English after %j", async (text) => {
    expectAnswer(await ask(who.INGRID, text), {
      intent: "claim_status",
      agent: "policy",
      holds: shown(who.INGRID, "en"),
    });
  });

  test.each([
    "¿cómo va mi siniestro?",
    "estado de mi reclamo",
    "mis siniestros",
    "ya pagaron mi siniestro?",
    "¿hay novedades de mi reclamación?",
  ])("with status and next step in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "claim_status",
      agent: "policy",
      holds: shown(who.LUCIA, "es"),
    });
  });

  test.each(
    who.customers
      .map(({ name, phoneNumber }) => [name, phoneNumber] as const)
      .filter(([, address]) => who.claimsOf(address).length > 0),
  )("of %s, each in its own words", async (_name, address) => {
    const language = who.customerAt(address).preferredLanguage;
    const text = language === "es" ? "¿cómo va mi siniestro?" : "what's the status of my claim?";
    expectAnswer(await ask(address, text), { holds: shown(address, language) });
  });

  test.each(["CL-7001", "claim CL-7001", "status of claim cl7001", "what about cl 7001?"])(
    "by its number after %j",
    async (text) => {
      expectAnswer(await ask(who.NORA, text), {
        intent: "claim_status",
        agent: "policy",
        holds: ["CL-7001", "in review", "27 November 2026"],
        lacks: ["CL-7002"],
      });
    },
  );

  test("by its number in Spanish", async () => {
    expectAnswer(await ask(who.LUCIA, "¿qué pasa con mi siniestro CL-7008?"), {
      intent: "claim_status",
      holds: ["CL-7008", "en revisión"],
    });
  });

  test("and is still talked about after thanks", async () => {
    const talk = ["what's the status of my claim?", "no", "ok thank you", "how long will it take?"];
    expectAnswer(await ask(who.INGRID, ...talk), {
      intent: "claim_status",
      agent: "policy",
      holds: ["CL-7009"],
    });
  });

  test("and offers to report one where there is none", async () => {
    expectAnswer(await ask(who.OWEN, "what's the status of my claim"), {
      intent: "claim_status",
      agent: "policy",
      holds: ["no claim on your account", "report"],
    });
    expectAnswer(await story.say(who.OWEN, "yes"), { holds: ["Which policy is it for?"] });
  });

  test("and nothing to a stranger", async () => {
    const { reply } = await ask(who.STRANGER, "what's the status of my claim");
    expect(reply).not.toMatch(/CL-\d/);
  });
});

describe("starts the report of a claim", () => {
  test.each([
    "I want to report a claim",
    "I need to file a claim",
    "report a claim",
    "new claim",
    "i'd like to make a claim",
    "how do i file a claim",
  ])("in English after %j and asks which policy", async (text) => {
    expectAnswer(await ask(who.DESMOND, text), {
      intent: "claim_report",
      agent: "policy",
      holds: ["Which policy is it for?", "AUT-1047", "HOM-2006"],
    });
  });

  test.each([
    "I had an accident with my car yesterday",
    "someone hit my car yesterday",
    "my car was stolen yesterday",
    "my windshield cracked yesterday, I want to claim",
  ])("for the car and the day that %j names, and asks what happened", async (text) => {
    const answer = await ask(who.BIANCA, text);
    expectAnswer(answer, { intent: "claim_report", agent: "policy", holds: ["What happened?"] });
  });

  test.each([
    "quiero reportar un siniestro",
    "quiero hacer un reclamo",
    "necesito dar un parte",
    "tuve un accidente ayer",
  ])("in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "claim_report",
      agent: "policy",
      holds: ["¿Para qué póliza es?", "AUT-1043"],
    });
  });
});

/** The claims that were reported during these stories. */
const newest = async (address: string) => {
  const known = new Set(who.claimsOf(address).map(({ claimId }) => claimId));
  const all = await story.records.listClaims(who.customerAt(address).customerId);
  return all.filter(({ claimId }) => !known.has(claimId));
};

describe("takes a new claim to the end", () => {
  const WHAT = "A delivery van scratched the whole left side in the parking lot.";

  test.each([
    ["the first one", "yesterday", "2026-11-21", "yes"],
    ["AUT-1047", "November 18", "2026-11-18", "Yes, please"],
    ["the car", "two days ago", "2026-11-20", "ok"],
    ["aut 1047", "11/19/2026", "2026-11-19", "yes"],
  ])("in English with %j, %j", async (policy, day, occurredOn, yes) => {
    const before = await newest(who.DESMOND);
    expectAnswer(await ask(who.DESMOND, "I want to report a claim", policy), {
      agent: "policy",
      holds: ["When did it happen", "AUT-1047"],
    });
    expectAnswer(await story.say(who.DESMOND, day), { holds: ["What happened?"] });
    expectAnswer(await story.say(who.DESMOND, WHAT), {
      holds: ["Please check your claim", "AUT-1047", who.shownDay(occurredOn, "en"), WHAT],
    });
    expect(await newest(who.DESMOND)).toEqual(before);
    const done = await story.say(who.DESMOND, yes);
    const after = await newest(who.DESMOND);
    const claim = after.find((each) => !before.some((old) => old.claimId === each.claimId));
    expect(after).toHaveLength(before.length + 1);
    expect(claim).toMatchObject({
      policyNumber: "AUT-1047",
      customerId: "C-1008",
      status: "received",
      occurredOn,
      reportedOn: "2026-11-22",
      description: WHAT,
      paidCents: null,
    });
    expectAnswer(done, {
      agent: "policy",
      holds: [claim!.claimId, "AUT-1047", claim!.nextStep["en"]],
    });
    const audit = await story.query<{ actor: string; customer_id: string }>(
      "SELECT actor, customer_id FROM audit WHERE action = 'record.claim' AND detail LIKE $1",
      `%${claim!.claimId}%`,
    );
    expect(audit).toEqual([{ actor: "customer", customer_id: "C-1008" }]);
  });

  test("in Spanish, and then tells where it stands", async () => {
    const what = "Se rompió una tubería en la cocina y se mojó todo el suelo";
    await ask(who.ROSARIO, "quiero reportar un siniestro", "la de hogar", "anteayer", what);
    const done = await story.say(who.ROSARIO, "sí");
    const [claim, ...others] = await newest(who.ROSARIO);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({
      policyNumber: "HOM-2005",
      occurredOn: "2026-11-20",
      description: what,
    });
    expectAnswer(done, { holds: [claim!.claimId, "HOM-2005"] });
    expectAnswer(await story.say(who.ROSARIO, "mis siniestros"), {
      holds: [claim!.claimId, "CL-7013", "recibido"],
    });
  });

  test("with the buttons", async () => {
    await story.begin(who.BIANCA);
    await story.write(who.BIANCA, "someone hit my car yesterday");
    await story.write(who.BIANCA, WHAT);
    const yes = { id: "yes", title: "Yes" };
    await story.write(who.BIANCA, {
      messageType: "interactive",
      interactive: { type: "buttonReply", buttonReply: yes },
    });
    expect(await newest(who.BIANCA)).toMatchObject([
      { policyNumber: "AUT-1051", occurredOn: "2026-11-21", description: WHAT },
    ]);
  });

  test.each([
    ["at the end", ["AUT-1042", "yesterday", WHAT, "no"]],
    ["when asked which policy", ["cancel"]],
    ["when asked for the day", ["AUT-1042", "never mind"]],
    ["when asked what happened", ["AUT-1042", "yesterday", "no"]],
  ])("but reports nothing when the customer refuses %s", async (_when, messages) => {
    const answer = await ask(who.NORA, "I want to report a claim", ...messages);
    expectAnswer(answer, { agent: "policy", holds: ["nothing was reported"] });
    expect(await newest(who.NORA)).toEqual([]);
  });

  test("but not for a day that has not come, or before the policy began", async () => {
    await ask(who.NORA, "I want to report a claim", "AUT-1042");
    expectAnswer(await story.say(who.NORA, "2026-12-24"), { holds: ["not come yet", "When did"] });
    expectAnswer(await story.say(who.NORA, "2026-01-02"), { holds: ["only started", "When did"] });
    expectAnswer(await story.say(who.NORA, "yesterday"), { holds: ["What happened?"] });
    expect(await newest(who.NORA)).toEqual([]);
  });

  test("but not on a policy that is lapsed, cancelled or not theirs", async () => {
    expectAnswer(await ask(who.KAORI, "report a claim on AUT-1048"), { holds: ["lapsed"] });
    expectAnswer(await ask(who.WALTER, "report a claim on HOM-2007"), { holds: ["cancelled"] });
    expectAnswer(await ask(who.NORA, "report a claim on AUT-1044"), {
      holds: ["AUT-1044 is not on your account"],
      lacks: ["Honda"],
    });
  });

  test("and answers a question in between without losing the thread", async () => {
    await ask(who.NORA, "I want to report a claim", "AUT-1042");
    expectAnswer(await story.say(who.NORA, "what is my premium?"), {
      holds: ["$118.40", "When did it happen"],
    });
    expectAnswer(await story.say(who.NORA, "yesterday"), { holds: ["What happened?"] });
  });
});

describe("by WhatsApp the same", () => {
  test.each([
    [who.INGRID, "what's the status of my claim"],
    [who.NORA, "I want to report a claim"],
    [who.JOAQUIN, "¿cómo va mi siniestro?"],
  ])("from %s after %j", (address, text) => expectSameByWhatsApp(story, address, text));
});
