const UNITS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "zero|cero",
    "one|un|uno|una",
    "two|dos",
    "three|tres",
    "four|cuatro",
    "five|cinco",
    "six|seis",
    "seven|siete",
    "eight|ocho",
    "nine|nueve",
    "ten|diez",
    "eleven|once",
    "twelve|doce|dozen|docena",
    "thirteen|trece",
    "fourteen|catorce",
    "fifteen|quince",
    "sixteen|dieciseis",
    "seventeen|diecisiete",
    "eighteen|dieciocho",
    "nineteen|diecinueve",
    "twenty|veinte",
    "veintiun|veintiuno|veintiuna",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
  ].flatMap((spellings, value) => spellings.split("|").map((word) => [word, value])),
);
const TENS: Readonly<Record<string, number>> = Object.fromEntries(
  "thirty|treinta,forty|cuarenta,fifty|cincuenta,sixty|sesenta,seventy|setenta,eighty|ochenta,ninety|noventa"
    .split(",")
    .flatMap((spellings, at) => spellings.split("|").map((word) => [word, (at + 3) * 10])),
);
const HUNDREDS: Readonly<Record<string, number>> = Object.fromEntries(
  "cien|ciento,doscient,trescient,cuatrocient,quinient,seiscient,setecient,ochocient,novecient"
    .split(",")
    .flatMap((stems, at) =>
      stems
        .split("|")
        .flatMap((stem) => (at === 0 ? [stem] : [`${stem}os`, `${stem}as`]))
        .map((word) => [word, (at + 1) * 100]),
    ),
);
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  mil: 1_000,
  million: 1_000_000,
  millon: 1_000_000,
  millones: 1_000_000,
};
const VALUES: Readonly<Record<string, number>> = { ...UNITS, ...TENS, ...HUNDREDS };

/** "Once" counts in Spanish before what can be counted; in English it means a single time. */
const ELEVEN = String.raw`once(?= (?:mil|millones|dias|semanas|meses|anos|horas|minutos|veces|dolares|euros|pesos|por ciento)\b)`;
const WORD = [...Object.keys(VALUES).filter((word) => word !== "once"), ...Object.keys(SCALES)]
  .sort((a, b) => b.length - a.length)
  .concat(ELEVEN)
  .join("|");
const RUN = new RegExp(
  String.raw`\b(?:${WORD})(?:(?:[ -]|(?<=hundred|thousand) and |(?<=${Object.keys(TENS).join("|")}) y )(?:${WORD}))*\b`,
  "gu",
);
/** "A thousand thanks" counts nothing, and "one" is mostly an article. */
const NO_NUMBER = /^(?:one|un|uno|una)$/u;
const AS_COURTESY = /^ (?:gracias|disculpas|perdones|thanks|apologies)\b/u;

const HALF_A_MILLION = /\bhalf a million\b|\bmedio millon\b/gu;

/** The folded text with numbers in words written as figures: "twelve hundred dollars" is "1200 dollars". */
export function withFigures(folded: string): string {
  return folded.replace(HALF_A_MILLION, "500000").replace(RUN, (run, at: number, text: string) => {
    // "500 thousand" is read as it is written.
    const isScale = SCALES[run] !== undefined && /\d ?$/u.test(text.slice(0, at));
    const isCourtesy = AS_COURTESY.test(text.slice(at + run.length));
    return isScale || isCourtesy || NO_NUMBER.test(run) ? run : String(valueOf(run));
  });
}

function valueOf(run: string): number {
  let whole = 0;
  let group = 0;
  for (const word of run.split(/[ -]/u)) {
    const scale = SCALES[word];
    if (scale === undefined) group += VALUES[word] ?? 0;
    else if (scale === 100) group = (group || 1) * scale;
    else {
      whole += (group || 1) * scale;
      group = 0;
    }
  }
  return whole + group;
}
