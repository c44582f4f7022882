// @ts-check
import { makeAttachments } from "./attach.js";
import { byId, setText } from "./dom.js";

/** Longest text that may stand under a file. */
const MAX_CAPTION = 1_000;
const DRAFT = "contact-centre.draft.";

/**
 * @typedef {{ send: (threadId: string, text: string) => Promise<void>,
 *   sendFile: (threadId: string, file: File, caption: string) => Promise<void> }} Senders
 */

/**
 * The box a person writes in. Nothing but the person, or another conversation, changes what stands in it.
 * @param {Senders} senders
 */
export function makeComposer({ send, sendFile }) {
  const form = byId("composer");
  const box = /** @type {HTMLTextAreaElement} */ (byId("reply"));
  const button = /** @type {HTMLButtonElement} */ (byId("send"));
  const hint = byId("composer-hint");
  const problem = byId("composer-problem");
  /** @type {string | null} */
  let threadId = null;
  let isSending = false;
  const attached = makeAttachments({ box, say: (words) => setText(problem, words) });

  /** What was typed while this one was on its way stays. @param {string} to @param {string} sent */
  function clear(to, sent) {
    sessionStorage.removeItem(DRAFT + to);
    if (to === threadId && box.value.startsWith(sent)) box.value = box.value.slice(sent.length);
  }

  async function submit() {
    const text = box.value.trim();
    const to = threadId;
    const isEmpty = text === "" && attached.files().length === 0;
    if (isEmpty || to === null || isSending || box.disabled) return;
    isSending = true;
    button.disabled = true;
    setText(button, "Sending…");
    setText(problem, "");
    try {
      const written = box.value;
      const said = () => clear(to, written);
      await sendAll({ to, text, said, attached }, { send, sendFile });
    } catch (thrown) {
      if (to === threadId) setText(problem, thrown instanceof Error ? thrown.message : "Not sent.");
    }
    isSending = false;
    setText(button, "Send");
    button.disabled = box.disabled;
    keep();
  }

  function keep() {
    if (threadId === null) return;
    if (box.value === "") sessionStorage.removeItem(DRAFT + threadId);
    else sessionStorage.setItem(DRAFT + threadId, box.value);
  }

  box.addEventListener("input", keep);
  onSubmit({ form, box }, () => void submit());

  return {
    /** Opens the draft of another conversation. @param {string | null} id */
    open(id) {
      threadId = id;
      box.value = (id && sessionStorage.getItem(DRAFT + id)) ?? "";
      setText(problem, "");
      attached.open(id);
    },
    /**
     * Says who may write, and why not.
     * @param {{ isLocked: boolean, hint: string }} state
     */
    allow({ isLocked, hint: words }) {
      if (box.disabled !== isLocked) box.disabled = isLocked;
      if (!isSending && button.disabled !== isLocked) button.disabled = isLocked;
      attached.lock(isLocked);
      setText(hint, words);
    },
    focus: () => box.focus(),
  };
}

/**
 * @param {{ form: HTMLElement, box: HTMLTextAreaElement }} places
 * @param {() => void} submit
 */
function onSubmit({ form, box }, submit) {
  box.addEventListener("keydown", (event) => {
    // Enter also ends a composition (Japanese, Chinese, Korean); then it is not meant for us.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
}

/**
 * The first file takes the text along, unless it is too long for that; then it follows the files.
 * @param {{ to: string, text: string, said: () => void, attached: ReturnType<typeof makeAttachments> }} what
 * @param {Senders} senders
 */
async function sendAll({ to, text, said, attached }, { send, sendFile }) {
  let rest = text;
  for (const file of attached.files()) {
    const caption = rest.length <= MAX_CAPTION ? rest : "";
    await sendFile(to, file, caption);
    attached.remove(to, file);
    if (caption === "") continue;
    rest = "";
    said();
  }
  if (rest === "") return;
  await send(to, rest);
  said();
}
