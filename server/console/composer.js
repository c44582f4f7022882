// @ts-check
import { byId, setText } from "./dom.js";

const DRAFT = "contact-centre.draft.";

/**
 * The box a person writes in. Nothing but the person, or another conversation, changes what stands in it.
 * @param {{ send: (threadId: string, text: string) => Promise<void> }} parts
 */
export function makeComposer({ send }) {
  const form = byId("composer");
  const box = /** @type {HTMLTextAreaElement} */ (byId("reply"));
  const button = /** @type {HTMLButtonElement} */ (byId("send"));
  const hint = byId("composer-hint");
  const problem = byId("composer-problem");
  /** @type {string | null} */
  let threadId = null;
  let isSending = false;

  async function submit() {
    const text = box.value.trim();
    const to = threadId;
    if (text === "" || to === null || isSending || box.disabled) return;
    isSending = true;
    button.disabled = true;
    setText(problem, "");
    const sent = box.value;
    try {
      await send(to, text);
      sessionStorage.removeItem(DRAFT + to);
      // What was typed while this one was on its way stays.
      if (to === threadId && box.value.startsWith(sent)) box.value = box.value.slice(sent.length);
    } catch (thrown) {
      if (to === threadId) setText(problem, thrown instanceof Error ? thrown.message : "Not sent.");
    }
    isSending = false;
    button.disabled = box.disabled;
    keep();
  }

  function keep() {
    if (threadId === null) return;
    if (box.value === "") sessionStorage.removeItem(DRAFT + threadId);
    else sessionStorage.setItem(DRAFT + threadId, box.value);
  }

  box.addEventListener("input", keep);
  box.addEventListener("keydown", (event) => {
    // Enter also ends a composition (Japanese, Chinese, Korean); then it is not meant for us.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    /** Opens the draft of another conversation. @param {string | null} id */
    open(id) {
      threadId = id;
      box.value = (id && sessionStorage.getItem(DRAFT + id)) ?? "";
      setText(problem, "");
    },
    /**
     * Says who may write, and why not.
     * @param {{ isLocked: boolean, hint: string }} state
     */
    allow({ isLocked, hint: words }) {
      if (box.disabled !== isLocked) box.disabled = isLocked;
      if (!isSending && button.disabled !== isLocked) button.disabled = isLocked;
      setText(hint, words);
    },
    focus: () => box.focus(),
  };
}
