import type { Config } from "../core/config.ts";
import type { Clock } from "../core/conversation.ts";
import type { Log } from "../core/log.ts";
import type { ModelSettings } from "../graph/models/chat.ts";
import { MODEL_LIMITS, makeModel } from "../graph/models/model.ts";
import type { Model, ModelLimits, ModelParts } from "../graph/models/model.ts";
import type { Metrics } from "./metrics.ts";

type Listeners = Pick<ModelParts, "onCall" | "onTokens" | "onTrouble">;

interface ModelGround extends Listeners {
  readonly clock: Clock;
  /** How long it may take; the house's own limits if left out. */
  readonly limits?: ModelLimits | undefined;
}

/** The model the settings name; undefined when there is none. */
export async function modelOf(config: Config, ground: ModelGround): Promise<Model | undefined> {
  const settings = settingsOf(config);
  if (!settings) return undefined;
  // The client takes time and memory to load; who has no model needs neither.
  const { isReasoningModel, makeChat } = await import("../graph/models/chat.ts");
  return makeModel({
    ...ground,
    chat: makeChat(settings),
    isReasoning: isReasoningModel(settings.model),
    understanding: config.env.MODEL_UNDERSTANDING,
    limits: ground.limits ?? MODEL_LIMITS,
  });
}

/** Counts what the model is asked, and tells the log why it gave no answer. */
export function countedBy(metrics: Metrics, log: Log): Listeners {
  return {
    onCall: (result) => metrics.modelCalls.inc({ result }),
    onTokens: (kind, count) => metrics.modelTokens.inc({ kind }, count),
    onTrouble: (thrown) => log.warn({ err: thrown }, "the model gave no answer; ours was used"),
  };
}

/** Azure's comes first where both are set. */
function settingsOf({ env, has }: Config): ModelSettings | undefined {
  if (has("Azure OpenAI")) {
    const deployment = env.AZURE_OPENAI_DEPLOYMENT!;
    return {
      is: "azure",
      key: env.AZURE_OPENAI_KEY!,
      endpoint: env.AZURE_OPENAI_ENDPOINT!,
      deployment,
      apiVersion: env.AZURE_OPENAI_API_VERSION!,
      model: env.AZURE_OPENAI_MODEL ?? deployment,
    };
  }
  if (!has("an OpenAI-compatible server")) return undefined;
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: model } = env;
  return { is: "openai", key: key!, baseUrl, model: model! };
}
