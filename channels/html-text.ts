/** Chat messages hold at most 28 KB; what is longer than this is not one. */
const MAX_HTML = 64 * 1_024;

/** Where a tag or a comment begins; any other "<" is text. */
const START = /<(?=\/?[a-z]|!|\?)/gi;
const TAG = /^<(\/?)([a-z][a-z0-9:-]*)/i;
const BLOCKS = new Set(
  "p div li ul ol table tr blockquote pre section article header footer h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
const UNSEEN = new Set(["script", "style", "head", "title", "template"]);

/**
 * The text of a message that people wrote with formatting: lines stay lines, links keep their address, the rest goes.
 * The result is plain text and must not be used as HTML: what was escaped in it is unescaped.
 */
export function htmlToText(html: string): string {
  const source = html.slice(0, MAX_HTML);
  const text = { out: "", href: "" };
  let at = 0;
  while (at < source.length) {
    const open = nextTag(source, at);
    addText(text, source.slice(at, open));
    at = open === source.length ? open : readTag(source, open, text);
  }
  return text.out
    .replaceAll(/ *\n */g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function nextTag(source: string, from: number): number {
  START.lastIndex = from;
  return START.exec(source)?.index ?? source.length;
}

interface Text {
  out: string;
  /** Address of the link we are in. */
  href: string;
}

/** @returns where to go on. Every character is looked at a bounded number of times, whatever the input. */
function readTag(source: string, open: number, text: Text): number {
  if (source.startsWith("<!--", open)) return after(source, "-->", open + 4);
  if (source.startsWith("<!", open) || source.startsWith("<?", open)) {
    return after(source, ">", open + 2);
  }
  const [, slash, tagName = ""] = TAG.exec(source.slice(open, open + 64)) ?? [];
  const name = tagName.toLowerCase();
  const end = tagEnd(source, open);
  if (slash === "" && UNSEEN.has(name)) return afterClosing(source, name, end);
  addTag(text, name, slash === "" ? source.slice(open, end) : undefined);
  return end;
}

/** @param opening the whole opening tag; `undefined` for a closing one. */
function addTag(text: Text, name: string, opening: string | undefined): void {
  if (name === "br") text.out += "\n";
  else if (BLOCKS.has(name)) endLine(text);
  else if (opening && (name === "td" || name === "th")) addText(text, " ");
  else if (name === "img" && opening) addText(text, attribute(opening, "alt"));
  else if (name === "a") followLink(text, opening);
}

function endLine(text: Text): void {
  if (text.out !== "" && !text.out.endsWith("\n")) text.out += "\n";
}

/** "here" alone would be lost on the customer, so the address goes behind the words unless they are the address. */
function followLink(text: Text, opening: string | undefined): void {
  const { href } = text;
  const isSaid = text.out.slice(-href.length - 1).includes(href.replace(/\/$/, ""));
  if (opening === undefined && href !== "" && !isSaid) text.out += ` (${href})`;
  const target = opening === undefined ? "" : decodeEntities(attribute(opening, "href")).trim();
  text.href = /^https?:\/\//i.test(target) ? target : "";
}

function attribute(opening: string, name: string): string {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, "i").exec(
    opening,
  );
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? "";
}

/** The end of a tag: the first ">" outside quotes, the end of the text when there is none. */
function tagEnd(source: string, open: number): number {
  const end = /["'>]/g;
  end.lastIndex = open;
  for (let found = end.exec(source); found !== null; found = end.exec(source)) {
    if (found[0] === ">") return end.lastIndex;
    const closing = source.indexOf(found[0], end.lastIndex);
    if (closing === -1) return after(source, ">", end.lastIndex);
    end.lastIndex = closing + 1;
  }
  return source.length;
}

function afterClosing(source: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s*>`, "gi");
  closing.lastIndex = from;
  return closing.test(source) ? closing.lastIndex : source.length;
}

function after(source: string, end: string, from: number): number {
  const found = source.indexOf(end, from);
  return found === -1 ? source.length : found + end.length;
}

/** In HTML every run of white space is one space, and none at the start of a line. */
function addText(text: Text, raw: string): void {
  const words = decodeEntities(raw.replaceAll(/\s+/g, " ")).replaceAll("\u00a0", " ");
  const isAfterSpace = text.out === "" || text.out.endsWith(" ") || text.out.endsWith("\n");
  text.out += isAfterSpace ? words.trimStart() : words;
}

/** Those that editors write, Spanish letters included; others stay as they are. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  [
    "amp & lt < gt > quot \" apos ' ndash – mdash — hellip … lsquo ‘ rsquo ’ ldquo “ rdquo ”",
    "laquo « raquo » euro € pound £ cent ¢ copy © reg ® trade ™ deg ° bull • middot ·",
    "iexcl ¡ iquest ¿ ordf ª ordm º aacute á eacute é iacute í oacute ó uacute ú uuml ü ntilde ñ",
    "Aacute Á Eacute É Iacute Í Oacute Ó Uacute Ú Uuml Ü Ntilde Ñ ccedil ç Ccedil Ç nbsp \u00a0",
  ].flatMap((line) => [...line.matchAll(/(\w+) (.)/g)].map(([, name, sign]) => [name!, sign!])),
);

function decodeEntities(text: string): string {
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, entity: string) => {
    if (!entity.startsWith("#")) return ENTITIES.get(entity) ?? whole;
    const isHex = entity[1]?.toLowerCase() === "x";
    const code = isHex ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : "�";
  });
}
