import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { Environment, readConfig } from "../../core/config.ts";

const ROOT = join(import.meta.dirname, "../..");
const Compose = z.object({
  services: z.object({
    house: z.object({
      environment: z.record(z.string(), z.coerce.string()),
      healthcheck: z.object({ test: z.array(z.string()) }),
    }),
  }),
});
const { house } = Compose.parse(parse(readFileSync(join(ROOT, "compose.yaml"), "utf8"))).services;

test("compose.yaml sets only variables the house reads, and the house starts with them", () => {
  const names = Object.keys(house.environment);
  expect(names.filter((name) => !(name in Environment.shape))).toEqual([]);
  // ${NAME:-default} and ${NAME:?what it is for}, as docker compose fills them in.
  const filled = Object.entries(house.environment).map(([name, value]) => [
    name,
    value.replace(/\$\{\w+:([-?])([^}]*)\}/g, (_all, kind, rest) =>
      kind === "-" ? rest : "given",
    ),
  ]);
  const config = readConfig({ ...Object.fromEntries(filled), NODE_ENV: "production" });
  expect(config.isExposed).toBe(true);
  expect(config.env.DATABASE_URL.reveal()).toBe(
    "postgres://contact_center:given@postgres:5432/contact_center",
  );
});

test("its health check is a program that runs", () => {
  const [kind, program, flag, script = ""] = house.healthcheck.test;
  expect([kind, program, flag]).toEqual(["CMD", "node", "-e"]);
  // Nothing listens on the discard port: it says 1, and has no error of its own.
  const run = () =>
    execFileSync(process.execPath, ["-e", script.replace(":3000", ":9")], { stdio: "pipe" });
  expect(run).toThrow(expect.objectContaining({ status: 1, stderr: Buffer.alloc(0) }));
});
