import { defineConfig } from "vitest/config";

const UNIT = ["test/unit/**/*.test.ts", "test/architecture.test.ts"];

export default defineConfig({
  test: {
    globalSetup: ["test/support/postgres-setup.ts"],
    testTimeout: 15_000,
    hookTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: UNIT, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        // Servers, databases and browsers: whoever measures a pause wants the machine alone.
        extends: true,
        test: {
          name: "whole",
          include: ["test/**/*.test.ts"],
          exclude: UNIT,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
