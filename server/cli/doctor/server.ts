import type { Config } from "../../../core/config.ts";
import { fails, off, unreachable, warns, works } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";
import { urlOf } from "../house.ts";
import { ask } from "./ask.ts";

/** Where to try the webhooks, and who says so. */
export interface Place {
  /** Without a slash at the end. */
  readonly base: string;
  /** What to check when nothing answers. */
  readonly setting: "--url" | "PUBLIC_URL" | "HOST and PORT";
}

/** The address somebody asked for, or the public one, or where the settings say that this machine's server listens. */
export function placeOf(config: Config, url: string | undefined): Place {
  if (url !== undefined) return { base: withoutSlash(url), setting: "--url" };
  const { PUBLIC_URL: publicUrl } = config.env;
  if (publicUrl !== undefined) return { base: withoutSlash(publicUrl), setting: "PUBLIC_URL" };
  return { base: urlOf(config), setting: "HOST and PORT" };
}

/** Says whether providers could use the public address at all. */
export function checkPublicAddress({ env }: Config): Finding {
  if (env.PUBLIC_URL === undefined) {
    return off(
      "webhooks are tried on this machine only",
      "PUBLIC_URL names the address the internet uses",
    );
  }
  const { protocol, origin } = new URL(env.PUBLIC_URL);
  if (protocol === "https:") return works(origin);
  return warns(
    `${origin} is not https, and Event Grid and Meta deliver to nothing else`,
    "put TLS in front and set PUBLIC_URL to the https address",
  );
}

/** Is our server there? */
export async function checkServer(place: Place, signal: AbortSignal): Promise<Finding> {
  const { base, setting } = place;
  try {
    const { status, text } = await ask(`${base}/healthz`, { signal });
    if (status === 200 && text.includes('"alive"')) return works(`running at ${base}`);
    // Without keys it shows itself to loopback names only; the webhooks have proofs of their own.
    if (status === 403 && text.includes('"forbidden"')) return works(`running at ${base}`);
    return fails(
      `what answers at ${base} (${status}) is no contact center`,
      `check ${setting}, and what stands before the server`,
    );
  } catch (thrown) {
    if (setting !== "HOST and PORT") return unreachable(base, thrown, setting);
    const fix = "npm start in another terminal, then again: its webhooks were not tried";
    return warns(`not running at ${base}`, fix);
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
