// @ts-check
import { chip, el, empty, reconcile, setText } from "./dom.js";
import { kindWords, reasonWords, sentence, since, splitLabel, statusWords } from "./words.js";

/**
 * A stay with people as the queue gets it.
 * @typedef {{ threadId: string, conversationId: string, kind: string, status: string, reason: string, summary: string,
 *   offeredTo: string | null, claimedBy: string | null, queuedAt: string, claimedAt: string | null,
 *   closedAt: string | null, lastText: string, lastAt: string, customerName: string | null, address: string,
 *   isProven: boolean, openUntil: string | null }} Handoff
 */

/** Who a conversation is with: a name, or the address of someone we do not know. @param {Handoff} handoff */
export const whoIs = (handoff) => handoff.customerName ?? handoff.address;

const GROUPS = [
  { title: "Waiting", holds: (/** @type {Handoff} */ { status }) => status === "queued" },
  {
    title: "With people",
    holds: (/** @type {Handoff} */ { status }) => status !== "queued" && status !== "closed",
  },
  { title: "Ended", holds: (/** @type {Handoff} */ { status }) => status === "closed" },
];

/**
 * The left of the desk: who waits, longest first, then who is being helped, then what has ended.
 * @param {HTMLElement} root
 * @param {(threadId: string) => void} onSelect
 */
export function makeQueue(root, onSelect) {
  const nothing = empty(
    "Nobody is waiting",
    "When the bot hands a customer over, the conversation appears here. Try it: open the simulator and ask for a person.",
  );
  const groups = GROUPS.map(({ title, holds }) => {
    const count = el("span", { class: "count num" });
    const list = el("ul", {});
    const section = el("section", { "aria-label": title }, el("h2", {}, `${title} `, count), list);
    return { holds, count, list, section, views: new Map() };
  });
  root.append(nothing, ...groups.map(({ section }) => section));

  /**
   * @param {readonly Handoff[]} handoffs
   * @param {string | null} selected the open thread's id
   */
  return function render(handoffs, selected) {
    nothing.hidden = handoffs.length > 0;
    const now = Date.now();
    for (const { holds, count, list, section, views } of groups) {
      const held = handoffs.filter(holds).toSorted(byWait);
      section.hidden = held.length === 0;
      setText(count, String(held.length));
      const how = {
        key: (/** @type {Handoff} */ { threadId }) => threadId,
        make: (/** @type {Handoff} */ { threadId }) => makeRow(threadId, onSelect),
      };
      reconcile(list, held, how, views);
      for (const { threadId } of held) views.get(threadId).tick(now, threadId === selected);
    }
  };
}

/** Open ones by how long they wait; ended ones, the latest first. @param {Handoff} a @param {Handoff} b */
function byWait(a, b) {
  if (a.closedAt !== null && b.closedAt !== null) return b.closedAt.localeCompare(a.closedAt);
  return a.queuedAt.localeCompare(b.queuedAt);
}

/**
 * @param {string} threadId
 * @param {(threadId: string) => void} onSelect
 */
function makeRow(threadId, onSelect) {
  const who = el("span", { class: "who" });
  const wait = el("span", { class: "wait num" });
  const last = el("span", { class: "last", dir: "auto" });
  const chips = el("span", { class: "chips" });
  const button = el(
    "button",
    { class: "row", type: "button", onclick: () => onSelect(threadId) },
    el("span", { class: "row-head" }, who, wait),
    last,
    chips,
  );
  /** @type {Handoff} */
  let shown;
  let chipKey = "";
  return {
    element: el("li", {}, button),
    /** @param {Handoff} handoff */
    update(handoff) {
      shown = handoff;
      setText(who, whoIs(handoff));
      setText(last, lastWords(handoff.lastText));
      const { status, reason, kind, offeredTo, claimedBy, isProven } = handoff;
      const key = [status, reason, kind, offeredTo, claimedBy, isProven].join("|");
      if (key === chipKey) return;
      chipKey = key;
      chips.replaceChildren(...rowChips(handoff));
    },
    /** @param {number} now @param {boolean} isSelected */
    tick(now, isSelected) {
      setText(wait, timing(shown, now));
      if (isSelected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    },
  };
}

/** Of a file without words only the name of who sent it is left. @param {string} lastText */
function lastWords(lastText) {
  const { text } = splitLabel({ text: lastText, author: "system" });
  if (text === "") return "A file";
  return /^[^:\n]+:$/.test(text) && text !== lastText ? `${text} a file` : text;
}

/** @param {Handoff} handoff @param {number} now */
function timing({ status, queuedAt, lastAt, closedAt }, now) {
  if (status === "queued") return `waiting ${since(queuedAt, now)}`;
  return `${since(closedAt ?? lastAt, now)} ago`;
}

/** The heading above already says that somebody waits or has gone. @param {Handoff} handoff */
function rowChips(handoff) {
  const { status, reason, kind, offeredTo } = handoff;
  const isSaid = status === "queued" || status === "closed";
  const isFor = status === "queued" && offeredTo !== null;
  const whom = isFor ? `For ${offeredTo}` : kind === "relationship_manager" ? kindWords(kind) : "";
  return [
    ...(isSaid ? [] : [statusChip(handoff)]),
    reasonChip(reason),
    ...(handoff.isProven || status === "closed" ? [] : [chip("Number changed hands", "bad")]),
    ...(whom === "" ? [] : [chip(whom, "info")]),
  ];
}

/** Where a handoff stands, why it came, and whom it is for. @param {Handoff} handoff */
export function chipsOf(handoff) {
  const { kind, offeredTo, status } = handoff;
  const isOffered = status === "queued" && offeredTo !== null;
  const whom = isOffered ? `${kindWords(kind)}, ${offeredTo} first` : kindWords(kind);
  return [statusChip(handoff), reasonChip(handoff.reason), chip(whom, "info")];
}

/** @type {Record<string, string>} */
const TONES = { queued: "warn", claimed: "accent", hold: "info", wrap_up: "info" };

/** @param {Handoff} handoff */
function statusChip({ status, claimedBy }) {
  const words = status === "claimed" && claimedBy ? `with ${claimedBy}` : statusWords(status);
  return chip(sentence(words), TONES[status]);
}

/** @param {string} reason */
function reasonChip(reason) {
  return chip(
    sentence(reasonWords(reason)),
    reason === "danger" || reason === "distress" ? "bad" : "",
  );
}
