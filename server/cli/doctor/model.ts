import { z } from "zod";
import { fails, off, oneLine, unreachable, warns, works } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";
import type { Config } from "../../../core/config.ts";

/** How to ask the configured model something, and which settings are to blame when it refuses. */
interface Model {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  readonly settings: { readonly address: string; readonly key: string; readonly model: string };
}

const Completion = z.looseObject({
  choices: z.array(z.looseObject({ message: z.looseObject({}) })).min(1),
});
const Refusal = z.looseObject({ error: z.looseObject({ code: z.string().nullish() }) });

/** Asks the model for one word. */
export async function checkModel(config: Config, signal: AbortSignal): Promise<Finding> {
  const model = modelOf(config);
  if (!model) {
    return off(
      "local classifier and replies",
      "AZURE_OPENAI_KEY or OPENAI_API_KEY turns a model on",
    );
  }
  try {
    const response = await fetch(model.url, {
      method: "POST",
      // A redirect would hand the key to another host.
      redirect: "manual",
      signal,
      headers: { "content-type": "application/json", ...model.headers },
      body: JSON.stringify(model.body),
    });
    const body: unknown = await response.json().catch((thrown: unknown) => {
      if (signal.aborted) throw thrown;
    });
    if (!response.ok) return refused(model, response.status, codeOf(body));
    if (Completion.safeParse(body).success) return works(`${model.name} answers`);
    return fails("what answers is no chat completion", `check ${model.settings.address}`);
  } catch (thrown) {
    return unreachable("the model", thrown, model.settings.address);
  }
}

function modelOf({ env, has }: Config): Model | undefined {
  const messages = [{ role: "user", content: "Say OK." }];
  if (has("Azure OpenAI")) {
    const deployment = env.AZURE_OPENAI_DEPLOYMENT!;
    const path = `openai/deployments/${encodeURIComponent(deployment)}/chat/completions`;
    const version = encodeURIComponent(env.AZURE_OPENAI_API_VERSION!);
    return {
      name: `Azure OpenAI, ${deployment},`,
      url: `${withoutSlash(env.AZURE_OPENAI_ENDPOINT!)}/${path}?api-version=${version}`,
      headers: { "api-key": env.AZURE_OPENAI_KEY!.reveal() },
      body: { messages },
      settings: {
        address: "AZURE_OPENAI_ENDPOINT",
        key: "AZURE_OPENAI_KEY",
        model: "AZURE_OPENAI_DEPLOYMENT and AZURE_OPENAI_API_VERSION",
      },
    };
  }
  if (!has("an OpenAI-compatible server")) return undefined;
  return {
    name: env.OPENAI_MODEL!,
    url: `${withoutSlash(env.OPENAI_BASE_URL ?? "https://api.openai.com/v1")}/chat/completions`,
    headers: { authorization: `Bearer ${env.OPENAI_API_KEY!.reveal()}` },
    body: { model: env.OPENAI_MODEL, messages },
    settings: { address: "OPENAI_BASE_URL", key: "OPENAI_API_KEY", model: "OPENAI_MODEL" },
  };
}

function refused({ settings }: Model, status: number, code: string | undefined): Finding {
  const says = `it answered ${status}${code === undefined ? "" : `, ${code}`}`;
  if (status === 401 || status === 403) {
    const fix = `copy a key of this resource into ${settings.key}, and check ${settings.address}`;
    return fails(`${says}: the key is not accepted`, fix);
  }
  if (status === 404) {
    const fix = `check ${settings.model}, and ${settings.address}`;
    return fails(`${says}: there is no such model here`, fix);
  }
  if (code === "insufficient_quota") {
    return fails(`${says}: nothing is left of the quota`, "see the account's billing");
  }
  if (status === 429)
    return warns(`${says}: its rate limit is reached`, "raise its quota, or wait");
  if (status >= 500) return fails(`${says}: out of order`, "try again; see its status page");
  return fails(says, `check ${settings.model}, and ${settings.address}`);
}

function codeOf(body: unknown): string | undefined {
  const code = Refusal.safeParse(body).data?.error.code;
  return code === undefined || code === null ? undefined : oneLine(code);
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
