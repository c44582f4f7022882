// @ts-check
import { el, empty } from "./dom.js";
import { makeLine } from "./line.js";
import { makeTail } from "./tail.js";
import { clockTime, dayName, reasonWords } from "./words.js";

/** So close to the end a reader wants to stay at the end. */
const NEAR_PX = 80;

/**
 * The middle of the desk: everything said, in order. Lines are added and never rebuilt.
 * @param {{ scroller: HTMLElement, list: HTMLElement, more: HTMLElement }} parts
 */
export function makeTranscript({ scroller, list, more }) {
  /** @type {Map<string, ReturnType<typeof makeLine>>} */
  let views = new Map();
  const tail = makeTail();
  let marks = new Set();

  const isNearEnd = () =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    more.hidden = true;
  };
  scroller.addEventListener("scroll", () => {
    if (isNearEnd()) more.hidden = true;
  });
  more.addEventListener("click", toEnd);

  /** @param {string} key @param {Element} element */
  function mark(key, element) {
    if (marks.has(key)) return;
    marks.add(key);
    list.append(element);
  }

  /** @param {import("./line.js").Line} line @param {import("./queue.js").Handoff} handoff */
  function marksBefore(line, handoff) {
    const day = dayName(line.at);
    mark(`day ${day}`, el("li", { class: "day", text: day }));
    if (line.at >= handoff.queuedAt) {
      const words = `Handed over · ${reasonWords(handoff.reason)} · ${clockTime(handoff.queuedAt)}`;
      mark("queued", el("li", { class: "mark", text: words }));
    }
    if (handoff.claimedAt !== null && line.at >= handoff.claimedAt) {
      const words = `${handoff.claimedBy ?? "A person"} took over · ${clockTime(handoff.claimedAt)}`;
      mark("claimed", el("li", { class: "mark", text: words }));
    }
    if (handoff.closedAt !== null && line.at > handoff.closedAt) {
      mark("closed", el("li", { class: "mark end", text: `Back with the bot · ${clockTime(handoff.closedAt)}` }));
    }
  }

  return {
    tail,

    /** Forgets everything, for another conversation. */
    reset() {
      views = new Map();
      tail.reset();
      marks = new Set();
      list.setAttribute("aria-live", "off");
      list.replaceChildren();
      more.hidden = true;
    },

    /**
     * Adds what is new and updates how far the rest has come.
     * @param {import("./line.js").Line[]} fresh
     * @param {import("./queue.js").Handoff} handoff
     */
    render(fresh, handoff) {
      const isFirst = views.size === 0;
      const follows = isFirst || isNearEnd();
      const known = views.size;
      if (isFirst && fresh.length > 0) list.replaceChildren();
      tail.merge(fresh);
      for (const line of fresh) {
        let view = views.get(line.id);
        if (!view) {
          marksBefore(line, handoff);
          view = makeLine(line);
          views.set(line.id, view);
          list.append(view.element);
        }
        view.update(line, line.at < handoff.queuedAt);
      }
      if (views.size === 0 && list.childElementCount === 0) {
        list.append(el("li", {}, empty("Nothing was said yet", "Lines appear here as they come.")));
      }
      if (views.size === known) return;
      if (follows) toEnd();
      else more.hidden = false;
      // Reading aloud starts with what comes after the first load.
      if (isFirst) requestAnimationFrame(() => list.setAttribute("aria-live", "polite"));
    },
  };
}
