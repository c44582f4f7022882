import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runCli, startCli } from "../support/cli.ts";
import { startHouse, until } from "../support/house.ts";
import type { TestHouse } from "../support/house.ts";

const ROOT = join(import.meta.dirname, "../..");
/** Nothing listens on the discard port of a test machine. */
const NOWHERE = "http://127.0.0.1:9";

// Each test starts a process or two, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 45_000 });

const folder = mkdtempSync(join(tmpdir(), "talks-"));
let house: TestHouse;
let at: readonly string[];

beforeAll(async () => {
  house = await startHouse();
  at = ["--url", house.url];
});
afterAll(async () => {
  await house.stop();
  rmSync(folder, { recursive: true });
});

function writeTalk(name: string, ...lines: string[]): string {
  const file = join(folder, name);
  writeFileSync(file, lines.join("\n"));
  return file;
}

describe("a customer in the terminal", () => {
  test("gets every piped line answered in order", async () => {
    const { code, output } = await runCli([...at, "--user", "+14255550111"], ["hi", "", "bye"]);
    expect(code).toBe(0);
    const marks = ["you> hi", "Hello Ingrid", "greeting · act", "you> bye", "Goodbye, Ingrid"];
    const places = marks.map((mark) => output.indexOf(mark));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("sees what a person writes while nothing is typed, and who has the conversation", async () => {
    const user = "+14255550113";
    const cli = startCli([...at, "--user", user]);
    cli.type("I want to talk to a person");
    await cli.prints("with people: queued (contact center)");
    const threadId = await threadOf(user);
    await house.person(threadId, "Hello Bianca");
    await cli.prints("[Contact Center Agent] Dana: Hello Bianca");
    cli.type("are you there?");
    await cli.prints("with people: claimed");
    await house.disconnect(threadId);
    await cli.prints("I am your assistant again");
    cli.type("/quit");
    cli.type("never said");
    const { code, output } = await cli.end();
    expect(code).toBe(0);
    expect(output.match(/Hello Bianca/g)).toHaveLength(1);
    expect(output).not.toContain("never said");
  });

  test("is told what the server refuses, and goes on", async () => {
    const { code, output } = await runCli([...at], ["x".repeat(5000), "hi"]);
    expect(code).toBe(1);
    expect(output).toMatch(/message: .*4096/);
    expect(output).toContain("Hello Nora");
  });

  test("has a contact center started when none runs", async () => {
    const { code, output, errors } = await runCli([], ["hi"], { PORT: "9" });
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(output).toMatch(/No contact center answers at http:\/\/127.0.0.1:9: .* started its own/);
    expect(output).toContain("Hello Nora");
  });

  test("brings the first key of the settings", async () => {
    const locked = await startHouse({ env: { API_KEYS: "k-1,k-2" } });
    try {
      const args = ["--url", locked.url];
      const { code, output } = await runCli(args, ["hi"], { API_KEYS: "k-2, k-9" });
      expect(output).toContain("Hello Nora");
      expect(code).toBe(0);
      const refused = await runCli([...args, "--key", "wrong"], ["hi"]);
      expect(refused.errors).toContain("needs a valid key");
      expect(refused.code).toBe(1);
    } finally {
      await locked.stop();
    }
  });
});

describe("a person at the desk in the terminal", () => {
  test("sees the queue, takes somebody, answers and ends it", async () => {
    const user = "+14255550105";
    await house.chat(user, "I want to talk to a person");
    const cli = startCli([...at, "--agent", "--name", "Robin"]);
    await cli.prints("1. Priya Raman, +14255550105 queued (contact center, asked");
    cli.type("/take 1");
    await cli.prints("you have Priya Raman");
    cli.type("Good morning");
    await until("the customer reads it", async () =>
      (await house.messages(user)).some(({ text }) => text.endsWith("Robin: Good morning")),
    );
    await house.chat(user, "my \u001b[2Jdentist wants money");
    await cli.prints("customer: my [2Jdentist wants money");
    await house.chat("+14255550114", "a person please");
    await cli.prints("2. Owen Tremblay");
    cli.type("/end");
    await cli.prints("the bot has the conversation again");
    cli.type("too late");
    const { code, output } = await cli.end();
    expect(output).toContain("Take somebody first");
    expect(output.match(/the bot has the conversation again/g)).toHaveLength(1);
    expect(code).toBe(1);
    expect((await house.chat(user, "hi")).agent).toBe("customer");
  });
});

describe("a talk", () => {
  test.each(globSync("docs/talks/*.talk", { cwd: ROOT }))("%s passes", async (file) => {
    const { code, output } = await runCli([...at, "--script", file]);
    expect(output).not.toContain("✗");
    expect(output).toMatch(/\n\d+ passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  test("that is not met fails, says what was there instead, and leaves nobody waiting", async () => {
    const talk = writeTalk(
      "unmet.talk",
      "@ +14255550112",
      "> hi",
      "= intent policy_list",
      "< Samuel",
      "! Dana: nobody asked me",
      "> a person please",
      "= handoff claimed",
    );
    const { code, output } = await runCli([...at, "--script", talk]);
    expect(output).toContain("✗ intent is policy_list (it is greeting)");
    expect(output).toContain('✓ says "Samuel"');
    expect(output).toContain("✗ person says (no person has this customer)");
    expect(output).toContain("✗ handoff is claimed (it is queued)");
    expect(output).toMatch(/\n1 passed, 3 failed\n$/);
    expect(code).toBe(1);
    expect((await house.chat("+14255550112", "hi")).handoff).toBeNull();
  });

  test("that cannot be read names the line", async () => {
    const talk = writeTalk("broken.talk", "> hi", "= intent nonsense");
    const { code, output, errors } = await runCli([...at, "--script", talk]);
    expect(errors).toBe("line 2: no such value: = intent nonsense\n");
    expect(output).toBe("");
    expect(code).toBe(2);
  });
});

describe("the command line", () => {
  test("that makes no sense is refused with a sentence and exit code 2", async () => {
    const { code, output, errors } = await runCli(["--colour"]);
    expect(errors).toBe("Unknown option '--colour'. Try --help.\n");
    expect(output).toBe("");
    expect(code).toBe(2);
  });

  test("a talk meant for another machine does not run here", async () => {
    const { code, errors } = await runCli([
      "--url",
      NOWHERE,
      "--script",
      "docs/talks/whole-way.talk",
    ]);
    expect(errors).toBe(`No contact center answers at ${NOWHERE}.\n`);
    expect(code).toBe(1);
  });

  test("--help says what there is", async () => {
    const { code, output } = await runCli(["--help"]);
    expect(output).toContain("--script FILE");
    expect(code).toBe(0);
  });
});

async function threadOf(user: string): Promise<string> {
  const { handoff } = await house.chat(user, "hello?");
  return handoff!.thread_id;
}
