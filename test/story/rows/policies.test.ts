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
    active: "active",
    pending: "pending",
    lapsed: "lapsed",
    cancelled: "cancelled",
    expired: "expired",
  },
  es: {
    active: "activa",
    pending: "pendiente",
    lapsed: "caducada",
    cancelled: "cancelada",
    expired: "vencida",
  },
};

function inTheList(address: string, language: "en" | "es"): string[] {
  return who
    .policiesOf(address)
    .flatMap(({ policyNumber, status, startDate, endDate }) => [
      `${policyNumber}: ${who.productOf(policyNumber).name[language]}, ${STATUS[language][status]}`,
      who.shownDay(startDate, language),
      who.shownDay(endDate, language),
    ]);
}

function inTheDetails(policyNumber: string, language: "en" | "es"): string[] {
  const policy = who.policyOf(policyNumber);
  const { premium, deductibleCents, limits } = policy;
  return [
    `${policyNumber}: ${who.productOf(policyNumber).name[language]}`,
    policy.insured,
    STATUS[language][policy.status],
    who.shownDay(policy.startDate, language),
    who.shownDay(policy.endDate, language),
    who.shownMoney(premium.amountCents),
    ...(premium.nextDueDate ? [who.shownDay(premium.nextDueDate, language)] : []),
    ...(deductibleCents > 0 ? [who.shownMoney(deductibleCents)] : []),
    ...limits.map((limit) => `${limit.name[language]}: ${who.shownMoney(limit.amountCents)}`),
  ];
}

describe("lists the customer's policies", () => {
  test.each([
    "list my policies",
    "my policies",
    "What policies do I have?",
    "show me my policies",
    "show all my insurance",
    "which insurances do i have with you",
    "policies",
    "list policys",
    "can I see my policies please",
    "what insurance do I have?",
  ])("in English after %j", async (text) => {
    expectAnswer(await ask(who.NORA, text), {
      intent: "policy_list",
      agent: "policy",
      holds: [...inTheList(who.NORA, "en"), "Which one shall I open?"],
    });
  });

  test.each([
    "¿qué pólizas tengo?",
    "mis pólizas",
    "mis polizas",
    "que seguros tengo",
    "ver mis seguros",
    "muéstrame mis pólizas",
    "lista de mis pólizas",
    "¿cuáles son mis seguros?",
  ])("in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "policy_list",
      agent: "policy",
      holds: [...inTheList(who.LUCIA, "es"), "¿Cuál desea abrir?"],
    });
  });

  test.each([who.KAORI, who.WALTER, who.SAMUEL, who.BIANCA])(
    "of %s with the status of each",
    async (address) => {
      expectAnswer(await ask(address, "my policies"), { holds: inTheList(address, "en") });
    },
  );

  test.each(["HOM-2001", "the second one", "2", "the home one", "home", "2nd", "hom 2001"])(
    "and opens the one chosen by %j",
    async (choice) => {
      const answer = await ask(who.NORA, "my policies", choice);
      expectAnswer(answer, { agent: "policy", holds: inTheDetails("HOM-2001", "en") });
    },
  );

  test.each(["la tercera", "HOM-2002", "la de hogar", "hogar"])(
    "and opens the one chosen by %j in Spanish",
    async (choice) => {
      const answer = await ask(who.LUCIA, "mis pólizas", choice);
      expectAnswer(answer, { agent: "policy", holds: inTheDetails("HOM-2002", "es") });
    },
  );

  test("and offers a person to somebody without any", async () => {
    const none = await ask(who.THEO, "my policies");
    expectAnswer(none, { intent: "policy_list", agent: "policy", holds: ["no policy", "person"] });
    expectAnswer(await story.say(who.THEO, "yes please"), { kind: "contact_center" });
  });

  test.each(["my policies", "mis pólizas", "show me AUT-1042"])(
    "but nothing to a stranger who writes %j",
    async (text) => {
      const { reply } = await ask(who.STRANGER, text);
      expect(reply).not.toMatch(/AUT-|HOM-|\$/);
    },
  );
});

describe("shows the details of a policy that is named", () => {
  test.each([
    "show me policy AUT-1042",
    "aut 1042",
    "AUT1042",
    "aut-1042",
    "tell me about AUT-1042",
    "policy number aut1042 please",
    "details of policy Aut 1042",
    "AUT – 1042",
    "I'd like to know more about policy AUT-1042",
  ])("by its number in English: %j", async (text) => {
    expectAnswer(await ask(who.NORA, text), {
      intent: "policy_details",
      agent: "policy",
      holds: inTheDetails("AUT-1042", "en"),
    });
  });

  test.each(["muéstrame la póliza AUT-1043", "póliza aut 1043", "ver póliza aut1043", "AUT-1043"])(
    "by its number in Spanish: %j",
    async (text) => {
      expectAnswer(await ask(who.LUCIA, text), {
        intent: "policy_details",
        agent: "policy",
        holds: inTheDetails("AUT-1043", "es"),
      });
    },
  );

  test.each([
    [who.NORA, "my car insurance", "AUT-1042"],
    [who.NORA, "show me my car insurance", "AUT-1042"],
    [who.NORA, "tell me about my home policy", "HOM-2001"],
    [who.NORA, "home insurance details", "HOM-2001"],
    [who.NORA, "my life insurance", "LIF-3001"],
    [who.NORA, "my travel policy", "TRV-5001"],
    [who.NORA, "what is the deductible on my car insurance", "AUT-1042"],
    [who.NORA, "what are the limits of my home insurance?", "HOM-2001"],
    [who.NORA, "when does my car insurance expire?", "AUT-1042"],
    [who.PRIYA, "my policy", "HEA-4002"],
    [who.PRIYA, "show me my health insurance", "HEA-4002"],
    [who.MARCUS, "show me the policy of my honda", "AUT-1044"],
    [who.KAORI, "show me my car policy", "AUT-1048"],
  ])("by its kind for %s: %j", async (address, text, policyNumber) => {
    expectAnswer(await ask(address, text), {
      intent: "policy_details",
      agent: "policy",
      holds: inTheDetails(policyNumber, "en"),
    });
  });

  test.each([
    [who.LUCIA, "mi seguro de auto", "AUT-1043"],
    [who.LUCIA, "mi seguro de coche", "AUT-1043"],
    [who.LUCIA, "detalles de mi póliza de hogar", "HOM-2002"],
    [who.LUCIA, "mi seguro de salud", "HEA-4001"],
    [who.ROSARIO, "quiero ver mi seguro de vida", "LIF-3002"],
    [who.JOAQUIN, "muéstrame mi seguro del carro", "AUT-1046"],
  ])("by its kind in Spanish for %s: %j", async (address, text, policyNumber) => {
    expectAnswer(await ask(address, text), {
      intent: "policy_details",
      agent: "policy",
      holds: inTheDetails(policyNumber, "es"),
    });
  });

  test.each([
    ["my car insurance", "the honda", "AUT-1044"],
    ["show me my car policy", "the second one", "AUT-1045"],
    ["my car insurance", "AUT-1045", "AUT-1045"],
    ["show me my auto insurance", "the ford", "AUT-1045"],
  ])("and asks back when two fit %j, then takes %j", async (text, choice, policyNumber) => {
    const asked = await ask(who.MARCUS, text);
    expectAnswer(asked, {
      intent: "policy_details",
      agent: "policy",
      holds: ["Which policy do you mean?", "AUT-1044", "AUT-1045"],
      lacks: ["HOM-2003", "$"],
    });
    const opened = await story.say(who.MARCUS, choice);
    expectAnswer(opened, { agent: "policy", holds: inTheDetails(policyNumber, "en") });
  });

  test("and says so when there is none of that kind", async () => {
    const answer = await ask(who.PRIYA, "show me my car insurance");
    expectAnswer(answer, { agent: "policy", holds: ["no car policy"], lacks: ["$"] });
  });
});

describe("a number that is not theirs", () => {
  const sentences = [
    "show me policy %",
    "%",
    "details of %",
    "how much is %?",
    "is theft covered under %?",
    "cancel policy %",
    "I want to renew %",
    "report a claim on %",
    "what is the premium of %",
    "when does % expire?",
    "muéstrame la póliza %",
    "quiero cancelar la póliza %",
    "¿cuánto pago por la póliza %?",
    "% please",
    "¿la póliza % cubre el robo?",
  ];

  test.each(sentences)("gets the same words whether or not it exists: %j", async (sentence) => {
    const about = async (number: string) => {
      const { intent, agent, handoff, reply } = await ask(who.NORA, sentence.replace("%", number));
      return { intent: intent?.name, agent, handoff, reply: reply?.replaceAll(number, "NUMBER") };
    };
    const another = await about("AUT-1044");
    expect(another).toEqual(await about("AUT-9944"));
    expect(another.reply).toMatch(/NUMBER (?:is not on your account|no figura en su cuenta)/);
  });

  test.each(["status of claim %", "%", "what happened to claim %?", "¿cómo va el siniestro %?"])(
    "of a claim gets the same words whether or not it exists: %j",
    async (sentence) => {
      const about = async (number: string) => {
        const { reply } = await ask(who.NORA, sentence.replace("%", number));
        return reply?.replaceAll(number, "NUMBER");
      };
      const another = await about("CL-7003");
      expect(another).toEqual(await about("CL-9903"));
      expect(another).toMatch(/NUMBER (?:is not on your account|no figura en su cuenta)/);
    },
  );

  test("does not hide their own beside it", async () => {
    const answer = await ask(who.NORA, "show me AUT-1042 and HOM-2002");
    expectAnswer(answer, {
      holds: [...inTheDetails("AUT-1042", "en"), "HOM-2002 is not on your account"],
      lacks: [who.policyOf("HOM-2002").insured],
    });
  });

  test("stays out of reach after their own was talked about", async () => {
    const answer = await ask(who.NORA, "show me AUT-1042", "and AUT-1044?");
    expectAnswer(answer, { holds: ["AUT-1044 is not on your account"], lacks: ["Honda"] });
  });
});

describe("by WhatsApp the same", () => {
  test.each([
    [who.NORA, "list my policies"],
    [who.NORA, "aut 1042"],
    [who.MARCUS, "show me my car policy"],
    [who.NORA, "show me AUT-1044"],
    [who.LUCIA, "mis pólizas"],
    [who.LUCIA, "póliza hom-2002"],
  ])("from %s after %j", (address, text) => expectSameByWhatsApp(story, address, text));

  test("a tapped policy opens", async () => {
    await story.begin(who.NORA);
    await story.write(who.NORA, "my policies");
    const tap = { id: "TRV-5001", title: "TRV-5001 (travel)" };
    const tapped = {
      messageType: "interactive",
      interactive: { type: "listReply", listReply: tap },
    };
    const [line] = await story.write(who.NORA, tapped);
    for (const fact of inTheDetails("TRV-5001", "en")) expect(line?.text).toContain(fact);
  });
});
