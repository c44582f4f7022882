import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** They break things too, but in one process and by a clock of their own: they measure nothing. */
const BY_THEIR_OWN_CLOCK = "crash-sweep*|one-speaker|any-day";
/** Whoever breaks things or drives a browser measures pauses, and wants the machine alone. */
const ALONE = [`test/fault/!(${BY_THEIR_OWN_CLOCK}).test.ts`, "test/browser/**/*.test.ts"];

/** Minutes each: begun last, they would keep one worker busy while the other has nothing left to do. */
const LONGEST = /\/(?:weights|crash-sweep|crash-sweep-postgres|one-speaker)\.test\.ts$/u;

function isLong({ moduleId }: TestSpecification): boolean {
  return LONGEST.test(moduleId);
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    globalSetup: ["test/support/postgres-setup.ts"],
    testTimeout: 15_000,
    hookTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "side by side",
          include: ["test/**/*.test.ts"],
          exclude: ALONE,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
