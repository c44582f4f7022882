import { expect } from "vitest";
import { leaksIn } from "./leaks.ts";

/** Fails when a text for `address` tells anything about another customer. */
export function expectNoLeak(address: string, text: string, said: readonly string[]): void {
  expect({ address, text, leaks: leaksIn(address, text, said) }).toEqual({
    address,
    text,
    leaks: [],
  });
}
