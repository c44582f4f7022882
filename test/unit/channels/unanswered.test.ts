import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { unanswered } from "../../../channels/unanswered.ts";
import { failureOf } from "../../support/failure.ts";

let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** A port whose connections end as the test says. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stop = () => new Promise((resolve) => server.close(resolve));
  return (server.address() as AddressInfo).port;
}

/** What `fetch` throws, and what we make of it. */
const codeOf = async (url: string, signal = AbortSignal.timeout(5_000)) => {
  const thrown = await failureOf(fetch(url, { method: "POST", body: "{}", signal }));
  return unanswered("Somebody", thrown).code;
};

test("a name nobody has was never reached", async () => {
  expect(await codeOf("http://nobody.invalid")).toBe("upstream_unavailable");
});

test("a port nobody listens on was never reached", async () => {
  const port = await listen(() => {});
  await stop?.();
  stop = undefined;
  expect(await codeOf(`http://127.0.0.1:${port}`)).toBe("upstream_unavailable");
});

test.each([
  ["closes", (socket: Socket) => socket.once("data", () => socket.destroy())],
  ["does not speak TLS", (socket: Socket) => socket.once("data", () => socket.end("HTTP/1.1 400"))],
])(
  "a TLS handshake that fails because the other side %s comes before the request",
  async (_w, act) => {
    const port = await listen(act);
    expect(await codeOf(`https://127.0.0.1:${port}`)).toBe("upstream_unavailable");
  },
);

test.each([
  ["closed", (socket: Socket) => socket.once("data", () => socket.destroy())],
  ["reset", (socket: Socket) => socket.once("data", () => socket.resetAndDestroy())],
  ["cut in its answer", (socket: Socket) => socket.once("data", () => socket.end("HTTP/1.1 20"))],
])("a connection that is %s after the request was written leaves it open", async (_what, act) => {
  const port = await listen(act);
  expect(await codeOf(`http://127.0.0.1:${port}`)).toBe("outcome_unknown");
});

test("a wait that we give up leaves it open", async () => {
  const port = await listen((socket) => setTimeout(() => socket.destroy(), 500));
  expect(await codeOf(`http://127.0.0.1:${port}`, AbortSignal.timeout(50))).toBe("outcome_unknown");
});

const failed = (fields: object, message = "failed") => Object.assign(new Error(message), fields);
test.each([
  ["a certificate that has run out", failed({ code: "CERT_HAS_EXPIRED" })],
  ["a certificate for somebody else", failed({ code: "ERR_TLS_CERT_ALTNAME_INVALID" })],
  ["a certificate nobody vouches for", failed({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" })],
  ["a version we do not share", failed({ code: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION" })],
  ["a connection that took too long", failed({ code: "UND_ERR_CONNECT_TIMEOUT" })],
  ["the same in the words that Azure's SDK keeps", failed({}, "connect ETIMEDOUT 10.0.0.1:443")],
  [
    "several addresses that all refused",
    new AggregateError([failed({ code: "ECONNREFUSED" }), failed({ code: "ENETUNREACH" })]),
  ],
])("%s: never reached", (_what, error) => {
  expect(unanswered("Somebody", error).code).toBe("upstream_unavailable");
});

test.each([
  ["a route lost while we read", failed({ code: "EHOSTUNREACH", syscall: "read" })],
  ["a record that could not be read", failed({ code: "ERR_SSL_BAD_RECORD_MAC" })],
  [
    "several addresses of which one was lost later",
    new AggregateError([failed({ code: "ECONNREFUSED" }), failed({ code: "ECONNRESET" })]),
  ],
  ["something that is no error", "oops"],
])("%s: nobody knows", (_what, error) => {
  const made = unanswered("Somebody", error);
  expect(made).toMatchObject({ code: "outcome_unknown", retryable: true, cause: error });
});
