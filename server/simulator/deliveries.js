// @ts-check

/** Stands for our WhatsApp channel; any id will do, because the webhook takes what carries the right proof. */
const CHANNEL = "11111111-1111-1111-1111-111111111111";
const PHONE = /^\+[1-9]\d{6,14}$/;
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Can WhatsApp reach somebody here? @param {string} address */
export const isAddress = (address) => PHONE.test(address) || USER_ID.test(address);

/** @typedef {{ messageType: string } & Record<string, unknown>} Content */

/** @param {string} content @returns {Content} */
export const textContent = (content) => ({ messageType: "text", content });

/** @param {string} caption @returns {Content} */
export const imageContent = (caption) => ({
  messageType: "image",
  media: { mimeType: "image/jpeg", id: uuid(), ...(caption && { caption }) },
});

/** @param {string} caption @returns {Content} */
export const documentContent = (caption) => ({
  messageType: "document",
  media: {
    mimeType: "application/pdf",
    id: uuid(),
    fileName: "police-report.pdf",
    ...(caption && { caption }),
  },
});

/** @param {{ id: string, title: string }} choice @param {string} lineId @returns {Content} */
export const tapContent = ({ id, title }, lineId) => ({
  messageType: "interactive",
  context: { from: CHANNEL, id: lineId },
  interactive: { type: "buttonReply", buttonReply: { id, title } },
});

/**
 * What Event Grid would post to the webhook for a message from this address.
 * @param {string} address
 * @param {Content} content
 */
export function makeDelivery(address, content) {
  const now = new Date().toISOString();
  const isPhone = PHONE.test(address);
  const sender = isPhone ? address.slice(1) : address;
  return [
    {
      id: uuid(),
      topic:
        "/subscriptions/s/resourcegroups/rg/providers/microsoft.communication/communicationservices/simulator",
      subject: `advancedMessage/sender/${sender}/recipient/${CHANNEL}`,
      data: {
        ...content,
        channelType: "whatsapp",
        messageId: uuid(),
        from: isPhone ? sender : "",
        ...(!isPhone && { fromBSUID: address }),
        to: CHANNEL,
        receivedTimestamp: now,
      },
      eventType: "Microsoft.Communication.AdvancedMessageReceived",
      dataVersion: "1.0",
      metadataVersion: "1",
      eventTime: now,
    },
  ];
}

/** `crypto.randomUUID` is missing on pages that come over plain HTTP from another machine. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Posts a delivery to the real webhook and says in words what it answered.
 * @param {object} delivery
 * @param {string} secret
 * @returns {Promise<{ isTaken: boolean, words: string }>}
 */
export async function post(delivery, secret) {
  const started = performance.now();
  try {
    const response = await fetch(`/webhook${secret ? `?code=${encodeURIComponent(secret)}` : ""}`, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(delivery),
    });
    const answer = await response.json().catch(() => ({}));
    const elapsed = `${Math.round(performance.now() - started)} ms`;
    if (response.ok) return { isTaken: true, words: `Webhook: ${counts(answer)}, ${elapsed}` };
    const hint = response.status === 401 ? " Set the webhook secret below." : "";
    const reason = answer.error?.message ?? "no reason given";
    return { isTaken: false, words: `Webhook refused it (${response.status}): ${reason}${hint}` };
  } catch {
    return { isTaken: false, words: "The webhook could not be reached. Is the server running?" };
  }
}

/** @param {Record<string, number>} answer */
function counts({ accepted = 0, duplicates = 0, ignored = 0, quarantined = 0 }) {
  const words = [
    accepted > 0 ? `${accepted} accepted` : "",
    duplicates > 0 ? `${duplicates} seen before, no second effect` : "",
    ignored > 0 ? `${ignored} ignored` : "",
    quarantined > 0 ? `${quarantined} unreadable, set aside` : "",
  ];
  return words.filter((each) => each !== "").join(", ") || "nothing in it";
}
