import type { Quarantine } from "../core/stores.ts";
import { run } from "./sql.ts";
import type { Sql } from "./sql.ts";

/** Keeps authenticated payloads nobody could read, whole, for a person to look at. */
export function makeQuarantine(sql: Sql, newId: () => string): Quarantine {
  return {
    keep: (items) =>
      sql.transaction(function* () {
        for (const { source, reason, body } of items) {
          yield* run(
            `INSERT INTO quarantine (id, source, reason, body, received_at) VALUES ($1, $2, $3, $4, ${sql.now})`,
            newId(),
            source,
            reason,
            body,
          );
        }
      }),
  };
}
