import Messages, { isUnexpected } from "@azure-rest/communication-messages";
import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { fails, oneLine, unreachable, warns, works } from "../../core/finding.ts";
import type { Finding } from "../../core/finding.ts";
import { acsRefused, clockSkew } from "../acs-refused.ts";
import { OptionalId, optionalObject } from "../fields.ts";

const SETTING = "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING";

interface Checked {
  readonly connectionString: string;
  readonly channelId: string;
  readonly clock: Clock;
}

const Templates = z.looseObject({ value: z.array(z.unknown()) });
const Refusal = z.looseObject({ error: optionalObject({ code: OptionalId }) });

/** The package is CommonJS: Node leaves its default export under `default`, test runners unwrap it. */
const imported: unknown = Messages;
const createClient =
  typeof imported === "function" ? (imported as typeof Messages.default) : Messages.default;

/** Asks for the channel's templates, which takes the endpoint, the key and the channel to be right, and sends nothing. */
export async function checkWhatsAppAcs(checked: Checked, signal: AbortSignal): Promise<Finding> {
  const { connectionString, channelId, clock } = checked;
  let client: ReturnType<typeof createClient>;
  try {
    client = createClient(connectionString, { retryOptions: { maxRetries: 0 } });
  } catch {
    // The SDK's message quotes the connection string with its key.
    return fails("the connection string cannot be read", `copy it again into ${SETTING}`);
  }
  try {
    const response = await client
      .path("/messages/channels/{channelId}/templates", channelId)
      .get({ queryParameters: { maxpagesize: 1 }, abortSignal: signal });
    const { date } = response.headers;
    if (isUnexpected(response)) {
      const named = Refusal.safeParse(response.body).data?.error?.code;
      const code = named === undefined ? undefined : oneLine(named);
      return refused({ status: Number(response.status), code, date, clock });
    }
    if (!Templates.safeParse(response.body).success)
      return fails("what answers is not Azure", `check the endpoint in ${SETTING}`);
    const skewed = clockSkew(date, clock);
    const found = "endpoint, key and channel are accepted";
    return skewed ? warns(`${found}; ${skewed}`, "set this machine's clock (NTP)") : works(found);
  } catch (thrown) {
    return unreachable("Azure", thrown, SETTING);
  }
}

function refused(answer: {
  readonly status: number;
  readonly code: string | undefined;
  readonly date: string | undefined;
  readonly clock: Clock;
}): Finding {
  const { status, code } = answer;
  const known = acsRefused({ ...answer, setting: SETTING });
  if (known) return known;
  const says = `Azure answered ${status}${code === undefined ? "" : `, ${code}`}`;
  if (status === 400 || status === 404) {
    return fails(
      `${says}: this resource has no such channel`,
      "copy the channel's id from the resource's Channels page into WHATSAPP_CHANNEL_ID",
    );
  }
  return fails(says, `check that ${SETTING} and WHATSAPP_CHANNEL_ID are of one resource`);
}
