import { z } from "zod";
import { Media } from "../core/conversation.ts";
import { Claim, Customer } from "../core/records.ts";
import type { EvalHouse } from "./house.ts";

/** What of the database talks are graded by, as it was before the first word. */
export type Records = Awaited<ReturnType<typeof recordsOf>>;

const FIELDS = { email: "email", language: "preferredLanguage", address: "postalAddress" } as const;

const MediaRow = z.object({ media: z.string(), text: z.string() });
const Row = z.object({ body: z.string() });
const Request = z.object({ kind: z.string(), policy_number: z.string() });
const HandoffRow = z.object({ kind: z.string(), reason: z.string(), status: z.string() });

/** Reads the records a talk can change. */
export async function recordsOf({ query }: Pick<EvalHouse, "query">) {
  const bodies = async (table: "customers" | "claims"): Promise<unknown[]> =>
    Row.array()
      .parse(await query(`SELECT body FROM ${table} ORDER BY customer_id, body`))
      .map(({ body }) => JSON.parse(body) as unknown);
  return {
    customers: Customer.array().parse(await bodies("customers")),
    claims: Claim.array().parse(await bodies("claims")),
    requests: Request.array().parse(
      await query("SELECT kind, policy_number FROM service_requests"),
    ),
    handoffs: HandoffRow.array().parse(
      await query("SELECT kind, reason, status FROM handoffs ORDER BY queued_at"),
    ),
    /** What customers sent that is not text, as people at the desk find it. */
    media: MediaRow.array()
      .parse(await query("SELECT media, text FROM lines WHERE media IS NOT NULL ORDER BY seq"))
      .map(({ media, text }) => ({ media: Media.parse(JSON.parse(media)), text })),
    /** Changes of records that were audited. */
    audited: (await query("SELECT id FROM audit WHERE action LIKE 'record.%'")).length,
    /** Inputs and deliveries nobody could deal with. */
    dead: (
      await query(
        `SELECT id FROM inputs WHERE status = 'dead' UNION ALL SELECT id FROM deliveries WHERE status = 'dead'`,
      )
    ).length,
  };
}

/**
 * Everything that is different, one sentence each, sorted: `email C-1001 VALUE`, `claim AUT-1042 2026-11-21`,
 * `request cancel HOM-2001`, `handoff contact_center asked queued`, `media image CAPTION`, `media location LATITUDE
 * LONGITUDE`; and what must never be: a change nobody audited.
 */
export function changesOf(before: Records, after: Records): string[] {
  const contacts = after.customers.flatMap((customer) => {
    const old = before.customers.find(({ customerId }) => customerId === customer.customerId);
    return Object.entries(FIELDS)
      .filter(([, field]) => old?.[field] !== customer[field])
      .map(([name, field]) => `${name} ${customer.customerId} ${customer[field]}`);
  });
  const known = new Set(before.claims.map(({ claimId }) => claimId));
  const claims = after.claims
    .filter(({ claimId }) => !known.has(claimId))
    .map(({ policyNumber, occurredOn }) => `claim ${policyNumber} ${occurredOn}`);
  const requests = after.requests.map((each) => `request ${each.kind} ${each.policy_number}`);
  const handoffs = after.handoffs.map(
    ({ kind, reason, status }) => `handoff ${kind} ${reason} ${status}`,
  );
  const media = after.media.map(({ media: { kind, latitude, longitude }, text }) =>
    `media ${kind} ${kind === "location" ? `${latitude} ${longitude}` : text}`.trim(),
  );
  // Changed there and back is audited twice and no change at all.
  const unaudited = contacts.length + claims.length + requests.length - after.audited;
  return [
    ...[...contacts, ...claims, ...requests, ...handoffs, ...media].sort(),
    ...(unaudited > 0 ? [`${unaudited} changes without an audit`] : []),
    ...(after.dead > 0 ? [`${after.dead} dead letters`] : []),
  ];
}
