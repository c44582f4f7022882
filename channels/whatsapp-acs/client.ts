import Messages from "@azure-rest/communication-messages";
import type { MessagesServiceClient } from "@azure-rest/communication-messages";
import { AppError } from "../../core/errors.ts";

/** The package is CommonJS: Node leaves its default export under `default`, test runners unwrap it. */
const imported: unknown = Messages;
const createClient =
  typeof imported === "function" ? (imported as typeof Messages.default) : Messages.default;

/**
 * Opens Advanced Messaging. @param connectionString `endpoint=https://…;accesskey=…`, in this order.
 * @throws AppError `misconfigured` for one the SDK cannot read
 */
export function connect(connectionString: string): MessagesServiceClient {
  // The SDK would refuse it at every send; whoever starts the house should hear of it once.
  if (/^endpoint=http:/i.test(connectionString)) throw unreadable();
  try {
    return createClient(connectionString, {
      // Our own line of deliveries retries; the SDK would wait as long as it is told, with the signature growing stale.
      retryOptions: { maxRetries: 0 },
    });
  } catch {
    // The SDK's message quotes the connection string with its key, so it goes no further.
    throw unreadable();
  }
}

function unreadable(): AppError {
  return new AppError(
    "misconfigured",
    "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING must read endpoint=https://…;accesskey=….",
  );
}
