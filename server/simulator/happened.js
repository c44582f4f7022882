// @ts-check
import { chip, el, empty, reconcile } from "../console/dom.js";
import { toolCall } from "../console/line.js";
import { authorWords, clockTime, deliveryWords, plain, sentence } from "../console/words.js";

/**
 * @typedef {import("../console/line.js").Line} Line
 * @typedef {{ line: Line, answers: Line[] }} Exchange
 */

/**
 * The house's side: for each message of the customer how it was understood, what ran, and who answered.
 * @param {HTMLElement} root
 */
export function makeHappened(root) {
  const views = new Map();
  const list = el("ol", { class: "exchanges" });
  const nothing = empty(
    "Nothing happened yet",
    "For each message you will see what it was taken to mean, how surely, which tools ran, and who answered.",
  );
  root.append(nothing, list);

  /** @param {readonly Line[]} lines */
  return function render(lines) {
    const exchanges = toExchanges(lines);
    nothing.hidden = exchanges.length > 0;
    const how = { key: (/** @type {Exchange} */ { line }) => line.id, make: makeExchange };
    reconcile(list, exchanges.toReversed(), how, views);
  };
}

/** Each message of the customer with what followed it. @param {readonly Line[]} lines */
function toExchanges(lines) {
  /** @type {Exchange[]} */
  const exchanges = [];
  for (const line of lines) {
    // What we say first (a person who writes again later) stands by itself.
    if (line.author === "customer" || exchanges.length === 0) exchanges.push({ line, answers: [] });
    else exchanges.at(-1)?.answers.push(line);
  }
  return exchanges;
}

/** @param {Exchange} exchange */
function makeExchange({ line }) {
  const intent = part("div", "intent");
  const tools = part("div", "calls");
  const answers = part("ul", "answers");
  const said = line.text || (line.media ? sentence(line.media.kind) : "No text");
  const element = el(
    "li",
    { class: "exchange" },
    el(
      "div",
      { class: "exchange-head" },
      el("h3", { dir: "auto", text: line.author === "customer" ? said : authorWords(line.author) }),
      el("time", { class: "muted small num", datetime: line.at, text: clockTime(line.at) }),
    ),
    intent.element,
    tools.element,
    answers.element,
  );
  return {
    element,
    /** @param {Exchange} exchange */
    update({ line, answers: lines }) {
      const traces = [line, ...lines].flatMap(({ trace }) => (trace ? [trace] : []));
      const understood = traces.find((trace) => trace.intent)?.intent ?? null;
      const calls = traces.flatMap((trace) => trace.tools);
      intent.set([understood], () => (understood ? [intentLine(understood)] : []));
      tools.set(calls, () => calls.map(toolCall));
      const spoken = line.author === "customer" ? lines : [line, ...lines];
      const states = spoken.map(({ author, senderName, status }) => ({
        author,
        senderName,
        status,
      }));
      answers.set(states, () =>
        states.length > 0
          ? states.map(answerLine)
          : [el("li", { class: "muted", text: "No answer yet" })],
      );
    },
  };
}

/**
 * A part of a card that is made anew only when what it shows has changed, so that open details stay open.
 * @param {string} tag
 * @param {string} name
 */
function part(tag, name) {
  const element = el(tag, { class: name });
  /** @type {string | undefined} */
  let shown;
  return {
    element,
    /** @param {unknown} value @param {() => Node[]} make */
    set(value, make) {
      const key = JSON.stringify(value);
      if (key === shown) return;
      shown = key;
      element.replaceChildren(...make());
      element.hidden = element.childElementCount === 0;
    },
  };
}

/** @type {Record<string, { word: string, tone: string }>} */
const ZONES = {
  act: { word: "acts", tone: "accent" },
  clarify: { word: "asks back", tone: "warn" },
  decline: { word: "declines", tone: "info" },
};

/** @type {Record<string, string>} */
const SOURCES = { rule: "by rule", local: "by the local classifier", model: "by the model" };

/** @param {import("../console/line.js").Intent} intent */
function intentLine({ name, zone, confidence, source }) {
  const { word, tone } = ZONES[zone] ?? { word: plain(zone), tone: "" };
  const percent = `${Math.round(confidence * 100)} %`;
  return el(
    "div",
    { class: "intent-line" },
    el("strong", { text: sentence(plain(name)) }),
    chip(word, tone),
    el(
      "span",
      { class: "confidence" },
      bar(confidence),
      el("span", { class: "num", text: `${percent} sure` }),
    ),
    el("span", { class: "muted small", text: SOURCES[source] ?? plain(source) }),
  );
}

/** How sure, for the eye; the number stands beside it. @param {number} share 0..1 */
function bar(share) {
  const fill = el("span", {});
  fill.style.width = `${Math.round(share * 100)}%`;
  return el("span", { class: "bar", "aria-hidden": "true" }, fill);
}

/** A notice speaks about the handoff itself; it answers nothing. @param {string} author @param {string | null} senderName */
const answerWords = (author, senderName) =>
  author === "system"
    ? "Notice from the contact center"
    : `${senderName ?? authorWords(author)} answered`;

/** @param {{ author: string, senderName: string | null, status: string }} answer */
function answerLine({ author, senderName, status }) {
  const { ticks, word } = deliveryWords(status);
  return el(
    "li",
    {},
    el("span", { text: answerWords(author, senderName) }),
    el(
      "span",
      { class: "delivery", "data-status": status },
      el("span", { "aria-hidden": "true", class: "ticks", text: ticks }),
      el("span", { text: word }),
    ),
  );
}
