import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What a side did: each turn's time and the CPU time of a turn, in milliseconds. */
export interface Done {
  readonly elapsedMs: readonly number[];
  readonly cpuMs: number;
}

/** One side of a comparison in a process of its own: the other's garbage and the other's compiled code are not its business. */
export interface SideProcess {
  /** Runs the conversation's next turns. The others wait meanwhile. */
  turns(count: number): Promise<Done>;
  end(): Promise<void>;
}

/** Starts a side: a program that takes `{turns}` messages and answers with `Done`. */
export function startSide(program: string, ...args: readonly string[]): SideProcess {
  const child = fork(join(import.meta.dirname, program), args, { stdio: ["ignore", 2, 2, "ipc"] });
  const ended = once(child, "exit");
  return {
    async turns(count) {
      child.send({ turns: count });
      const answer = once(child, "message");
      const first = await Promise.race([answer, ended.then(() => undefined)]);
      if (first === undefined) throw new Error(`${program} ${args[0]} broke off.`);
      return first[0] as Done;
    },
    async end() {
      child.disconnect();
      await ended;
    },
  };
}
