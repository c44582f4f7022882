import { expect, test } from "vitest";
import { makeChatTokens } from "../../../../channels/acs-chat/token.ts";

const HOUR = 3_600_000;
const { signal } = new AbortController();

function fixture() {
  const time = { now: 0 };
  const issued: string[] = [];
  const tokens = makeChatTokens(
    () => {
      issued.push(`token-${issued.length}`);
      return Promise.resolve({ token: issued.at(-1)!, expiresAt: time.now + HOUR });
    },
    () => time.now,
  );
  const next = async (): Promise<string> => (await tokens.get(signal)).token;
  return { time, issued, tokens, next };
}

test("one token serves everybody, those who come while it is fetched too", async () => {
  const { issued, next } = fixture();
  expect(await Promise.all([next(), next(), next()])).toEqual(Array(3).fill("token-0"));
  expect(await next()).toBe("token-0");
  expect(issued).toHaveLength(1);
});

test("another one is fetched shortly before it ends, not earlier", async () => {
  const { time, next } = fixture();
  await next();
  time.now = HOUR - 6 * 60_000;
  expect(await next()).toBe("token-0");
  time.now = HOUR - 4 * 60_000;
  expect(await next()).toBe("token-1");
});

test("a refused one is not given out again, and its refusal says nothing about the next", async () => {
  const { tokens, next } = fixture();
  const refused = await tokens.get(signal);
  tokens.forget(refused);
  expect(await next()).toBe("token-1");
  tokens.forget(refused);
  expect(await next()).toBe("token-1");
});

test("a failure is not kept", async () => {
  let isAway = true;
  const tokens = makeChatTokens(
    () =>
      isAway ? Promise.reject(new Error("away")) : Promise.resolve({ token: "t", expiresAt: HOUR }),
    () => 0,
  );
  await expect(tokens.get(signal)).rejects.toThrow("away");
  isAway = false;
  expect((await tokens.get(signal)).token).toBe("t");
});
