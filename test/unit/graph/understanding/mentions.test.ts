import { describe, expect, test } from "vitest";
import { findMentions } from "../../../../graph/understanding/mentions/index.ts";
import { NOW, read } from "./reader.ts";

describe("policy numbers are found in any usual spelling", () => {
  test.each([
    ["aut1042", ["AUT-1042"]],
    ["show AUT 1042", ["AUT-1042"]],
    ["policy aut-1042?", ["AUT-1042"]],
    ["#AUT1042", ["AUT-1042"]],
    ["póliza Aut–1042", ["AUT-1042"]],
    ["AUT_1042 and hom 2001", ["AUT-1042", "HOM-2001"]],
    ["AUT-1042, aut1042", ["AUT-1042"]],
    ["XYZ-12345", ["XYZ-12345"]],
    ["my policy is abc12345", ["ABC-12345"]],
    ["the 1042", []],
    ["on Nov 2026", []],
    ["usd500", []],
    ["CL-7001", []],
    ["write to abc123@example.com", []],
  ])("%s", (text, policyNumbers) => {
    expect(read(text).mentions.policyNumbers).toEqual(policyNumbers);
  });
});

describe("claim numbers are found", () => {
  test.each([
    ["CL-7001", ["CL-7001"]],
    ["cl 7001", ["CL-7001"]],
    ["claim 7001", ["CL-7001"]],
    ["claim number 7001 and CL7002", ["CL-7001", "CL-7002"]],
    ["siniestro 7001", ["CL-7001"]],
    ["mi reclamo n° 7001", []],
    ["I claim 500", []],
  ])("%s", (text, claimIds) => {
    expect(read(text).mentions.claimIds).toEqual(claimIds);
  });
});

describe("kinds of insurance are found, in the order named", () => {
  test.each([
    ["my car insurance", ["auto"]],
    ["mi coche", ["auto"]],
    ["the flat and the truck", ["home", "auto"]],
    ["seguro de hogar", ["home"]],
    ["life insurance", ["life"]],
    ["seguro de vida", ["life"]],
    ["my life is hard", []],
    ["medical cover", ["health"]],
    ["seguro de salud", ["health"]],
    ["my trip", ["travel"]],
    ["seguro de viaje", ["travel"]],
    ["does my travel insurance pay for a rental car", ["travel"]],
    ["I was on my way home", []],
    ["change my home address", []],
    ["policies", []],
  ])("%s", (text, kinds) => {
    expect(read(text).mentions.kinds).toEqual(kinds);
  });
});

describe("the language a customer asks for is found", () => {
  test.each([
    ["speak Spanish", "es"],
    ["en inglés por favor", "en"],
    ["switch my language to Spanish", "es"],
    ["Spanish please", "es"],
    ["¿hablas español?", "es"],
    ["change it from Spanish to English", "en"],
    ["I don't speak English", "es"],
    ["no hablo inglés", "es"],
    ["no, in English please", "en"],
    ["I hit a Spanish car", undefined],
    ["hello", undefined],
  ])("%s", (text, wanted) => {
    expect(read(text).mentions.languageWanted).toBe(wanted);
  });
});

describe("an e-mail address is found as written", () => {
  test.each([
    ["my new email is Ana.B+x@Example.co.uk.", "Ana.B+x@Example.co.uk"],
    ["ana@example", undefined],
    ["@ana", undefined],
  ])("%s", (text, email) => {
    expect(read(text).mentions.email).toBe(email);
  });
});

describe("a place in a list is found when that is all that is said", () => {
  test.each([
    ["the first one", 1],
    ["2", 2],
    ["number 3", 3],
    ["option 2 please", 2],
    ["segunda", 2],
    ["la primera por favor", 1],
    ["2nd", 2],
    ["el tercero", 3],
    ["0", undefined],
    ["my first car was stolen in front of the house", undefined],
    ["I have two cars", undefined],
    ["500", undefined],
  ])("%s", (text, ordinal) => {
    expect(read(text).mentions.ordinal).toBe(ordinal);
  });
});

describe("a day is found", () => {
  test.each([
    ["today", "2026-11-22"],
    ["it happened yesterday", "2026-11-21"],
    ["last night", "2026-11-21"],
    ["the day before yesterday", "2026-11-20"],
    ["tomorrow", "2026-11-23"],
    ["last Monday", "2026-11-16"],
    ["on sunday", "2026-11-15"],
    ["next friday", "2026-11-27"],
    ["three days ago", "2026-11-19"],
    ["2 weeks ago", "2026-11-08"],
    ["2026-11-20", "2026-11-20"],
    ["20 November", "2026-11-20"],
    ["Nov 20", "2026-11-20"],
    ["November 20th, 2025", "2025-11-20"],
    ["on the 3rd of October", "2026-10-03"],
    ["24 December", "2025-12-24"],
    ["11/20/2026", "2026-11-20"],
    ["20/11/2026", "2026-11-20"],
    ["4/5/2026", "2026-04-05"],
    ["hoy", "2026-11-22"],
    ["ayer", "2026-11-21"],
    ["anteayer", "2026-11-20"],
    ["esta mañana", "2026-11-22"],
    ["el lunes pasado", "2026-11-16"],
    ["hace dos días", "2026-11-20"],
    ["hace una semana", "2026-11-15"],
    ["20 de noviembre", "2026-11-20"],
    ["el 3 de octubre de 2025", "2025-10-03"],
    ["31 November", undefined],
    ["99/99/2026", undefined],
    ["24/7", undefined],
    ["I may 500 times", undefined],
    ["hello", undefined],
  ])("%s", (text, date) => {
    expect(findMentions(text, NOW, "en").date).toBe(date);
  });

  test("as Spanish writes it in a Spanish conversation", () => {
    expect(findMentions("4/5/2026", NOW, "es").date).toBe("2026-05-04");
    expect(read("4/5/2026", { language: "es" }).mentions.date).toBe("2026-05-04");
  });
});
