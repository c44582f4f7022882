// @ts-check
import { byId, el, reconcile } from "./dom.js";
import { accepted, refusal } from "./file-types.js";
import { bytesWords } from "./words.js";

const MAX_FILES = 10;

/**
 * Files that wait in the composer, for each conversation its own: chosen, dropped or pasted.
 * @param {{ box: HTMLTextAreaElement, say: (problem: string) => void }} parts
 */
export function makeAttachments({ box, say }) {
  const button = /** @type {HTMLButtonElement} */ (byId("attach"));
  const input = /** @type {HTMLInputElement} */ (byId("files"));
  const list = byId("attached");
  /** @type {Map<string, File[]>} */
  const waiting = new Map();
  const views = new Map();
  let threadId = "";
  let isLocked = true;

  const files = () => waiting.get(threadId) ?? [];
  const key = (/** @type {File} */ file) =>
    [threadId, file.name, file.size, file.lastModified].join(" ");

  /** @param {Iterable<File>} added */
  function add(added) {
    if (isLocked) return;
    say("");
    const taken = [...files()];
    for (const file of added) {
      const why = taken.length < MAX_FILES ? refusal(file) : `At most ${MAX_FILES} files at once.`;
      if (why !== "") say(`${file.name}: ${why}`);
      else if (!taken.some((each) => key(each) === key(file))) taken.push(file);
    }
    waiting.set(threadId, taken);
    render();
    box.focus();
  }

  /** @param {string} id @param {File} file */
  function remove(id, file) {
    const rest = (waiting.get(id) ?? []).filter((each) => each !== file);
    waiting.set(id, rest);
    render();
  }

  function render() {
    const id = threadId;
    list.hidden = files().length === 0;
    const make = (/** @type {File} */ file) => ({
      element: makeRow(file, () => {
        remove(id, file);
        box.focus();
      }),
      update() {},
    });
    reconcile(list, files(), { key, make }, views);
  }

  listen({ button, input, box }, add, () => !isLocked);
  return {
    files,
    remove,
    /** @param {string | null} id */
    open(id) {
      threadId = id ?? "";
      render();
    },
    /** @param {boolean} isClosed */
    lock(isClosed) {
      isLocked = isClosed;
      if (button.disabled !== isClosed) button.disabled = isClosed;
    },
  };
}

/** @param {File} file @param {() => void} away */
function makeRow({ name, size }, away) {
  const remove = { class: "remove", type: "button", "aria-label": `Remove ${name}`, text: "✕" };
  return el(
    "li",
    {},
    el("span", { class: "file-name", dir: "auto", text: name }),
    el("span", { class: "num muted", text: bytesWords(size) }),
    el("button", { ...remove, onclick: away }),
  );
}

/**
 * @param {{ button: HTMLButtonElement, input: HTMLInputElement, box: HTMLTextAreaElement }} places
 * @param {(files: Iterable<File>) => void} add
 * @param {() => boolean} isOpen
 */
function listen({ button, input, box }, add, isOpen) {
  input.accept = accepted;
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    add([...(input.files ?? [])]);
    input.value = "";
  });
  box.addEventListener("paste", (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    add(pasted);
  });
  dropInto(byId("open"), add, isOpen);
}

/**
 * A file that is dropped beside the place for it would take the whole page's place; here it does nothing.
 * @param {HTMLElement} place
 * @param {(files: Iterable<File>) => void} take
 * @param {() => boolean} isOpen
 */
function dropInto(place, take, isOpen) {
  const isIn = (/** @type {DragEvent} */ { target }) =>
    isOpen() && target instanceof Node && place.contains(target);
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place.classList.toggle("dropping", isIn(event));
    event.dataTransfer.dropEffect = isIn(event) ? "copy" : "none";
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) place.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    place.classList.remove("dropping");
    if (isIn(event)) take(event.dataTransfer.files);
  });
}
