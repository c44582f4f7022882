// @ts-check
import { request } from "./api.js";
import { byId, chip, el, reconcile, setText } from "./dom.js";
import { actWords, clockTime, dayName, errorWords, sentence, splitLabel } from "./words.js";

/**
 * What nobody will try again by itself, as the door tells it.
 * @typedef {{ id: string, kind: "delivery" | "input", address: string, threadId: string | null, channel: string, text: string,
 *   act: string | null, error: string, attempts: number, diedAt: string, mayHaveArrived: boolean }} Letter
 */

/** What can be decided, as the door calls it. @typedef {"send-again" | "put-away"} Decision */

const DOOR = "/contact-center/dead-letters";
/** @type {Record<Decision, (address: string) => string>} */
const DONE = {
  "send-again": (address) => `On its way to ${address} again.`,
  "put-away": (address) => `The message of ${address} is put away.`,
};
const SHOWN = 100;
/** There are few of them, and none of them is in a hurry any more. */
const LOOK_EVERY_MS = 15_000;

/**
 * The quiet place for messages that did not get through: a count at the top of the page, a list behind it.
 * @param {{ myName: () => string }} parts
 */
export function makeLetters({ myName }) {
  const opener = byId("letters-open");
  const dialog = /** @type {HTMLDialogElement} */ (byId("letters"));
  const list = byId("letters-list");
  const close = byId("letters-close");
  const problem = byId("letters-problem");
  const news = byId("letters-news");
  const views = new Map();
  let lookedAt = -Infinity;

  async function look() {
    lookedAt = Date.now();
    /** @type {{ total: number, deadLetters: Letter[] }} */
    const { total, deadLetters } = await request(`${DOOR}?limit=${SHOWN}`);
    opener.hidden = total === 0;
    setText(byId("letters-count"), String(total));
    byId("letters-none").hidden = total > 0;
    const hidden = total - deadLetters.length;
    setText(byId("letters-rest"), hidden > 0 ? `${hidden} older ones are not shown.` : "");
    const how = {
      key: (/** @type {Letter} */ { id }) => id,
      make: (/** @type {Letter} */ letter) => makeLetter(letter, decide),
    };
    reconcile(list, deadLetters, how, views);
  }

  /** @param {Letter} letter @param {Decision} decision @param {HTMLButtonElement} button */
  async function decide({ id, address }, decision, button) {
    setText(problem, "");
    setText(news, "");
    const by = myName();
    if (by === "") {
      setText(problem, "Close this and fill in your name first: it is kept with your decision.");
      return;
    }
    const place = [...list.querySelectorAll("button")].indexOf(button);
    button.disabled = true;
    try {
      await request(`${DOOR}/${encodeURIComponent(id)}/${decision}`, { by });
      setText(news, DONE[decision](address));
    } catch (thrown) {
      setText(problem, thrown instanceof Error ? thrown.message : "That did not work.");
    }
    await look().catch(() => {});
    button.disabled = false;
    // The button goes with its letter: whoever came by keyboard goes on with the next one.
    (list.querySelectorAll("button")[place] ?? close).focus();
  }

  opener.addEventListener("click", () => {
    setText(problem, "");
    setText(news, "");
    dialog.showModal();
    void look().catch(() => {});
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (opener.hidden) byId("queue").focus();
  });

  return {
    /** Looks now and then; to be called often. */
    async refresh() {
      if (Date.now() - lookedAt >= LOOK_EVERY_MS) await look();
    },
  };
}

/**
 * @param {Letter} letter
 * @param {(letter: Letter, decision: Decision, button: HTMLButtonElement) => void} onDecide
 */
function makeLetter(letter, onDecide) {
  const { kind, act, address, text, diedAt, mayHaveArrived } = letter;
  const words = splitLabel({ text, author: kind === "input" ? "customer" : "system" }).text;
  /** @param {Decision} decision @param {string} title @param {string} label */
  const buttonFor = (decision, title, label) => {
    const button = /** @type {HTMLButtonElement} */ (
      el("button", { class: "button", type: "button", "aria-label": `${title} ${label}` })
    );
    button.textContent = title;
    button.addEventListener("click", () => onDecide(letter, decision, button));
    return button;
  };
  const element = el(
    "li",
    { class: "letter" },
    el(
      "div",
      { class: "letter-head" },
      el("strong", { class: "num", text: address }),
      act === null ? null : chip(sentence(actWords(act)), "info"),
      mayHaveArrived ? chip("May have arrived", "warn") : null,
      el("time", {
        class: "muted small num",
        datetime: diedAt,
        text: `${dayName(diedAt)}, ${clockTime(diedAt)}`,
      }),
    ),
    words === "" ? null : el("p", { class: "said", dir: "auto", text: words }),
    el(
      "div",
      { class: "letter-foot" },
      el("p", { class: "muted small", text: why(letter) }),
      kind === "delivery" ? buttonFor("send-again", "Send again", `to ${address}`) : null,
      buttonFor("put-away", "Put away", `the message of ${address}`),
    ),
  );
  return { element, update: () => {} };
}

/** @param {Letter} letter */
function why({ kind, error, attempts, mayHaveArrived }) {
  if (kind === "input") {
    return `Could not be answered: ${errorWords(error)}. The customer heard an apology instead.`;
  }
  const tries = attempts === 1 ? "Tried once" : `Tried ${attempts} times`;
  const risk = mayHaveArrived ? " Sent again, it may be read twice." : "";
  return `${tries}: ${errorWords(error)}.${risk}`;
}
