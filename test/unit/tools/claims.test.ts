import { describe, expect, test } from "vitest";
import { Claim } from "../../../core/records.ts";
import { aClaim, aCustomer, aPolicy } from "../../support/records.ts";
import { bind } from "./harness.ts";

const theirClaim = aClaim({ claimId: "CL-9999", customerId: "C-9999" });
const report = {
  policyNumber: "AUT-1042",
  occurredOn: "2026-06-09",
  description: "A tree fell on the car at night.",
};

describe("claims", () => {
  test("list_claims gives the customer's claims, newest first", async () => {
    const older = aClaim({ claimId: "CL-2000", reportedOn: "2026-02-01" });
    const { tools } = bind({ claims: [older, aClaim(), theirClaim] });
    expect(await tools.listClaims({})).toEqual({ claims: [aClaim(), older] });
  });

  test("get_claim finds a claim however its id is cased or padded", async () => {
    const { tools } = bind({ claims: [aClaim()] });
    expect(await tools.getClaim({ claimId: " cl-2001" })).toEqual({ found: true, claim: aClaim() });
  });

  test("another customer's claim and one that does not exist get the same answer", async () => {
    const { tools } = bind({ claims: [aClaim(), theirClaim] });
    expect(await tools.getClaim({ claimId: "CL-9999" })).toEqual({
      found: false,
      claimId: "CL-9999",
    });
    expect(await tools.getClaim({ claimId: "CL-0000" })).toEqual({
      found: false,
      claimId: "CL-0000",
    });
  });

  test("somebody we do not know has no claims and cannot report one", async () => {
    const { tools, scope } = bind({ claims: [aClaim()] }, null);
    const refused = { ok: false, problem: "unknown_policy" };
    const unknown = { policyNumber: null, occurredOn: null, description: null };
    expect(await tools.listClaims({})).toEqual({ claims: [] });
    expect(await tools.getClaim({ claimId: "CL-2001" })).toMatchObject({ found: false });
    expect(await tools.reportClaim(report)).toEqual(refused);
    expect(await tools.checkClaim(unknown)).toEqual(refused);
    expect(scope.staged).toEqual([]);
  });
});

describe("report_claim", () => {
  test("stages a new claim with a next step in both languages", async () => {
    const { tools, scope } = bind();
    const facts = await tools.reportClaim({ ...report, description: `  ${report.description}\n` });
    const claim = {
      claimId: "CL-123456",
      customerId: "C-1001",
      status: "received",
      reportedOn: "2026-06-10",
      ...report,
      nextStep: {
        en: "A claims handler reviews your report within two working days.",
        es: "Un gestor de siniestros revisará su parte en un plazo de dos días laborables.",
      },
      paidCents: null,
    };
    expect(facts).toEqual({ ok: true, claim });
    expect(scope.staged).toEqual([{ change: "claim", claim }]);
    expect(Claim.safeParse(claim).success).toBe(true);
  });

  test("keeps at most 2,000 characters of the description", async () => {
    const { tools } = bind();
    const facts = await tools.reportClaim({ ...report, description: "x".repeat(2_500) });
    expect(facts).toMatchObject({ ok: true, claim: { description: "x".repeat(2_000) } });
  });

  const refused = [
    ["a policy of nobody", { policyNumber: "AUT-0000" }, "unknown_policy"],
    ["another customer's policy", { policyNumber: "AUT-9999" }, "unknown_policy"],
    ["a policy that has lapsed", { policyNumber: "AUT-1043" }, "not_active"],
    ["a policy that has not begun", { policyNumber: "AUT-1044" }, "not_active"],
    ["tomorrow", { occurredOn: "2026-06-11" }, "future_date"],
    ["the day before the policy began", { occurredOn: "2025-12-31" }, "before_start"],
    ["the day after the policy ended", { policyNumber: "AUT-1045" }, "after_end"],
    ["nine characters", { description: " too short " }, "too_short"],
    ["blanks", { description: " ".repeat(40) }, "too_short"],
  ] as const;

  test.each(refused)("refuses %s, and checking says the same", async (_what, change, problem) => {
    const policies = [
      aPolicy(),
      aPolicy({ policyNumber: "AUT-9999", customerId: "C-9999" }),
      aPolicy({ policyNumber: "AUT-1043", status: "lapsed" }),
      aPolicy({ policyNumber: "AUT-1044", status: "pending" }),
      aPolicy({ policyNumber: "AUT-1045", endDate: "2026-06-08" }),
    ];
    const { tools, scope } = bind({ policies });
    expect(await tools.reportClaim({ ...report, ...change })).toEqual({ ok: false, problem });
    expect(await tools.checkClaim({ ...report, ...change })).toEqual({ ok: false, problem });
    expect(scope.staged).toEqual([]);
  });

  test.each([["2026-06-10"], ["2026-01-01"]])(
    "accepts today and the first day of the policy (%s)",
    async (occurredOn) => {
      const { tools } = bind();
      expect(await tools.reportClaim({ ...report, occurredOn })).toMatchObject({ ok: true });
    },
  );

  test("accepts the last day of the policy and ten characters", async () => {
    const { tools } = bind({ policies: [aPolicy({ endDate: "2026-06-09" })] });
    const facts = await tools.reportClaim({ ...report, description: "0123456789" });
    expect(facts).toMatchObject({ ok: true });
  });

  test("accepts the customer's today when Spain is already in tomorrow", async () => {
    const late = Date.UTC(2026, 5, 10, 22, 30);
    const { tools } = bind({}, aCustomer(), late);
    const ask = (occurredOn: string) => tools.checkClaim({ ...report, occurredOn });
    expect(await ask("2026-06-11")).toEqual({ ok: true });
    expect(await ask("2026-06-12")).toEqual({ ok: false, problem: "future_date" });
  });
});

describe("check_claim", () => {
  const nothing = { policyNumber: null, occurredOn: null, description: null };

  test("finds no fault with what is not known yet, and stages nothing", async () => {
    const { tools, scope } = bind();
    expect(await tools.checkClaim(nothing)).toEqual({ ok: true });
    expect(await tools.checkClaim(report)).toEqual({ ok: true });
    expect(scope.staged).toEqual([]);
  });

  test("finds faults in what is known already", async () => {
    const { tools } = bind();
    expect(await tools.checkClaim({ ...nothing, occurredOn: "2027-01-01" })).toEqual({
      ok: false,
      problem: "future_date",
    });
    expect(await tools.checkClaim({ ...nothing, description: "hm" })).toEqual({
      ok: false,
      problem: "too_short",
    });
  });

  test("a day that is no day never reaches the rules", async () => {
    const { tools } = bind();
    await expect(tools.checkClaim({ ...nothing, occurredOn: "yesterday" })).rejects.toThrow();
  });
});
