import type { ModelUsage, ToolCall, Understood } from "../../core/conversation.ts";
import type { ModelLimits } from "../../graph/models/model.ts";
import { startOpenAi } from "./emulators/openai/index.ts";
import { startStory } from "./story.ts";

/** Those who wait for nothing need not wait as long as customers would. */
export const IMPATIENT: ModelLimits = {
  turnMs: 1_500,
  answerMs: 1_000,
  meaningMs: 500,
  summaryMs: 500,
};

/** What was noted beside a line of ours. */
export interface Noted {
  readonly intent: Understood | null;
  readonly tools: readonly ToolCall[];
  readonly model?: ModelUsage;
}

/** A whole house with a model that says what it is told to. */
export async function startModelStory(env: Readonly<Record<string, string>> = {}) {
  const openAi = await startOpenAi();
  const warnings: string[] = [];
  const story = await startStory({
    env: { ...openAi.azureEnv, ...env },
    modelLimits: IMPATIENT,
    onLog: (line) => void warnings.push(line),
  });

  /** Asks in a new conversation, with a model that has forgotten everything and is not being spared. */
  async function fresh(address: string): Promise<void> {
    openAi.forget();
    await story.begin(address);
    // The longest pause is a day.
    story.time.now += 25 * 3_600_000;
  }

  /** What people at the desk may see of the newest answer to an address. */
  async function noted(address: string): Promise<Noted> {
    const [line] = await story.query<{ trace: string }>(
      `SELECT lines.trace FROM lines JOIN conversations ON conversations.id = lines.conversation_id
       WHERE conversations.address = $1 AND lines.trace IS NOT NULL ORDER BY lines.seq DESC LIMIT 1`,
      address,
    );
    return JSON.parse(line!.trace) as Noted;
  }

  /** One of the house's numbers. */
  async function metric(name: string): Promise<number> {
    const page = await (await fetch(`${story.url}/metrics`)).text();
    const line = page.split("\n").find((each) => each.startsWith(`${name} `));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  return {
    ...story,
    openAi,
    warnings,
    fresh,
    noted,
    metric,
    async stop(): Promise<void> {
      await story.stop();
      await openAi.stop();
    },
  };
}

export type ModelStory = Awaited<ReturnType<typeof startModelStory>>;
