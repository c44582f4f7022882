import { describe, expect, test } from "vitest";
import { en } from "../../../../graph/replies/en.ts";
import { es } from "../../../../graph/replies/es.ts";
import { talkWith } from "./talk.ts";

describe("the list of policies", () => {
  test("shows number, product, status and dates of each and asks which to open", async () => {
    const { text, agent, choices } = await talkWith("C-1001").hear("my policies", "policy_list");
    expect(agent).toBe("policy");
    expect(text).toContain("AUT-1042: Auto Comprehensive, active");
    expect(text).toContain("March 15, 2026 to March 15, 2027");
    expect(text).toContain(en.policy.askOpen);
    expect(choices.map(({ id }) => id)).toEqual(["AUT-1042", "HOM-2001", "LIF-3001", "TRV-5001"]);
  });

  test("speaks Spanish throughout", async () => {
    const { text } = await talkWith("C-1002", "es").hear("mis pólizas", "policy_list");
    expect(text).toContain("AUT-1043: Auto Cobertura Amplia, activa");
    expect(text).toContain("8 de junio de 2026 al 8 de junio de 2027");
  });

  test("is honest about having none and offers a person", async () => {
    const { text, pending } = await talkWith("C-1006").hear("my policies", "policy_list");
    expect(text).toBe(en.policy.none);
    expect(pending).toEqual({ ask: "offer_person" });
  });

  test.each([
    ["tapped", "AUT-1044 (car)", "AUT-1044"],
    ["by number", "aut 1044", undefined],
    ["by place", "the first one", undefined],
    ["by what is insured", "the Honda", undefined],
    ["by product", "Auto Comprehensive", undefined],
  ] as const)("opens the policy that is picked %s", async (_how, text, choiceId) => {
    const talk = talkWith("C-1003");
    await talk.hear("my policies", "policy_list");
    const opened = choiceId
      ? await talk.tap(choiceId)
      : await talk.hear(text, "out_of_scope", { zone: "clarify" });
    expect(opened.text).toContain("AUT-1044: Auto Comprehensive");
    expect(opened.text).toContain("Honda");
    expect(talk.focus().policyNumber).toBe("AUT-1044");
    expect(opened.agent).toBe("policy");
  });

  test("opens all that are asked for", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("show my car insurance", "policy_details");
    const both = await talk.hear("both please", "out_of_scope", { zone: "clarify" });
    expect(both.messages).toHaveLength(2);
  });

  test("lets an unclear message stay unclear instead of insisting", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("my policies", "policy_list");
    const unclear = await talk.hear("blargh", "billing", { zone: "clarify" });
    expect(unclear.pending?.ask).toBe("clarify");
    expect(unclear.choices.at(-1)?.id).toBe("human_agent");
  });

  test("takes leave of the question after a no", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("my policies", "policy_list");
    const { text, pending } = await talk.hear("no thanks", "deny");
    expect(text).toBe(en.customer.deny);
    expect(pending).toBeNull();
  });
});

describe("the details of a policy", () => {
  test("tell cover, limits, deductible, premium and dates", async () => {
    const { text } = await talkWith("C-1001").hear("aut1042", "policy_details");
    for (const fact of [
      "Kind of cover: car",
      "Covers: ",
      "Theft of the car (2.2)",
      "Does not cover: ",
      "2022 Volvo XC60",
      "Status: active",
      "March 15, 2026 to March 15, 2027",
      "Bodily injury per accident: $500,000.00",
      "Deductible: $500.00",
      "Premium: $118.40 per month",
      "Next payment: December 15, 2026",
    ]) {
      expect(text).toContain(fact);
    }
  });

  test("come in Spanish for the kind of policy, and set what 'it' means", async () => {
    const talk = talkWith("C-1002", "es");
    const { text } = await talk.hear("mi seguro de coche", "policy_details");
    expect(text).toContain("AUT-1043: Auto Cobertura Amplia");
    expect(text).toContain("Límites:\n• Lesiones por accidente: $300,000.00");
    expect(text).toContain("Deducible: $750.00");
    expect(talk.focus().policyNumber).toBe("AUT-1043");
  });

  test("are asked back for when two policies fit", async () => {
    const { text, choices, pending } = await talkWith("C-1003").hear(
      "show me my car insurance",
      "policy_details",
    );
    expect(text).toContain("AUT-1044, Auto Comprehensive (2023 Honda CR-V");
    expect(text).toContain("AUT-1045, Auto Liability (2011 Ford F-150");
    expect(text).not.toContain("HOM-2003");
    expect(choices).toEqual([
      { id: "AUT-1044", title: "AUT-1044 (car)" },
      { id: "AUT-1045", title: "AUT-1045 (car)" },
    ]);
    expect(pending).toEqual(
      expect.objectContaining({ ask: "choose_policy", intent: "policy_details" }),
    );
  });

  test("need no question when words tell two cars apart", async () => {
    const { text } = await talkWith("C-1003").hear("my car, the Ford", "policy_details");
    expect(text).toContain("AUT-1045: Auto Liability");
  });

  test("are not guessed from the customer's own name", async () => {
    const { pending } = await talkWith("C-1011").hear(
      "I am Ingrid Solheim, show me a policy",
      "policy_details",
    );
    expect(pending?.ask).toBe("choose_policy");
  });

  test("follow the policy last talked about", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("HOM-2001", "policy_details");
    const { text } = await talk.hear("and the deductible?", "policy_details");
    expect(text).toContain("HOM-2001: Home Plus");
  });

  test("use the same words for another customer's number as for nobody's", async () => {
    const talk = talkWith("C-1001");
    const others = await talk.hear("AUT-1044", "policy_details");
    const nobodys = await talk.hear("AUT-9999", "policy_details");
    expect(others.text).toContain("not on your account");
    expect(nobodys.text).toBe(others.text.replace("AUT-1044", "AUT-9999"));
    expect(talk.focus().policyNumber).toBeNull();
  });

  test.each(["coverage_question", "billing", "policy_change", "claim_status"] as const)(
    "%s about a policy that is not theirs gets the same words too",
    async (intent) => {
      const { text } = await talkWith("C-1001").hear("cancel AUT-1044", intent);
      expect(text).toBe(en.policy.notOnAccount("AUT-1044"));
    },
  );

  test("show what is theirs even if another number beside it is not", async () => {
    const { messages } = await talkWith("C-1001").hear("AUT-1042 or AUT-1044", "policy_details");
    expect(messages[0]).toContain("Volvo");
    expect(messages[1]).toBe(en.policy.notOnAccount("AUT-1044"));
  });

  test("are honest about a kind that is not on the account", async () => {
    const { text } = await talkWith("C-1005").hear("my car insurance", "policy_details");
    expect(text).toContain("no car policy on your account");
  });

  test("stay calm about a policy that has ended", async () => {
    const { text } = await talkWith("C-1009", "es").hear("AUT-1048", "policy_details");
    expect(text).toContain("Estado: caducada");
    expect(text).toContain("Próximo pago: no hay");
  });
});

describe("billing", () => {
  test("tells amount, period, next payment and renewal of every policy", async () => {
    const { text } = await talkWith("C-1001").hear("what do I pay?", "billing");
    expect(text).toContain("AUT-1042: Auto Comprehensive, active");
    expect(text).toContain("$118.40 per month");
    expect(text).toContain("Next payment: December 15, 2026");
    expect(text).toContain("Renewal date: March 15, 2027");
    expect(text).toContain("$2,140.00 per year");
  });

  test("keeps to the policy that is named", async () => {
    const talk = talkWith("C-1002", "es");
    const { text } = await talk.hear("¿cuánto pago por el coche?", "billing");
    expect(text).toContain("AUT-1043");
    expect(text).not.toContain("HOM-2002");
    expect(text).toContain("por trimestre");
    expect(talk.focus().policyNumber).toBe("AUT-1043");
  });

  test("keeps to the one that was talked about for who says 'it', and tells all who does not", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("does my car policy cover hail?", "coverage_question");
    const that = await talk.hear("and how much is that per year?", "billing");
    expect(that.text).toContain("AUT-1042");
    expect(that.text).not.toContain("HOM-2001");
    const all = await talk.hear("what do I pay?", "billing");
    expect(all.text).toContain("HOM-2001");
    const nothing = await talkWith("C-1001").hear("how much is it?", "billing");
    expect(nothing.text).toContain("HOM-2001");
  });

  test("says when a policy ended and that nothing is due", async () => {
    const { text } = await talkWith("C-1010").hear("payments for HOM-2007", "billing");
    expect(text).toContain("Next payment: none");
    expect(text).toContain("Ended on: August 31, 2026");
  });
});

describe("renewing, cancelling or changing a policy", () => {
  const request = {
    change: "service_request",
    requestId: "SR-123456",
    customerId: "C-1001",
    policyNumber: "HOM-2001",
    kind: "cancel",
    detail: "please cancel my home policy",
  };

  test("shows exactly what is passed on, records it after a yes and gets a person", async () => {
    const talk = talkWith("C-1001");
    const proposal = await talk.hear("please cancel my home policy", "policy_change");
    expect(proposal.text).toContain("cancel HOM-2001, Home Plus");
    expect(proposal.text).toContain("“please cancel my home policy”");
    expect(talk.staged).toEqual([]);
    const done = await talk.tap("yes");
    expect(done.text).toContain("SR-123456");
    expect(done.handoffs).toEqual([{ kind: "contact_center", reason: "request" }]);
    expect(talk.staged).toEqual([request]);
  });

  test("passes nothing on after a no", async () => {
    const talk = talkWith("C-1002", "es");
    await talk.hear("quiero renovar mi seguro de coche", "policy_change");
    const { text, handoffs } = await talk.hear("no", "deny");
    expect(text).toBe(es.request.left);
    expect(handoffs).toEqual([]);
    expect(talk.staged).toEqual([]);
  });

  test("asks for the policy first, then for what shall happen with it", async () => {
    const talk = talkWith("C-1001");
    const which = await talk.hear("something about my contract", "policy_change");
    expect(which.pending?.ask).toBe("choose_policy");
    const kind = await talk.tap("TRV-5001");
    expect(kind.choices.map(({ id }) => id)).toEqual(["renew", "cancel", "change_cover"]);
    const proposal = await talk.hear("add my son, so change the cover", "policy_change");
    expect(proposal.text).toContain("change the cover of TRV-5001");
    expect(proposal.text).toContain("add my son");
  });

  test("keeps the kind through the question for the policy", async () => {
    const talk = talkWith("C-1003");
    await talk.hear("renew my car insurance", "policy_change");
    const proposal = await talk.hear("the second", "out_of_scope", { zone: "clarify" });
    expect(proposal.pending).toEqual({
      ask: "confirm_request",
      kind: "renew",
      policyNumber: "AUT-1045",
      detail: "renew my car insurance",
    });
  });

  test("takes no cancellation of what is cancelled already", async () => {
    const { text, pending } = await talkWith("C-1010").hear("cancel HOM-2007", "policy_change");
    expect(text).toBe("HOM-2007 is already cancelled.");
    expect(pending).toBeNull();
  });

  test("does not take 'cancel' for a way out of a cancellation", async () => {
    const talk = talkWith("C-1001");
    await talk.hear("please cancel my home policy", "policy_change");
    const again = await talk.hear("cancel", "policy_change", { zone: "clarify" });
    expect(again.text).toContain(en.clarify.yesOrNo);
    const renewal = talkWith("C-1001");
    await renewal.hear("renew my home policy", "policy_change");
    const left = await renewal.hear("cancel that", "deny");
    expect(left.text).toBe(en.request.left);
  });
});
