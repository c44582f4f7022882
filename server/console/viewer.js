// @ts-check
import { el } from "./dom.js";

/**
 * Shows one picture as large as the window allows.
 * @param {{ url: string, alt: string, name: string }} picture
 */
export function openViewer({ url, alt, name }) {
  const close = () => dialog.close();
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { class: "viewer", "aria-label": alt },
      el("img", { src: url, alt }),
      el(
        "div",
        { class: "dialog-buttons" },
        el("a", { class: "button", href: url, download: name, text: "Download" }),
        el("button", { class: "button primary", type: "button", onclick: close, text: "Close" }),
      ),
    )
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
