/** What a number has to be. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** One thing we measure, in a program of its own. */
export interface Figure {
  readonly name: string;
  /** The program, beside this file. */
  readonly file: string;
  readonly about: string;
  /** By what the program calls its number. */
  readonly targets: Readonly<Record<string, Target>>;
}

const none = { atMost: 0 } as const;

/** Everything we measure and what we want of it, in the order in which it is run. */
export const figures: readonly Figure[] = [
  {
    name: "history",
    file: "history.bench.ts",
    about: "a durable turn at 1,000 turns of history against stock LangGraph with SqliteSaver",
    targets: { "times faster than stock": { atLeast: 50 } },
  },
  {
    name: "length",
    file: "length.bench.ts",
    about: "turn 10,000 against turn 10",
    targets: { "a late turn over an early one, p50": { atMost: 1.15 } },
  },
  {
    name: "storage",
    file: "storage.bench.ts",
    about: "bytes of checkpoints, and growth of the database per turn",
    targets: {
      "checkpoints of a conversation, at most": { atMost: 64 },
      "growth per turn beyond its text": { atMost: 2 },
    },
  },
  {
    name: "cpu",
    file: "cpu.bench.ts",
    about: "CPU of a whole durable turn against a bare graph.invoke",
    targets: { "CPU of a turn over the bare graph's, one at a time": { atMost: 1.7 } },
  },
  {
    name: "webhook",
    file: "webhook.bench.ts",
    about: "acknowledgement of webhooks at 150 messages a second",
    targets: { "acknowledgement, p99": { atMost: 50 } },
  },
  {
    name: "end-to-end",
    file: "end-to-end.bench.ts",
    about: "messages a second from webhook to delivery, one process",
    targets: {
      "messages end to end": { atLeast: 300 },
      "messages lost": none,
      "messages doubled": none,
      "messages out of order": none,
    },
  },
  {
    name: "postgres",
    file: "postgres.bench.ts",
    about: "messages a second over Postgres with 1, 2 and 4 processes",
    targets: {
      "2 processes over 1": { atLeast: 1 },
      "4 processes over 2": { atLeast: 1 },
      "messages lost": none,
      "messages doubled": none,
      "messages out of order": none,
    },
  },
  {
    name: "memory",
    file: "memory.bench.ts",
    about: "resident memory after 10,000 conversations of 5 turns",
    targets: {
      "resident memory at most": { atMost: 250 },
      "after all conversations over after half of them": { atMost: 1.1 },
    },
  },
  {
    name: "start",
    file: "start.bench.ts",
    about: "from start to ready",
    targets: {
      "start to ready, empty database": { atMost: 2 },
      "start to ready, existing database": { atMost: 2 },
    },
  },
  {
    name: "recovery",
    file: "recovery.bench.ts",
    about: "recovery of a killed process's conversations",
    targets: {
      "recovery on SQLite: the file's next process": { atMost: 2 },
      "recovery on Postgres beyond the lease: the other process": { atMost: 2 },
      "messages lost": none,
      "messages doubled": none,
      "messages out of order": none,
    },
  },
];

/** Is the number as it has to be? */
export function isMet(value: number, target: Target): boolean {
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
