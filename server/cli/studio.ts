import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { childEnvironment } from "../../core/config.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const args = process.argv.slice(2);
const program = findProgram();
if (program) run(program);
else {
  process.stderr.write("LangGraph Studio's server is a development dependency: run npm ci.\n");
  process.exitCode = 1;
}

/** The LangGraph CLI that npm installed, or nothing where development dependencies were left out. */
function findProgram(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      "@langchain/langgraph-cli/package.json",
    );
    return join(dirname(manifest), "dist/cli/cli.mjs");
  } catch {
    return undefined;
  }
}

function run(cli: string): void {
  process.stdout.write(introduction());
  // Of options given twice the last one counts, so ours are only defaults.
  const ours = ["dev", "--no-browser", "--host", "127.0.0.1", "--port", "2024"];
  const child = spawn(process.execPath, [cli, ...ours, ...args], {
    stdio: "inherit",
    // Nothing about a talk leaves this machine unless somebody opens the hosted page.
    env: childEnvironment({ LANGGRAPH_CLI_NO_ANALYTICS: "1", LANGSMITH_TRACING: "false" }),
  });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => process.exit(code ?? 0));
}

function introduction(): string {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { host: { type: "string", short: "h" }, port: { type: "string", short: "p" } },
  });
  const url = `http://${String(values.host ?? "127.0.0.1")}:${String(values.port ?? "2024")}`;
  return `
 LangGraph Studio's server for the graph "contact_center": ${url}

  The server is on this machine and keeps its threads in .langgraph_api; nothing is sent anywhere. The pages that
  show them are optional and hosted by LangChain: https://smith.langchain.com/studio?baseUrl=${url}
  Input:    {"inputs": [{"id": "1", "kind": "customer_message", "text": "hi"}]}
  Context:  {"address": "+14255550102"}

`;
}
