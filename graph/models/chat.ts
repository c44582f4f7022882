import { AzureChatOpenAI, ChatOpenAI } from "@langchain/openai";
import type { Secret } from "../../core/secret.ts";

/** Which model answers, and where: Azure's, or any server that speaks OpenAI's language. */
export type ModelSettings =
  | {
      readonly is: "azure";
      readonly key: Secret;
      /** With or without a slash at its end. */
      readonly endpoint: string;
      readonly deployment: string;
      readonly apiVersion: string;
      /** What the deployment serves; decides which options the model is sent. */
      readonly model: string;
    }
  | {
      readonly is: "openai";
      readonly key: Secret;
      /** OpenAI's own if it is left out. */
      readonly baseUrl: string | undefined;
      readonly model: string;
    };

/** Whoever asks has a deadline of their own; this is for one who forgot. */
const TIMEOUT_MS = 20_000;
const MAX_OUTPUT_TOKENS = 600;
/** What a reasoning model thinks counts as output: with 600 it would often end before its first word. */
const MAX_REASONING_TOKENS = 2_400;

/** The client of the configured model. It tries everything once: answering without it is better than waiting for it. */
export function makeChat(settings: ModelSettings): ChatOpenAI {
  const { model } = settings;
  const isReasoning = isReasoningModel(model);
  const options = {
    model,
    timeout: TIMEOUT_MS,
    maxRetries: 0,
    // Its streaming loads token tables from the internet before the first word.
    streaming: false,
    maxTokens: isReasoning ? MAX_REASONING_TOKENS : MAX_OUTPUT_TOKENS,
    // Reasoning models refuse any temperature but their own.
    ...(isReasoning ? {} : { temperature: 0 }),
  };
  if (settings.is === "azure") {
    return new AzureChatOpenAI({
      ...options,
      azureOpenAIApiKey: settings.key.reveal(),
      azureOpenAIEndpoint: withoutSlash(settings.endpoint),
      azureOpenAIApiDeploymentName: settings.deployment,
      azureOpenAIApiVersion: settings.apiVersion,
    });
  }
  const { baseUrl } = settings;
  return new ChatOpenAI({
    ...options,
    apiKey: settings.key.reveal(),
    ...(baseUrl === undefined ? {} : { configuration: { baseURL: withoutSlash(baseUrl) } }),
  });
}

/** Models that think before they answer know neither a temperature nor the switch for parallel tool calls. */
export function isReasoningModel(model: string): boolean {
  return /^(?:o\d|gpt-[5-9])/.test(model) && !/^gpt-\d[\d.]*-chat/.test(model);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
