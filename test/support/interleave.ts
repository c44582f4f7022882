import { makeLife } from "./life.ts";
import type { Life } from "./life.ts";

/** Somebody with something to do, who may be made to wait at every step of it. */
export type Actor = (life: Life) => Promise<unknown>;

/** Reads change nothing, and a graph asks for several at once. */
const isRead = (name: string): boolean => name.endsWith(" a read");

/**
 * Lets the actors act at once, as far as anybody can tell: chance picks who makes the next step, and only one of them is
 * ever between two steps. @returns the steps that were made.
 */
export async function interleave(actors: readonly Actor[], random: () => number): Promise<number> {
  const waiting: (() => void)[] = [];
  let steps = 0;
  let stepped = (): void => {};
  let failure: unknown;

  const pause = (): Promise<void> =>
    new Promise((go) => {
      waiting.push(go);
      stepped();
    });
  const start = async (actor: Actor): Promise<void> => {
    const waitsAt = ({ name }: { name: string }) => (isRead(name) ? undefined : pause());
    await actor(makeLife({ diesAt: () => false, waitsAt })).catch((thrown: unknown) => {
      failure ??= thrown;
    });
    stepped();
  };

  waiting.push(...actors.map((actor) => () => void start(actor)));
  while (waiting.length > 0) {
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1) as [() => void];
    const step = Promise.withResolvers<void>();
    stepped = step.resolve;
    go();
    await step.promise;
    steps++;
  }
  if (failure !== undefined) throw failure;
  return steps;
}
