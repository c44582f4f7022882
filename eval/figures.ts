import type { Figure, Target } from "../bench/figures.ts";
import type { Report } from "../bench/support/report.ts";
import { measureModelTalks } from "./model-talks.ts";
import { measureTalks } from "./talks.ts";
import { measureUnderstanding } from "./understanding.ts";

/** One part of the evaluation. */
interface Part extends Omit<Figure, "file"> {
  readonly measure: () => Report | Promise<Report>;
}

const none = { atMost: 0 } as const;

/** What is evaluated and what we want of it. */
export const parts: readonly Part[] = [
  {
    name: "understanding",
    about: "messages nothing was trained or tuned on",
    targets: {
      "accuracy, English": { atLeast: 94 },
      "accuracy, Spanish": { atLeast: 91 },
      "macro-F1, English": { atLeast: 0.93 },
      ...inBoth({
        "acted on at 99 % precision": { atLeast: 75 },
        "not ours at all, acted on": { atMost: 0.5 },
        "not ours but near, acted on": { atMost: 5 },
        "asked for a person and got one": { atLeast: 99.5 },
        "wrong disconnects": none,
        "drop under 6 % typing mistakes": { atMost: 2 },
      }),
      "one message, p50": { atMost: 100 },
      "loading the weights": { atMost: 10 },
    },
    measure: measureUnderstanding,
  },
  {
    name: "talks",
    about: "whole conversations without a model, graded by what is in the database afterwards",
    targets: { "talks passed": { atLeast: 95 } },
    measure: measureTalks,
  },
  {
    name: "model",
    about: "talks with a scripted model, graded by the same database and by facts in the replies",
    targets: {
      "talks passed, good model": { atLeast: 95 },
      "talks passed, bad model": { atLeast: 100 },
      "answers refused by a guard, good model": none,
    },
    measure: measureModelTalks,
  },
];

function inBoth(targets: Readonly<Record<string, Target>>): Record<string, Target> {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([what, target]) =>
      ["English", "Spanish"].map((language) => [`${what}, ${language}`, target]),
    ),
  );
}
