import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { es } from "../../../../graph/replies/es.ts";
import { talkWith } from "./talk.ts";
import type { Talk } from "./talk.ts";

const unsure = { zone: "clarify" } as const;
const STORY = "Somebody hit my parked car at the mall.";

describe("the status of claims", () => {
  test("tells status and next step of each, and offers to report a new one", async () => {
    const talk = talkWith("C-1001");
    const { text, choices } = await talk.hear("how is my claim?", "claim_status");
    expect(text).toContain("CL-7001 (AUT-1042): in review");
    expect(text).toContain("Next step: Our adjuster is checking");
    expect(text).toContain("CL-7002 (HOM-2001): paid");
    expect(text).toContain("Paid: $4,385.00");
    expect(choices.map(({ title }) => title)).toEqual(["Report a claim", "No"]);
    const report = await talk.hear("yes", "affirm");
    expect(report.pending?.ask).toBe("claim");
    expect(report.agent).toBe("policy");
  });

  test("answers by claim id, and 'it' is that claim from then on", async () => {
    const talk = talkWith("C-1004", "es");
    const { text } = await talk.hear("CL-7003", "claim_status");
    expect(text).toContain("CL-7003 (AUT-1046): a la espera de usted");
    expect(text).toContain("Próximo paso: Envíenos");
    expect(talk.focus()).toEqual({ policyNumber: "AUT-1046", claimId: "CL-7003" });
  });

  test("uses the same words for another customer's claim as for nobody's", async () => {
    const talk = talkWith("C-1001");
    const others = await talk.hear("CL-7003", "claim_status");
    const nobodys = await talk.hear("CL-9999", "claim_status");
    expect(others.text).toContain(en.policy.notOnAccount("CL-7003"));
    expect(nobodys.text).toBe(others.text.replace("CL-7003", "CL-9999"));
  });

  test("keeps to the policy that is named, and is honest about none", async () => {
    const home = await talkWith("C-1001").hear("the claim for my house", "claim_status");
    expect(home.text).toContain("CL-7002");
    expect(home.text).not.toContain("CL-7001");
    const none = await talkWith("C-1014").hear("my claims", "claim_status");
    expect(none.text).toContain(en.claim.none(null));
  });
});

async function untilConfirm(talk: Talk) {
  await talk.hear("I want to report a claim", "claim_report");
  await talk.tap("AUT-1042");
  await talk.hear("yesterday", "out_of_scope", unsure);
  return talk.hear(STORY, "coverage_question");
}

describe("reporting a claim", () => {
  test("walks through policy, day and story, shows it all and reports it after a yes", async () => {
    const talk = talkWith("C-1001");
    const first = await talk.hear("I want to report a claim", "claim_report");
    expect(first.choices.map(({ id }) => id)).toEqual([
      "AUT-1042",
      "HOM-2001",
      "LIF-3001",
      "TRV-5001",
    ]);
    expect((await talk.hear("my car", "policy_details")).text).toBe(en.claim.askWhen("AUT-1042"));
    expect((await talk.hear("yesterday", "out_of_scope", unsure)).text).toBe(en.claim.askWhat);
    const summary = await talk.hear(STORY, "claim_report");
    expect(summary.text).toContain("AUT-1042, Auto Comprehensive (2022 Volvo XC60");
    expect(summary.text).toContain("November 21, 2026");
    expect(summary.text).toContain(STORY);
    expect(summary.choices.map(({ id }) => id)).toEqual(["yes", "no"]);
    expect(talk.staged).toEqual([]);
    const done = await talk.tap("yes");
    expect(done.text).toContain("CL-123456");
    expect(done.text).toContain("Next step: A claims handler");
    expect(done.pending).toBeNull();
    expect(talk.staged).toEqual([
      {
        change: "claim",
        claim: expect.objectContaining({
          claimId: "CL-123456",
          policyNumber: "AUT-1042",
          customerId: "C-1001",
          occurredOn: "2026-11-21",
          description: STORY,
        }),
      },
    ]);
    expect(talk.focus()).toEqual({ policyNumber: "AUT-1042", claimId: "CL-123456" });
  });

  test("takes what the first message already tells", async () => {
    const talk = talkWith("C-1002", "es");
    const { text, pending } = await talk.hear("ayer choqué con mi coche", "claim_report");
    expect(text).toBe(es.claim.askWhat);
    expect(pending).toEqual(
      expect.objectContaining({
        step: "what",
        draft: { policyNumber: "AUT-1043", occurredOn: "2026-11-21", description: null },
      }),
    );
  });

  test("asks which one when a kind fits several policies, by place as well", async () => {
    const talk = talkWith("C-1003");
    const which = await talk.hear("I crashed my car", "claim_report");
    expect(which.choices.map(({ id }) => id)).toEqual(["AUT-1044", "AUT-1045"]);
    const next = await talk.hear("the second one", "out_of_scope", unsure);
    expect(next.text).toBe(en.claim.askWhen("AUT-1045"));
  });

  test("counts places in the policies that were shown, not in all", async () => {
    const talk = talkWith("C-1001");
    const which = await talk.hear("a claim for my house or my trip", "claim_report");
    expect(which.choices.map(({ id }) => id)).toEqual(["HOM-2001", "TRV-5001"]);
    const next = await talk.hear("the second one", "out_of_scope", unsure);
    expect(next.text).toBe(en.claim.askWhen("TRV-5001"));
  });

  test("reports nothing on an answer that is neither yes nor no", async () => {
    const talk = talkWith("C-1001");
    await untilConfirm(talk);
    const again = await talk.hear("hmm maybe", "out_of_scope", unsure);
    expect(again.text).toContain(en.clarify.yesOrNo);
    expect(again.text).toContain(STORY);
    expect(talk.staged).toEqual([]);
  });

  test("takes the only active policy without asking", async () => {
    const { text } = await talkWith("C-1005").hear("report a claim", "claim_report");
    expect(text).toBe(en.claim.askWhen("HEA-4002"));
  });

  test("takes no claim for a policy that is not active", async () => {
    const talk = talkWith("C-1009");
    const { text, choices } = await talk.hear("report a claim for my car", "claim_report");
    expect(text).toContain("AUT-1048 is lapsed");
    expect(choices.map(({ id }) => id)).toEqual(["TRV-5002", "human_agent"]);
    const again = await talk.hear("AUT-1048", "policy_details");
    expect(again.text).toContain("AUT-1048 is lapsed");
    const person = await talk.tap("human_agent");
    expect(person.messages).toEqual([]);
    expect(person.handoffs).toEqual([{ kind: "contact_center", reason: "claim" }]);
  });

  test("says the usual words about a policy that is not theirs and goes on", async () => {
    const talk = talkWith("C-1001");
    const first = await talk.hear("a claim for AUT-1044", "claim_report");
    expect(first.text).toContain(en.policy.notOnAccount("AUT-1044"));
    const again = await talk.hear("AUT-9999", "policy_details");
    expect(again.text).toContain(en.policy.notOnAccount("AUT-9999"));
    expect(again.pending).toEqual(expect.objectContaining({ ask: "claim", step: "policy" }));
  });

  test.each([
    ["tomorrow", "That day has not come yet."],
    ["2 January 2026", "The policy only started on March 15, 2026."],
  ])("checks the day: %s", async (day, problem) => {
    const talk = talkWith("C-1001");
    await talk.hear("report a claim for my car", "claim_report");
    const { text, pending } = await talk.hear(day, "out_of_scope", unsure);
    expect(text).toContain(problem);
    expect(pending).toEqual(expect.objectContaining({ ask: "claim", step: "when" }));
    expect((await talk.hear("yesterday", "out_of_scope", unsure)).text).toBe(en.claim.askWhat);
  });

  test("asks once more for a day it cannot read, then gets a person", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("report a claim for my car", "claim_report");
    const once = await talk.hear("some time ago", "out_of_scope", unsure);
    expect(once.text).toContain(en.claim.whenUnread);
    const twice = await talk.hear("some time ago", "out_of_scope", unsure);
    expect(twice.handoffs).toEqual([{ kind: "contact_center", reason: "unclear" }]);
  });

  test("asks for more than a word about what happened", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("yesterday something happened to my car", "claim_report");
    const { text, pending } = await talk.hear("crash", "claim_report");
    expect(text).toContain(en.claim.problem("too_short", undefined));
    expect(pending).toEqual(expect.objectContaining({ step: "what" }));
  });

  const sayings = ["I want to report a claim", "my car", "yesterday", STORY];

  test.each(["no", "cancel", "forget it", "never mind"])(
    "is left at any step with '%s', and nothing is reported",
    async (word) => {
      for (const [step] of sayings.entries()) {
        const talk = talkWith("C-1001");
        for (const said of sayings.slice(0, step + 1)) await talk.hear(said, "claim_report");
        const { text, pending } = await talk.hear(word, "policy_change", unsure);
        expect(text).toBe(en.claim.left);
        expect(pending).toBeNull();
        expect(talk.staged).toEqual([]);
      }
    },
  );

  test("takes corrections of day and policy before it is reported", async () => {
    const talk = talkWith("C-1001");
    await untilConfirm(talk);
    const day = await talk.hear("no, it was on November 3", "out_of_scope", unsure);
    expect(day.text).toContain("November 3, 2026");
    const policy = await talk.hear("and it is for my house", "out_of_scope", unsure);
    expect(policy.text).toContain("HOM-2001, Home Plus");
    await talk.tap("yes");
    expect(talk.staged).toEqual([
      {
        change: "claim",
        claim: expect.objectContaining({ policyNumber: "HOM-2001", occurredOn: "2026-11-03" }),
      },
    ]);
  });

  test("changes to the other car when told so", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("I crashed my car", "claim_report");
    await talk.tap("AUT-1044");
    const { pending } = await talk.hear("no, the other car", "out_of_scope", unsure);
    expect(pending).toEqual(
      expect.objectContaining({
        step: "when",
        draft: expect.objectContaining({ policyNumber: "AUT-1045" }),
      }),
    );
  });

  test("changes to the other car instead of taking that for the story", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("someone hit AUT-1044 yesterday", "claim_report");
    const corrected = await talk.hear("no, the other car", "policy_details");
    expect(corrected.text).toBe(en.claim.askWhatOr("someone hit AUT-1044 yesterday"));
    expect(corrected.pending).toEqual(
      expect.objectContaining({
        step: "what",
        draft: { policyNumber: "AUT-1045", occurredOn: "2026-11-21", description: null },
      }),
    );
    const story = await talk.hear("No other car was near, I slid into the ditch", "claim_report");
    expect(story.pending).toEqual(
      expect.objectContaining({
        step: "confirm",
        draft: expect.objectContaining({ policyNumber: "AUT-1045" }),
      }),
    );
  });

  test("answers a question about the policy it is for, without asking which", async () => {
    const talk = talkWith("C-1014");
    await talk.hear("report a claim for my house", "claim_report");
    const between = await talk.hear("what's my deductible?", "policy_details");
    expect(between.messages[0]).toContain("$1,000.00");
    expect(between.messages.at(-1)).toContain(en.claim.askWhen("HOM-2010"));
  });

  test("answers another question in between and comes back to its own", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("report a claim for my car", "claim_report");
    const between = await talk.hear("what is my car premium?", "billing");
    expect(between.messages[0]).toContain("$118.40");
    expect(between.messages[1]).toContain(en.claim.askWhen("AUT-1042"));
    expect((await talk.hear("yesterday", "out_of_scope", unsure)).text).toBe(en.claim.askWhat);
  });

  test("takes stories that sound like something else, but not a request for a person", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("yesterday something happened to my car", "claim_report");
    const story = await talk.hear(
      "A person cancelled his parking and changed lanes into my door",
      "policy_change",
    );
    expect(story.pending).toEqual(expect.objectContaining({ step: "confirm" }));
  });

  test("is not offered to somebody without an active policy", async () => {
    const { text, pending } = await talkWith("C-1006").hear("report a claim", "claim_report");
    expect(text).toBe(en.policy.none);
    expect(pending).toEqual({ ask: "offer_person" });
  });
});
