import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { shownOf, toldIn } from "../../../../graph/skills/policy/told.ts";
import { talkWith } from "./talk.ts";

const unsure = { zone: "clarify" } as const;
const STORY = "Somebody hit my parked car at the mall.";

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

describe("nobody has to tell it twice", () => {
  const TOLD = "a van scraped my Volvo in the garage yesterday, I need to report it";

  async function asked() {
    const talk = talkWith("C-1001");
    const { text, choices } = await talk.hear(TOLD, "claim_report");
    expect(text).toBe(en.claim.askWhatOr(TOLD));
    expect(choices).toEqual([{ id: "as_told", title: "As I wrote it" }]);
    return talk;
  }

  test("when the words of the first message are tapped", async () => {
    const { text, pending } = await (await asked()).tap("as_told");
    expect(text).toContain(TOLD);
    expect(pending).toMatchObject({ step: "confirm", draft: { description: TOLD } });
  });

  test.each(["as I wrote it", "1", "yes", "ok"])("or taken by %j", async (answer) => {
    const talk = await asked();
    const { pending } = await talk.hear(answer, "affirm", unsure);
    expect(pending).toMatchObject({ step: "confirm", draft: { description: TOLD } });
  });

  test("but takes other words for the story, and a short one for none", async () => {
    const talk = await asked();
    const short = await talk.hear("hm", "out_of_scope", unsure);
    expect(short.choices.map(({ id }) => id)).toEqual(["as_told", "human_agent"]);
    const { pending } = await talk.hear(STORY, "claim_report");
    expect(pending).toMatchObject({ step: "confirm", draft: { description: STORY } });
  });

  test("after a question that came before it", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("hail broke all our roof windows", "claim_report");
    const { text } = await talk.hear("yesterday", "out_of_scope", unsure);
    expect(text).toBe(en.claim.askWhatOr("hail broke all our roof windows"));
  });

  test("and shows no more of a long letter than its beginning", async () => {
    const letter = `${TOLD}. ${"It was raining and nobody saw it. ".repeat(20)}`;
    const talk = talkWith("C-1001");
    const { text } = await talk.hear(letter, "claim_report");
    expect(text.length).toBeLessThan(320);
    const { pending } = await talk.tap("as_told");
    expect(pending).toMatchObject({ draft: { description: letter.trim() } });
  });
});
