import { z } from "zod";
import { Language } from "../core/conversation.ts";
import { ContactField } from "../core/records.ts";
import type { Customer } from "../core/records.ts";
import { fold } from "./fold.ts";

const MIN_ADDRESS_LENGTH = 8;
const MAX_ADDRESS_LENGTH = 200;

/** The longest address SMTP can carry. @see RFC 5321, 4.5.3.1.3 */
const MAX_EMAIL_LENGTH = 254;

/** How customers name the languages we answer in, folded. */
const LANGUAGE_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ["english", "eng", "ingles", "inglesa"],
  es: ["spanish", "esp", "espanol", "espanola", "castellano"],
};

export const ContactChange = z.object({
  field: ContactField.describe("Which detail: email, language, or address (postal)."),
  value: z.string().describe("The new value, as the customer gave it."),
});
/** A contact detail and the value a customer wants it to have. */
export type ContactChange = z.infer<typeof ContactChange>;

type ContactProblem =
  | "unknown_customer"
  | "invalid_email"
  | "unsupported_language"
  | "invalid_address"
  | "unchanged";

/** Exactly what changes, ready to be shown to the customer, or why nothing can; languages are codes. */
export type ContactChangeFacts =
  | {
      readonly ok: true;
      readonly field: ContactField;
      readonly from: string;
      readonly to: string;
    }
  | { readonly ok: false; readonly problem: ContactProblem };

/** Checks a wanted contact detail and says what would change; preparing and applying share it, so both agree. */
export function planContactChange(
  customer: Customer | null,
  { field, value }: ContactChange,
): ContactChangeFacts {
  if (!customer) return { ok: false, problem: "unknown_customer" };
  const rule = rules[field];
  const from = rule.current(customer);
  const to = rule.read(value);
  if (to === null) return { ok: false, problem: rule.problem };
  // The old value in the new one's spelling: a domain in capitals is no change.
  if (to === (rule.read(from) ?? from)) return { ok: false, problem: "unchanged" };
  return { ok: true, field, from, to };
}

interface Rule {
  readonly problem: ContactProblem;
  readonly current: (customer: Customer) => string;
  /** The value as we store it, or null when it is none. */
  readonly read: (value: string) => string | null;
}

const rules: Readonly<Record<ContactField, Rule>> = {
  email: { problem: "invalid_email", current: (customer) => customer.email, read: readEmail },
  language: {
    problem: "unsupported_language",
    current: (customer) => customer.preferredLanguage,
    read: readLanguage,
  },
  address: {
    problem: "invalid_address",
    current: (customer) => customer.postalAddress,
    read: readAddress,
  },
};

function readEmail(value: string): string | null {
  const trimmed = value.trim();
  const at = trimmed.lastIndexOf("@");
  const email = trimmed.slice(0, at) + trimmed.slice(at).toLowerCase();
  const isValid = email.length <= MAX_EMAIL_LENGTH && z.email().safeParse(email).success;
  return isValid ? email : null;
}

function readLanguage(value: string): Language | null {
  const folded = fold(value).trim();
  // "en" alone is the code; in "en español" it is a preposition, so names go first.
  const words = folded.split(/[^a-z]+/);
  const named = Language.options.filter((code) =>
    LANGUAGE_NAMES[code].some((name) => words.includes(name)),
  );
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  const code = /^(en|es)(?:[-_][a-z]{2})?$/.exec(folded)?.[1];
  return Language.safeParse(code).data ?? null;
}

function readAddress(value: string): string | null {
  const lines = value
    .split(/[\r\n\u2028\u2029]+/)
    // Invisible characters would make the text people confirm differ from the text we store.
    .map((line) => line.replaceAll(/\p{C}/gu, "").replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");
  const address = lines.map((line) => line.replace(/,$/, "")).join(", ");
  const isValid =
    address.length >= MIN_ADDRESS_LENGTH &&
    address.length <= MAX_ADDRESS_LENGTH &&
    // One word alone is a town at best.
    address.includes(" ");
  return isValid ? address : null;
}
