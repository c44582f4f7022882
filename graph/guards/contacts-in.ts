const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64} ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,4}\.\p{L}{2,24}/giu;
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s)»”"]+|\S+ (?:dot|punto) (?:com|org|net|info|io|es|mx)\b|\b[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63})*\.(?:com|org|net|io|info|app|help|example|insurance|es|mx|co)(?:\/[^\s)»”"]*)?(?![\p{L}\p{N}])/giu;
const HAS_EMAIL = /@|[([]at[)\]]/i;
const HAS_LINK = /\S\.[a-z]|\b(?:dot|punto) [a-z]/i;
const PHONE =
  /(?<![\w$€£.,])(?:\+\d[\d ().-]{6,18}\d|\(\d{2,4}\) ?\d{3,4}[ .-]?\d{3,4}|(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}|\d{3}[.-]\d{4}|\d{9,15})(?![\w%])/gu;

/** The e-mail addresses and web addresses of a text, and what is left of it without them. */
export function addressesIn(text: string): { emails: string[]; links: string[]; rest: string } {
  const emails: string[] = [];
  const links: string[] = [];
  // Most texts hold neither, and the patterns are the slowest of all.
  const withoutEmails = HAS_EMAIL.test(text)
    ? text.replace(EMAIL, (email) => {
        emails.push(email.toLowerCase().replaceAll(/ ?(?:\(at\)|\[at\]) ?| ?@ ?/gu, "@"));
        return " | ";
      })
    : text;
  const rest = HAS_LINK.test(withoutEmails)
    ? withoutEmails.replace(LINK, (link) => {
        links.push(link.toLowerCase().replace(/[.,;:!?]+$/u, ""));
        return " | ";
      })
    : withoutEmails;
  return { emails, links, rest };
}

/** The digits of every phone number of a text without dates, and what is left of it without them. */
export function phonesIn(text: string): { phones: string[]; rest: string } {
  const phones: string[] = [];
  const rest = text.replace(PHONE, (phone) => {
    phones.push(phone.replaceAll(/\D/gu, ""));
    return " | ";
  });
  return { phones, rest };
}
