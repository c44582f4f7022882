import type { IntentName } from "../../core/conversation.ts";
import { calls, means, says } from "../../test/support/emulators/openai/index.ts";
import type { Said } from "../../test/support/emulators/openai/index.ts";
import { choose, claimIdIn, kindsIn, policyNumberIn } from "./choose.ts";
import { told } from "./facts.ts";
import type { Summary } from "./facts.ts";
import { meaningOf } from "./meaning.ts";
import type { Asked } from "./request.ts";
import { wordsIn } from "./words.ts";

/** As much of the old summary as the house takes for a short one. */
const MAX_SUMMARY = 700;
const UNSURE = 0.3;

/**
 * A model that knows its work: it decides by the customer's words and by what tools told it which tool to ask next, and
 * answers in words made of their results. Nothing in it knows a talk.
 */
export function competent(asked: Asked): Said {
  const { wanted, question } = asked;
  if (wanted === "summary") return says(shortened(question));
  const meaning = meaningOf(question);
  if (wanted === "meaning") return means(meaning ?? "out_of_scope", meaning ? 0.9 : UNSURE);
  return (ANSWERS[meaning ?? "policy_details"] ?? handOver(meaning ?? "policy_details"))(asked);
}

type Answer = (asked: Asked) => Said;

const ANSWERS: Readonly<Partial<Record<IntentName, Answer>>> = {
  smalltalk: ({ language }) => says(wordsIn(language).chat()),
  greeting: ({ language }) => says(wordsIn(language).chat()),
  capabilities: (asked) => aboutCustomer(asked, "abilities"),
  identity: (asked) => aboutCustomer(asked, "customer"),
  policy_list(asked) {
    const [list] = told(asked.looked, "list_policies");
    return list ? says(wordsIn(asked.language).policies(list.policies)) : calls("list_policies");
  },
  billing: bills,
  claim_status: claims,
  policy_details: details,
  coverage_question: coverage,
};

/** What our own dialogues do better: asking back, confirming, writing, refusing, calling people. */
function handOver(intent: IntentName): Answer {
  return () => calls("start_dialogue", { intent });
}

function aboutCustomer({ looked, language }: Asked, what: "abilities" | "customer"): Said {
  const [known] = told(looked, "get_customer");
  return known ? says(wordsIn(language)[what](known.customer)) : calls("get_customer");
}

function bills(asked: Asked): Said {
  const { question, looked, language, focus } = asked;
  const number = policyNumberIn(question);
  const kinds = kindsIn(question);
  const isNamed = number !== undefined || kinds.length > 0;
  const [list] = told(looked, "list_policies");
  if (!list && !isNamed) return calls("list_policies");
  const [billing] = told(looked, "list_billing");
  if (!billing) return calls("list_billing");
  const described = list ? choose(list.policies, question, focus) : [];
  const chosen = billing.items.filter(({ policyNumber, kind }) =>
    number
      ? policyNumber === number
      : kinds.length > 0
        ? kinds.includes(kind)
        : isIn(described, policyNumber),
  );
  const meant = chosen.length > 0 || isNamed ? chosen : billing.items;
  if (meant.length === 0) return calls("start_dialogue", { intent: "billing" });
  return says(wordsIn(language).bills(meant));
}

function claims({ question, looked, language }: Asked): Said {
  const words = wordsIn(language);
  const claimId = claimIdIn(question);
  if (claimId === undefined) {
    const [list] = told(looked, "list_claims");
    return list ? says(words.claims(list.claims)) : calls("list_claims");
  }
  if (!looked.some(({ name }) => name === "get_claim")) return calls("get_claim", { claimId });
  const [found] = told(looked, "get_claim");
  return says(found ? words.claims([found.claim]) : words.notOnAccount(claimId));
}

function details(asked: Asked): Said {
  const { looked, language } = asked;
  const found = policyMeant(asked);
  if (found.is === "to_ask") return found.says;
  const { policyNumber } = found;
  const sheet = told(looked, "get_policy").find(
    ({ policy }) => policy.policyNumber === policyNumber,
  );
  if (sheet) return says(wordsIn(language).policy(sheet.policy, sheet.productName));
  if (hasAsked(looked, "get_policy", policyNumber))
    return says(wordsIn(language).notOnAccount(policyNumber));
  return calls("get_policy", { policyNumber });
}

function coverage(asked: Asked): Said {
  const { question, looked, language } = asked;
  const found = policyMeant(asked);
  if (found.is === "to_ask") return found.says;
  const { policyNumber, policy } = found;
  const hit = told(looked, "find_clause").find((each) => each.policyNumber === policyNumber);
  if (hit) {
    const words = wordsIn(language);
    const idle = policy && policy.status !== "active" ? [words.notRunning(policy)] : [];
    return says([words.clause(policyNumber, hit.clause), ...idle].join("\n"));
  }
  // Where no clause answers, our own dialogue says so and offers a person.
  if (hasAsked(looked, "find_clause", policyNumber))
    return calls("start_dialogue", { intent: "coverage_question" });
  return calls("find_clause", { question, policyNumber });
}

/** The one policy a question is about, or what has to be asked before it is known. */
function policyMeant({
  question,
  looked,
  focus,
}: Asked):
  | { readonly is: "known"; readonly policyNumber: string; readonly policy: Summary | undefined }
  | { readonly is: "to_ask"; readonly says: Said } {
  const number = policyNumberIn(question);
  const [list] = told(looked, "list_policies");
  if (number !== undefined) return { is: "known", policyNumber: number, policy: undefined };
  if (!list) return { is: "to_ask", says: calls("list_policies") };
  const [policy, ...others] = choose(list.policies, question, focus);
  if (policy && others.length === 0) {
    return { is: "known", policyNumber: policy.policyNumber, policy };
  }
  const intent = meaningOf(question) ?? "policy_details";
  return { is: "to_ask", says: calls("start_dialogue", { intent }) };
}

function hasAsked(looked: Asked["looked"], tool: string, policyNumber: string): boolean {
  return looked.some(
    ({ name, args }) => name === tool && JSON.stringify(args).includes(policyNumber),
  );
}

function isIn(policies: readonly Summary[], policyNumber: string): boolean {
  return policies.some((policy) => policy.policyNumber === policyNumber);
}

function shortened(text: string): string {
  return text.length <= MAX_SUMMARY ? text : text.slice(-MAX_SUMMARY).replace(/^\S*\s/u, "");
}
