import { z } from "zod";
import { fails, unreachable, works } from "../core/finding.ts";
import type { Finding } from "../core/finding.ts";
import { keysUrl } from "./event-grid-token.ts";

const Keys = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string() })).min(1) });

/** Fetches the public keys of the tenant whose tokens Event Grid shows; only Event Grid itself can show one. */
export async function checkEntraKeys(
  where: Parameters<typeof keysUrl>[0],
  signal: AbortSignal,
): Promise<Finding> {
  try {
    const response = await fetch(keysUrl(where), { signal, redirect: "manual" });
    const keys = Keys.safeParse(await response.json().catch(() => undefined)).data?.keys;
    if (response.ok && keys) return works(`${keys.length} keys of the tenant`);
    return fails(
      `Entra answered ${response.status}, without keys`,
      "check WEBHOOK_ENTRA_TENANT_ID, and WEBHOOK_ENTRA_AUTHORITY if it is set",
    );
  } catch (thrown) {
    return unreachable("Entra", thrown, "WEBHOOK_ENTRA_AUTHORITY");
  }
}
