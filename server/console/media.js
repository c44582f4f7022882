// @ts-check
import { ask } from "./api.js";
import { chip, el, setText } from "./dom.js";
import { openViewer } from "./viewer.js";
import { bytesWords, sentence } from "./words.js";

/**
 * @typedef {{ kind: string, id?: string, fileName?: string, mimeType?: string, size?: number, latitude?: number,
 *   longitude?: number }} Media
 */

/** Pictures on the page; they hold memory until they are forgotten. @type {Set<string>} */
const urls = new Set();

/** Forgets the pictures of the conversation that was open. */
export function forgetMedia() {
  for (const url of urls) URL.revokeObjectURL(url);
  urls.clear();
}

/**
 * What came with a line, or went with it.
 * @param {Media} media
 * @param {{ path: string, from: string }} about where the file is, and whose it is
 */
export function mediaView(media, { path, from }) {
  if (media.latitude !== undefined && media.longitude !== undefined) return placeView(media);
  if (!media.id)
    return el("p", { class: "media" }, chip(sentence(media.kind), "info"), nameOf(media));
  const isPicture = media.kind === "image" || media.kind === "sticker";
  return isPicture ? pictureView(media, path, from) : fileView(media, path);
}

/** @param {Media} media */
const nameOf = (media) => ` ${media.fileName ?? media.mimeType ?? ""}`;

/** No map is loaded: whoever draws it would learn where our customers are. @param {Media} media */
function placeView({ latitude = 0, longitude = 0 }) {
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const place = new URL("https://www.openstreetmap.org/");
  place.searchParams.set("mlat", String(latitude));
  place.searchParams.set("mlon", String(longitude));
  place.hash = `map=16/${latitude}/${longitude}`;
  const link = { href: place.href, target: "_blank", rel: "noopener noreferrer" };
  return el(
    "p",
    { class: "media" },
    chip("Location", "info"),
    el("span", { class: "num", text: at }),
    el("a", { ...link, text: "Open in OpenStreetMap" }),
  );
}

/** @param {Media} media @param {string} path @param {string} from */
function pictureView(media, path, from) {
  const alt = `${sentence(media.kind)} from ${from}`;
  const problem = el("span", { class: "problem", role: "alert" });
  const words = el("span", { text: "Loading the picture…" });
  const button = /** @type {HTMLButtonElement} */ (
    el("button", { class: "picture", type: "button", "aria-label": `Enlarge: ${alt}` }, words)
  );
  /** @type {string | undefined} */
  let url;

  async function load() {
    watch.disconnect();
    setText(problem, "");
    setText(words, "Loading the picture…");
    try {
      url = URL.createObjectURL(await (await ask(path)).blob());
      urls.add(url);
      const picture = /** @type {HTMLImageElement} */ (el("img", { src: url, alt }));
      await picture.decode();
      button.replaceChildren(picture);
    } catch (thrown) {
      url = undefined;
      setText(problem, wrong(thrown));
      setText(words, "Try again");
      button.setAttribute("aria-label", `Try again: ${alt}`);
    }
  }

  // Only what is looked at is asked of the provider.
  const watch = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) void load();
  });
  watch.observe(button);
  button.addEventListener("click", () => {
    if (url && button.querySelector("img")) openViewer({ url, alt, name: fileName(media) });
    else void load();
  });
  return el("div", { class: "media-box" }, button, problem);
}

/** @param {Media} media @param {string} path */
function fileView(media, path) {
  const name = fileName(media);
  const size = el("span", { class: "num muted", text: media.size ? bytesWords(media.size) : "" });
  const problem = el("span", { class: "problem", role: "alert" });
  const words = el("span", { text: "Download" });
  const button = /** @type {HTMLButtonElement} */ (
    el(
      "button",
      { class: "file", type: "button" },
      chip(sentence(media.kind), "info"),
      el("span", { class: "file-name", dir: "auto", text: name }),
      size,
      el("span", { class: "file-act" }, words),
    )
  );
  button.addEventListener("click", async () => {
    // Disabled, it would lose the keyboard's place.
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    setText(problem, "");
    setText(words, "Fetching…");
    try {
      const blob = await (await ask(path)).blob();
      setText(size, bytesWords(blob.size));
      save(blob, name);
    } catch (thrown) {
      setText(problem, wrong(thrown));
    }
    setText(words, "Download");
    button.removeAttribute("aria-busy");
  });
  return el("div", { class: "media-box" }, button, problem);
}

/** @param {Media} media */
function fileName({ fileName: name, kind, mimeType = "" }) {
  const ending = /^[\w-]+\/([\w]{2,4})\b/.exec(mimeType)?.[1];
  return name ?? (ending ? `${kind}.${ending}` : sentence(kind));
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  // The browser reads it by itself, some time after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param {any} thrown */
function wrong(thrown) {
  if (thrown?.status) return thrown.message;
  return thrown instanceof DOMException
    ? "This picture cannot be shown."
    : "The file did not arrive whole.";
}
