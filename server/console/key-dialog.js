// @ts-check
import { el } from "./dom.js";

/** @type {Promise<string> | undefined} */
let asking;

/**
 * Asks the person for the access key; calls that come meanwhile wait for the same answer.
 * @param {string | null} refused the key that was just refused, if any
 * @returns {Promise<string>}
 */
export function askForKey(refused) {
  asking ??= show(refused).finally(() => {
    asking = undefined;
  });
  return asking;
}

/**
 * @param {string | null} refused
 * @returns {Promise<string>}
 */
function show(refused) {
  const input = /** @type {HTMLInputElement} */ (
    el("input", { id: "access-key", class: "field", type: "password", autocomplete: "off" })
  );
  const problem = el("p", { class: "problem", role: "alert" });
  if (refused) problem.textContent = "That key was not accepted.";
  const form = el(
    "form",
    {},
    el("h2", { id: "key-title", text: "Access key" }),
    el("p", {
      class: "muted",
      text: "This server asks for a key: one of those set as API_KEYS. It stays in this browser tab.",
    }),
    el("div", { class: "stack" }, el("label", { for: "access-key", text: "Key" }), input, problem),
    el(
      "div",
      { class: "dialog-buttons" },
      el("button", { class: "button primary", text: "Continue" }),
    ),
  );
  const dialog = /** @type {HTMLDialogElement} */ (
    el("dialog", { "aria-labelledby": "key-title" }, form)
  );
  document.body.append(dialog);
  dialog.showModal();
  // Nothing works without a key, so Escape does not close it; a browser may insist the second time.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => {
    if (dialog.isConnected) dialog.showModal();
  });
  return new Promise((resolve) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const key = input.value.trim();
      if (key === "") return;
      dialog.remove();
      resolve(key);
    });
  });
}
