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

  test("with what is sent besides words, what a model does, and whose words left", () => {
    const { steps } = talk(
      "## T\n@ +1\n& image a dent\n& location 47.6 -122.3\n% status 429 60\n% means billing 0.4\n> hi\n= by house",
    );
    expect(steps.slice(1)).toMatchObject([
      { do: "send", media: { kind: "image" }, text: "a dent" },
      { do: "send", media: { kind: "location", latitude: 47.6, longitude: -122.3 }, text: "" },
      { do: "plan", move: { is: "breaks", reply: { headers: { "retry-after": "60" } } } },
      { do: "plan", move: { is: "means", move: { is: "says" } } },
      { do: "say", text: "hi" },
      { do: "expect_speaker", speaker: "house" },
    ]);
  });

  test.each([
    ["## T\n@ +1\n& hologram", "line 3: nothing of that kind is sent"],
    ["## T\n@ +1\n& location nowhere", "line 3: where is it"],
    ["## T\n@ +1\n% sings", "line 3: no such move"],
    ["## T\n@ +1\n> hi\n= by nobody", "line 4: nobody of that name speaks"],
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

  test("when what people were to find at the desk is something else", async () => {
    const { faults } = await runTalk(
      talk(
        "## T\n@ +14255550114\n& image a dent\n$ handoff contact_center media queued\n$ media image a hole",
      ),
    );
    expect(faults).toEqual([
      "in the end there is no: media image a hole",
      "in the end there is, unasked: media image a dent",
    ]);
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
