import type { Outcome, Sql, Work } from "../../data/sql.ts";

/** Where a process may die: around something it asks for, or before one statement of a transaction. */
export interface Boundary {
  readonly kind: "step" | "statement";
  readonly name: string;
}

/** Who decides how long a life is. */
export interface Fate {
  diesAt(boundary: Boundary): boolean;
  /** Holds a life at a step until the promise ends, as a stopped process is held. */
  waitsAt?(boundary: Boundary): Promise<void> | undefined;
}

/** What everything a dead process still waits for ends with. */
export class Died extends Error {
  override readonly name = "Died";
}

/** One process, as far as the world can tell: from some boundary on it asks for nothing any more. */
export interface Life {
  /** @throws Died when the life ends here or has ended. */
  step(name: string): Promise<void>;
  /** The same within a transaction, which is never held up. @throws Died */
  statement(name: string): void;
  isOver(): boolean;
  end(): void;
}

/** Begins a life that lasts until its fate says otherwise. */
export function makeLife(fate: Fate): Life {
  let isOver = false;

  function pass(boundary: Boundary): void {
    // Once it is over it passes no boundary, so that fate counts only those of the living.
    isOver ||= fate.diesAt(boundary);
    if (isOver) throw new Died();
  }

  return {
    async step(name) {
      const boundary = { kind: "step", name } as const;
      pass(boundary);
      await fate.waitsAt?.(boundary);
      if (isOver) throw new Died();
    },
    statement: (name) => pass({ kind: "statement", name }),
    isOver: () => isOver,
    end: () => void (isOver = true),
  };
}

/** The database as a mortal process sees it: what it has not asked for when it dies is never done. */
export function mortalSql(sql: Sql, life: Life): Sql {
  const mortal =
    (commit: Sql["transaction"]) =>
    async <T>(work: () => Work<T>): Promise<T> => {
      await life.step("before a transaction");
      const value = await commit(() => mortalWork(work(), life));
      await life.step("after a commit");
      return value;
    };
  return {
    ...sql,
    // A getter in Postgres, whose clock a test moves.
    get now() {
      return sql.now;
    },
    transaction: mortal(sql.transaction),
    lease: mortal(sql.lease),
    read: async (work) => {
      await life.step("before a read");
      const value = await sql.read(work);
      await life.step("after a read");
      return value;
    },
  };
}

/** Dying between two statements rolls back, as the engine does when its client is gone. */
function* mortalWork<T>(work: Work<T>, life: Life): Work<T> {
  let step = work.next();
  while (!step.done) {
    // What travels together arrives one by one, and between any two of them the end may come.
    let outcome: Outcome = { rows: [], changes: 0 };
    for (const statement of [step.value].flat()) {
      life.statement(statement.sql);
      outcome = yield statement;
    }
    step = work.next(outcome);
  }
  return step.value;
}
