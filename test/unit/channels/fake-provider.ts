import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server answers; `undefined` cuts the connection, `"hang"` never answers. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | "hang"
  | undefined;

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly body: unknown;
}

/** A provider on port 0 that notes every request and answers what the test says. */
export async function startProvider() {
  const seen: Seen[] = [];
  const state: { answer: Answer } = { answer: { status: 200 } };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const rawBody = Buffer.concat(chunks).toString("utf8");
      const { method = "", url: path = "", headers } = request;
      seen.push({ method, path, headers, rawBody, body: JSON.parse(rawBody) as unknown });
      const { answer } = state;
      if (answer === "hang") return;
      if (answer === undefined) {
        request.socket.destroy();
        return;
      }
      const isText = typeof answer.body === "string";
      const type = isText ? "text/html" : "application/json";
      response.writeHead(answer.status, { "content-type": type, ...answer.headers });
      response.end(isText ? answer.body : JSON.stringify(answer.body ?? {}));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    /** The only request so far. */
    get request(): Seen {
      if (seen.length !== 1) throw new Error(`expected one request, saw ${seen.length}`);
      return seen[0]!;
    },
    answerWith(answer: Answer) {
      state.answer = answer;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type Provider = Awaited<ReturnType<typeof startProvider>>;

/** What `send` throws, for looking at it. */
export async function failureOf(sending: Promise<unknown>): Promise<unknown> {
  try {
    await sending;
  } catch (thrown) {
    return thrown;
  }
  throw new Error("expected a failure");
}
