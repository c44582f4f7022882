import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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

const facts = (address: string) => {
  const { name, customerId, email, policyNumbers } = who.customerAt(address);
  return [name, customerId, email, ...policyNumbers];
};

describe("greets", () => {
  test.each([
    "hi",
    "Hello!",
    "hello there",
    "good morning",
    "Good evening",
    "hey",
    "HELLO",
    "helo",
    "hiya",
    "hi there, how are you?",
    "Hi 👋",
    "hi good afternoon",
  ])("an English customer by name after %j", async (text) => {
    expectAnswer(await ask(who.NORA, text), {
      intent: "greeting",
      agent: "customer",
      holds: ["[Customer Service] Hello", "Nora"],
      lacks: ["AUT-1042"],
    });
  });

  test.each([
    "hola",
    "Hola!",
    "buenos días",
    "buenas tardes",
    "buenas",
    "holaa",
    "hola, ¿cómo está?",
    "hola que tal",
    "BUENAS NOCHES",
  ])("a Spanish customer by name after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "greeting",
      agent: "customer",
      holds: ["[Customer Service] Hola", "Lucía"],
    });
  });

  test("an English customer who writes Spanish in Spanish, and back", async () => {
    expectAnswer(await ask(who.OWEN, "buenos días"), { holds: ["Hola", "Owen"] });
    expectAnswer(await story.say(who.OWEN, "good morning"), { holds: ["Hello Owen"] });
  });

  test.each([
    ["hi", "I can:", "person"],
    ["Hello", "I can:", "person"],
    ["hola", "Puedo:", "persona"],
    ["buenas tardes", "Puedo:", "persona"],
  ])("an unknown address after %j with what it can do and no data", async (text, can, person) => {
    const answer = await ask(who.STRANGER, text);
    expectAnswer(answer, { intent: "greeting", agent: "customer", holds: [can, person] });
    expect(answer.reply).not.toMatch(/[A-Z]{3}-\d{4}|C-\d{4}|@/);
  });

  test("an address that is no phone number at all", async () => {
    expectAnswer(await ask("US.13491208655302741918", "hi"), {
      intent: "greeting",
      holds: ["I can:"],
    });
  });
});

describe("tells customers who they are", () => {
  test.each([
    "who am i",
    "Who am I?",
    "my details",
    "what do you know about me",
    "show my profile",
    "What information do you have about me?",
    "what is my email on file?",
    "what's my name?",
    "show me my account details",
    "my personal data",
    "do you know who I am?",
    "what's my customer id",
    "what is my customer number",
    "am i a vip customer?",
  ])("in English after %j", async (text) => {
    expectAnswer(await ask(who.NORA, text), {
      intent: "identity",
      agent: "customer",
      holds: [...facts(who.NORA), "VIP", "English", "Tobias Grant"],
    });
  });

  test.each([
    "¿quién soy?",
    "quien soy",
    "mis datos",
    "¿qué datos tienen de mí?",
    "que sabes de mi",
    "¿cuál es mi número de cliente?",
    "qué correo tienen registrado",
    "muéstrame mi perfil",
  ])("in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.LUCIA, text), {
      intent: "identity",
      agent: "customer",
      holds: [...facts(who.LUCIA), "VIP", "español"],
    });
  });

  test.each(who.customers.map(({ name, phoneNumber }) => [name, phoneNumber] as const))(
    "%s, with nobody else's data",
    async (_name, address) => {
      const { customerType, preferredLanguage } = who.customerAt(address);
      const isSpanish = preferredLanguage === "es";
      const type = isSpanish && customerType === "Standard" ? "Estándar" : customerType;
      expectAnswer(await ask(address, isSpanish ? "mis datos" : "my details"), {
        holds: [...facts(address), type, isSpanish ? "español" : "English"],
      });
    },
  );

  test.each(["who am i", "my details", "mis datos"])(
    "but not a stranger after %j",
    async (text) => {
      const answer = await ask(who.STRANGER, text);
      expectAnswer(answer, { agent: "customer" });
      expect(answer.reply).not.toMatch(/[A-Z]{3}-\d{4}|C-\d{4}|@/);
    },
  );
});

describe("says what it can do", () => {
  test.each([
    "what can you do",
    "What can you do for me?",
    "help",
    "how can you help me?",
    "menu",
    "what services do you offer",
    "what can i ask you",
    "can you help me",
    "what do you do",
  ])("in English after %j", async (text) => {
    expectAnswer(await ask(who.OWEN, text), {
      intent: "capabilities",
      agent: "customer",
      holds: ["policies", "payments", "claim", "e-mail", "a person"],
      lacks: ["relationship manager", "Relationship manager"],
    });
  });

  test.each([
    "¿qué puede hacer?",
    "ayuda",
    "que puedes hacer por mi",
    "en qué me puede ayudar",
    "opciones",
    "¿qué servicios ofrecen?",
  ])("in Spanish after %j", async (text) => {
    expectAnswer(await ask(who.JOAQUIN, text), {
      intent: "capabilities",
      agent: "customer",
      holds: ["pólizas", "pagos", "siniestro", "correo", "persona"],
    });
  });

  test.each([
    [who.NORA, "what can you do?", "Tobias Grant is your relationship manager"],
    [who.INGRID, "help", "Helen Marsh is your relationship manager"],
    [who.LUCIA, "¿qué puede hacer por mí?", "Amparo Salcedo"],
  ])("and tells the VIP customer at %s of their own manager", async (address, text, manager) => {
    expectAnswer(await ask(address, text), { intent: "capabilities", holds: [manager] });
  });

  test.each([
    ["what can you do?", "person"],
    ["¿qué puede hacer?", "persona"],
  ])("and what it can do without an account after %j", async (text, person) => {
    expectAnswer(await ask(who.STRANGER, text), { intent: "capabilities", holds: [person] });
  });
});

describe("by WhatsApp the same", () => {
  beforeEach(() => story.settle());
  test.each([
    [who.NORA, "hi"],
    [who.NORA, "who am i"],
    [who.NORA, "what can you do"],
    [who.LUCIA, "hola"],
    [who.LUCIA, "mis datos"],
    [who.STRANGER, "hello"],
  ])("from %s after %j", (address, text) => expectSameByWhatsApp(story, address, text));
});
