// @ts-check
import { ask, request } from "./api.js";
import { makeComposer } from "./composer.js";
import { makeContext } from "./context.js";
import { byId, chip, fragment, setText } from "./dom.js";
import { typeOf } from "./file-types.js";
import { makeLetters } from "./letters.js";
import { makeNotices, windowOf } from "./notices.js";
import { makePoller } from "./poll.js";
import { chipsOf, makeQueue, whoIs } from "./queue.js";
import { readOn } from "./tail.js";
import { makeTranscript } from "./transcript.js";

/** @typedef {import("./queue.js").Handoff} Handoff */

const NAME = "contact-centre.name";
const TITLE = "Console · Contact center";
/** Records change rarely; a claim or an end shows them again at once. */
const DETAIL_EVERY_MS = 15_000;

const name = /** @type {HTMLInputElement} */ (byId("name"));
const claim = /** @type {HTMLButtonElement} */ (byId("claim"));
const end = /** @type {HTMLButtonElement} */ (byId("end"));
const endDialog = /** @type {HTMLDialogElement} */ (byId("end-dialog"));
const fold = /** @type {HTMLDetailsElement} */ (byId("context-fold"));
const problem = byId("act-problem");

/** @type {Handoff[]} */
let handoffs = [];
/** @type {string | null} */
let selected = null;
/** @type {{ handoff: Handoff, customer: any, policies: any[], cannotInvite: string | null } | null} */
let detail = null;
/** How far the server's clock is ahead of ours: windows close by its time. */
let aheadMs = 0;
let detailAt = 0;
let chipKey = "";

const renderQueue = makeQueue(byId("queue"), open);
const renderContext = makeContext(byId("context"));
const transcript = makeTranscript({
  scroller: byId("scroller"),
  list: byId("lines"),
  more: byId("more"),
});
const composer = makeComposer({ send, sendFile });
const renderNotices = makeNotices({ invite, confirm });
const letters = makeLetters({ myName: () => name.value.trim() });

/** @param {string} threadId */
const api = (threadId) => `/console/api/handoffs/${encodeURIComponent(threadId)}`;

/** @param {string} threadId */
function open(threadId) {
  location.hash = encodeURIComponent(threadId);
  if (threadId === selected) showTalk();
}

/** The address bar says which conversation is open, so that reload and Back keep their meaning. */
function follow() {
  const wanted = fragment() || null;
  document.body.dataset.view = wanted ? "talk" : "queue";
  if (wanted === selected) return;
  selected = wanted;
  detail = null;
  chipKey = "";
  setText(problem, "");
  transcript.reset();
  composer.open(selected);
  render();
  poller.now();
}

function showTalk() {
  document.body.dataset.view = "talk";
}

async function refresh() {
  const answer = await request("/console/api/handoffs");
  handoffs = answer.handoffs;
  aheadMs = Date.parse(answer.now) - Date.now();
  const threadId = selected;
  if (threadId !== null) await refreshTalk(threadId);
  render();
  await letters.refresh();
}

/** @param {string} threadId */
async function refreshTalk(threadId) {
  if (detail === null || Date.now() - detailAt > DETAIL_EVERY_MS) {
    const fresh = await request(api(threadId)).catch(missing);
    if (threadId !== selected) return;
    if (fresh === null) {
      location.hash = "";
      return;
    }
    detail = fresh;
    detailAt = Date.now();
  }
  // A hidden place has no height, and so no end to scroll to.
  render();
  const path = (/** @type {string | undefined} */ after) =>
    `${api(threadId)}/lines${after === undefined ? "" : `?after=${encodeURIComponent(after)}`}`;
  await readOn(transcript.tail, path, (fresh) => {
    const handoff = current();
    if (threadId !== selected || handoff === null) return false;
    transcript.render(fresh, handoff);
    return true;
  });
  const handoff = current();
  if (threadId === selected && handoff !== null) transcript.finish(handoff);
}

/** Someone else's link, or an erased customer: back to the queue. @param {any} thrown */
function missing(thrown) {
  if (thrown?.status === 404) return null;
  throw thrown;
}

/** The open handoff: the list is fresher than the detail, the detail reaches further back. */
function current() {
  return handoffs.find(({ threadId }) => threadId === selected) ?? detail?.handoff ?? null;
}

function render() {
  const waiting = handoffs.filter(({ status }) => status === "queued").length;
  const title = waiting > 0 ? `(${waiting}) ${TITLE}` : TITLE;
  if (document.title !== title) document.title = title;
  renderQueue(handoffs, selected);
  const handoff = current();
  byId("nobody").hidden = handoff !== null;
  byId("open").hidden = handoff === null;
  fold.hidden = detail === null;
  renderContext(detail);
  if (handoff !== null) renderHead(handoff);
}

/** @param {Handoff} handoff */
function renderHead(handoff) {
  const { status, claimedBy } = handoff;
  const isClosed = status === "closed";
  const isOthers = !isClosed && claimedBy !== null && claimedBy !== name.value.trim();
  setText(byId("who"), whoIs(handoff));
  const now = Date.now() + aheadMs;
  const window = windowOf(handoff, now);
  const key = JSON.stringify([handoff.threadId, status, claimedBy, window]);
  if (key !== chipKey) {
    chipKey = key;
    const tone = window?.is === "open" ? "" : "warn";
    const more = window ? [chip(window.text, tone)] : [];
    byId("chips").replaceChildren(...chipsOf(handoff), ...more);
  }
  const cannotInvite = detail?.cannotInvite ?? null;
  renderNotices(handoff, { now, cannotInvite, myName: name.value.trim() });
  claim.hidden = status !== "queued";
  end.hidden = isClosed;
  const hint = isClosed
    ? "This conversation has ended. The bot answers the customer again."
    : isOthers
      ? `${claimedBy} has this conversation.`
      : window?.is === "closed"
        ? "What you send is kept, and leaves as soon as the customer writes."
        : "Enter sends, Shift+Enter starts a new line.";
  composer.allow({ isLocked: isClosed || isOthers, hint });
}

/** The person's name, or undefined after asking for it: customers read it in front of every message. */
function myName() {
  const mine = name.value.trim();
  name.setAttribute("aria-invalid", String(mine === ""));
  if (mine !== "") return mine;
  document.body.dataset.view = "queue";
  name.focus();
  return undefined;
}

/**
 * @param {string} threadId
 * @param {string} text
 */
async function send(threadId, text) {
  const senderDisplayName = mustName();
  await request("/contact-center/chat", { threadId, message: text, senderDisplayName });
  poller.now();
}

/**
 * @param {string} threadId
 * @param {File} file
 * @param {string} caption
 */
async function sendFile(threadId, file, caption) {
  const query = new URLSearchParams({ name: mustName(), fileName: file.name, caption });
  const headers = { "content-type": typeOf(file) };
  await ask(`${api(threadId)}/files?${query}`, { method: "POST", headers, body: file });
  poller.now();
}

function mustName() {
  const mine = myName();
  if (!mine) throw new Error("Fill in your name first: the customer sees it.");
  return mine;
}

/** Asks a customer who has been silent for too long to write again. */
async function invite() {
  const threadId = selected;
  if (threadId === null) return;
  await attempt(() => send(threadId, "/template"));
}

/** The person has found out who writes. */
async function confirm() {
  const threadId = selected;
  if (threadId === null) return;
  await attempt(async () => {
    await request(`${api(threadId)}/confirm-identity`, { name: mustName() });
  });
}

/**
 * Runs an act of the person and says what went wrong, if it did.
 * @param {() => Promise<unknown>} act
 */
async function attempt(act) {
  setText(problem, "");
  try {
    await act();
  } catch (thrown) {
    setText(problem, thrown instanceof Error ? thrown.message : "That did not work.");
  }
  detailAt = 0;
  poller.now();
}

claim.addEventListener("click", () => {
  const threadId = selected;
  const mine = myName();
  if (!mine || threadId === null) return;
  void attempt(async () => {
    await request(`${api(threadId)}/claim`, { name: mine });
    composer.focus();
  });
});

end.addEventListener("click", () => endDialog.showModal());
byId("end-no").addEventListener("click", () => endDialog.close());
byId("end-yes").addEventListener("click", () => {
  endDialog.close();
  const threadId = selected;
  if (threadId !== null) void attempt(() => request("/contact-center/disconnect", { threadId }));
});

byId("back").addEventListener("click", () => {
  location.hash = "";
});

name.value = localStorage.getItem(NAME) ?? "";
name.addEventListener("input", () => {
  localStorage.setItem(NAME, name.value.trim());
  name.removeAttribute("aria-invalid");
  render();
});

const isWide = matchMedia("(min-width: 1100px)");
const unfold = () => {
  fold.open = isWide.matches;
};
isWide.addEventListener("change", unfold);
unfold();

const live = byId("live");
const poller = makePoller(refresh, (isLive) => {
  live.dataset.state = isLive ? "live" : "lost";
  setText(live, isLive ? "Live" : "Connection lost, trying again");
});
addEventListener("hashchange", follow);
follow();
