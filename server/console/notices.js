// @ts-check
import { byId, setText } from "./dom.js";
import { lastsWords, untilWords } from "./words.js";

/** @typedef {import("./queue.js").Handoff} Handoff */

/** So long before it closes a window warns. */
const WARN_MS = 60 * 60_000;

/**
 * How long free words reach the customer, in words for a chip.
 * @param {Handoff} handoff
 * @param {number} now by the server's clock
 * @returns {{ is: "open" | "closing" | "closed", text: string } | null} null where there is no limit, or nothing to say any more
 */
export function windowOf({ openUntil, status }, now) {
  if (openUntil === null || status === "closed") return null;
  const left = Date.parse(openUntil) - now;
  if (left <= 0) return { is: "closed", text: "Window closed" };
  if (left <= WARN_MS) return { is: "closing", text: `Window closes in ${lastsWords(left)}` };
  return { is: "open", text: `Free words until ${untilWords(openUntil, now)}` };
}

/**
 * What a person must know before they write: whether words reach the customer, and whether it is the customer at all.
 * @param {{ invite: () => Promise<void>, confirm: () => Promise<void> }} acts
 */
export function makeNotices({ invite, confirm }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("confirm-dialog"));
  const inviteButton = /** @type {HTMLButtonElement} */ (byId("invite"));
  const confirmButton = /** @type {HTMLButtonElement} */ (byId("confirm"));
  /** Windows whose customer was invited: another invitation would only be in their way. @type {Set<string>} */
  const invited = new Set();
  let windowKey = "";
  let isInviting = false;

  inviteButton.addEventListener("click", async () => {
    const key = windowKey;
    if (isInviting) return;
    isInviting = true;
    inviteButton.disabled = true;
    await invite().then(
      () => invited.add(key),
      () => {},
    );
    isInviting = false;
  });
  confirmButton.addEventListener("click", () => dialog.showModal());
  byId("confirm-no").addEventListener("click", () => dialog.close());
  byId("confirm-yes").addEventListener("click", () => {
    dialog.close();
    void confirm();
  });

  /**
   * @param {Handoff} handoff
   * @param {{ now: number, cannotInvite: string | null, myName: string }} around
   */
  return function render(handoff, { now, cannotInvite, myName }) {
    const { threadId, openUntil, status, claimedBy, isProven } = handoff;
    const isOthers = claimedBy !== null && claimedBy !== myName;
    windowKey = `${threadId} ${openUntil}`;
    const isWindowClosed = windowOf(handoff, now)?.is === "closed";
    byId("window-notice").hidden = !isWindowClosed;
    const isInvited = invited.has(windowKey);
    const why = cannotInvite ?? (isOthers ? `${claimedBy} has this conversation.` : "");
    const help = isInvited ? "Invited: it goes on when they answer." : why;
    setText(byId("invite-why"), isWindowClosed ? help : "");
    inviteButton.disabled = isInviting || isInvited || why !== "";
    byId("hands-notice").hidden = isProven;
    confirmButton.hidden = status === "closed";
    const isMine = claimedBy !== null && !isOthers && status !== "closed";
    confirmButton.disabled = !isMine;
    setText(byId("confirm-why"), confirmHelp(status, isMine, claimedBy));
  };
}

/** @param {string} status @param {boolean} isMine @param {string | null} claimedBy */
function confirmHelp(status, isMine, claimedBy) {
  if (status === "closed") return "This conversation is over.";
  if (isMine) return "Ask for what only the customer can know, then say so here.";
  return claimedBy === null
    ? "Claim the conversation to find out who it is."
    : `${claimedBy} finds out who it is.`;
}
