import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Who may import whom. This table is the architecture; the README's picture is drawn from it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  tools: ["core"],
  graph: ["core", "tools"],
  data: ["core"],
  channels: ["core"],
  server: ["core", "tools", "graph", "data", "channels"],
};

/** Packages that belong to some folders only; a name ending in `/` stands for all of a scope. */
const OWNED: Readonly<Record<string, readonly string[]>> = {
  "better-sqlite3": ["data"],
  pg: ["data"],
  koa: ["server"],
  "@koa/router": ["server"],
  "raw-body": ["server"],
  "prom-client": ["server"],
  "@azure/": ["channels"],
  "@azure-rest/": ["channels"],
  "@langchain/openai": ["graph"],
  "@langchain/langgraph": ["graph", "data", "server"],
  "@langchain/langgraph-checkpoint": ["data"],
  jose: ["channels"],
  pino: ["core"],
};

const READS_ENVIRONMENT = new Set(["core/config.ts", "server/main.ts"]);
const MAX_LINES = 300;
/** Half of the files should fit a screen and a half. */
const MAX_MEDIAN_LINES = 120;

interface Source {
  readonly file: string;
  readonly text: string;
}

const sources: readonly Source[] = globSync(
  Object.keys(MAY_IMPORT).map((folder) => `${folder}/**/*.{ts,js}`),
  { cwd: ROOT },
).map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));

describe("the house", () => {
  test.each(sources)("$file keeps the rules", (source) => {
    expect(faultsOf(source)).toEqual([]);
  });

  test("has a median file under 120 lines", () => {
    const lengths = sources.map(({ text }) => text.split("\n").length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(MAX_MEDIAN_LINES);
  });

  test("has no import cycles", () => {
    expect(findCycle(importGraph(sources))).toBeUndefined();
  });
});

describe("the rules themselves", () => {
  test.each([
    ["a room reaching up", "core/a.ts", `import { x } from "../data/sql.ts";`],
    ["graph reaching for data", "graph/a.ts", `import type { Sql } from "../data/sql.ts";`],
    [
      "channels reaching for a peer",
      "channels/a/b.ts",
      `export { x } from "../../tools/index.ts";`,
    ],
    ["a package out of its folder", "graph/a.ts", `import Database from "better-sqlite3";`],
    ["a package of a scope out of its folder", "data/a.ts", `import x from "@azure/core-auth";`],
    ["a lazy import", "tools/a.ts", `const x = await import("../graph/index.ts");`],
    ["a reader of the environment", "server/a.ts", `const port = process.env.PORT;`],
    ["time out of nowhere", "graph/a.ts", `const now = Date.now();`],
    ["a file that is too long", "data/a.ts", "\n".repeat(MAX_LINES + 1)],
  ])("catch %s", (_what, file, text) => {
    expect(faultsOf({ file, text })).toHaveLength(1);
  });

  test("catch a cycle", () => {
    const planted = [
      { file: "data/a.ts", text: `import { b } from "./b.ts";` },
      { file: "data/b.ts", text: `import { a } from "./a.ts";` },
    ];
    expect(findCycle(importGraph(planted))).toEqual(["data/a.ts", "data/b.ts", "data/a.ts"]);
  });

  test("let a room use what is its own", () => {
    const text = `import { z } from "zod";\nimport { Database } from "better-sqlite3";\nimport { a } from "./sql.ts";`;
    expect(faultsOf({ file: "data/a.ts", text })).toEqual([]);
  });
});

function faultsOf({ file, text }: Source): string[] {
  const folder = file.split("/")[0]!;
  const faults = targetsOf(text)
    .filter((target) => !isAllowed(file, folder, target))
    .map((target) => `may not import ${target}`);
  if (/process\.env\b/.test(text) && !READS_ENVIRONMENT.has(file)) {
    faults.push("reads the environment");
  }
  const isPure = ["core", "graph", "tools", "data", "channels"].includes(folder);
  // The trainer is a command of its own; everything else is given its clock and its chance.
  if (isPure && /\b(Date\.now|Math\.random)\(/.test(text) && !file.endsWith("/train.ts")) {
    faults.push("takes time or chance from nowhere");
  }
  if (text.split("\n").length > MAX_LINES) faults.push(`is longer than ${MAX_LINES} lines`);
  return faults;
}

function targetsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/g)].map(
    (match) => match[1]!,
  );
}

function isAllowed(file: string, folder: string, target: string): boolean {
  if (target.startsWith(".")) {
    const to = normalize(join(dirname(file), target)).split("/")[0]!;
    return to === folder || to === "package.json" || MAY_IMPORT[folder]!.includes(to);
  }
  const owned = Object.entries(OWNED).find(
    ([name]) => target === name || target.startsWith(name.endsWith("/") ? name : `${name}/`),
  );
  return owned === undefined || owned[1].includes(folder);
}

function importGraph(files: readonly Source[]): Map<string, string[]> {
  return new Map(
    files.map(({ file, text }) => [
      file,
      // A type leaves nothing behind at run time, so it closes no cycle.
      targetsOf(text.replace(/(?:import|export) type [^;]+;/g, ""))
        .filter((target) => target.startsWith("."))
        .map((target) => normalize(join(dirname(file), target))),
    ]),
  );
}

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}
