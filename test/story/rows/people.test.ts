import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as who from "../../support/demo-insurer.ts";
import { expectAnswer, startStory } from "../../support/story.ts";
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

/** Handed over at once: told so in one message, with honest words about waiting, and in the queue for this reason. */
async function expectHandover(
  address: string,
  text: string,
  expected: { intent: string; reason: string; kind?: string; waiting?: string },
): Promise<string> {
  const answer = await ask(address, text);
  const { intent, reason, kind = "contact_center", waiting = "cannot promise a time" } = expected;
  expectAnswer(answer, { intent, agent: "human", kind, holds: [waiting] });
  expect(answer.replies).toHaveLength(1);
  expect(answer.handoff?.status).toBe("queued");
  const [row] = await story.queueOf(address);
  expect(row).toMatchObject({
    threadId: answer.handoff?.thread_id,
    status: "queued",
    kind,
    reason,
  });
  expect(row?.summary).toContain(text);
  expect(answer.reply).not.toMatch(/\b\d+ (?:minutes?|minutos?|seconds?|hours?)\b/);
  return answer.reply ?? "";
}

describe("hands over whoever asks for a person", () => {
  test.each([
    "I want to speak to a human",
    "agent",
    "human please",
    "can I talk to someone?",
    "talk to a person",
    "representative",
    "get me a real person",
    "i wanna talk to sombody",
    "connect me with customer service",
    "I need to speak with an advisor",
    "call me please",
    "no more bots, a person please",
    "can someone call me back?",
    "operator",
  ])("in English: %j", async (text) => {
    await expectHandover(who.OWEN, text, { intent: "human_agent", reason: "asked" });
  });

  test.each([
    "quiero hablar con una persona",
    "agente",
    "quiero hablar con alguien",
    "un humano por favor",
    "páseme con un humano",
    "necesito un asesor",
    "kiero ablar con una persona",
    "llámenme",
  ])("in Spanish: %j", async (text) => {
    const waiting = "no puedo prometerle una hora";
    await expectHandover(who.JOAQUIN, text, { intent: "human_agent", reason: "asked", waiting });
  });

  test("also a stranger", async () => {
    const reply = await expectHandover(who.STRANGER, "I want to talk to a person", {
      intent: "human_agent",
      reason: "asked",
    });
    expect(reply).toContain("person");
  });

  test("in the middle of something else", async () => {
    await ask(who.NORA, "I want to report a claim", "AUT-1042");
    const answer = await story.say(who.NORA, "I'd rather talk to a person");
    expectAnswer(answer, { intent: "human_agent", kind: "contact_center" });
    expect((await story.queueOf(who.NORA))[0]?.summary).toContain("I'd rather talk to a person");
  });

  test.each(["I don't want to talk to a human", "are you a human?"])(
    "but not who only mentions one: %j",
    async (text) => {
      const { handoff } = await ask(who.OWEN, text);
      expect(handoff).toBeNull();
    },
  );
});

describe("hands over whoever complains", () => {
  test.each([
    "this is unacceptable, I want to complain",
    "I want to make a complaint",
    "your service is terrible",
    "I'm very angry with you",
    "this is ridiculous!!",
    "You people are useless",
    "I am fed up with waiting",
    "worst insurance company ever",
  ])("in English: %j", async (text) => {
    const reply = await expectHandover(who.OWEN, text, {
      intent: "human_agent",
      reason: "complaint",
    });
    expect(reply).toContain("sorry");
  });

  test.each([
    "esto es inaceptable, quiero poner una queja",
    "quiero quejarme",
    "pésimo servicio",
    "estoy harto de ustedes",
    "QUIERO PONER UNA RECLAMACIÓN CONTRA USTEDES, es una vergüenza",
  ])("in Spanish: %j", async (text) => {
    const waiting = "no puedo prometerle una hora";
    const reply = await expectHandover(who.JOAQUIN, text, {
      intent: "human_agent",
      reason: "complaint",
      waiting,
    });
    expect(reply).toContain("Lamento");
  });
});

describe("hands over whoever is in danger, with the emergency number first", () => {
  test.each([
    "I had an accident and I'm hurt",
    "help, my house is on fire",
    "someone is bleeding",
    "there's been a crash and someone is bleeding",
    "there is smoke in my kitchen, fire!",
    "I want to kill myself",
    "my wife is unconscious",
    "we need an ambulance",
    "i just had a car accident",
    "im injured",
    "I've been in an accident and I am bleeding",
  ])("in English: %j", async (text) => {
    const reply = await expectHandover(who.OWEN, text, { intent: "human_agent", reason: "danger" });
    expect(reply).toMatch(/^\[Customer Service\] .*911/);
  });

  test.each([
    "tuve un accidente y estoy herida",
    "mi casa se está quemando",
    "hay heridos",
    "necesito una ambulancia",
    "acabo de tener un accidente",
    "huele a gas en mi casa",
  ])("in Spanish: %j", async (text) => {
    const waiting = "no puedo prometerle una hora";
    const reply = await expectHandover(who.JOAQUIN, text, {
      intent: "human_agent",
      reason: "danger",
      waiting,
    });
    expect(reply).toMatch(/^\[Customer Service\] .*911/);
  });

  test.each(["am I covered if my house is on fire?", "¿me cubre si mi casa se está quemando?"])(
    "but answers a question about it: %j",
    async (text) => {
      const { handoff, intent } = await ask(who.OWEN, text);
      expect(handoff).toBeNull();
      expect(intent?.name).toBe("coverage_question");
    },
  );
});

describe("hands over whoever is in distress", () => {
  test.each([
    "my husband died",
    "my father passed away yesterday",
    "I can't take this anymore",
    "i lost my wife last week",
    "I'm desperate, please help me",
    "we lost everything, i am crying",
  ])("in English: %j", async (text) => {
    const reply = await expectHandover(who.OWEN, text, {
      intent: "human_agent",
      reason: "distress",
    });
    expect(reply).toContain("so sorry");
  });

  test.each(["mi esposo murió", "falleció mi madre", "estoy desesperada", "no puedo más"])(
    "in Spanish: %j",
    async (text) => {
      const waiting = "no puedo prometerle una hora";
      const reply = await expectHandover(who.JOAQUIN, text, {
        intent: "human_agent",
        reason: "distress",
        waiting,
      });
      expect(reply).toContain("Lo siento");
    },
  );
});

describe("portfolio review and financial planning", () => {
  test.each([
    [who.NORA, "portfolio review", "Tobias Grant"],
    [who.NORA, "I'd like a portfolio review", "Tobias Grant"],
    [who.NORA, "financial planning", "Tobias Grant"],
    [who.NORA, "can I talk to my relationship manager", "Tobias Grant"],
    [who.INGRID, "I need help with financial planning", "Helen Marsh"],
    [who.DESMOND, "can we review my portfolio?", "Tobias Grant"],
    [who.LUCIA, "revisión de cartera", "Amparo Salcedo"],
    [who.LUCIA, "quiero revisar mi cartera", "Amparo Salcedo"],
    [who.LUCIA, "planificación financiera", "Amparo Salcedo"],
  ])("of the VIP at %s goes to their own manager: %j", async (address, text, manager) => {
    const isSpanish = address === who.LUCIA;
    const reply = await expectHandover(address, text, {
      intent: "relationship_manager",
      reason: "portfolio",
      kind: "relationship_manager",
      waiting: isSpanish ? "no puedo prometerle una hora" : "cannot promise a time",
    });
    expect(reply).toContain(manager);
    expect((await story.queueOf(address))[0]?.offeredTo).toBe(manager);
  });

  test.each([
    [who.OWEN, "portfolio review"],
    [who.OWEN, "I want financial planning advice"],
    [who.MARCUS, "I would like to review my portfolio"],
    [who.JOAQUIN, "revisión de cartera"],
    [who.STRANGER, "portfolio review"],
  ])("of %s, who has no manager, goes to the contact centre: %j", async (address, text) => {
    const isSpanish = address === who.JOAQUIN;
    const reply = await expectHandover(address, text, {
      intent: "relationship_manager",
      reason: "portfolio",
      waiting: isSpanish ? "no puedo prometerle una hora" : "cannot promise a time",
    });
    expect(reply).not.toMatch(/Tobias|Helen|Amparo|relationship manager/i);
  });
});

describe("by WhatsApp the same", () => {
  test.each([
    [who.NORA, "I want to speak to a human", "asked", "contact_center"],
    [who.LUCIA, "quiero hablar con una persona", "asked", "contact_center"],
    [who.NORA, "portfolio review", "portfolio", "relationship_manager"],
    [who.OWEN, "I had an accident and I'm hurt", "danger", "contact_center"],
    [who.JOAQUIN, "quiero poner una queja", "complaint", "contact_center"],
  ])("for %s: %j", async (address, text, reason, kind) => {
    await story.begin(address);
    const lines = await story.write(address, text);
    expect(lines.map(({ author, status }) => [author, status])).toEqual([["system", "delivered"]]);
    expect((await story.queueOf(address))[0]).toMatchObject({ status: "queued", reason, kind });
  });
});
