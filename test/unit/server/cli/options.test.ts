import { expect, test } from "vitest";
import { parseOptions } from "../../../../server/cli/options.ts";

test("without options one writes as the first demo customer", () => {
  expect(parseOptions([])).toEqual({
    user: "+14255550101",
    isAgent: false,
    name: "Dana",
    script: undefined,
    url: undefined,
    key: undefined,
    isHelp: false,
  });
});

test("options say who talks, and where", () => {
  const args = ["--agent", "--name", "Robin", "--url", "http://127.0.0.1:4000", "--key=k"];
  expect(parseOptions(args)).toMatchObject({
    isAgent: true,
    name: "Robin",
    url: "http://127.0.0.1:4000",
    key: "k",
  });
});

test.each([
  [["--colour"], "Unknown option '--colour'. Try --help."],
  [["--user"], "Option '--user <value>' argument missing. Try --help."],
  [["--agent=yes"], "Option '--agent' does not take an argument. Try --help."],
  [["--agent", "--script", "x.talk"], "--agent and --script do not go together."],
  [["+14255550102"], '"+14255550102" belongs to no option. With npm, options follow two dashes'],
])("%j is refused with a sentence", (args, sentence) => {
  expect(() => parseOptions(args)).toThrow(sentence);
  expect(() => parseOptions(args)).toThrow(/^[^\n]+$/);
});
