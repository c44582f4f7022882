/** A number of a policy, claim, customer or request, as `AUT-1042`; `#1042` where words say what it is. */
export type NamedId = string;

const GAP = String.raw`[\s\-‐-―_.:/#]*`;
const OUR_ID = new RegExp(
  String.raw`(?<![a-z0-9])(?:(aut|hom|lif|hea|trv)${GAP}(\d{3,6})|(cl|sr)${GAP}(\d{4,8})|(c)[-‐-―_.]?(\d{4}))(?![a-z0-9])`,
  "gu",
);
/** Looks like a number of some insurer; parted by a hyphen at most, or "the 1042" would be one. */
const ANY_ID = /(?<![a-z0-9@.$€£-])([a-z]{2,4})[-‐-―]?(\d{3,8})(?![a-z0-9@%]|-\d|[.,]\d)/gu;
const NO_ID =
  /^(?:us|usd|eur|mxn|gbp|cop|ars|clp|pen|iso|may|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|de|of|mas|al|el|no|nr|num|tel|wa)$/u;
/** "Policy 1042", "siniestro número 7003", "your reference is 12345". */
const IN_WORDS =
  /\b(?:policy|poliza|claim|case|siniestro|reclamo|reclamacion|expediente|caso|customer|cliente|reference|referencia|confirmation|confirmacion|ticket|request|solicitud|folio)(?: (?:number|no|nr|num|id|numero|code|codigo|ending in|ends in|terminad[oa] en|que termina en|is|es))*[\s.:#°º-]*(\d{3,8})(?![a-z0-9%]|[.,/-]\d| ?(?:[$€]|usd|dolar|dollar|euro|dia|day|mes|month|year|ano|hour|hora))/gu;
/** A mixed word like a number plate: letters first, two digits at least, four characters in all. */
const CODE =
  /(?<![\p{L}\p{N}])(?=[a-z]*\d[a-z]*\d)(?!\d+[a-z]*(?![a-z0-9]))(?=[a-z0-9]*[a-z])[a-z0-9]{4,}/gu;

/** The ids and other mixed words of a folded text, and what is left of it without them. */
export function idsIn(folded: string): { ids: NamedId[]; codes: string[]; rest: string } {
  const ids: NamedId[] = [];
  const codes: string[] = [];
  const rest = folded
    .replace(OUR_ID, (_all, ...parts: (string | undefined)[]) => {
      const [letters, digits] = parts.slice(0, 6).filter((part) => part !== undefined);
      ids.push(`${letters}-${digits}`.toUpperCase());
      return " | ";
    })
    .replace(ANY_ID, (all, letters: string, digits: string) => {
      if (NO_ID.test(letters)) return all;
      ids.push(`${letters}-${digits}`.toUpperCase());
      return " | ";
    })
    .replace(IN_WORDS, (_all, digits: string) => {
      ids.push(`#${digits}`);
      return " | ";
    })
    .replace(CODE, (code) => {
      codes.push(code);
      return " | ";
    });
  return { ids, codes, rest };
}

/** Is this one of the known ids? A number alone is, if one ends with it. */
export function isKnownId(id: NamedId, known: ReadonlySet<NamedId>): boolean {
  if (known.has(id)) return true;
  return id.startsWith("#") && [...known].some((each) => each.endsWith(`-${id.slice(1)}`));
}
