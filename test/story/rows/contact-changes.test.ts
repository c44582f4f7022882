import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as who from "../../support/demo-insurer.ts";
import { expectAnswer, startStory } from "../../support/story.ts";
import type { Story } from "../../support/story.ts";

let story: Story;
beforeEach(async () => {
  story = await startStory();
});
afterEach(() => story.stop());

const stored = async (address: string) => story.records.findCustomerByAddress(address);
const audited = async (address: string) => {
  const rows = await story.query<{ actor: string; detail: string }>(
    "SELECT actor, detail FROM audit WHERE action = 'record.contact' AND customer_id = $1",
    who.customerAt(address).customerId,
  );
  return rows.map(({ actor, detail }) => Object.assign(JSON.parse(detail) as object, { actor }));
};

describe("shows exactly what changes, changes it after a yes, and keeps who did it", () => {
  test.each([
    ["change my email to x@example.org", "x@example.org", "yes"],
    [
      "Please update my email address to Nora.New@example.org",
      "Nora.New@example.org",
      "Yes please",
    ],
    ["my new email is nora+1@mail.example.org", "nora+1@mail.example.org", "ok"],
    ["can you change my mail to nora@example.net", "nora@example.net", "go ahead"],
    ["change e-mail nora@example.net", "nora@example.net", "y"],
    ["x@example.org is my new email", "x@example.org", "👍"],
  ])("for an e-mail: %j", async (text, to, yes) => {
    const { email: from } = who.customerAt(who.NORA);
    expectAnswer(await story.say(who.NORA, text), {
      intent: "update_contact",
      agent: "customer",
      holds: [`now: ${from}`, `new: ${to}`, "Shall I change it?"],
    });
    expect((await stored(who.NORA))?.email).toBe(from);
    expectAnswer(await story.say(who.NORA, yes), { agent: "customer", holds: ["Done", to] });
    expect(await stored(who.NORA)).toEqual({ ...who.customerAt(who.NORA), email: to });
    const change = { change: "contact", customerId: "C-1001", field: "email", from, to };
    expect(await audited(who.NORA)).toEqual([{ actor: "customer", ...change }]);
    expectAnswer(await story.say(who.NORA, "my details"), { holds: [to], lacks: [from] });
  });

  test.each([
    ["cambiar mi correo a lucia.nueva@example.org", "lucia.nueva@example.org", "sí"],
    ["mi nuevo correo es lucia@example.net", "lucia@example.net", "si"],
    ["quiero cambiar mi email a lucia@example.net", "lucia@example.net", "Sí, por favor"],
  ])("for an e-mail in Spanish: %j", async (text, to, yes) => {
    const { email: from } = who.customerAt(who.LUCIA);
    expectAnswer(await story.say(who.LUCIA, text), {
      intent: "update_contact",
      agent: "customer",
      holds: [`ahora: ${from}`, `después: ${to}`, "¿Hago el cambio?"],
    });
    expectAnswer(await story.say(who.LUCIA, yes), { agent: "customer", holds: ["Listo", to] });
    expect((await stored(who.LUCIA))?.email).toBe(to);
    expect(await audited(who.LUCIA)).toHaveLength(1);
  });

  test.each([
    ["change my address to 5 Harbour Road, Millhaven, WA 98991", []],
    ["I moved to 5 Harbour Road, Millhaven, WA 98991", []],
    ["I want to change my address", ["5 Harbour Road, Millhaven, WA 98991"]],
    ["i moved", ["5 Harbour Road, Millhaven, WA 98991"]],
  ])("for a postal address: %j %j", async (text, more) => {
    const { postalAddress: from } = who.customerAt(who.OWEN);
    const to = "5 Harbour Road, Millhaven, WA 98991";
    expectAnswer(await story.say(who.OWEN, text, ...more), {
      agent: "customer",
      holds: [`now: ${from}`, `new: ${to}`],
    });
    await story.say(who.OWEN, "yes");
    expect((await stored(who.OWEN))?.postalAddress).toBe(to);
    expect(await audited(who.OWEN)).toMatchObject([{ field: "address", from, to }]);
  });

  test.each([
    [who.NORA, "please change my language to Spanish", "yes", "es", "español"],
    [who.NORA, "switch my language to spanish", "Yes", "es", "español"],
    [who.LUCIA, "cambie mi idioma a inglés", "sí", "en", "English"],
  ])("for the language of %s: %j", async (...row) => {
    const [address, text, yes, language, name] = row;
    expectAnswer(await story.say(address, text), { intent: "update_contact", agent: "customer" });
    expectAnswer(await story.say(address, yes), { agent: "customer", holds: [name] });
    expect((await stored(address))?.preferredLanguage).toBe(language);
    expect(await audited(address)).toMatchObject([{ field: "language", to: language }]);
  });

  test("asked step by step: which detail, which value", async () => {
    expectAnswer(await story.say(who.NORA, "I'd like to update my contact details"), {
      intent: "update_contact",
      agent: "customer",
      holds: ["What would you like to change"],
    });
    expectAnswer(await story.say(who.NORA, "email"), { holds: ["What is your new e-mail?"] });
    expectAnswer(await story.say(who.NORA, "x@example.org"), { holds: ["new: x@example.org"] });
    await story.say(who.NORA, "yes");
    expect((await stored(who.NORA))?.email).toBe("x@example.org");
  });

  test("asked step by step in Spanish", async () => {
    expectAnswer(await story.say(who.LUCIA, "quiero cambiar mi correo electrónico"), {
      holds: ["¿Cuál es su nuevo correo electrónico?"],
    });
    await story.say(who.LUCIA, "lucia@example.net", "sí");
    expect((await stored(who.LUCIA))?.email).toBe("lucia@example.net");
  });

  test("after a tap on the button, by WhatsApp", async () => {
    await story.write(who.NORA, "change my email to x@example.org");
    const [line] = await story.write(who.NORA, {
      messageType: "interactive",
      interactive: { type: "buttonReply", buttonReply: { id: "yes", title: "Yes" } },
    });
    expect(line?.text).toContain("Your e-mail is now x@example.org");
    expect((await stored(who.NORA))?.email).toBe("x@example.org");
  });

  test("when the yes comes by another door", async () => {
    await story.write(who.LUCIA, "cambiar mi correo a lucia@example.net");
    expectAnswer(await story.say(who.LUCIA, "sí"), { holds: ["lucia@example.net"] });
    expect((await stored(who.LUCIA))?.email).toBe("lucia@example.net");
  });

  test("once, however often the yes is said", async () => {
    await story.say(who.NORA, "change my email to x@example.org", "yes", "yes", "yes");
    expect(await audited(who.NORA)).toHaveLength(1);
  });
});

describe("changes nothing", () => {
  test.each(["no", "No, thanks", "nope", "cancel", "never mind", "leave it"])(
    "after %j",
    async (no) => {
      await story.say(who.NORA, "change my email to x@example.org");
      expectAnswer(await story.say(who.NORA, no), {
        agent: "customer",
        holds: ["have not changed anything"],
      });
      expectAnswer(await story.say(who.NORA, "yes"), { lacks: ["Done"] });
      expect(await stored(who.NORA)).toEqual(who.customerAt(who.NORA));
      expect(await audited(who.NORA)).toEqual([]);
    },
  );

  test.each(["no", "no, gracias", "mejor no", "no lo haga"])("after %j in Spanish", async (no) => {
    await story.say(who.LUCIA, "cambiar mi correo a lucia@example.net");
    expectAnswer(await story.say(who.LUCIA, no), { holds: ["no he cambiado nada"] });
    expect(await stored(who.LUCIA)).toEqual(who.customerAt(who.LUCIA));
  });

  test("after a tap on no", async () => {
    await story.write(who.NORA, "change my email to x@example.org");
    const [line] = await story.write(who.NORA, {
      messageType: "interactive",
      interactive: { type: "buttonReply", buttonReply: { id: "no", title: "No" } },
    });
    expect(line?.text).toContain("have not changed anything");
    expect(await stored(who.NORA)).toEqual(who.customerAt(who.NORA));
  });

  test("while another question is answered, and still waits for the yes then", async () => {
    await story.say(who.NORA, "change my email to x@example.org");
    expectAnswer(await story.say(who.NORA, "what is my premium?"), {
      holds: ["$118.40", "new: x@example.org"],
    });
    expect(await audited(who.NORA)).toEqual([]);
    await story.say(who.NORA, "yes");
    expect((await stored(who.NORA))?.email).toBe("x@example.org");
  });

  test("that was corrected before the yes", async () => {
    await story.say(who.NORA, "change my email to x@example.org");
    expectAnswer(await story.say(who.NORA, "sorry, y@example.org"), {
      holds: ["new: y@example.org"],
    });
    await story.say(who.NORA, "yes");
    expect((await stored(who.NORA))?.email).toBe("y@example.org");
    expect(await audited(who.NORA)).toHaveLength(1);
  });

  test.each(["change my email to x@example.org", "cambiar mi correo a x@example.org"])(
    "for a stranger who writes %j",
    async (text) => {
      expectAnswer(await story.say(who.STRANGER, text), {
        agent: "customer",
        lacks: ["Shall I change"],
      });
      await story.say(who.STRANGER, "yes");
      expect(await story.query("SELECT 1 FROM audit WHERE action LIKE 'record.%'")).toEqual([]);
    },
  );

  test("of somebody else, whoever is named", async () => {
    await story.say(who.NORA, "change the email of customer C-1003 to x@example.org", "yes");
    expect(await stored(who.MARCUS)).toEqual(who.customerAt(who.MARCUS));
  });
});

describe("asks again", () => {
  test.each(["not an email", "nora@", "nora.example.org", "nora@example"])(
    "for an e-mail that is none: %j",
    async (value) => {
      await story.say(who.NORA, "change my email");
      const again = await story.say(who.NORA, value);
      expectAnswer(again, { agent: "customer", holds: ["What is your new e-mail?"] });
      expectAnswer(await story.say(who.NORA, "x@example.org"), { holds: ["new: x@example.org"] });
      await story.say(who.NORA, "yes");
      expect((await stored(who.NORA))?.email).toBe("x@example.org");
    },
  );

  test.each(["change my email to foo@bar", "cambiar mi correo a foo@bar"])(
    "when it came with the wish: %j",
    async (text) => {
      const answer = await story.say(who.NORA, text);
      expectAnswer(answer, { intent: "update_contact", lacks: ["Shall I change", "¿Hago"] });
      expect(answer.reply).toMatch(/new e-mail|nuevo correo/);
    },
  );

  test("for an address without a street", async () => {
    await story.say(who.NORA, "change my address");
    expectAnswer(await story.say(who.NORA, "Oak St"), { holds: ["whole address"] });
    expect(await audited(who.NORA)).toEqual([]);
  });

  test("and says so when it is the same already", async () => {
    const { email } = who.customerAt(who.NORA);
    expectAnswer(await story.say(who.NORA, `change my email to ${email}`), { holds: ["already"] });
  });
});
