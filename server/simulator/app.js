// @ts-check
import { request } from "../console/api.js";
import { byId, el, fragment, setText } from "../console/dom.js";
import { makePoller } from "../console/poll.js";
import { makeTail, readOn } from "../console/tail.js";
import { languageWords } from "../console/words.js";
import {
  documentContent,
  imageContent,
  isAddress,
  makeDelivery,
  post,
  tapContent,
  textContent,
} from "./deliveries.js";
import { makeHappened } from "./happened.js";
import { makePhone } from "./phone.js";

const SECRET = "contact-centre.webhook-secret";
const OTHER = "other";

const who = /** @type {HTMLSelectElement} */ (byId("who"));
const other = /** @type {HTMLInputElement} */ (byId("other"));
const secret = /** @type {HTMLInputElement} */ (byId("secret"));
const box = /** @type {HTMLTextAreaElement} */ (byId("message"));
const again = /** @type {HTMLButtonElement} */ (byId("again"));
const outcome = byId("outcome");
const live = byId("live");

const tail = makeTail();
/** @type {object | undefined} */
let lastDelivery;
let address = "";
let isListed = false;

const parts = { screen: byId("screen"), list: byId("bubbles"), choices: byId("choices") };
const renderPhone = makePhone(parts, (choice, lineId) => void send(tapContent(choice, lineId)));
const renderHappened = makeHappened(byId("happened"));

function render() {
  renderPhone(tail.lines());
  renderHappened(tail.lines());
}

async function refresh() {
  if (!isListed) await listCustomers();
  const wanted = address;
  if (wanted === "") return;
  const path = (/** @type {string | undefined} */ after) => {
    const query = new URLSearchParams({ address: wanted, ...(after && { after }) });
    return `/simulator/api/lines?${query}`;
  };
  await readOn(tail, path, (fresh) => {
    if (wanted !== address) return false;
    tail.merge(fresh);
    return true;
  });
  render();
}

async function listCustomers() {
  const customers = await request("/simulator/api/customers");
  isListed = true;
  const options = customers.map((/** @type {Record<string, string>} */ customer) => {
    const { name, phoneNumber, customerType, preferredLanguage } = customer;
    const words = `${name} · ${customerType} · ${languageWords(preferredLanguage ?? "")}`;
    return el("option", { value: phoneNumber ?? "", text: words });
  });
  who.replaceChildren(...options, el("option", { value: OTHER, text: "Another address…" }));
  const wanted = fragment();
  const isKnown = customers.some(
    (/** @type {{ phoneNumber: string }} */ { phoneNumber }) => phoneNumber === wanted,
  );
  if (isKnown) who.value = wanted;
  else if (isAddress(wanted)) {
    who.value = OTHER;
    other.value = wanted;
  }
  choose();
}

/** Another customer holds the phone. */
function choose() {
  const isOther = who.value === OTHER;
  byId("other-field").hidden = !isOther;
  const typed = other.value.trim();
  const isWrong = isOther && typed !== "" && !isAddress(typed);
  other.setAttribute("aria-invalid", String(isWrong));
  byId("other-problem").hidden = !isWrong;
  const next = isOther ? (isAddress(typed) ? typed : "") : who.value;
  const isReady = next !== "";
  for (const id of ["send", "image", "document"]) byId(id).toggleAttribute("disabled", !isReady);
  setText(byId("phone-number"), next || "no address yet");
  if (next === address) return;
  address = next;
  history.replaceState(null, "", isReady ? `#${encodeURIComponent(next)}` : "#");
  tail.reset();
  render();
  poller.now();
}

/** @param {import("./deliveries.js").Content} content */
async function send(content) {
  if (address === "") return;
  await deliver(makeDelivery(address, content));
}

/** @param {object} delivery */
async function deliver(delivery) {
  lastDelivery = delivery;
  again.disabled = false;
  const { isTaken, words } = await post(delivery, secret.value);
  setText(outcome, words);
  outcome.classList.toggle("problem", !isTaken);
  poller.now();
}

/** The text that stands in the box goes out; what a picture is sent with is its caption. */
function takeText() {
  const text = box.value.trim();
  box.value = "";
  return text;
}

byId("phone-form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (address !== "" && box.value.trim() !== "") void send(textContent(takeText()));
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (address !== "" && box.value.trim() !== "") void send(textContent(takeText()));
});
byId("image").addEventListener("click", () => void send(imageContent(takeText())));
byId("document").addEventListener("click", () => void send(documentContent(takeText())));
again.addEventListener("click", () => {
  if (lastDelivery) void deliver(lastDelivery);
});
who.addEventListener("change", choose);
other.addEventListener("input", choose);
secret.value = sessionStorage.getItem(SECRET) ?? "";
secret.addEventListener("input", () => sessionStorage.setItem(SECRET, secret.value));

const poller = makePoller(refresh, (isLive) => {
  live.dataset.state = isLive ? "live" : "lost";
  setText(live, isLive ? "Live" : "Connection lost, trying again");
});
