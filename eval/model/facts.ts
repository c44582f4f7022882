import { z } from "zod";
import { Language } from "../../core/conversation.ts";
import { Claim, Clause, Customer, Policy } from "../../core/records.ts";
import type { Looked } from "./request.ts";

const ProductName = z.record(Language, z.string());

const Summary = Policy.pick({
  policyNumber: true,
  kind: true,
  status: true,
  startDate: true,
  endDate: true,
  insured: true,
}).extend({ productName: ProductName });
/** A policy in short, as `list_policies` tells it. */
export type Summary = z.infer<typeof Summary>;

const Bill = Policy.pick({ policyNumber: true, kind: true, status: true, endDate: true })
  .extend(Policy.shape.premium.shape)
  .extend({ productName: ProductName });
/** What a policy costs, as `list_billing` tells it. */
export type Bill = z.infer<typeof Bill>;

/** What each tool tells; the scripted model reads nothing else. */
const SHAPES = {
  list_policies: z.object({ policies: Summary.array() }),
  get_policy: z.object({ found: z.literal(true), policy: Policy, productName: ProductName }),
  find_clause: z.object({
    found: z.literal(true),
    policyNumber: z.string(),
    productName: ProductName,
    clause: Clause,
  }),
  list_billing: z.object({ items: Bill.array() }),
  get_customer: z.object({ known: z.literal(true), customer: Customer }),
  list_claims: z.object({ claims: Claim.array() }),
  get_claim: z.object({ found: z.literal(true), claim: Claim }),
} as const;

type ToolName = keyof typeof SHAPES;
type Told<Name extends ToolName> = z.infer<(typeof SHAPES)[Name]>;

/** Everything one tool told that could be read, in order; what was not found is left out. */
export function told<Name extends ToolName>(
  looked: readonly Looked[],
  name: Name,
): readonly Told<Name>[] {
  return looked
    .filter((each) => each.name === name)
    .flatMap(({ result }) => {
      const parsed = SHAPES[name].safeParse(result);
      return parsed.success ? [parsed.data as Told<Name>] : [];
    });
}
