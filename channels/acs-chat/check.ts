import { ChatClient } from "@azure/communication-chat";
import { AzureCommunicationTokenCredential } from "@azure/communication-common";
import { CommunicationIdentityClient } from "@azure/communication-identity";
import { z } from "zod";
import type { Clock } from "../../core/conversation.ts";
import { fails, oneLine, unreachable, works } from "../../core/finding.ts";
import type { Finding } from "../../core/finding.ts";
import { acsRefused } from "../acs-refused.ts";

const SETTING = "CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING";
const IDENTITY = "CHAT_COMMUNICATION_SERVICES_IDENTITY";

interface Checked {
  readonly connectionString: string;
  /** The identity the house writes as, `8:acs:…`. */
  readonly identity: string;
  readonly clock: Clock;
}

/** What the SDK's errors say besides their words, which may quote what was sent. */
const Refusal = z.looseObject({
  statusCode: z.number(),
  code: z.string().optional().catch(undefined),
  response: z
    .looseObject({ headers: z.custom<{ get(name: string): string | undefined }>() })
    .optional()
    .catch(undefined),
});

/** Signs in as our identity and looks at its threads: endpoint, key and identity must fit together. Nothing is changed. */
export async function checkAcsChat(checked: Checked, signal: AbortSignal): Promise<Finding> {
  const { connectionString, identity, clock } = checked;
  const retryOptions = { maxRetries: 0 };
  let token: string;
  try {
    const identities = new CommunicationIdentityClient(connectionString, { retryOptions });
    const user = { communicationUserId: identity };
    ({ token } = await identities.getToken(user, ["chat"], { abortSignal: signal }));
  } catch (thrown) {
    return explain(thrown, clock, {
      found: "this resource has no such identity",
      fix: `make an identity in the resource of ${SETTING}, and set ${IDENTITY} to it`,
    });
  }
  const credential = new AzureCommunicationTokenCredential(token);
  try {
    const client = new ChatClient(endpointOf(connectionString), credential, { retryOptions });
    await client.listChatThreads({ maxPageSize: 1, abortSignal: signal }).next();
    return works("signed in as our identity, and its threads can be read");
  } catch (thrown) {
    return explain(thrown, clock, {
      found: "our identity may not use chat",
      fix: `check that ${SETTING} and ${IDENTITY} are of one resource`,
    });
  } finally {
    credential.dispose();
  }
}

function explain(thrown: unknown, clock: Clock, own: { found: string; fix: string }): Finding {
  const refusal = Refusal.safeParse(thrown).data;
  if (!refusal) return unreachable("Azure", thrown, SETTING);
  const { statusCode: status, response } = refusal;
  const code = refusal.code === undefined ? undefined : oneLine(refusal.code);
  const date = response?.headers.get("date");
  const known = acsRefused({ status, code, date, clock, setting: SETTING });
  if (known) return known;
  const says = `Azure answered ${status}${code === undefined ? "" : `, ${code}`}`;
  return fails(`${says}: ${own.found}`, own.fix);
}

function endpointOf(connectionString: string): string {
  return /^endpoint=([^;]+)/i.exec(connectionString)?.[1] ?? "";
}
