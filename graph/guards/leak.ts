import { wordsOf } from "./facts.ts";
import type { Guard } from "./guard.ts";

/** Fewer words in a row are everybody's; so many are a quotation. */
const MIN_QUOTED_WORDS = 8;

const TELLING: readonly RegExp[] = [
  /\b(?:system|developer|hidden|initial|original|previous|prior|internal|my) (?:prompt|instructions?|message)\b/,
  /\bprompts?\b|\b(?:i was|i am|i've been|i have been) (?:instructed|told|configured|programmed|prompted|trained)\b/,
  /\bmy (?:guidelines|programming|configuration|training data|system)\b|\b(?:guidelines|rules|instructions) (?:say|state|tell me|forbid)/,
  /\b(?:large )?language model\b|\bllm\b|\bgpt\b|\bchatgpt\b|\bopenai\b|\banthropic\b|\bmy (?:developers?|creators?)\b|\bfunction call|\btool (?:call|result|output|response)s?\b|\bthe tools? (?:returned|says?|gave|result)/,
  /\b(?:mis|las) instrucciones (?:del sistema|iniciales|internas|dicen|me)\b|\bmis instrucciones\b|\bmodelo de lenguaje\b|\bmensaje del sistema\b|\b(?:fui|he sido|estoy) (?:instruid|programad|configurad|entrenad)[oa]\b|\bmi (?:configuracion|programacion)\b|\bllamada a (?:la |una )?(?:funcion|herramienta)\b|\bla herramienta (?:devolvio|dice|indica)\b/,
];
/** Names of tools and fields, which no customer writes: `list_policies`, `nextDueDate`. */
const CODE_WORD =
  /(?<![\p{L}\p{N}@./])(?:\p{Ll}+(?:_\p{Ll}+)+|\p{Ll}{3,}(?:\p{Lu}\p{Ll}+)+)(?![\p{L}\p{N}@])/u;
/** JSON, markup, the marks of roles and reasoning. */
const MACHINE =
  /[{[]\s*"?[\w$-]+"?\s*:|"\w+"\s*:|```|<\/?[a-z_|][^>\n]{0,60}>|<\||\[\/?(?:inst|sys|tool)|^\s*(?:system|assistant|user|developer|tool|function|thought|action|observation|reasoning|final answer)\s*:|\[object object\]|\bundefined\b|\bNaN\b|^\s*(?:null|none)\s*$/imu;
const PLACEHOLDER =
  /\{\{?[^{}\n]{1,40}\}?\}|\[(?:your|insert|name|date|amount|customer|policy|su|nombre|fecha|monto)\b[^\]\n]{0,40}\]/iu;

/** Nothing of what the model was told, of its tools, or of how it works. */
export const leak: Guard = ({ reply, reading, facts, evidence: { instructions } }) => {
  const unlabelled = reply.replaceAll(/\[(?:Customer Service|Policy Agent)\]/g, "");
  const text = unlabelled.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  const folded = reading.folded;
  const faults: readonly (readonly [isFault: boolean, says: string])[] = [
    [
      quotes(folded, instructions, facts.plain) || TELLING.some((each) => each.test(folded)),
      "The reply speaks of your instructions or of how you work. Speak only of the customer's insurance.",
    ],
    [
      CODE_WORD.test(text) || MACHINE.test(text),
      "The reply holds the name of a tool or field, or code. Write plain sentences for a customer.",
    ],
    [PLACEHOLDER.test(text), "The reply holds a placeholder. Write only what you know."],
  ];
  return faults.filter(([isFault]) => isFault).map(([, says]) => says);
};

/** Do so many words in a row come from the instructions, and from no record? */
function quotes(folded: string, instructions: string, known: string): boolean {
  const told = ` ${wordsOf(foldedOf(instructions)).join(" ")} `;
  const words = wordsOf(folded);
  for (let at = 0; at + MIN_QUOTED_WORDS <= words.length; at++) {
    const run = ` ${words.slice(at, at + MIN_QUOTED_WORDS).join(" ")} `;
    if (told.includes(run) && !known.includes(run)) return true;
  }
  return false;
}

function foldedOf(text: string): string {
  return text
    .normalize("NFKC")
    .normalize("NFD")
    .replaceAll(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replaceAll("’", "'");
}
