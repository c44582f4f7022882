/** What our numbers begin with, and words in their own right that stand one slip from one that calls for help; training need not have met them. */
export const NO_SLIPS: readonly string[] =
  `aut hom lif hea trv tripped drying dried dyeing turning blending breeding trying tying frying browning frowning filled billed skilled chilled scarred shared
  curious curioso curiosa curiosos tire tires hire wire dine fined crushed brushed paused parsed traded tracked wrapped trimmed
  atrasado atrasada atrasados atrasadas puerto puertos huerto huertos puerta puertas huerta juego juegos ruego humor cheque cheques gasto gastos`.split(
    /\s+/u,
  );

/** The words that patterns look for, endings that may be missing both with and without. */
export function wordsOfPatterns(patterns: readonly RegExp[]): string[] {
  return patterns.flatMap(({ source }) => {
    // What is between the letters of a pattern is no word: escapes, counts, classes that are not two letters.
    const bare = source.replace(/\\[a-zA-Z]|\{[^}]*\}/gu, " ");
    return ["$1", "$2"].flatMap((letter) => {
      const chosen = bare.replace(/\[([a-z])([a-z])\]/gu, letter).replace(/\[[^\]]*\]/gu, " ");
      return [chosen.replace(/([a-z])\?/gu, "$1"), chosen.replace(/[a-z]\?/gu, "")].flatMap(
        wordsIn,
      );
    });
  });
}

/** The words of phrases. */
export function wordsIn(text: string): string[] {
  return text.match(/[a-z]{3,}/gu) ?? [];
}
