// @ts-check
import { chip, el, setText } from "./dom.js";
import { mediaView } from "./media.js";
import { authorWords, clockTime, deliveryWords, plain, sentence, splitLabel } from "./words.js";

/**
 * One line as the server's pages get it.
 * @typedef {{ name: string, zone: string, confidence: number, source: string }} Intent
 * @typedef {{ name: string, args: unknown, elapsedMs: number }} ToolCall
 * @typedef {{ id: string, at: string, author: string, senderName: string | null, text: string, status: string,
 *   media: import("./media.js").Media | null,
 *   trace: { intent: Intent | null, tools: ToolCall[] } | null,
 *   choices: { id: string, title: string }[] }} Line
 */

/**
 * A line of the transcript; made once, after that only its delivery changes.
 * @param {Line} line
 * @param {string} mediaPath where the files of this conversation are
 * @returns {{ element: HTMLElement, update: (line: Line, isBotPart: boolean) => void }}
 */
export function makeLine(line, mediaPath) {
  const { text } = splitLabel(line);
  const from = line.senderName ?? authorWords(line.author);
  const path = `${mediaPath}/${encodeURIComponent(line.id)}`;
  const ticks = el("span", { "aria-hidden": "true", class: "ticks" });
  const word = el("span", {});
  const delivery = el("span", { class: "delivery" }, ticks, word);
  const element = el(
    "li",
    { class: "line", "data-author": line.author },
    el(
      "div",
      { class: "line-head" },
      el("span", { class: "author", text: from }),
      el("time", { class: "num", datetime: line.at, text: clockTime(line.at) }),
      line.author === "customer" ? null : delivery,
    ),
    line.media ? mediaView(line.media, { path, from: from.toLowerCase() }) : null,
    text === "" ? null : el("p", { class: "said", dir: "auto", text }),
    line.choices.length > 0 ? offered(line.choices) : null,
    line.trace ? traceDetails(line.trace) : null,
  );
  return {
    element,
    update(line, isBotPart) {
      const { ticks: sign, word: words } = deliveryWords(line.status);
      setText(ticks, sign);
      setText(word, words);
      delivery.dataset.status = line.status;
      element.classList.toggle("past", isBotPart);
    },
  };
}

/** @param {import("./media.js").Media} media */
export function mediaNote(media) {
  const name = media.fileName ?? media.mimeType;
  const place =
    media.latitude === undefined
      ? ""
      : ` ${media.latitude.toFixed(4)}, ${media.longitude?.toFixed(4)}`;
  return el("p", { class: "media" }, chip(sentence(media.kind), "info"), ` ${name ?? ""}${place}`);
}

/** @param {{ title: string }[]} choices */
function offered(choices) {
  return el(
    "p",
    { class: "offered" },
    el("span", { class: "visually-hidden", text: "Offered to tap: " }),
    ...choices.map(({ title }) => el("span", { text: title })),
  );
}

/**
 * What happened before this line: how the message was understood and which tools ran.
 * @param {NonNullable<Line["trace"]>} trace
 */
function traceDetails({ intent, tools }) {
  if (!intent && tools.length === 0) return null;
  const calls = tools.length === 1 ? "1 tool call" : `${tools.length} tool calls`;
  const words = [intent ? plain(intent.name) : null, tools.length > 0 ? calls : null];
  return el(
    "details",
    { class: "trace" },
    el("summary", { text: words.filter((each) => each !== null).join(" · ") }),
    el(
      "div",
      { class: "calls" },
      intent ? el("div", { class: "call" }, intentWords(intent)) : null,
      ...tools.map(toolCall),
    ),
  );
}

/** @param {Intent} intent */
function intentWords({ name, zone, confidence, source }) {
  const percent = `${Math.round(confidence * 100)} %`;
  return el(
    "div",
    { class: "call-head" },
    el("span", { text: name }),
    el("span", { class: "muted", text: `${zone} · ${percent} · ${source}` }),
  );
}

/** @param {ToolCall} call */
export function toolCall({ name, args, elapsedMs }) {
  return el(
    "div",
    { class: "call" },
    el(
      "div",
      { class: "call-head" },
      el("span", { text: name }),
      el("span", { class: "muted num", text: `${milliseconds(elapsedMs)} ms` }),
    ),
    argWords(args) === "" ? null : el("pre", { text: argWords(args) }),
  );
}

/** @param {number} elapsed */
const milliseconds = (elapsed) => (elapsed < 10 ? elapsed.toFixed(1) : elapsed.toFixed(0));

/** Arguments on one line, as long as they are simple. @param {unknown} args */
function argWords(args) {
  if (args === null || args === undefined) return "";
  if (typeof args !== "object") return JSON.stringify(args);
  return Object.entries(args)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(", ");
}
