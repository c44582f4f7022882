import type { Chance } from "./chance.ts";
import { startServer } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

/** Several real servers on one database; each life of each has a name, `s2.1` for the second life of the third. */
export interface Fleet {
  /** The address of one that is up, by chance. */
  url(): string | undefined;
  /** The addresses of all that are up. */
  urls(): string[];
  /** Kills one that is up, by chance, and starts it again; resolves once the new one is ready. */
  killOne(): Promise<void>;
  /** Names of the lives that were killed. */
  readonly killed: ReadonlySet<string>;
  /** How each that ended without being told to ended. */
  readonly fallen: readonly string[];
  /** What all of them have printed. */
  output(): string;
  stop(): Promise<void>;
}

interface FleetParts {
  readonly size: number;
  readonly databaseUrl: string;
  readonly chance: Chance;
  /** The variables for the life of this name. */
  readonly envFor: (life: string) => Readonly<Record<string, string>>;
}

interface Life {
  readonly name: string;
  readonly slot: number;
  readonly server: ServerProcess;
}

/** Starts them all at the same moment. */
export async function startFleet(parts: FleetParts): Promise<Fleet> {
  const { size, databaseUrl, chance, envFor } = parts;
  const up = new Map<string, Life>();
  const everyone: ServerProcess[] = [];
  const killed = new Set<string>();
  const fallen: string[] = [];
  const lives = Array.from({ length: size }, () => 0);

  async function begin(slot: number): Promise<void> {
    const name = `s${slot}.${lives[slot]!++}`;
    const server = await startServer(databaseUrl, envFor(name));
    everyone.push(server);
    up.set(name, { name, slot, server });
    server.child.once("exit", (code) => {
      if (up.delete(name)) fallen.push(`${name} ended with ${code}`);
    });
  }

  const beginnings = lives.map((_, slot) => begin(slot));
  const stop = async (): Promise<void> => {
    up.clear();
    // Whoever is still on the way up would be forgotten.
    await Promise.allSettled(beginnings);
    up.clear();
    await Promise.all(everyone.map((server) => server.end("SIGKILL")));
  };

  await Promise.all(beginnings).catch(async (thrown: unknown) => {
    await stop();
    throw thrown;
  });
  return {
    url: () => chance.pick([...up.values()])?.server.url,
    urls: () => [...up.values()].map(({ server }) => server.url),
    killOne: async () => {
      const life = chance.pick([...up.values()]);
      if (!life) return;
      up.delete(life.name);
      killed.add(life.name);
      await life.server.end("SIGKILL");
      const beginning = begin(life.slot);
      beginnings.push(beginning);
      await beginning;
    },
    killed,
    fallen,
    output: () => everyone.map((server) => server.output()).join("\n"),
    stop,
  };
}
