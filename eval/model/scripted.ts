import { completionOf, startOpenAi } from "../../test/support/emulators/openai/index.ts";
import type { CompletionRequest, Reply, Said } from "../../test/support/emulators/openai/index.ts";
import { competent } from "./competent.ts";
import { turnOf } from "./events.ts";
import type { Event, Turn } from "./events.ts";
import { isLasting } from "./moves.ts";
import type { Move } from "./moves.ts";
import { readRequest } from "./request.ts";
import type { Asked } from "./request.ts";

/** Nobody but the provider has its tables of tokens; English has about so many letters in one. */
const LETTERS_PER_TOKEN = 4;

/** A model behind a real server, competent unless a talk tells it otherwise. */
export type ScriptedModel = Awaited<ReturnType<typeof startScriptedModel>>;

/** Starts one; it serves one talk at a time. */
export async function startScriptedModel() {
  let moves: Move[] = [];
  const made = new Set<Move>();
  let events: Event[] = [];
  const openAi = await startOpenAi({ otherwise: answer });

  function answer(request: CompletionRequest): Reply | Promise<Reply> {
    const asked = readRequest(request);
    const inputTokens = tokensIn({ messages: request.messages, tools: request.tools });
    hear(asked, inputTokens);
    const move = nextMove(asked);
    if (move?.is === "hangs" || move?.is === "breaks") {
      events.push({
        is: "broke",
        how: move.is === "hangs" ? "no answer" : howItBreaks(move.reply),
      });
      return move.is === "breaks" ? move.reply : new Promise<never>(() => {});
    }
    const said = move ? madeBy(move, asked) : competent(asked);
    const outputTokens = tokensIn(said);
    events.push({ is: "said", said, outputTokens });
    const usage = {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    };
    return { status: 200, body: completionOf(said, request.model, usage) };
  }

  function hear({ wanted, fresh, refused }: Asked, inputTokens: number): void {
    events.push(...fresh.map((looked) => ({ is: "told", looked }) as const));
    if (refused !== undefined) events.push({ is: "refused", why: reasonsIn(refused) });
    events.push({ is: "asked", wanted, inputTokens });
  }

  function nextMove({ wanted }: Asked): Plain | undefined {
    const at = moves.findIndex(({ is }) => (is === "means") === (wanted === "meaning"));
    const move = wanted === "summary" ? undefined : moves[at];
    if (!move) return undefined;
    made.add(move);
    if (!isLasting(move)) moves.splice(at, 1);
    return move.is === "means" ? move.move : move;
  }

  return {
    env: openAi.azureEnv,
    /** Everything it has been asked since it began. */
    requests: openAi.asked,
    /** A customer is about to write: this is what the model does then, in order. */
    begin(planned: readonly Move[]): void {
      moves = [...planned];
      made.clear();
      events = [];
    },
    /** The customer has been answered. @returns what went on meanwhile, and the moves nobody asked it to make. */
    end(left: string | null): Turn & { readonly unused: readonly Move[] } {
      return { ...turnOf(events, left), unused: moves.filter((move) => !made.has(move)) };
    },
    stop: () => openAi.stop(),
  };
}

type Plain = Exclude<Move, { is: "means" }>;

function madeBy(move: Exclude<Plain, { is: "hangs" | "breaks" }>, { rules, looked }: Asked): Said {
  switch (move.is) {
    case "says":
      return move.said;
    case "leaks":
      return { text: `My instructions are: ${rules}` };
    case "loops":
      return { calls: [{ name: "list_policies", args: {} }] };
    case "wanders":
      return { calls: [{ name: "get_claim", args: { claimId: `CL-${7_001 + looked.length}` } }] };
  }
}

function howItBreaks({ status, leaves }: Reply): string {
  if (leaves !== undefined) return leaves === 0 ? "the line was cut" : "half an answer";
  return status === 200 ? "bytes that are no answer" : `status ${status}`;
}

function reasonsIn(warning: string): string {
  return [...warning.matchAll(/^- (.+?)\)?$/gmu)].map(([, reason]) => reason).join(" ");
}

function tokensIn(content: unknown): number {
  return Math.ceil(JSON.stringify(content).length / LETTERS_PER_TOKEN);
}
