import { describe, expect, test } from "vitest";
import { fold, isClosing, yesNo } from "../../../../graph/understanding/index.ts";
import { lines, read } from "./reader.ts";

const ANSWERS = {
  yes: `
    yes
    Yes please
    y
    yeah sure
    sure go ahead
    looks good to me, let's do it
    please go ahead
    sí, adelante
    está correcto, gracias
    correct
    that's right
    ok
    yes, that's correct, thank you
    👍
    👍🏽
    sí
    si
    sí, claro
    vale
    claro que sí
    sí por favor
    de acuerdo
  `,
  no: `
    no
    nope
    no thanks
    No, thank you!
    not really
    no, that's all
    no that's all thanks
    nothing
    please don't
    no, keep it as it is
    don't change anything please
    no, déjelo como estaba
    para, no cambie nada
    no, he cambiado de idea
    never mind
    👎
    no gracias
    no, nada más
    mejor no
    claro que no
    no, eso no es correcto
  `,
};

describe.each(Object.entries(ANSWERS))("%s is understood", (answer, table) => {
  test.each(lines(table))("%s", (text) => {
    expect(yesNo(text)).toBe(answer);
  });
});

describe("neither yes nor no is guessed when more is said", () => {
  test.each(
    lines(`
      yes but what about my car?
      no, the other car
      yes and no
      si choco, ¿me pagan?
      no sé
      no problem
      I know nothing about that
      correct my address
      si me roban el coche
      no me pagaron
      thanks
      that's all
      hello
      ?
    `),
  )("%s", (text) => {
    expect(yesNo(text)).toBeUndefined();
  });
});

describe("leave is taken", () => {
  test.each(
    lines(`
      bye
      Goodbye!
      that's all
      no, that's all
      nothing else, thanks
      thanks for your help, bye
      ok thank you have a nice day bye
      we're done here
      end chat
      I have everything I need, bye
      adiós
      eso es todo, gracias
      no, nada más, gracias
      muchas gracias por su ayuda, hasta luego
      chao
      cierre el chat por favor
    `),
  )("%s", (text) => {
    expect(isClosing(text)).toBe(true);
    expect(read(text).understood.name).toBe("disconnect");
  });
});

describe("nobody is dismissed who wants something", () => {
  test.each(
    lines(`
      bye the way, what is my deductible
      that's all?
      is that all I pay
      cancel my policy, bye
      close my account
      end my policy
      thanks
      no
      nothing works
      eso es todo lo que pago?
      nada funciona
      cerrar mi póliza
      finalizar mi seguro
      terminar mi contrato
    `),
  )("%s", (text) => {
    expect(isClosing(text)).toBe(false);
    expect(read(text).understood.name).not.toBe("disconnect");
  });
});

test("a pending question makes 'no, that's all' a no; without one it takes leave", () => {
  expect(read("no, that's all", { hasPendingQuestion: true }).understood.name).toBe("deny");
  expect(read("no, that's all").understood.name).toBe("disconnect");
});

test("'great, thanks' agrees only when we asked", () => {
  expect(read("great", { hasPendingQuestion: true }).understood.name).toBe("affirm");
  expect(read("great, thanks").understood.name).toBe("smalltalk");
});

describe("hello is hello, whoever says it", () => {
  test.each(
    lines(`
      hi
      Good morning!
      hello, this is Linda
      hi there
      hola buenas
      Buenos días, ¿cómo está?
      hola, soy Carmen
      sup
      hola, ¿qué onda?
    `),
  )("%s", (text) => {
    expect(read(text).understood).toMatchObject({ name: "greeting", zone: "act" });
  });
});

test.each([
  ["hi, what policies do I have?", "policy_list"],
  ["good morning, I want to report a claim", "claim_report"],
  ["hello I need to talk to an agent", "human_agent"],
  ["hola, ¿qué pólizas tengo?", "policy_list"],
  ["buenas tardes, ¿cuándo es mi próximo pago?", "billing"],
])("%s goes by what it asks", (text, name) => {
  expect(read(text).understood).toMatchObject({ name, zone: "act" });
});

test.each([
  ["AUT-1042", "policy_details"],
  ["policy number aut 1042 please", "policy_details"],
  ["CL-7001", "claim_status"],
  ["claim 7001", "claim_status"],
  ["ana.b@example.com", "update_contact"],
  ["my car insurance", "policy_details"],
  ["the house one please", "policy_details"],
  ["mi seguro de coche", "policy_details"],
])("%s alone means %s", (text, name) => {
  expect(read(text).understood).toMatchObject({ name, zone: "act", source: "rule" });
});

test("folding makes spellings comparable", () => {
  expect(fold("  ¿CUÁL  es mi Pó\u200Bliza?\n\tＡＵＴ-1042 ")).toBe("¿cual es mi poliza? aut-1042");
});

test("'why not' agrees to a question, and asks where there was none", () => {
  expect(read("why not?", { hasPendingQuestion: true }).understood.name).toBe("affirm");
  expect(read("why not?").understood.name).not.toBe("affirm");
});
