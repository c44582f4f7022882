import { leaksIn } from "../../test/support/leaks.ts";
import type { CompletionRequest } from "../../test/support/emulators/openai/index.ts";

/**
 * What of other customers a model was told while it answered one: names, numbers, addresses, things insured.
 * @param said what the customer wrote; numbers in it, and those the model itself asked for, are nothing told.
 */
export function toldOfOthers(
  requests: readonly CompletionRequest[],
  address: string,
  said: readonly string[],
): string[] {
  const messages = requests.flatMap((request) => request.messages);
  const asked = messages.flatMap((message) =>
    message.role === "assistant"
      ? (message.tool_calls ?? []).map((call) => call.function.arguments)
      : [],
  );
  const told = messages
    .filter(({ role }) => role === "tool" || role === "system" || role === "developer")
    .map(({ content }) => content ?? "");
  return leaksIn(address, [...new Set(told)].join("\n"), [...said, ...asked]);
}
