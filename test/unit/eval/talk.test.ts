import { describe, expect, test } from "vitest";
import { parseTalks } from "../../../eval/talk.ts";
import { runTalk } from "../../../eval/run-talk.ts";

const talk = (text: string) => parseTalks(text, "a.talk")[0]!;

describe("a talk is read", () => {
  test("with its steps, its waits and what it leaves behind", () => {
    const [one, two] = parseTalks(
      "# said to people\n## One\n@ +1\n> hi\n= intent greeting\n~ 5\n$ claim AUT-1 2026-01-01\n## Two\n@ +2\n",
      "a.talk",
    );
    expect(one).toMatchObject({ title: "One", changes: ["claim AUT-1 2026-01-01"] });
    expect(one?.steps.map((step) => step.do)).toEqual(["write_as", "say", "expect", "wait"]);
    expect(two).toMatchObject({ title: "Two", changes: [] });
  });

  test.each([
    ["> hi", "line 1: no talk has begun"],
    ["## T\n@ +1\n~ soon", "line 3: how many minutes"],
    ["## T\n@ +1\n< nobody spoke", "line 3: nobody has said anything yet"],
    ["## T\n?? what", "line 2: no such line"],
  ])("or refused: %j", (text, fault) => {
    expect(() => parseTalks(text, "a.talk")).toThrow(`a.talk, ${fault}`);
  });
});

describe("a talk fails", () => {
  test("when the answer is not the one", async () => {
    const { faults } = await runTalk(talk("## T\n@ +14255550114\n> hi\n< Priya"));
    expect(faults).toEqual([expect.stringMatching(/^after "hi": says "Priya"/)]);
  });

  test("when something stays undone", async () => {
    const { faults } = await runTalk(
      talk("## T\n@ +14255550114\n> hi\n$ email C-1014 new@example.com"),
    );
    expect(faults).toEqual(["in the end there is no: email C-1014 new@example.com"]);
  });

  test("when something was done that nobody declared", async () => {
    const { faults } = await runTalk(
      talk(
        "## T\n@ +14255550114\n> change my email to a@example.com\n> yes\n> get me a person\n$ email C-1014 b@example.com",
      ),
    );
    expect(faults).toEqual([
      "in the end there is no: email C-1014 b@example.com",
      "in the end there is, unasked: email C-1014 a@example.com",
      "in the end there is, unasked: handoff contact_center asked queued",
    ]);
  });
});
