import type { Language } from "../../core/conversation.ts";
import type { Claim, Clause, Customer, Policy } from "../../core/records.ts";
import type { Bill, Summary } from "./facts.ts";

type Words = Readonly<Record<Language, string>>;

const STATUS: Readonly<Record<Policy["status"] | Claim["status"], Words>> = {
  active: { en: "active", es: "vigente" },
  pending: { en: "pending", es: "pendiente" },
  lapsed: { en: "lapsed", es: "sin vigencia" },
  cancelled: { en: "cancelled", es: "cancelada" },
  expired: { en: "expired", es: "vencida" },
  received: { en: "received", es: "recibido" },
  in_review: { en: "in review", es: "en revisión" },
  waiting_for_customer: { en: "waiting for you", es: "en espera de usted" },
  approved: { en: "approved", es: "aprobado" },
  paid: { en: "paid", es: "pagado" },
  rejected: { en: "rejected", es: "rechazado" },
};
const PERIOD: Readonly<Record<Policy["premium"]["period"], Words>> = {
  month: { en: "per month", es: "al mes" },
  quarter: { en: "per quarter", es: "al trimestre" },
  year: { en: "per year", es: "al año" },
};
const EFFECT: Readonly<Record<Clause["effect"], Words>> = {
  covered: { en: "Yes, your contract covers this", es: "Sí, su contrato lo cubre" },
  excluded: { en: "No, your contract excludes this", es: "No, su contrato lo excluye" },
  terms: { en: "Your contract says about this", es: "Su contrato dice al respecto" },
};

/** How the scripted model puts what tools told into words of a language. */
export function wordsIn(language: Language) {
  const isSpanish = language === "es";
  const pick = (en: string, es: string): string => (isSpanish ? es : en);

  return {
    policies: (policies: readonly Summary[]): string =>
      policies.length === 0
        ? pick("There is no policy on your account.", "No hay ninguna póliza en su cuenta.")
        : [
            pick("These are your policies:", "Estas son sus pólizas:"),
            ...policies.map(
              ({ policyNumber, productName, status, endDate }) =>
                `${policyNumber}: ${productName[language]}, ${STATUS[status][language]}, ${pick("until", "hasta")} ${endDate}`,
            ),
          ].join("\n"),
    policy: (policy: Policy, productName: Words): string =>
      [
        `${policy.policyNumber}: ${productName[language]}, ${STATUS[policy.status][language]}, ${policy.startDate} ${pick("to", "a")} ${policy.endDate}`,
        policy.insured,
        `${pick("Deductible", "Deducible")}: ${money(policy.deductibleCents)}`,
        ...policy.limits.map(({ name, amountCents }) => `${name[language]}: ${money(amountCents)}`),
        `${pick("Premium", "Prima")}: ${money(policy.premium.amountCents)} ${PERIOD[policy.premium.period][language]}`,
      ].join("\n"),
    clause: (policyNumber: string, { number, title, text, effect, translations }: Clause): string =>
      `${EFFECT[effect][language]} (${policyNumber}, ${pick("clause", "cláusula")} ${number}, ${isSpanish ? translations.es.title : title}): ${isSpanish ? translations.es.text : text}`,
    notRunning: ({ policyNumber, status }: Summary): string =>
      pick(
        `${policyNumber} is ${STATUS[status].en}.`,
        `${policyNumber} está ${STATUS[status].es}.`,
      ),
    bills: (bills: readonly Bill[]): string =>
      bills.map((bill) => billLine(bill, language)).join("\n"),
    claims: (claims: readonly Claim[]): string =>
      claims.length === 0
        ? pick("There is no claim on your account.", "No hay ningún siniestro en su cuenta.")
        : claims.map((claim) => claimLine(claim, language)).join("\n"),
    customer: ({ name, customerId, customerType, email, policyNumbers }: Customer): string =>
      `${name}, ${customerId}, ${customerType}, ${email}. ${pick("Policies", "Pólizas")}: ${policyNumbers.join(", ")}.`,
    abilities: ({ relationshipManager }: Partial<Customer>): string =>
      [
        pick(
          "I can tell you about your policies, cover, payments and claims.",
          "Puedo informarle de sus pólizas, coberturas, pagos y siniestros.",
        ),
        ...(relationshipManager === undefined
          ? []
          : [`${pick("Your relationship manager is", "Su gestor es")} ${relationshipManager}.`]),
      ].join(" "),
    notOnAccount: (number: string): string =>
      pick(`${number} is not on your account.`, `${number} no está en su cuenta.`),
    chat: (): string =>
      pick(
        "I am an automated assistant, happy to help with your insurance.",
        "Soy un asistente automático y con gusto le ayudo con su seguro.",
      ),
  };
}

function billLine(bill: Bill, language: Language): string {
  const { policyNumber, amountCents, period, nextDueDate, endDate } = bill;
  const isSpanish = language === "es";
  return [
    `${policyNumber}: ${money(amountCents)} ${PERIOD[period][language]}`,
    ...(nextDueDate ? [`${isSpanish ? "próximo pago" : "next payment"} ${nextDueDate}`] : []),
    `${isSpanish ? "termina" : "ends"} ${endDate}`,
  ].join(", ");
}

function claimLine(claim: Claim, language: Language): string {
  const { claimId, policyNumber, status, nextStep, paidCents } = claim;
  const paid = paidCents === null ? "" : ` ${money(paidCents)}.`;
  return `${claimId} (${policyNumber}): ${STATUS[status][language]}.${paid} ${nextStep[language]}`;
}

/** Cents as money; the only sum the model does. */
function money(cents: number): string {
  return `$${(cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
}
