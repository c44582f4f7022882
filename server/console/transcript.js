// @ts-check
import { el, empty } from "./dom.js";
import { makeLine } from "./line.js";
import { forgetMedia } from "./media.js";
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
  const marks = makeMarks(list);

  const { isNearEnd, toEnd } = makeFollower(scroller, more);

  return {
    tail,

    /** Forgets everything, for another conversation. */
    reset() {
      views = new Map();
      tail.reset();
      marks.reset();
      list.setAttribute("aria-live", "off");
      list.replaceChildren();
      forgetMedia();
      more.hidden = true;
    },

    /** All that was said is here: an end may be marked although nothing was said since. @param {import("./queue.js").Handoff} handoff */
    finish({ closedAt }) {
      if (closedAt === null || views.size === 0) return;
      const follows = isNearEnd();
      if (marks.end(closedAt) && follows) toEnd();
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
          marks.before(line, handoff);
          const files = `/console/api/handoffs/${encodeURIComponent(handoff.threadId)}/media`;
          view = makeLine(line, files);
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

/**
 * Keeps a reader who is at the end there.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} more says that there is more below
 */
function makeFollower(scroller, more) {
  let isFollowing = true;
  const isNearEnd = () =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    isFollowing = true;
    more.hidden = true;
  };
  scroller.addEventListener("scroll", () => {
    isFollowing = isNearEnd();
    if (isFollowing) more.hidden = true;
  });
  more.addEventListener("click", toEnd);
  // A notice above or a file below takes room from what is being read.
  new ResizeObserver(() => {
    if (isFollowing) toEnd();
  }).observe(scroller);
  return { isNearEnd, toEnd };
}

/**
 * What stands between lines: the day, and where people came in and left; each once.
 * @param {HTMLElement} list
 */
function makeMarks(list) {
  /** @type {Set<string>} */
  let made = new Set();

  /** @param {string} key @param {string} text @param {string} [kind] */
  function mark(key, text, kind = "mark") {
    if (made.has(key)) return false;
    made.add(key);
    list.append(el("li", { class: kind, text }));
    return true;
  }

  return {
    reset() {
      made = new Set();
    },
    /** @param {import("./line.js").Line} line @param {import("./queue.js").Handoff} handoff */
    before({ at }, { reason, queuedAt, claimedAt, claimedBy, closedAt }) {
      mark(`day ${dayName(at)}`, dayName(at), "day");
      if (at >= queuedAt) {
        mark("queued", `Handed over · ${reasonWords(reason)} · ${clockTime(queuedAt)}`);
      }
      if (claimedAt !== null && at >= claimedAt) {
        mark("claimed", `${claimedBy ?? "A person"} took over · ${clockTime(claimedAt)}`);
      }
      if (closedAt !== null && at > closedAt) this.end(closedAt);
    },
    /** Where the bot took over again; says whether that is news. @param {string} closedAt */
    end(closedAt) {
      return mark("closed", `Back with the bot · ${clockTime(closedAt)}`);
    },
  };
}
