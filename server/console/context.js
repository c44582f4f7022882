// @ts-check
import { chip, el } from "./dom.js";
import { dateWords, languageWords, money, sentence } from "./words.js";

/**
 * @typedef {{ customerId: string, name: string, phoneNumber: string, email: string, postalAddress: string,
 *   customerType: string, preferredLanguage: string, relationshipManager?: string, lastContact: string }} Customer
 * @typedef {{ policyNumber: string, product: string, kind: string, status: string, startDate: string, endDate: string,
 *   premium: { amountCents: number, currency: string, period: string, nextDueDate: string | null },
 *   deductibleCents: number, limits: { name: Record<string, string>, amountCents: number }[], insured: string }} Policy
 */

/**
 * The right of the desk: what to know before the first word, who it is, and what they have with us.
 * @param {HTMLElement} root
 */
export function makeContext(root) {
  let shown = "";

  /** @param {{ handoff: import("./queue.js").Handoff, customer: Customer | null, policies: Policy[] } | null} detail */
  return function render(detail) {
    const key = JSON.stringify(
      detail && [detail.handoff.summary, detail.handoff.isProven, detail.customer, detail.policies],
    );
    if (key === shown) return;
    shown = key;
    if (!detail) root.replaceChildren();
    else {
      root.replaceChildren(
        card("Summary", ...summaryParts(detail.handoff.summary)),
        card("Customer", customerFacts(detail)),
        ...(detail.customer ? [card("Policies", ...policyList(detail.policies))] : []),
      );
    }
  };
}

/**
 * @param {string} title
 * @param {...Node} children
 */
function card(title, ...children) {
  return el("section", { class: "card" }, el("h2", { text: title }), ...children);
}

/** The first paragraph says what matters; the talk that follows it stands in the transcript as well. @param {string} summary */
function summaryParts(summary) {
  const end = summary.indexOf("\n\n");
  const first = end === -1 ? summary : summary.slice(0, end);
  const rest = end === -1 ? "" : summary.slice(end).trim();
  if (rest === "") return [said(first)];
  const fold = el(
    "details",
    { class: "trace" },
    el("summary", { text: "What was said" }),
    said(rest),
  );
  return [said(first), fold];
}

/** @param {string} text */
const said = (text) => el("p", { class: "summary", dir: "auto", text });

/** @param {{ handoff: import("./queue.js").Handoff, customer: Customer | null }} detail */
function customerFacts({ handoff, customer }) {
  if (!customer) {
    return el(
      "div",
      {},
      facts([["Address", handoff.address]]),
      el("p", {
        class: "muted small",
        text: handoff.isProven
          ? "We know nobody at this address, so no records are shown. Ask who it is before you share anything."
          : "This number has changed hands, so no record is shown. Ask who it is before you share anything.",
      }),
    );
  }
  return el(
    "div",
    {},
    el(
      "p",
      { class: "customer-name" },
      el("strong", { text: customer.name }),
      chip(customer.customerType, customer.customerType === "VIP" ? "accent" : ""),
    ),
    facts([
      ["Customer id", customer.customerId],
      ["Language", languageWords(customer.preferredLanguage)],
      ["Phone", customer.phoneNumber],
      ["E-mail", customer.email],
      ["Address", customer.postalAddress],
      ["Manager", customer.relationshipManager],
      ["Last contact", dateWords(customer.lastContact)],
    ]),
  );
}

/** @param {[string, string | undefined][]} pairs */
function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== "");
  return el(
    "dl",
    { class: "facts" },
    ...known.map(([name, value]) =>
      el("div", {}, el("dt", { text: name }), el("dd", { text: value ?? "" })),
    ),
  );
}

/** @param {Policy[]} policies */
function policyList(policies) {
  if (policies.length === 0) return [el("p", { class: "muted small", text: "No policy yet." })];
  return policies.map(policyDetails);
}

/** @param {Policy} policy */
function policyDetails(policy) {
  const { premium, limits, deductibleCents } = policy;
  const tone =
    policy.status === "active" ? "accent" : policy.status === "pending" ? "info" : "warn";
  return el(
    "details",
    { class: "policy" },
    el(
      "summary",
      {},
      el(
        "span",
        { class: "policy-head" },
        el("strong", { class: "num", text: policy.policyNumber }),
        chip(sentence(policy.status), tone),
      ),
      el("span", { class: "muted small", text: `${sentence(policy.kind)} · ${policy.insured}` }),
    ),
    facts([
      ["Period", `${dateWords(policy.startDate)} – ${dateWords(policy.endDate)}`],
      ["Premium", `${money(premium.amountCents, premium.currency)} a ${premium.period}`],
      ["Next due", premium.nextDueDate ? dateWords(premium.nextDueDate) : "nothing due"],
      ["Deductible", money(deductibleCents, premium.currency)],
      ...limits.map(
        ({ name, amountCents }) =>
          /** @type {[string, string]} */ ([
            name.en ?? "Limit",
            money(amountCents, premium.currency),
          ]),
      ),
    ]),
  );
}
