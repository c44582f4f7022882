import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "@langchain/langgraph-sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { State } from "../../graph/state.ts";
import { freePort } from "../support/free-port.ts";

const ROOT = join(import.meta.dirname, "../..");
/** What the graph is made of. The server keeps its threads beside it and watches it, so it gets its own copy. */
const SOURCES = ["core", "data", "graph", "server", "tools", "channels"];
const FILES = ["langgraph.json", "package.json", ".gitignore"];
const START_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), "studio-"));
let child: ChildProcess;
let printed = "";
let client: Client;

beforeAll(async () => {
  for (const name of [...SOURCES, ...FILES]) {
    const isSource = (file: string): boolean => !file.startsWith(join(ROOT, "data/var"));
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: isSource });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const port = await freePort();
  child = spawn(process.execPath, ["server/cli/studio.ts", "--port", String(port)], {
    cwd: folder,
    // A group of its own, so that nothing of it stays behind.
    detached: true,
  });
  child.stdout!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const apiUrl = `http://127.0.0.1:${port}`;
  await ready(apiUrl);
  client = new Client({ apiUrl });
}, START_MS);

afterAll(async () => {
  if (child.exitCode === null) {
    const ended = once(child, "exit");
    const lastResort = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), 10_000);
    process.kill(-child.pid!, "SIGTERM");
    await ended;
    clearTimeout(lastResort);
  }
  rmSync(folder, { recursive: true, force: true });
});

test("says where it is, that the pages are optional, and leaves .gitignore alone", () => {
  expect(printed).toMatch(/LangGraph Studio's server .*: http:\/\/127.0.0.1:\d+/);
  expect(printed).toMatch(/optional.*\n?.*https:\/\/smith\.langchain\.com/);
  expect(readFileSync(join(folder, ".gitignore"))).toEqual(readFileSync(join(ROOT, ".gitignore")));
});

test("draws the graph", async () => {
  const [assistant] = await client.assistants.search({ graphId: "contact_center" });
  const { nodes, edges } = await client.assistants.getGraph(assistant!.assistant_id);
  expect(nodes.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["understand", "customer", "policy", "human"]),
  );
  expect(edges).toContainEqual(
    expect.objectContaining({ source: "understand", target: "policy", conditional: true }),
  );
});

test("answers a message", async () => {
  const { thread_id } = await client.threads.create();
  expect(await say(thread_id, "hi")).toEqual([
    "[Customer Service] Hello Nora, good to hear from you. How can I help you today?",
  ]);
});

test("answers whom the context names, in their language, and shows each step", async () => {
  const { thread_id } = await client.threads.create();
  const steps: string[] = [];
  const run = client.runs.stream(thread_id, "contact_center", {
    input: messages("¿qué pólizas tengo?"),
    context: { address: "+14255550102" },
    streamMode: "updates",
  });
  for await (const { event, data } of run) {
    if (event === "updates") steps.push(...Object.keys(data));
  }
  expect(steps).toEqual(["understand", "policy"]);
  const { values } = await client.threads.getState<State>(thread_id);
  expect(values.language).toBe("es");
  expect(values.recent.at(-1)?.text).toContain("AUT-1043");
});

test("remembers, and keeps the history", async () => {
  const { thread_id } = await client.threads.create();
  await say(thread_id, "change my e-mail to nora@example.org");
  const { values } = await client.threads.getState<State>(thread_id);
  expect(values.pending).toMatchObject({ ask: "confirm_contact", to: "nora@example.org" });

  const [answer] = await say(thread_id, "yes");
  expect(answer).toContain("nora@example.org");
  const history = await client.threads.getHistory<State>(thread_id, { limit: 50 });
  expect(history[0]?.values.pending).toBeNull();
  expect(history.some(({ values }) => values.pending?.ask === "confirm_contact")).toBe(true);
});

async function say(threadId: string, text: string): Promise<string[]> {
  const state = (await client.runs.wait(threadId, "contact_center", {
    input: messages(text),
  })) as State;
  return state.replies.map((reply) => reply.text);
}

function messages(text: string) {
  return { inputs: [{ id: "1", kind: "customer_message", text }] };
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const answer = await fetch(`${url}/ok`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no Studio: ${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
