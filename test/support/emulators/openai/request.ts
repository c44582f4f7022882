import { z } from "zod";

const Message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer", "user"]), content: z.string().min(1) }),
  z.object({
    role: z.literal("assistant"),
    content: z.string().nullable(),
    tool_calls: z
      .array(
        z.object({
          id: z.string(),
          type: z.literal("function"),
          function: z.object({ name: z.string(), arguments: z.string() }),
        }),
      )
      .optional(),
  }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
]);

const Parameters = z.looseObject({
  type: z.literal("object"),
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).optional(),
});

/** What the provider takes; anything else it answers with 400, as the real one does. */
export const CompletionRequest = z.strictObject({
  model: z.string(),
  messages: z.array(Message).min(1),
  temperature: z.number().optional(),
  max_tokens: z.number().int().optional(),
  max_completion_tokens: z.number().int().optional(),
  stream: z.literal(false).optional(),
  tools: z
    .array(
      z.object({
        type: z.literal("function"),
        function: z.object({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: z.string().max(1_024),
          parameters: Parameters,
        }),
      }),
    )
    .min(1)
    .optional(),
  tool_choice: z
    .union([
      z.enum(["auto", "none", "required"]),
      z.object({ type: z.literal("function"), function: z.object({ name: z.string() }) }),
    ])
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
});
/** A request for a chat completion. */
export type CompletionRequest = z.infer<typeof CompletionRequest>;

/** What is wrong with a request beyond its shape, or undefined. */
export function faultIn(request: CompletionRequest): string | undefined {
  const { tools, model } = request;
  if (!tools && (request.tool_choice || request.parallel_tool_calls !== undefined)) {
    return "'tool_choice' and 'parallel_tool_calls' are only allowed when 'tools' are specified.";
  }
  const optional = tools?.find(({ function: { parameters } }) =>
    Object.keys(parameters.properties).some((key) => !parameters.required?.includes(key)),
  );
  if (optional) return `Invalid schema for function '${optional.function.name}': 'required'.`;
  if (/^o\d|^gpt-5/.test(model)) {
    const unknown = ["temperature", "max_tokens", "parallel_tool_calls"] as const;
    const found = unknown.find((name) => request[name] !== undefined);
    if (found) return `Unsupported parameter: '${found}' is not supported with this model.`;
  }
  return orderFault(request.messages);
}

/** Every call is answered by a tool message right behind it, and no tool message answers nothing. */
function orderFault(messages: CompletionRequest["messages"]): string | undefined {
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === "tool") {
      if (!open.includes(message.tool_call_id)) return "'tool' must follow 'tool_calls'.";
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return "'tool_calls' must be followed by tool messages.";
    if (message.role === "assistant") open = (message.tool_calls ?? []).map(({ id }) => id);
  }
  return open.length > 0 ? "'tool_calls' must be followed by tool messages." : undefined;
}
