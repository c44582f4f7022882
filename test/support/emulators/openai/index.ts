import { startHttpsServer } from "../https-server.ts";
import type { Call, HttpsServer, Reply } from "../https-server.ts";
import { CompletionRequest, faultIn } from "./request.ts";
import { completionOf } from "./said.ts";
import type { Scripted } from "./said.ts";

export { calls, completionOf, means, says } from "./said.ts";
export type { Said, Scripted } from "./said.ts";
export type { Reply } from "../https-server.ts";
export type { CompletionRequest } from "./request.ts";

const KEY = "the-model-key-of-the-emulator";
const DEPLOYMENT = "house-model";
const API_VERSION = "2024-10-21";

/** A model behind Azure's paths and OpenAI's own, which says what it was told to say. */
export interface OpenAi extends HttpsServer {
  /** The variables with which a server asks it, the way Azure is asked. */
  readonly azureEnv: Readonly<Record<string, string>>;
  /** The same, as any OpenAI-compatible server is asked. */
  readonly openAiEnv: Readonly<Record<string, string>>;
  /** What it was asked and understood, in order. */
  readonly asked: readonly CompletionRequest[];
  /** What it says next, in order; asked for more, it fails. */
  willSay(...said: readonly Scripted[]): void;
  /** Nothing was asked, nothing is to be said, and nothing goes wrong. */
  forget(): void;
}

interface Options {
  /** What a deployment of Azure serves. */
  readonly model?: string;
  /** What it answers when nobody told it what to say; without, that is a fault of the test. */
  readonly otherwise?: (request: CompletionRequest) => Reply | Promise<Reply>;
}

/** Starts one. */
export async function startOpenAi({ model = "gpt-4o", otherwise }: Options = {}): Promise<OpenAi> {
  const asked: CompletionRequest[] = [];
  const script: Scripted[] = [];

  function answer(call: Call): Reply | Promise<Reply> {
    const fault = doorFault(call);
    if (fault) return fault;
    const parsed = CompletionRequest.safeParse(call.json);
    if (!parsed.success) return refused(400, "invalid_request_error", parsed.error.message);
    const request = parsed.data;
    const wrong = faultIn(request);
    if (wrong !== undefined) return refused(400, "invalid_request_error", wrong);
    asked.push(request);
    const next = script.shift();
    if (!next && otherwise) return otherwise(request);
    if (!next) return refused(500, "server_error", "Nobody told the model what to say.");
    const said = typeof next === "function" ? next(request) : next;
    return { status: 200, body: completionOf(said, request.model) };
  }

  const server = await startHttpsServer(answer);
  return {
    ...server,
    asked,
    azureEnv: {
      AZURE_OPENAI_KEY: KEY,
      AZURE_OPENAI_ENDPOINT: `${server.url}/`,
      AZURE_OPENAI_DEPLOYMENT: DEPLOYMENT,
      AZURE_OPENAI_API_VERSION: API_VERSION,
      AZURE_OPENAI_MODEL: model,
    },
    openAiEnv: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${server.url}/v1/`, OPENAI_MODEL: model },
    willSay: (...said) => void script.push(...said),
    forget() {
      asked.length = 0;
      script.length = 0;
      server.faults.clear();
    },
  };
}

/** The content filter's refusal, as Azure words it. */
export function filtered(): { is: "answer"; status: number; body: object } {
  const error = {
    code: "content_filter",
    message: "The response was filtered due to the prompt triggering Azure's policy.",
    status: 400,
    innererror: { code: "ResponsibleAIPolicyViolation" },
  };
  return { is: "answer", status: 400, body: { error } };
}

function doorFault({ method, url, headers }: Call): Reply | undefined {
  if (method !== "POST") return refused(404, "not_found", "There is nothing here.");
  if (url.pathname === `/openai/deployments/${DEPLOYMENT}/chat/completions`) {
    if (headers["api-key"] !== KEY) return refused(401, "401", "Access denied.");
    const version = url.searchParams.get("api-version");
    return version === API_VERSION ? undefined : refused(404, "404", "Resource not found");
  }
  if (url.pathname !== "/v1/chat/completions") {
    return refused(404, "DeploymentNotFound", "The API deployment does not exist.");
  }
  const isKnown = headers.authorization === `Bearer ${KEY}`;
  return isKnown ? undefined : refused(401, "invalid_api_key", "Incorrect API key provided.");
}

function refused(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, type: code } } };
}
