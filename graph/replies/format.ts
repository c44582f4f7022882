/** Figures and lists as people of one locale write them. */
export interface Formats {
  readonly money: (amountCents: number, currency: string) => string;
  /** A calendar day, `YYYY-MM-DD`, with the month as a word. */
  readonly day: (day: string) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
}

/** The formats of one locale, like `en-US`. */
export function makeFormats(locale: string): Formats {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const amounts = new Map<string, Intl.NumberFormat>();

  return {
    money(amountCents, currency) {
      const format =
        amounts.get(currency) ?? new Intl.NumberFormat(locale, { style: "currency", currency });
      amounts.set(currency, format);
      return plainBlanks(format.format(amountCents / 100));
    },
    day: (day) => plainBlanks(days.format(new Date(`${day}T00:00:00Z`))),
    list: (items) => lists.format(items),
  };
}

/** Intl puts no-break blanks between figures and units; searching a chat for "30 €" would miss them. */
function plainBlanks(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, " ");
}

/** Lines of one message; what is empty or absent leaves no line. */
export function lines(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join("\n");
}
