// @ts-check

/**
 * Makes an element. Children and `text` become text nodes, so nothing anybody wrote is ever read as HTML.
 * @param {string} tag
 * @param {Record<string, string | boolean | EventListener>} [props] attributes; `on…` functions listen; `text` is content
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = String(value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * The element with this id; the page is ours, so one that is missing is our fault.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
}

/** What stands behind the # of the address; one that was cut in the middle of a character is none. */
export function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

/**
 * Sets text only when it differs, so that polling neither moves a selection nor makes a screen reader speak.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Brings a list into shape without touching what is already right: focus, selection and open details survive.
 * @template T
 * @param {Element} parent
 * @param {readonly T[]} items
 * @param {{ key: (item: T) => string, make: (item: T) => { element: Element, update: (item: T) => void } }} how
 * @param {Map<string, { element: Element, update: (item: T) => void }>} views what this parent holds; kept by the caller
 */
export function reconcile(parent, items, how, views) {
  const wanted = new Set(items.map(how.key));
  for (const [key, view] of views) {
    if (wanted.has(key)) continue;
    view.element.remove();
    views.delete(key);
  }
  /** @type {Element | null} */
  let next = parent.firstElementChild;
  for (const item of items) {
    const key = how.key(item);
    const view = views.get(key) ?? how.make(item);
    views.set(key, view);
    view.update(item);
    if (view.element === next) next = next.nextElementSibling;
    else parent.insertBefore(view.element, next);
  }
}

/**
 * A state in words.
 * @param {string} text
 * @param {string} [tone] accent, warn, bad or info
 */
export function chip(text, tone = "") {
  return el("span", { class: `chip ${tone}`.trim(), text });
}

/**
 * What stands where there is nothing yet.
 * @param {string} title
 * @param {string} help
 */
export function empty(title, help) {
  return el("div", { class: "empty" }, el("strong", { text: title }), el("p", { text: help }));
}
