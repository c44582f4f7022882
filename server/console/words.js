// @ts-check

/** @type {Record<string, string>} */
const REASONS = {
  asked: "asked for a person",
  complaint: "complaint",
  distress: "in distress",
  danger: "in danger",
  unclear: "not understood",
  media: "sent a file",
  portfolio: "portfolio review",
  not_found: "no answer found",
  request: "change request",
  claim: "claim",
  failed: "bot failed",
};

/** @type {Record<string, string>} */
const STATUSES = {
  queued: "waiting",
  claimed: "with a person",
  hold: "on hold",
  wrap_up: "wrapping up",
  closed: "ended",
};

/** @type {Record<string, string>} */
const AUTHORS = {
  customer: "Customer",
  customer_agent: "Customer agent",
  policy_agent: "Policy agent",
  human_agent: "Person",
  system: "Contact center",
};

/** @type {Record<string, { ticks: string, word: string }>} */
const DELIVERIES = {
  received: { ticks: "✓", word: "received" },
  waiting: { ticks: "◷", word: "on its way" },
  held: { ticks: "◷", word: "waits until the customer writes" },
  sent: { ticks: "✓", word: "sent" },
  delivered: { ticks: "✓✓", word: "delivered" },
  read: { ticks: "✓✓", word: "read" },
  failed: { ticks: "!", word: "not delivered" },
  dropped: { ticks: "–", word: "never sent" },
};

/** @type {Record<string, string>} */
const ERRORS = {
  upstream_rejected: "it was refused",
  upstream_unavailable: "the provider could not be reached",
  outcome_unknown: "the provider gave no answer",
  rate_limited: "too many messages were sent at once",
  window_closed: "the customer last wrote more than 24 hours ago",
  address_changed: "the number has changed hands",
  misconfigured: "its channel is not set up",
  internal: "something went wrong on our side",
  // Meta's own, of those that come by a later report.
  131026: "the customer cannot be reached on WhatsApp",
  131047: "the customer last wrote more than 24 hours ago",
};

/** @type {Record<string, string>} */
const ACTS = {
  open: "opens a thread",
  mirror: "for people at the desk",
  close: "closes a thread",
  customer_message: "from the customer",
  person_message: "from a person",
  disconnect: "an end",
  timer: "a timer",
  failed: "an apology",
};

/** @type {Record<string, string>} */
const LANGUAGES = { en: "English", es: "Spanish" };

/** @param {string} language */
export const languageWords = (language) => LANGUAGES[language] ?? language;

/** @param {string} reason */
export const reasonWords = (reason) => REASONS[reason] ?? plain(reason);

/** @param {string} status */
export const statusWords = (status) => STATUSES[status] ?? plain(status);

/** @param {string} author */
export const authorWords = (author) => AUTHORS[author] ?? plain(author);

/** @param {string} status */
export const deliveryWords = (status) => DELIVERIES[status] ?? { ticks: "", word: plain(status) };

/** Why something did not get through; a provider's own code is shown as it is. @param {string} error */
export const errorWords = (error) =>
  ERRORS[error] ?? (/^\d+$/.test(error) ? `the provider reported ${error}` : plain(error));

/** What a dead letter was, when it was no message to a customer. @param {string} act */
export const actWords = (act) => ACTS[act] ?? plain(act);

/** @param {string} kind */
export const kindWords = (kind) =>
  kind === "relationship_manager" ? "Relationship manager" : "Contact center";

/** A name from the code as people read it: `policy_list` is "policy list". @param {string} name */
export const plain = (name) => name.replaceAll(/[_-]+/g, " ");

/** The same with a capital. @param {string} text */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const LABEL = /^\[([^\]\n]{1,40})\][ \t]*/;

/**
 * A message without the label that tells the customer who speaks: beside a name it would say it twice.
 * @param {{ text: string, author: string, senderName?: string | null }} line
 * @returns {{ label: string | null, text: string }}
 */
export function splitLabel({ text, author, senderName }) {
  const match = author === "customer" ? null : LABEL.exec(text);
  if (!match) return { label: null, text };
  const rest = text.slice(match[0].length);
  const name = senderName ? `${senderName}: ` : "";
  return {
    label: match[1] ?? null,
    // Of a file without words only the name is left.
    text: name && `${rest} `.startsWith(name) ? rest.slice(name.length) : rest,
  };
}

const clock = new Intl.DateTimeFormat([], { hour: "numeric", minute: "2-digit" });
const day = new Intl.DateTimeFormat([], { weekday: "long", day: "numeric", month: "long" });
const date = new Intl.DateTimeFormat([], {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** @param {string} iso */
export const clockTime = (iso) => clock.format(new Date(iso));

/** @param {string} iso */
export const dayName = (iso) => day.format(new Date(iso));

/** A calendar day, wherever the reader is. @param {string} iso `YYYY-MM-DD` */
export const dateWords = (iso) => date.format(new Date(`${iso}T00:00:00Z`));

/**
 * How long ago, in the two largest units that matter to someone who waits.
 * @param {string} iso
 * @param {number} now
 */
export function since(iso, now) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day" : `${days} days`;
}

const weekday = new Intl.DateTimeFormat([], {
  weekday: "short",
  hour: "numeric",
  minute: "2-digit",
});

/** A moment ahead, with its day when that is not today. @param {string} iso @param {number} now */
export const untilWords = (iso, now) =>
  day.format(new Date(iso)) === day.format(now) ? clockTime(iso) : weekday.format(new Date(iso));

/** How long something still lasts, within an hour. @param {number} ms */
export const lastsWords = (ms) =>
  ms < 60_000 ? "less than a minute" : `${Math.floor(ms / 60_000)} min`;

/** @param {number} bytes */
export function bytesWords(bytes) {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${Number((bytes / 1_000_000).toFixed(1))} MB`;
}

/**
 * @param {number} cents
 * @param {string} currency
 */
export function money(cents, currency) {
  const whole = cents % 100 === 0;
  return new Intl.NumberFormat([], {
    style: "currency",
    currency,
    minimumFractionDigits: whole ? 0 : 2,
  }).format(cents / 100);
}
