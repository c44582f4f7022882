/**
 * In which Spanish words of one root differ, the longest first: "robado" is "rob" and "ado". Neither engine's own ways will
 * do: FTS5 has none, and those of Postgres go by accents, which customers leave out.
 */
const SPANISH_ENDINGS = (
  "aciones amiento imiento uciones edades idades acion ieron iendo amos imos aste iste edad idad aron ando aban ados adas " +
  "idos idas ado ada ido ida aba ara ar er ir io an en on os as es o a e i s"
).split(" ");

/** What must be left of a word once its ending is cut. */
const MIN_ROOT_LENGTH = 3;

/** What the forms of a word without accents begin with. */
export function spanishRoot(word: string): string {
  const ending = SPANISH_ENDINGS.find(
    (each) => word.endsWith(each) && word.length >= each.length + MIN_ROOT_LENGTH,
  );
  return ending ? word.slice(0, -ending.length) : word;
}

/** The same endings and none at all, as SQL text. */
export const SQL_ENDINGS: string = ["", ...SPANISH_ENDINGS].map((each) => `'${each}'`).join(", ");
