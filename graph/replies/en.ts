import type { HandoffFacts } from "./facts.ts";
import { lines } from "./format.ts";
import type { Replies } from "./replies.ts";
import { listing, makeSheets } from "./sheets.ts";
import type { Terms } from "./sheets.ts";

const terms: Terms = {
  kind: { auto: "car", home: "home", life: "life", health: "health", travel: "travel" },
  status: {
    active: "active",
    pending: "pending",
    lapsed: "lapsed",
    cancelled: "cancelled",
    expired: "expired",
  },
  period: { month: "month", quarter: "quarter", year: "year" },
  claimStatus: {
    received: "received",
    in_review: "in review",
    waiting_for_customer: "waiting for you",
    approved: "approved",
    paid: "paid",
    rejected: "rejected",
  },
  field: { email: "e-mail", language: "language", address: "postal address" },
  language: { en: "English", es: "Spanish" },
  customerType: { VIP: "VIP", Standard: "Standard" },
  request: { renew: "renew", cancel: "cancel", change_cover: "change the cover of" },
  media: {
    image: "image",
    video: "video",
    audio: "voice note",
    document: "document",
    sticker: "sticker",
    location: "location",
    contacts: "contact card",
    other: "attachment",
  },
  label: {
    kind: "Kind of cover",
    covered: "Covers",
    excluded: "Does not cover",
    insured: "Insured",
    status: "Status",
    dates: "Dates",
    limits: "Limits",
    deductible: "Deductible",
    premium: "Premium",
    nextPayment: "Next payment",
    renewal: "Renewal date",
    ended: "Ended on",
    policy: "Policy",
    policies: "Policies",
    occurred: "Happened on",
    reported: "Reported on",
    paid: "Paid",
    nextStep: "Next step",
    description: "What happened",
    name: "Name",
    customerId: "Customer id",
    customerType: "Customer type",
    relationshipManager: "Relationship manager",
  },
  until: "to",
  each: "per",
  none: "none",
};
const { field, kind, request, status } = terms;
const sheets = makeSheets("en", "en-US", terms);

const WAITING = `Messages are answered in order of arrival, so I cannot promise a time. Everything you write here reaches my colleagues, and they answer in this chat.`;
const EMERGENCY = `If anyone is hurt or in danger, please call emergency services first: 911 (112 in Europe).`;
const AGAIN = `I am your assistant again: just write if you need anything.`;
const CAN_DO = `• show your policies and what they cover
• tell you about premiums and payments
• look up a claim or report a new one
• pass on a renewal, cancellation or change
• change your e-mail, language or address
• bring in a person`;
const CAN_DO_UNKNOWN = `• connect you with a person
• give general information about this service`;

const announcements = {
  asked: "Of course. I am passing this conversation to a person.",
  complaint: "I am sorry about this experience. I am passing it to a person who can look into it.",
  distress: `I am so sorry. You are not alone with this: I am bringing in a person now.\n${EMERGENCY}`,
  danger: `${EMERGENCY}\nI am bringing in a person here at the same time.`,
  unclear: `I am sorry, I still do not understand, and I do not want to guess. I am passing this to a person.`,
  portfolio: "A person is the right one to look at your insurance as a whole with you.",
  not_found: "I could not answer this from my records, so I am passing it to a person.",
  request: "I am passing your request to a person, who takes it from here.",
  claim: "I am passing your claim to a person, who takes it from here.",
  failed: `I am sorry, something went wrong on our side. I am passing this to a person, so that you get an answer.`,
};
const received = ({ mediaKind }: HandoffFacts) =>
  `Thank you, I received your ${terms.media[mediaKind ?? "other"]}. I cannot judge it myself, so I am passing it to a person.`;

/** What we say in English. */
export const en: Replies = {
  terms,
  choice: {
    yes: "Yes",
    no: "No",
    renew: "Renew",
    cancel: "Cancel policy",
    change_cover: "Change cover",
    email: "E-mail",
    language: "Language",
    address: "Postal address",
    as_told: "As I wrote it",
  },
  intent: {
    capabilities: "What you can do",
    identity: "My details",
    policy_list: "My policies",
    policy_details: "One policy",
    coverage_question: "What is covered",
    claim_status: "My claims",
    claim_report: "Report a claim",
    billing: "Premium, payments",
    policy_change: "Renew or cancel",
    update_contact: "Change my details",
    human_agent: "A person",
    relationship_manager: "Relationship manager",
  },
  words: {
    renew: /\brenew|\bextend\b|\bprolong/,
    cancel: /\bcancel|\bterminat|\bget rid of\b|\b(?:end|stop) (?:my|the|this)\b/,
    changeCover: /\b(?:chang|add|remov|increas|rais|lower|reduc|upgrad|downgrad|modif|updat)/,
    email: /\be-?mail/,
    language: /\blanguage\b|\bin (?:english|spanish)\b/,
    address: /\baddress\b|\bmov(?:ed|ing)\b/,
    thanks: /\bthank|\bthx\b|\bcheers\b|\bappreciate/,
    bot: /\b(?:ro|chat)?bot\b|\bhuman\b|\bmachine\b|\breal person\b|\bai\b|\bautomat/,
    leave:
      /^(?:no[ ,]+|please )*(?:cancel|stop|quit|exit|abort|forget|never ?mind|leave|not now|drop)(?: (?:it|that|this|about it|the claim|please))*[.!]*$/,
    all: /\b(?:both|all)\b/,
    other: /\b(?:other|another)\b/,
    beforeAddress:
      /(?:\baddress(?: is| to|:)|\bmov(?:ed|ing) to|\blive (?:now )?(?:at|in))(?: now)?:?\s+(.+)$/is,
  },
  customer: {
    greeting: (name) => `Hello ${name}, good to hear from you. How can I help you today?`,
    greetingUnknown: `Hello and welcome. I do not know your number yet, so I have no policy data to show here. I can:\n${CAN_DO_UNKNOWN}`,
    capabilities: (managerName) =>
      lines(
        `Here is what I can do for you:\n${CAN_DO}`,
        managerName &&
          `${managerName} is your relationship manager: ask for a portfolio review, and I pass it on.`,
      ),
    capabilitiesUnknown: `I do not know your number yet. Without an account I can:\n${CAN_DO_UNKNOWN}\nIf you are a customer, please write from the number we have on file.`,
    identity: (customer) => `This is what I have on file:\n${sheets.identity(customer)}`,
    thanks: "You are welcome. Write again whenever you need something.",
    bot: `I am an automated assistant, not a human being. I answer from your records, and I bring in a person whenever you like: just write “a person”.`,
    smalltalk: "That is kind of you. I am here for your insurance: what can I do for you?",
    outOfScope: `I am afraid that is outside what I can help with. I can:\n${CAN_DO}`,
    outOfScopeUnknown: `I am afraid that is outside what I can help with. I can:\n${CAN_DO_UNKNOWN}`,
    unsafe: `I cannot help with that. My rules are the same in every conversation, and here I only talk about your own insurance with us. What can I do for you?`,
    affirm: "Gladly. What would you like? For example “my policies” or “report a claim”.",
    deny: "All right. If there is anything else, just write.",
    goodbye: (name) => `Goodbye${name ? `, ${name}` : ""}. Take care, and write again any time.`,
    unknownAddress: `I am sorry, I do not know the number you are writing from, so I cannot show or change any data here. If you are a customer, please write from the number we have on file. Shall I get a person?`,
  },
  contact: {
    askField: "What would you like to change: your e-mail, your language or your postal address?",
    askValue: (name) =>
      name === "language" ? "English or Spanish?" : `What is your new ${field[name]}?`,
    propose: (name, from, to) =>
      lines(
        `Please check this change of your ${field[name]}:`,
        `• now: ${sheets.contactValue(name, from)}`,
        `• new: ${sheets.contactValue(name, to)}`,
        "Shall I change it?",
      ),
    changed: (name, to) => `Done. Your ${field[name]} is now ${sheets.contactValue(name, to)}.`,
    kept: "All right, I have not changed anything.",
    problem: (problem, name) =>
      ({
        unknown_customer: "I do not know your number, so I cannot change any data here.",
        invalid_email: "That is not a complete e-mail address. Please write it in full.",
        unsupported_language: "That is not a language I can write.",
        invalid_address: "Please write the whole address: street, number and town.",
        unchanged: `That is already your ${field[name]}, so there is nothing to change.`,
      })[problem],
  },
  policy: {
    list: (policies) => lines("These are your policies:", ...policies.map(sheets.policy)),
    askOpen: "Which one shall I open?",
    none: "There is no policy on your account. Shall I get a person who can help?",
    notOnAccount: (number) =>
      `${number} is not on your account. Please check the number, or ask me for “my policies”.`,
    noneOfKind: (kinds) =>
      `There is no ${kinds.map((each) => kind[each]).join(" or ")} policy on your account. Ask me for “my policies” to see what there is.`,
    askWhich: (policies) => listing("Which policy do you mean?", policies.map(sheets.policyName)),
    details: sheets.details,
    clause: ({ clause, policyNumbers, productName }) =>
      lines(
        {
          covered: "Yes, your contract covers this:",
          excluded: "No, your contract excludes this:",
          terms: "This is what your contract says about it:",
        }[clause.effect],
        `${productName.en} (${sheets.list(policyNumbers)}), clause ${clause.number}, ${clause.title}:`,
        `“${clause.text}”`,
      ),
    clauseNote: "Each claim is decided on what happened, within the limits of your policy.",
    notActive: (policy) =>
      `Please note: ${policy.policyNumber} is ${status[policy.status]}, so it gives no cover now.`,
    clauseNotFound: (policyNumbers) =>
      `I could not find a clause about this in your contract (${sheets.list(policyNumbers)}), and I do not want to guess. Shall I get a person to look into it?`,
    billing: (items) => lines("Premiums and payments:", ...items.map(sheets.bill)),
  },
  claim: {
    status: (claims) => lines("This is where your claims stand:", ...claims.map(sheets.claim)),
    none: (number) => `There is no claim ${number ? `for ${number} ` : ""}on your account.`,
    offerReport: "Would you like to report a new one?",
    askPolicy: (policies) => listing("Which policy is it for?", policies.map(sheets.policyName)),
    askWhen: (number) => `When did it happen (${number})? “Yesterday” or a date is enough.`,
    askWhat: "What happened? Please tell me in a sentence or two.",
    askWhatOr: (told) =>
      `What happened? Please tell me in a sentence or two, or take your own words: “${told}”`,
    confirm: (draft, policy) =>
      `Please check your claim:\n${sheets.draft(draft, policy)}\nShall I report it like this?`,
    problem: (problem, policy) =>
      ({
        unknown_policy: "That policy is not on your account.",
        not_active: `${policy ? `${policy.policyNumber} is ${status[policy.status]}` : "That policy is not active"}, so I cannot take a claim for it; a person can look at it.`,
        future_date: "That day has not come yet.",
        before_start: `The policy only started ${policy ? `on ${sheets.day(policy.startDate)}` : "later"}.`,
        after_end: `The policy ended ${policy ? `on ${sheets.day(policy.endDate)}` : "before that day"}.`,
        too_short: "Please tell me a little more, so that my colleagues understand it.",
      })[problem],
    whenUnread: "I could not read a date in that.",
    left: "All right, nothing was reported. You can start again whenever you like.",
    reported: ({ claimId, policyNumber, nextStep }) =>
      `Your claim is reported. Its number is ${claimId} (policy ${policyNumber}).\nNext step: ${nextStep.en}`,
    noActivePolicy: `You have no active policy, so I cannot take a claim here. Shall I get a person to look into it?`,
  },
  request: {
    askKind: "What shall happen with it: renew it, cancel it, or change the cover?",
    propose: (name, policy, detail) =>
      lines(
        "This is what I would pass on to a person:",
        `• Request: ${request[name]} ${sheets.policyName(policy)}`,
        `• Your words: “${detail}”`,
        "Nothing changes before a person has looked at it. Shall I pass it on?",
      ),
    recorded: (requestId, name, number) =>
      `Your request is recorded as ${requestId}: ${request[name]} ${number}.`,
    left: "All right, nothing was passed on and your policy stays as it is.",
    already: (policy) => `${policy.policyNumber} is already ${status[policy.status]}.`,
  },
  clarify: {
    ask: "I am not sure I understood you. Which of these do you mean?",
    noSuchNumber: (number) => `There is no number ${number} to choose here.`,
    staleButton: "That button belongs to an earlier question, so I have not done anything with it.",
    nothingOpen: "No question is open now: just write what you need.",
    person: "Shall I get a person?",
    rephrase: "Then please tell me in other words what you need.",
    yesOrNo: "Please answer with yes or no.",
    again: "I did not understand that.",
    back: "Back to where we were:",
  },
  human: {
    announce: (to, reason, facts) =>
      lines(
        reason === "media" ? received(facts) : announcements[reason],
        to === "relationship_manager" &&
          facts.managerName &&
          `${facts.managerName}, your relationship manager, is asked first.`,
        WAITING,
      ),
    anythingElse: "Before you go: is there anything else we can do for you?",
    closedByCustomer: `Thank you. The conversation with my colleague is closed. ${AGAIN}`,
    closedByPerson: `The conversation with my colleague has ended. ${AGAIN}`,
    stillWaiting: `You are still in the queue, and I am sorry it takes this long. ${WAITING}`,
    nobodyFree:
      "I am sorry: nobody was free to take your conversation in all this time. I am your assistant again; ask for a person whenever you want, and I try once more.",
    requeued: `My colleague could not answer, so I am looking for another one. ${WAITING}`,
    closedSilent: `I have not heard from you for a while, so I closed the conversation with my colleague. ${AGAIN}`,
    invitation: "We have news for you. Please answer this message, and we go on here.",
    failed: `I am sorry, something went wrong on our side. Please write to me again in a moment.`,
  },
};
