import { describe, expect, test } from "vitest";
import { shownOf, toldIn } from "../../../../graph/skills/policy/told.ts";

describe("what happened is told by", () => {
  test.each([
    "somebody keyed my car",
    "hit a deer, nobody hurt, car undriveable",
    "I want to open a claim because my windscreen cracked",
    "un camión me arrancó el retrovisor y ni paró",
    "quiero dar un parte: se rompió la tubería del baño",
  ])("%j", (text) => {
    expect(toldIn(text)).toBe(text);
  });
});

describe("nothing is told by", () => {
  test.each([
    "I want to report a claim",
    "Hello, I would like to file a new claim for AUT-1042 please",
    "I had an accident with my car yesterday",
    "file a claim",
    "quiero dar parte de un siniestro de mi coche",
    "Buenas, necesito reportar un accidente de ayer",
    "",
  ])("%j", (text) => {
    expect(toldIn(text)).toBeNull();
  });
});

test("a letter is shown by its beginning, on one line", () => {
  expect(shownOf("it\nfell  off")).toBe("it fell off");
  expect(shownOf("word ".repeat(100))).toBe(`${"word ".repeat(39)}word…`);
});
