import { randomUUIDv7 } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "../../core/config.ts";
import { makeLog } from "../../core/log.ts";
import { compose } from "../compose.ts";
import { shutDown } from "../shutdown.ts";

/** Starts a contact center in this process, on a free port of this machine. */
export async function startOwnHouse(config: Config) {
  // The talk has standard output; what the house itself has to say goes beside it.
  const log = makeLog("warn", { write: (line: string) => void process.stderr.write(line) });
  const house = await compose({
    config,
    clock: Date.now,
    newId: randomUUIDv7,
    random: Math.random,
    log,
  });
  const server = createServer(house.app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => shutDown({ server, house, log }) };
}
