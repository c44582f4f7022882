import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { loopbackCertificate } from "./certificate.ts";
import { makeFaults } from "./faults.ts";
import type { Fault, Faults } from "./faults.ts";

/** One request as it came over the wire. */
export interface Call {
  readonly method: string;
  /** As it was asked for, percent-encoded, with its query. */
  readonly target: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Its JSON, or undefined. */
  readonly json: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes go out as they are, everything else as JSON. */
  readonly body?: unknown;
  /** The share of the body, 0..1, that leaves before the line is cut; all of it if left out. */
  readonly leaves?: number;
}

/** A provider of the tests: real HTTPS on a free port of loopback, with faults on demand. */
export interface HttpsServer {
  /** `https://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** For `NODE_EXTRA_CA_CERTS`; this process trusts it already. */
  readonly caFile: string;
  /** Every request that came, in order, those with faults too. */
  readonly calls: readonly Call[];
  readonly faults: Faults;
  stop(): Promise<void>;
}

/** Starts one. @param answer what the provider does when nothing goes wrong; what it throws becomes a 500. */
export async function startHttpsServer(
  answer: (call: Call) => Reply | Promise<Reply>,
): Promise<HttpsServer> {
  const { cert, key, caFile } = await loopbackCertificate();
  const calls: Call[] = [];
  const faults = makeFaults();
  const leaving = new AbortController();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(request);
    calls.push(call);
    const fault = faults.take(call);
    if (fault?.is === "hang") return;
    if (fault?.is === "cut") return void request.socket.destroy();
    const reply = failed(fault) ?? (await answerOf(call));
    if (fault?.is === "cut_after") return void request.socket.destroy();
    if (fault?.is === "late") await pause(fault.ms, undefined, { signal: leaving.signal });
    send(response, reply);
  }

  async function answerOf(call: Call): Promise<Reply> {
    try {
      return await answer(call);
    } catch (thrown) {
      return { status: 500, body: { error: { code: "EmulatorFailed", message: String(thrown) } } };
    }
  }

  const server = createServer({ cert, key }, (request, response) => {
    // Whoever gave up waiting has gone; nobody is left to answer.
    void serve(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    caFile,
    calls,
    faults,
    async stop() {
      leaving.abort();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(request: IncomingMessage): Promise<Call> {
  const bytes = await buffer(request);
  const { method = "", url: target = "", headers } = request;
  const url = new URL(target, `https://${headers.host}`);
  return { method, target, url, headers, bytes, json: parse(bytes) };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

function failed(fault: Fault | undefined): Reply | undefined {
  if (fault?.is === "answer") return fault;
  if (fault?.is !== "html") return undefined;
  const page = Buffer.from(`<html><body><h1>${fault.status}</h1></body></html>`);
  return { status: fault.status, headers: { "content-type": "text/html" }, body: page };
}

function send(response: ServerResponse, { status, headers, body, leaves }: Reply): void {
  const isBytes = body instanceof Uint8Array;
  const isJson = body !== undefined && !isBytes;
  response.writeHead(status, {
    ...(isJson ? { "content-type": "application/json" } : {}),
    ...headers,
  });
  const written = isBytes ? Buffer.from(body) : Buffer.from(isJson ? JSON.stringify(body) : "");
  if (leaves === undefined) return void response.end(written);
  // Cut only once it is out, or the other side would see nothing of it.
  const part = written.subarray(0, Math.floor(written.length * leaves));
  response.write(part, () => response.destroy());
}
