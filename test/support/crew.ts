import { AsyncLocalStorage } from "node:async_hooks";
import type { TestSql } from "./engines.ts";
import { makeLife } from "./life.ts";
import type { Life } from "./life.ts";
import { openHouse } from "./simulated-house.ts";
import type { SimulatedHouse } from "./simulated-house.ts";
import type { World } from "./simulated-world.ts";
import { LEASE_MS } from "./turns.ts";

/** How a piece of work ended, for now. */
export type Ending = "done" | "held" | "died";

type Job = (house: SimulatedHouse) => Promise<unknown>;

/** A worker that was stopped in the middle of its work, as by SIGSTOP or a long pause. */
interface Held {
  readonly process: Process;
  readonly since: number;
  readonly ending: Promise<Ending>;
  release(): void;
}

/** Counts the steps of one piece of work up to the one at which its worker is stopped. */
interface Gate {
  stepsLeft: number;
  close(): Promise<void>;
}

interface Process {
  house: SimulatedHouse;
  /** Boundaries it still has to live. */
  left: number;
}

interface CrewParts {
  readonly db: TestSql;
  readonly world: World;
  /** How many processes work on the database. */
  readonly size: number;
}

/** Processes on one database that do one thing at a time, and only when told; each may be stopped or die on the way. */
export interface Crew {
  readonly held: number;
  readonly crashes: number;
  /** Pieces of work that ended with their process. */
  readonly lost: number;
  /** Workers that were stopped and went on later. */
  readonly resumed: number;
  /** Is one of them going on right now? */
  readonly isResuming: boolean;
  /** Does the job in a process; the worker is stopped at the step with the number `holdAt`, counted from 1. */
  begin(at: number, job: Job, holdAt?: number): Promise<Ending>;
  /** Does the jobs at the same time, in one process after the other. */
  rush(jobs: readonly Job[]): Promise<void>;
  /** Lets a stopped worker go on to its end. */
  resume(pick: number): Promise<void>;
  /** From now on this many boundaries, then the process dies. */
  doom(at: number, boundaries: number): void;
  /** Nobody dies any more of what was said before. */
  spare(): void;
}

/** Starts the processes. */
export async function makeCrew({ db, world, size }: CrewParts): Promise<Crew> {
  const held: Held[] = [];
  let crashes = 0;
  let lost = 0;
  let resumed = 0;
  let isResuming = false;
  let numbers = 0;
  // Work may ask for several things at once, and goes on with the others after it was stopped at one of them.
  const gates = new AsyncLocalStorage<Gate>();
  const newId = (): string => `id-${String(++numbers).padStart(6, "0")}`;

  function live(process: Pick<Process, "left">): Life {
    return makeLife({
      diesAt: () => --process.left <= 0,
      waitsAt() {
        const gate = gates.getStore();
        return gate && --gate.stepsLeft === 0 ? gate.close() : undefined;
      },
    });
  }

  async function open(process: Process): Promise<void> {
    process.left = Infinity;
    process.house = openHouse({ sql: db.sql, life: live(process), world, clock: db.now, newId });
    await process.house.store.recover();
  }

  async function work(process: Process, job: Job): Promise<Ending> {
    const { house } = process;
    try {
      await job(house);
    } catch (thrown) {
      if (!house.life.isOver()) throw thrown;
    }
    if (!house.life.isOver()) return "done";
    lost++;
    return "died";
  }

  /** Whoever was stopped in a process that died is dead too. */
  async function restart(process: Process): Promise<void> {
    crashes++;
    const dead = held.filter((each) => each.process === process);
    held.splice(0, held.length, ...held.filter((each) => each.process !== process));
    lost += dead.length;
    for (const { release, ending } of dead) {
      release();
      await ending;
    }
    await open(process);
  }

  async function finish(process: Process, ending: Promise<Ending>): Promise<Ending> {
    const how = await ending;
    if (how === "died" && process.house.life.isOver()) await restart(process);
    return how;
  }

  const processes: Process[] = [];
  for (let at = 0; at < size; at++) {
    const process = { left: Infinity } as Process;
    await open(process);
    processes.push(process);
  }
  const processAt = (at: number): Process => processes[at % size]!;

  return {
    get held() {
      return held.length;
    },
    get crashes() {
      return crashes;
    },
    get lost() {
      return lost;
    },
    get resumed() {
      return resumed;
    },
    get isResuming() {
      return isResuming;
    },
    async begin(at, job, holdAt = Infinity) {
      const process = processAt(at);
      const stopped = Promise.withResolvers<"held">();
      const going = Promise.withResolvers<void>();
      const close = (): Promise<void> => {
        stopped.resolve("held");
        return going.promise;
      };
      const ending = gates.run({ stepsLeft: holdAt, close }, () => work(process, job));
      const how = await Promise.race([ending, stopped.promise]);
      if (how !== "held") return finish(process, ending);
      held.push({ process, since: db.now(), ending, release: going.resolve });
      return how;
    },
    async rush(jobs) {
      const endings = jobs.map((job, at) => work(processAt(at), job));
      const ends = await Promise.allSettled(endings);
      for (const process of processes) if (process.house.life.isOver()) await restart(process);
      const failed = ends.find((end) => end.status === "rejected");
      if (failed) throw failed.reason;
    },
    async resume(pick) {
      if (held.length === 0) return;
      const [{ process, since, ending, release }] = held.splice(pick % held.length, 1) as [Held];
      resumed++;
      isResuming = true;
      world.setLate(db.now() - since >= LEASE_MS);
      release();
      await finish(process, ending);
      isResuming = false;
      world.setLate(false);
    },
    doom: (at, boundaries) => void (processAt(at).left = boundaries),
    spare: () => {
      for (const process of processes) process.left = Infinity;
    },
  };
}
