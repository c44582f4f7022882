import { afterEach, beforeEach, expect, test } from "vitest";
import { startHttpsServer } from "../../support/emulators/https-server.ts";
import type { HttpsServer } from "../../support/emulators/https-server.ts";

let server: HttpsServer;
let done: number;
beforeEach(async () => {
  done = 0;
  server = await startHttpsServer(({ json }) => ({
    status: 201,
    body: { got: json, done: ++done },
  }));
});
afterEach(() => server.stop());

const post = () =>
  fetch(`${server.url}/a?b=c`, { method: "POST", body: JSON.stringify({ hi: "ñ" }) });

test("it speaks TLS that this process trusts, and notes every call", async () => {
  const response = await post();
  expect([response.status, await response.json()]).toEqual([201, { got: { hi: "ñ" }, done: 1 }]);
  expect(server.calls[0]).toMatchObject({ method: "POST", target: "/a?b=c" });
});

test("faults meet the calls they are meant for, once or as often as wanted", async () => {
  server.faults.next({ is: "answer", status: 429, headers: { "retry-after": "7" } }, { times: 2 });
  server.faults.next({ is: "html", status: 502 });
  const seen = [await post(), await post(), await post(), await post()];
  expect(seen.map(({ status }) => status)).toEqual([429, 429, 502, 201]);
  expect(seen[1]!.headers.get("retry-after")).toBe("7");
  expect(await seen[2]!.text()).toContain("<h1>502</h1>");
  expect(done).toBe(1);
});

test("a connection may be cut before or after the work, or hang", async () => {
  server.faults.next({ is: "cut" });
  await expect(post()).rejects.toThrow();
  expect(done).toBe(0);
  server.faults.next({ is: "cut_after" });
  await expect(post()).rejects.toThrow();
  expect(done).toBe(1);
  server.faults.next({ is: "hang" });
  const hanging = fetch(server.url, { signal: AbortSignal.timeout(200) });
  await expect(hanging).rejects.toThrow("timeout");
});
