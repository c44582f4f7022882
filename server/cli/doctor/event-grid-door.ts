import { randomBytes } from "node:crypto";
import type { Config } from "../../../core/config.ts";
import { fails, off, works } from "../../../core/finding.ts";
import type { Finding } from "../../../core/finding.ts";
import { isLoopbackName } from "../../middleware/same-site.ts";
import { ABOUT_PROXIES, ask } from "./ask.ts";
import type { Door, Seen } from "./ask.ts";

const ORIGIN = "eventgrid.azure.net";

/** Tries both handshakes of Event Grid at one door, as Event Grid does, and that a wrong proof is refused. */
export async function checkEventGridDoor(door: Door): Promise<Finding> {
  const { WEBHOOK_SECRETS: secrets } = door.config.env;
  const wrong = await shakeHands(door, randomBytes(16).toString("hex"));
  const isRefused = wrong.post.status === 401 && wrong.options.status === 401;
  if (!isRefused) return judgeOpen(door, wrong);
  for (const secret of secrets) {
    const right = await shakeHands(door, secret.reveal());
    const fault = faultOf(door, right);
    if (fault) return fault;
  }
  if (secrets.length > 0) return works("both handshakes answered; a wrong secret is refused");
  if (door.config.has("Event Grid's Entra token")) {
    return works("a wrong proof is refused; the right token only Event Grid can show");
  }
  return off("closed to Event Grid", "WEBHOOK_SECRETS or WEBHOOK_ENTRA_TENANT_ID opens it");
}

/** Whoever is not refused is either welcome, on a machine of one's own, or talks to somebody else than us. */
function judgeOpen(door: Door, seen: Handshakes): Finding {
  const fault = faultOf(door, seen);
  if (fault) return fault;
  if (hasProof(door.config)) {
    return fails(
      "a wrong proof opens it: the server runs with other settings than these",
      "restart the server with these settings, or mend them here",
    );
  }
  if (!isLoopbackName(new URL(door.base).hostname)) {
    return fails("open to everybody", "set WEBHOOK_SECRETS and restart the server");
  }
  return works("both handshakes answered; open to this machine alone until WEBHOOK_SECRETS is set");
}

function hasProof({ env, has }: Config): boolean {
  return env.WEBHOOK_SECRETS.length > 0 || has("Event Grid's Entra token");
}

interface Handshakes {
  readonly code: string;
  readonly post: Seen;
  readonly options: Seen;
}

async function shakeHands({ base, path, config, signal }: Door, secret: string) {
  const code = randomBytes(8).toString("hex");
  const [name] = config.env.WEBHOOK_SUBSCRIPTIONS;
  // In a header, because proxies write addresses into their logs.
  const headers = {
    "x-contact-center-key": secret,
    ...(name === undefined ? {} : { "aeg-subscription-name": name }),
  };
  const eventType = "Microsoft.EventGrid.SubscriptionValidationEvent";
  const event = { id: code, topic: "/doctor", subject: "", data: { validationCode: code } };
  const [post, options] = await Promise.all([
    ask(`${base}${path}`, {
      signal,
      method: "POST",
      headers: {
        ...headers,
        "content-type": "application/json",
        "aeg-event-type": "SubscriptionValidation",
      },
      body: JSON.stringify([{ ...event, eventType, eventTime: "2026-01-01T00:00:00Z" }]),
    }),
    ask(`${base}${path}`, {
      signal,
      method: "OPTIONS",
      headers: { ...headers, "webhook-request-origin": ORIGIN },
    }),
  ]);
  return { code, post, options };
}

function faultOf({ base, path }: Door, { code, post, options }: Handshakes): Finding | undefined {
  for (const { status } of [post, options]) {
    if (status === 401) {
      return fails(
        "a secret of WEBHOOK_SECRETS is refused: the server runs with other settings than these",
        "restart the server with these settings, or mend them here",
      );
    }
    if (status === 503) return fails("it answered 503", "see the server's log");
    if (status >= 300 && status < 400) {
      return fails(
        `it answered ${status}, and Event Grid follows nobody`,
        "use the address it names",
      );
    }
  }
  if (post.status !== 200 || !post.text.includes(code)) {
    const found = `the validation event was answered ${post.status}, without its code`;
    return fails(found, `check that ${base}${path} leads to the server; ${ABOUT_PROXIES}`);
  }
  if (options.status !== 200 || options.origin !== ORIGIN) {
    return fails(`OPTIONS was answered ${options.status}, without consent`, ABOUT_PROXIES);
  }
  return undefined;
}
