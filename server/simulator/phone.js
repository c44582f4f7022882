// @ts-check
import { el, empty, reconcile, setText } from "../console/dom.js";
import { mediaNote } from "../console/line.js";
import { clockTime, deliveryWords, splitLabel } from "../console/words.js";

const NEAR_PX = 80;

/** @typedef {import("../console/line.js").Line} Line */

/**
 * The customer's side: bubbles, and the last message's choices to tap.
 * @param {{ screen: HTMLElement, list: HTMLElement, choices: HTMLElement }} parts
 * @param {(choice: { id: string, title: string }, lineId: string) => void} onTap
 */
export function makePhone({ screen, list, choices }, onTap) {
  const views = new Map();
  const nothing = empty(
    "No messages yet",
    "Say hello, or ask about a policy, a claim, a premium, a person…",
  );
  list.before(nothing);
  let offered = "";

  /** @param {readonly Line[]} lines */
  return function render(lines) {
    const follows =
      views.size === 0 || screen.scrollHeight - screen.scrollTop - screen.clientHeight < NEAR_PX;
    const before = views.size;
    nothing.hidden = lines.length > 0;
    // A dropped line never reached the phone.
    const seen = lines.filter(({ status }) => status !== "dropped");
    reconcile(list, seen, { key: ({ id }) => id, make: makeBubble }, views);
    const last = seen.at(-1);
    const open = last && last.author !== "customer" ? last.choices : [];
    const key = open.length > 0 ? `${last?.id}` : "";
    if (key !== offered) {
      offered = key;
      choices.hidden = open.length === 0;
      choices.replaceChildren(
        ...open.map((choice) =>
          el("button", {
            class: "button choice",
            type: "button",
            text: choice.title,
            onclick: () => onTap(choice, key),
          }),
        ),
      );
    }
    if (follows && views.size !== before) screen.scrollTop = screen.scrollHeight;
  };
}

/** @param {Line} line */
function makeBubble(line) {
  const isOurs = line.author !== "customer";
  const { label, text } = splitLabel({ ...line, senderName: null });
  const ticks = el("span", { "aria-hidden": "true", class: "ticks" });
  const word = el("span", { class: "visually-hidden" });
  const element = el(
    "li",
    { class: "bubble", "data-side": isOurs ? "them" : "me" },
    el("span", { class: "visually-hidden", text: isOurs ? "They wrote: " : "You wrote: " }),
    label ? el("p", { class: "label", text: label }) : null,
    line.media ? mediaNote(line.media) : null,
    text === "" ? null : el("p", { class: "said", dir: "auto", text }),
    el(
      "p",
      { class: "when num" },
      el("time", { datetime: line.at, text: clockTime(line.at) }),
      isOurs ? null : ticks,
      isOurs ? null : word,
    ),
  );
  return {
    element,
    /** @param {Line} line */
    update({ status }) {
      setText(ticks, isOurs ? "" : deliveryWords(status).ticks);
      setText(word, isOurs ? "" : deliveryWords(status).word);
    },
  };
}
