import type { Line } from "../../core/conversation.ts";
import type { DeadLetter } from "../../core/deliveries.ts";
import { Customer, Policy } from "../../core/records.ts";
import customers from "../../data/seed/customers.json" with { type: "json" };
import policies from "../../data/seed/policies.json" with { type: "json" };
import { aHandoff, aLetter, makeFakeHouse } from "./fake-house.ts";
import type { FakeHouse } from "./fake-house.ts";
import { aPicture } from "./picture.ts";

const MINUTE = 60_000;

export const NORA = "+14255550101";
export const LUCIA = "+14255550102";
export const MARCUS = "+14255550103";
/** Whoever has this number now is not who had it. */
export const MOVED = "+14255550107";
export const STRANGER = "US.13491208655302741918";

/** The demo insurer on an ordinary day: three people wait, one is being helped, one has left. */
export function makeBusyDay(now: number): FakeHouse {
  const ago = (minutes: number) => now - minutes * MINUTE;
  const house = makeFakeHouse({
    customers: Customer.array().parse(customers),
    policies: Policy.array().parse(policies),
    handoffs: [
      aHandoff({
        threadId: "thread-marcus",
        address: MARCUS,
        reason: "complaint",
        queuedAt: ago(14),
        openUntil: ago(12),
        summary:
          "Marcus Delaney says the repair shop has waited two weeks for our approval and is angry about it. Claim CL-2003 is in review. He wants a date.",
      }),
      aHandoff({
        threadId: "thread-stranger",
        address: STRANGER,
        reason: "danger",
        queuedAt: ago(2),
        summary: "Somebody we do not know reports a fire in the kitchen and asks what to do.",
      }),
      aHandoff({
        threadId: "thread-nora",
        address: NORA,
        kind: "relationship_manager",
        reason: "portfolio",
        offeredTo: "Tobias Grant",
        queuedAt: ago(6),
        openUntil: ago(5) + 24 * 60 * MINUTE,
        summary:
          "Nora Halvorsen (VIP) would like a review of her whole portfolio before the year ends: car, home, life and travel. She asked about hail damage first; clause 2.4 was quoted to her.",
      }),
      aHandoff({
        threadId: "thread-lucia",
        address: LUCIA,
        status: "claimed",
        claimedBy: "Dana",
        claimedAt: ago(20),
        reason: "media",
        queuedAt: ago(24),
        openUntil: now + 42.5 * MINUTE,
        summary: "Lucía Ferrándiz Mora sent two photos of a broken window.",
      }),
      aHandoff({
        threadId: "thread-moved",
        address: MOVED,
        isProven: false,
        status: "claimed",
        claimedBy: "Dana",
        claimedAt: ago(3),
        queuedAt: ago(5),
        openUntil: ago(5) + 24 * 60 * MINUTE,
        summary: "Somebody asks for their policies from a number that has changed hands.",
      }),
      aHandoff({
        threadId: "thread-done",
        address: "+14255550105",
        status: "closed",
        reason: "unclear",
        queuedAt: ago(96),
        closedAt: ago(60),
        claimedBy: "Ravi",
        claimedAt: ago(90),
        summary: "Priya Raman asked about a bill twice and the bot did not understand.",
      }),
    ],
  });
  noraTalks(house, ago);
  house.letters.push(...stuckLetters(ago));
  const say = (address: string, minutes: number, line: Partial<Line>) =>
    house.say(address, { at: ago(minutes), ...line });
  say(MARCUS, 15, { text: "Two weeks! The shop still has no approval from you. This is a joke." });
  say(STRANGER, 2, { text: "there is fire in my kitchen what do i do" });
  luciaSends(house, ago);
  say(MARCUS, 13, {
    author: "human_agent",
    senderName: "Ravi",
    text: "[Contact Center Agent] Ravi: The shop has our approval since this morning.",
    status: "held",
  });
  say(MOVED, 5, { text: "send me all my policies" });
  say("+14255550105", 61, { text: "ok thanks" });
  return house;
}

/** Everything that is not words, in both directions. */
function luciaSends(house: FakeHouse, ago: (minutes: number) => number): void {
  const { files } = house.provider;
  files.set("m1", { mimeType: "image/png", bytes: aPicture() });
  files.set("m2", { mimeType: "audio/ogg; codecs=opus", bytes: Buffer.from("OggS, spoken") });
  files.set("m3", { mimeType: "application/pdf", bytes: Buffer.from("%PDF-1.7 an offer") });
  const say = (minutes: number, line: Partial<Line>) =>
    house.say(LUCIA, { at: ago(minutes), ...line });
  const sends = (minutes: number, media: Line["media"], text = "") => say(minutes, { text, media });
  const words = "Se rompió la ventana de la sala con el granizo";
  sends(24, { kind: "image", mimeType: "image/png", id: "m1" }, words);
  sends(23, { kind: "audio", mimeType: "audio/ogg", id: "m2" });
  say(19, {
    author: "human_agent",
    senderName: "Dana",
    text: "[Contact Center Agent] Dana: Gracias, Lucía. Ya veo las fotos.",
    status: "read",
  });
  const offer = { mimeType: "application/pdf", fileName: "Presupuesto cristalería.pdf", id: "m3" };
  sends(12, { kind: "document", ...offer });
  sends(11, { kind: "location", latitude: 47.60621, longitude: -122.33207 });
  const form = { mimeType: "application/pdf", fileName: "Parte de siniestro.pdf", size: 182_400 };
  say(9, {
    author: "human_agent",
    senderName: "Dana",
    text: "[Contact Center Agent] Dana:",
    status: "delivered",
    media: { kind: "document", id: "file-1", ...form },
  });
}

/** One was refused, one may have arrived, one was for the desk, one came in. */
function stuckLetters(ago: (minutes: number) => number): DeadLetter[] {
  return [
    aLetter({
      id: "letter-refused",
      address: MARCUS,
      error: "131047",
      text: "[Policy Agent] Your claim CL-2003 is in review. We hear from the repair shop this week.",
      diedAt: ago(3),
    }),
    aLetter({
      id: "letter-unknown",
      address: LUCIA,
      error: "outcome_unknown",
      attempts: 12,
      mayHaveArrived: true,
      text: "[Contact Center Agent] Dana: Gracias, Lucía. ¿Me manda una foto de la ventana por dentro?",
      diedAt: ago(40),
    }),
    aLetter({
      id: "letter-desk",
      address: NORA,
      channel: "desk",
      threadId: "thread-nora",
      act: "mirror",
      error: "upstream_unavailable",
      attempts: 12,
      text: "No rush, this week would be fine.",
      diedAt: ago(70),
    }),
    aLetter({
      id: "letter-in",
      kind: "input",
      address: STRANGER,
      channel: "whatsapp-cloud",
      act: "customer_message",
      error: "internal",
      attempts: 5,
      text: "can you check the thing from last year with the roof",
      diedAt: ago(95),
    }),
  ];
}

function noraTalks(house: FakeHouse, ago: (minutes: number) => number): void {
  const say = (minutes: number, line: Partial<Line>) =>
    house.say(NORA, { at: ago(minutes), ...line });
  say(11, { text: "Hi there" });
  say(10.95, {
    author: "customer_agent",
    text: "[Customer Service] Hello Nora, good to hear from you. I can tell you about your policies, claims and payments. As a VIP customer you can also reach Tobias Grant, your relationship manager.",
    status: "read",
    trace: {
      intent: { name: "greeting", zone: "act", confidence: 0.99, source: "rule" },
      tools: [],
    },
  });
  say(10, { text: "is hail damage to my car covered?" });
  say(9.95, {
    author: "policy_agent",
    text: "[Policy Agent] Yes. Your policy AUT-1042 covers it, clause 2.4: “We pay for damage to your car by hail, storm and flood.” Your deductible is $500.00.",
    status: "delivered",
    trace: {
      intent: { name: "coverage_question", zone: "act", confidence: 0.93, source: "local" },
      tools: [
        { name: "list_policies", args: {}, elapsedMs: 1.42 },
        {
          name: "find_clause",
          args: { policyNumber: "AUT-1042", question: "hail" },
          elapsedMs: 12.8,
        },
      ],
    },
  });
  say(8.5, { text: "and the other thing with it" });
  say(8.45, {
    author: "customer_agent",
    text: "[Customer Service] I am not sure what you mean. Which of these is it?",
    trace: {
      intent: { name: "policy_details", zone: "clarify", confidence: 0.46, source: "local" },
      tools: [],
    },
    choices: [
      { id: "policy_details", title: "Policy details" },
      { id: "claim_status", title: "A claim" },
      { id: "human_agent", title: "Talk to a person" },
    ],
  });
  say(6.05, {
    text: "I would like someone to go through everything I have with you before New Year.",
  });
  say(6, {
    author: "system",
    text: "[Customer Service] I am passing you to Tobias Grant, your relationship manager. Messages you write now reach a person.",
    trace: {
      intent: { name: "relationship_manager", zone: "act", confidence: 0.97, source: "rule" },
      tools: [{ name: "request_handoff", args: { kind: "relationship_manager" }, elapsedMs: 0.61 }],
    },
  });
  say(5, { text: "No rush, this week would be fine." });
}
