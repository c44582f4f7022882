import type { ToolCall } from "../../../core/conversation.ts";
import type { Customer } from "../../../core/records.ts";
import { bindTools, makeTools } from "../../../tools/index.ts";
import { aCustomer, aPolicy, aProduct, aScope, makeRecords, NOON } from "../../support/records.ts";
import type { RecordsContent } from "../../support/records.ts";

/** Tools bound to one customer (by default `aCustomer`) of a small insurer, with everything they did. */
export function bind(
  content: RecordsContent = {},
  customer: Customer | null = aCustomer(),
  now: number = NOON,
) {
  const records = makeRecords({
    customers: [aCustomer()],
    policies: [aPolicy()],
    products: [aProduct()],
    ...content,
  });
  const scope = aScope(customer, now);
  const calls: ToolCall[] = [];
  const made = makeTools(records, { newNumber: () => "123456" });
  let tick = 0;
  const tools = bindTools(
    made,
    scope,
    (call) => calls.push(call),
    () => (tick += 5),
  );
  return { tools, made, scope, calls };
}
