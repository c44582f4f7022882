import type {
  Claim,
  Clause,
  Customer,
  HandoffRequest,
  Policy,
  Product,
  RecordChange,
  Records,
  Scope,
} from "../../core/records.ts";
import { makeClauses } from "../../data/clauses.ts";
import { migrate } from "../../data/migrate.ts";
import { run } from "../../data/sql.ts";
import type { Work } from "../../data/sql.ts";
import { openSqlite } from "../../data/sqlite/index.ts";

/** What an insurer in memory holds. */
export interface RecordsContent {
  readonly customers?: readonly Customer[];
  readonly policies?: readonly Policy[];
  readonly claims?: readonly Claim[];
  readonly products?: readonly Product[];
}

/** The records port over plain arrays, copied on the way out as a database would. */
export function makeRecords(content: RecordsContent): Records {
  const { customers = [], policies = [], claims = [], products = [] } = content;
  return {
    findCustomerByAddress: async (address) =>
      structuredClone(customers.find(({ phoneNumber }) => phoneNumber === address)),
    listPolicies: async (customerId) =>
      structuredClone(policies.filter((each) => each.customerId === customerId)).sort(
        (left, right) => left.policyNumber.localeCompare(right.policyNumber),
      ),
    listClaims: async (customerId) =>
      structuredClone(claims.filter((each) => each.customerId === customerId)).sort((left, right) =>
        right.reportedOn.localeCompare(left.reportedOn),
      ),
    findProduct: async (product) =>
      structuredClone(products.find((each) => each.product === product)),
    findClauses: async (search) => (await clausesOf(products)).findClauses(search),
    listClauseWords: async (words) => (await clausesOf(products)).listClauseWords(words),
  };
}

type ClauseReads = Pick<Records, "findClauses" | "listClauseWords">;

/** Full text is the database's: one in memory for each set of products that tests ask about. */
const searchable = new Map<string, Promise<ClauseReads>>();

function clausesOf(products: readonly Product[]): Promise<ClauseReads> {
  const key = JSON.stringify(products);
  let clauses = searchable.get(key);
  if (!clauses) searchable.set(key, (clauses = loadClauses(products)));
  return clauses;
}

async function loadClauses(products: readonly Product[]): Promise<ClauseReads> {
  const sql = openSqlite(":memory:", () => NOON);
  await migrate(sql);
  await sql.transaction(function* () {
    for (const product of products) yield* putProduct(product);
  });
  return makeClauses(sql);
}

/** Writes a product as the insurer's own systems would: by plain SQL. */
export function* putProduct(product: Product): Work<void> {
  yield* run(
    "INSERT INTO products (product, body) VALUES ($1, $2) ON CONFLICT (product) DO UPDATE SET body = EXCLUDED.body",
    product.product,
    JSON.stringify(product),
  );
}

/** A standard English-speaking customer. */
export function aCustomer(changes: Partial<Customer> = {}): Customer {
  return {
    customerId: "C-1001",
    name: "Ada Moreno",
    phoneNumber: "+14255550101",
    email: "ada@example.com",
    postalAddress: "12 Harbour Street, Port Larkin, WA 98990",
    customerType: "Standard",
    preferredLanguage: "en",
    policyNumbers: ["AUT-1042"],
    lastContact: "2026-01-15",
    ...changes,
  };
}

/** An active car policy of `aCustomer`, in force during 2026. */
export function aPolicy(changes: Partial<Policy> = {}): Policy {
  return {
    policyNumber: "AUT-1042",
    customerId: "C-1001",
    product: "Auto Comprehensive",
    kind: "auto",
    status: "active",
    startDate: "2026-01-01",
    endDate: "2026-12-31",
    premium: { amountCents: 8_450, currency: "USD", period: "month", nextDueDate: "2026-07-01" },
    deductibleCents: 50_000,
    limits: [{ name: { en: "Liability", es: "Responsabilidad civil" }, amountCents: 10_000_000 }],
    insured: "2021 Toyota Corolla, plate 7KDR214",
    clauses: "auto-comprehensive",
    ...changes,
  };
}

/** A claim of `aCustomer` on `aPolicy`. */
export function aClaim(changes: Partial<Claim> = {}): Claim {
  return {
    claimId: "CL-2001",
    policyNumber: "AUT-1042",
    customerId: "C-1001",
    status: "in_review",
    reportedOn: "2026-05-04",
    occurredOn: "2026-05-03",
    description: "A branch fell on the roof of the car.",
    nextStep: { en: "An expert looks at the car.", es: "Un perito revisa el auto." },
    paidCents: null,
    ...changes,
  };
}

/** A clause about theft. */
export function aClause(changes: Partial<Clause> = {}): Clause {
  return {
    number: "2.2",
    title: "Theft of the car",
    text: "If your car is stolen and not found, we pay its market value.",
    effect: "covered",
    keywords: { en: ["robbed"], es: ["hurto"] },
    translations: {
      es: { title: "Robo del auto", text: "Si le roban el auto y no aparece, pagamos su valor." },
    },
    ...changes,
  };
}

/** The product of `aPolicy`; one clause unless told otherwise. */
export function aProduct(changes: Partial<Product> = {}): Product {
  return {
    product: "auto-comprehensive",
    kind: "auto",
    name: { en: "Auto Comprehensive", es: "Auto Cobertura Amplia" },
    clauses: [aClause()],
    ...changes,
  };
}

/** Noon UTC on 10 June 2026: inside the term of `aPolicy`. */
export const NOON = Date.UTC(2026, 5, 10, 12);

/** A scope that keeps what tools staged and asked for. */
export interface RecordingScope extends Scope {
  readonly staged: RecordChange[];
  readonly handoffs: HandoffRequest[];
}

/** The scope of a conversation with this customer, or with somebody we do not know. */
export function aScope(customer: Customer | null, now: number = NOON): RecordingScope {
  const staged: RecordChange[] = [];
  const handoffs: HandoffRequest[] = [];
  return {
    customer,
    now,
    staged,
    handoffs,
    stage: (change) => void staged.push(change),
    requestHandoff: (request) => void handoffs.push(request),
  };
}
