import type { Language } from "../core/conversation.ts";

/**
 * Cuts a folded word down to what its forms share ("robado", "robaron" -> "rob"; "flooded" -> "flood").
 * Light on purpose: it only has to bring a question and a clause together, not to be a real word.
 */
export function stem(word: string, language: Language): string {
  return language === "en" ? stemEnglish(word) : stemSpanish(word);
}

/** Forms that no ending gives away, and what they share. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ...spread("steal", "stole stolen theft thefts thief thieves"),
  ...spread("break", "broke broken"),
  ...spread("burn", "burnt"),
  ...spread("die", "dies died dying dead death deaths"),
  ...spread("bite", "bit bitten"),
  ...spread("fall", "fell fallen"),
  ...spread("drive", "drove driven driver drivers"),
  ...spread("freeze", "froze frozen"),
  ...spread("lose", "lost"),
  ...spread("hurt", "hurts"),
  ...spread("tooth", "teeth"),
  ...spread("mouse", "mice"),
  ...spread("tire", "tyre tyres tires"),
  ...spread("windshield", "windscreen windscreens windshields"),
  ...spread("jewel", "jewellery jewelry jewels"),
  ...spread("mold", "mould mouldy moldy"),
]);

function spread(root: string, forms: string): (readonly [string, string])[] {
  return forms.split(" ").map((form) => [form, root] as const);
}

function stemEnglish(word: string): string {
  const singular = word
    .replace(/'s?$/, "")
    .replace(/ies$/, "y")
    .replace(/(ss|sh|ch|x|z)es$/, "$1")
    .replace(/(?<=.[^siu])s$/, "");
  const known = IRREGULAR.get(word) ?? IRREGULAR.get(singular);
  const bare = /^(.{3,}?)(?:ing|ed)$/.exec(singular)?.[1];
  // "stopped" is "stop", but "falling" keeps what "fall" has.
  const root = known ?? bare?.replace(/([bdgmnprt])\1$/, "$1") ?? singular;
  return root
    .replace(/(?<=..l)l$/, "")
    .replace(/(?<=...)e$/, "")
    .replace(/(?<=.{5})y$/, "");
}

/** What must be left of a Spanish word once an ending is cut. */
const MIN_STEM_LENGTH = 3;

/** Longest first, so that "robados" loses "ados" and not only "s". */
const SPANISH_ENDINGS = (
  "aciones amiento imiento uciones edades idades acion ieron iendo edad idad aron ando aban ados adas idos idas " +
  "ado ada ido ida aba ara ar er ir an en on os as es o a e s"
).split(" ");

function stemSpanish(word: string): string {
  const ending = SPANISH_ENDINGS.find(
    (each) => word.length - each.length >= MIN_STEM_LENGTH && word.endsWith(each),
  );
  return ending ? word.slice(0, -ending.length) : word;
}
