import { randomUUIDv7 } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readConfigFromProcess } from "../core/config.ts";
import { AppError } from "../core/errors.ts";
import { makeLog } from "../core/log.ts";
import { compose } from "./compose.ts";
import { shutDownOn } from "./shutdown.ts";
import { sentenceFor } from "./start-error.ts";
import { welcome } from "./welcome.ts";

try {
  await main();
} catch (thrown) {
  process.stderr.write(`${sentenceFor(thrown)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const config = readConfigFromProcess();
  const log = makeLog(config.env.LOG_LEVEL);
  const house = await compose({
    config,
    clock: Date.now,
    newId: randomUUIDv7,
    random: Math.random,
    log,
  });
  const server = createServer(house.app.callback());
  shutDownOn(["SIGTERM", "SIGINT"], { server, house, log });
  try {
    await listen(server, config.env.PORT, config.env.HOST);
  } catch (cause) {
    await house.workers.stop(0);
    await house.store.sql.close();
    throw notListening(cause, config.env.PORT, config.env.HOST);
  }
  process.stdout.write(welcome(config, server.address() as AddressInfo, house.seeded));
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string) {
  return new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function notListening(cause: unknown, port: number, host: string): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  const why = code === "EADDRINUSE" ? "something else already listens there" : code;
  return new AppError(
    "misconfigured",
    `Cannot listen on ${host}:${port}: ${why}. Set PORT or HOST.`,
    {
      cause,
    },
  );
}
