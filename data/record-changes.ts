import { Customer } from "../core/records.ts";
import type { RecordChange } from "../core/records.ts";
import { one, run } from "./sql.ts";
import type { Sql, Work } from "./sql.ts";

/** Writes a change a customer confirmed; part of the turn's commit. */
export function* applyRecordChange(sql: Sql, change: RecordChange): Work<void> {
  switch (change.change) {
    case "contact":
      yield* changeContact(change);
      break;
    case "claim":
      yield* run(
        `INSERT INTO claims (claim_id, customer_id, policy_number, reported_on, body)
         VALUES ($1, $2, $3, $4, $5)`,
        change.claim.claimId,
        change.claim.customerId,
        change.claim.policyNumber,
        change.claim.reportedOn,
        JSON.stringify(change.claim),
      );
      break;
    case "service_request":
      yield* run(
        `INSERT INTO service_requests (request_id, customer_id, policy_number, kind, detail, requested_at)
         VALUES ($1, $2, $3, $4, $5, ${sql.now})`,
        change.requestId,
        change.customerId,
        change.policyNumber,
        change.kind,
        change.detail,
      );
  }
}

const COLUMN = { email: "email", language: "preferredLanguage", address: "postalAddress" } as const;

function* changeContact(change: Extract<RecordChange, { change: "contact" }>): Work<void> {
  const row = yield* one<{ body: string }>(
    "SELECT body FROM customers WHERE customer_id = $1",
    change.customerId,
  );
  if (!row) return;
  const customer = Customer.parse({
    ...(JSON.parse(row.body) as object),
    [COLUMN[change.field]]: change.to,
  });
  yield* run(
    "UPDATE customers SET body = $2 WHERE customer_id = $1",
    change.customerId,
    JSON.stringify(customer),
  );
}
