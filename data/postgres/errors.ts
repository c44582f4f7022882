import { DatabaseError } from "pg";
import { AppError } from "../../core/errors.ts";
import { storeUnavailable } from "../sql.ts";

/** SQLSTATEs: connection, resources, operator intervention, system, a standby, we slept in a transaction, a lock that took too long. */
const UNAVAILABLE = /^(08|53|57|58|25006|25P03|55P03)/;
/** SQLSTATEs after which the connection is not to be used again; after a failover another one leads to the new primary. */
const LOST = /^(08|57P|25006|25P03)/;
/** SQLSTATEs that say "again": serialisation and deadlock. */
const IN_THE_WAY = /^(40001|40P01)/;
/**
 * A statement this connection had prepared fits no more: a newer version of the house has changed the schema meanwhile, or a
 * pooler has put us onto another connection. A fresh connection knows nothing and prepares anew.
 */
const STALE = /^(0A000|26000)/;

/** What an error of the Postgres client means for the connection and for the transaction it came in. */
export interface Verdict {
  readonly error: unknown;
  /** The connection must not be used again. */
  readonly isLost: boolean;
  /** The same transaction may well succeed now. */
  readonly isWorthRepeating: boolean;
}

/** Judges what a query was rejected with. */
export function judge(thrown: unknown): Verdict {
  // Whatever has no SQLSTATE is of the socket or the client: there is no working connection any more.
  if (!(thrown instanceof DatabaseError)) {
    return { error: storeUnavailable(thrown), isLost: true, isWorthRepeating: false };
  }
  const code = thrown.code ?? "";
  const isStale = STALE.test(code);
  return {
    error: toStoreError(thrown, code),
    isLost: LOST.test(code) || isStale,
    isWorthRepeating: IN_THE_WAY.test(code) || isStale,
  };
}

/** The database said no: our callers retry or answer 503. Anything else is a mistake in our own code. */
function toStoreError(thrown: DatabaseError, code: string): unknown {
  if (code.startsWith("23")) {
    return new AppError("internal", "This contradicts what is stored.", { cause: thrown });
  }
  const isAway = UNAVAILABLE.test(code) || IN_THE_WAY.test(code) || STALE.test(code);
  return isAway ? storeUnavailable(thrown) : thrown;
}
