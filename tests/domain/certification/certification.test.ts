// Over 300 lines: claims, certificates and the gate are told together, on one set of rows.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { claim } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { user } from "~db/schema/people";
import { decideClaim, type DecideClaimInput } from "~/domain/certification/claims/decide-claim.server";
import { grantWaiver } from "~/domain/certification/waivers/grant-waiver.server";
import { meetCondition } from "~/domain/certification/certificates/meet-condition.server";
import { reinstateCertificate } from "~/domain/certification/certificates/reinstate-certificate.server";
import { requireCompliant } from "~/domain/certification/require-compliant.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { claimHistory, claimView } from "~/domain/certification/claims/claim-views.server";
import { openConditionsOf } from "~/domain/certification/claims/open-conditions-views.server";
import { startClaim } from "~/domain/certification/claims/start-claim.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { verdictFor, verdictsFor } from "~/domain/certification/verdict-views.server";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
import { day, type Day } from "~/domain/shared/day";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";
import { makeClaim } from "../../factories/claims";
import {
  makeCertificate,
  makeSolution,
  makeStandard,
  makeSupplier,
  officer,
  supplierPerson,
} from "../../factories/standards";

const assessor = officer("assessor");
const at = new Date("2026-06-01T09:00:00Z");
const today = day("2026-06-01");
const anyBuyer = { lotId: null, buyerKind: null };
let database: TestDatabase;

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const evidence = [{ itemPosition: 1, kind: "url" as const, reference: "https://alder.example/dtac" }];

async function claimDtac(tx: Tx, given: { claimId?: string; today?: Day } = {}): Promise<string> {
  return makeClaim(tx, {
    actor: supplierPerson("SUP-alder"),
    at,
    today,
    standardVersionId: "dtac@1",
    supplierId: "alder",
    solutionId: "s1",
    evidence,
    ...given,
  });
}

/** Decides without a review that was begun: for what is refused before, and for claims that are in review. */
const decideNow = (tx: Tx, claimId: string, given: Partial<DecideClaimInput> = {}) =>
  decideClaim(tx, { actor: assessor, at, today, claimId, decision: "approve", reason: "", ...given });

/** Begins the review, and decides. */
async function decide(tx: Tx, claimId: string, given: Partial<DecideClaimInput> = {}) {
  const [found] = await tx.select().from(claim).where(eq(claim.id, claimId));
  if (found!.state === "submitted") await takeUpClaim(tx, { actor: assessor, at, claimId });
  return decideNow(tx, claimId, given);
}

beforeAll(async () => {
  database = await testDatabase();
  await inTransaction(database.db, async (tx) => {
    await makeSupplier(tx);
    await makeSupplier(tx, "birch", "Birchwood Health");
    await makeSolution(tx, { capabilities: ["C1"] });
    await makeStandard(tx, {
      title: "DTAC",
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: 12, evidence: ["Completed form"] },
      ],
    });
  });
});

describe("a claim and its decision", () => {
  it("makes a solution compliant by a certificate for the months of the version", () =>
    undone(async (tx) => {
      expect((await verdictFor(tx, { ...anyBuyer, solutionId: "s1", on: today })).outcome).toBe(
        "not-compliant",
      );
      const claimId = await claimDtac(tx);
      const waiting = await verdictFor(tx, { ...anyBuyer, solutionId: "s1", on: today });
      expect(waiting.lines[0]).toMatchObject({ outcome: "not-met", inReview: true });
      const number = await decide(tx, claimId);
      expect(number).toMatch(/^DVC-\d{6}$/);
      const last = await verdictFor(tx, { ...anyBuyer, solutionId: "s1", on: day("2027-05-31") });
      expect(last).toMatchObject({ outcome: "compliant", lines: [{ certificateNumber: number }] });
      const after = await verdictFor(tx, { ...anyBuyer, solutionId: "s1", on: day("2027-06-01") });
      expect(after.lines[0]!.text).toBe("DTAC for CareNotes 4.2 expired on 31 May 2027.");
      const events = await tx
        .select()
        .from(auditEvent)
        .where(eq(auditEvent.stream, `claim:${claimId}`));
      expect(events.map((event) => event.action)).toEqual([
        "claim.begun",
        "claim.evidence-given",
        "claim.submitted",
        "claim.taken-up",
        "claim.approved",
      ]);
    }));

  it("comes back for correction and is sent again", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      await expect(decide(tx, claimId, { decision: "return" })).rejects.toMatchObject({
        code: "reason-missing",
      });
      expect(await decide(tx, claimId, { decision: "return", reason: "The form is unsigned." })).toBeNull();
      await expect(decideNow(tx, claimId)).rejects.toMatchObject({ code: "wrong-state" });
      expect(await claimDtac(tx, { claimId })).toBe(claimId);
      expect(await decide(tx, claimId)).toMatch(/^DVC-/);
    }));

  it("with conditions counts until the day they are due, and again once met", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      await expect(
        decide(tx, claimId, { decision: "approve_with_conditions", reason: "Test report to come." }),
      ).rejects.toMatchObject({ code: "condition-missing" });
      const number = await decide(tx, claimId, {
        decision: "approve_with_conditions",
        reason: "Test report to come.",
        conditions: [{ text: "Publish the test report.", dueOn: day("2026-06-30") }],
      });
      const outcomeOn = async (on: string) =>
        (await verdictFor(tx, { ...anyBuyer, solutionId: "s1", on: day(on) })).outcome;
      expect(await outcomeOn("2026-06-30")).toBe("compliant-with-conditions");
      expect(await outcomeOn("2026-07-01")).toBe("not-compliant");
      const { conditions } = await certificateByNumber(tx, { number: number!, on: today });
      await meetCondition(tx, {
        actor: assessor,
        at,
        today: day("2026-06-20"),
        conditionId: conditions[0]!.id,
      });
      expect(await outcomeOn("2026-07-01")).toBe("compliant");
    }));

  it("that meets a condition begins from the claim before, with its evidence and the condition named", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      const number = await decide(tx, claimId, {
        decision: "approve_with_conditions",
        reason: "Two things to come.",
        conditions: [
          { text: "Repeat the audit.", dueOn: day("2026-09-30") },
          { text: "Publish the test report.", dueOn: day("2026-06-30") },
        ],
      });
      const holder = { supplierId: "alder", solutionId: "s1" };
      const again = await startClaim(tx, {
        ...holder,
        actor: supplierPerson("SUP-alder"),
        at,
        today,
        standardVersionId: "dtac@1",
      });
      const given = async (id: string) =>
        (await claimView(tx, { claimId: id, supplierId: "alder" })).evidence.map((item) =>
          item.given.map(({ kind, reference, issuedOn }) => [kind, reference, issuedOn]),
        );
      expect(await given(again)).toEqual(await given(claimId));
      expect((await given(again)).flat()).not.toEqual([]);
      const open = await openConditionsOf(tx, { ...holder, standardId: "dtac", today });
      expect([open?.certificateNumber, open?.conditions.map((one) => one.text)]).toEqual([
        number,
        ["Publish the test report.", "Repeat the audit."],
      ]);
      const named = await claimHistory(tx, { claimId, named: true });
      expect(named.find((step) => step.action === "claim.taken-up")?.by).toContain(assessor.name);
      const unnamed = await claimHistory(tx, { claimId });
      expect(unnamed.every((step) => !step.by.includes(assessor.name))).toBe(true);
    }));

  it("is decided only when its review was begun", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      for (const decision of ["approve", "return", "reject"] as const) {
        await expect(decideNow(tx, claimId, { decision, reason: "Unread." })).rejects.toMatchObject({
          code: "wrong-state",
        });
      }
      await takeUpClaim(tx, { actor: assessor, at, claimId });
      expect(await decideNow(tx, claimId)).toMatch(/^DVC-/);
    }));

  it("has any number of conditions, none due after the certificate that they belong to", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      const conditional = (...days: string[]) =>
        decide(tx, claimId, {
          decision: "approve_with_conditions",
          reason: "Nearly.",
          conditions: days.map((due) => ({ text: `Report of ${due}.`, dueOn: day(due) })),
        });
      // A certificate of twelve months from 1 June 2026 ends on 31 May 2027.
      await expect(conditional("2026-07-01", "2027-06-01")).rejects.toMatchObject({
        code: "condition-due-day",
        public: { title: "The day it is due must be on or before 31 May 2027, when the certificate ends." },
      });
      await expect(conditional("2026-05-31")).rejects.toMatchObject({ code: "condition-due-day" });
      const number = await conditional("2026-07-01", "2027-05-31");
      const { conditions } = await certificateByNumber(tx, { number: number!, on: today });
      expect(conditions.map((one) => one.dueOn)).toEqual(["2026-07-01", "2027-05-31"]);
    }));

  it("is made by the supplier's own people, with all evidence, for a product of theirs", () =>
    undone(async (tx) => {
      const base = {
        actor: supplierPerson("SUP-alder"),
        at,
        today,
        standardVersionId: "dtac@1",
        supplierId: "alder",
        solutionId: "s1" as string | null,
        evidence,
      };
      const refusal = (given: Partial<typeof base>) =>
        tx.transaction((trial) => makeClaim(trial, { ...base, ...given })).catch((error: unknown) => error);
      expect(await refusal({ actor: supplierPerson("SUP-birch") })).toMatchObject({ code: "other-supplier" });
      expect(await refusal({ actor: assessor })).toMatchObject({ code: "role-missing" });
      expect(await refusal({ solutionId: null })).toMatchObject({ code: "wrong-holder" });
      expect(await refusal({ evidence: [] })).toMatchObject({
        code: "evidence-incomplete",
        public: { detail: "Give evidence for “Completed form”." },
      });
      expect(await refusal({ evidence: [{ ...evidence[0]!, kind: "declaration" as never }] })).toMatchObject({
        code: "evidence-incomplete",
        public: { detail: "“Completed form” is evidenced by a link to the document or a file." },
      });
      expect(await refusal({ today: day("2020-12-31") })).toMatchObject({ code: "version-not-in-force" });
    }));

  it("is decided by assessors only", () =>
    undone(async (tx) => {
      const claimId = await claimDtac(tx);
      await expect(decide(tx, claimId, { actor: supplierPerson("SUP-alder") })).rejects.toMatchObject({
        kind: "not-allowed",
      });
      await expect(decide(tx, claimId, { actor: officer("auditor") })).rejects.toMatchObject({
        kind: "not-allowed",
      });
    }));
});

describe("two assessors who decide one claim at once", () => {
  it("make one certificate; the second is told", async () => {
    const claimId = await inTransaction(database.db, (tx) => claimDtac(tx));
    await inTransaction(database.db, (tx) => takeUpClaim(tx, { actor: assessor, at, claimId }));
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => inTransaction(database.db, (tx) => decideNow(tx, claimId))),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refusals).toMatchObject([{ code: "wrong-state" }, { code: "wrong-state" }]);
    const [number] = results.flatMap((result) => (result.status === "fulfilled" ? [result.value!] : []));
    await inTransaction(database.db, (tx) =>
      withdrawCertificate(tx, { actor: assessor, at, today, number: number!, reason: "Test." }),
    );
  });
});

describe("suspension, reinstatement and withdrawal", () => {
  it("take effect on their day and leave the past as it was", () =>
    undone(async (tx) => {
      const number = await makeCertificate(tx);
      const kindOn = async (on: string) =>
        (await certificateByNumber(tx, { number, on: day(on) })).status.kind;
      const action = { actor: assessor, at, number, reason: "The evidence was not its own." };
      await suspendCertificate(tx, { ...action, today: day("2026-06-01") });
      await expect(suspendCertificate(tx, { ...action, today })).rejects.toMatchObject({
        code: "wrong-state",
      });
      await reinstateCertificate(tx, { ...action, today: day("2026-06-10") });
      await withdrawCertificate(tx, { ...action, today: day("2026-07-01") });
      await expect(reinstateCertificate(tx, { ...action, today: day("2026-07-02") })).rejects.toMatchObject({
        code: "wrong-state",
      });
      expect(await kindOn("2026-05-31")).toBe("valid");
      expect(await kindOn("2026-06-01")).toBe("suspended");
      expect(await kindOn("2026-06-10")).toBe("valid");
      expect(await kindOn("2026-07-01")).toBe("withdrawn");
    }));
});

describe("the gate", () => {
  it("names the certificate, since when, and who can mend it", () =>
    undone(async (tx) => {
      const number = await makeCertificate(tx, { validTo: "2027-03-03" });
      const question = { ...anyBuyer, solutionId: "s1", on: day("2027-03-03") };
      expect((await requireCompliant(tx, question)).outcome).toBe("compliant");
      await expect(requireCompliant(tx, { ...question, on: day("2027-03-04") })).rejects.toMatchObject({
        kind: "rule-broken",
        code: "not-compliant",
        public: {
          title: "You cannot place this order yet: DTAC for CareNotes 4.2 expired on 3 March 2027.",
          detail: "Ask Alder Systems to renew it, or request a waiver.",
          rule: "NHS-06",
        },
        details: { certificates: [number] },
      });
    }));

  it("sees a suspension that was committed a moment before, inside its own transaction", async () => {
    const number = await makeCertificate(database.db);
    await database.db.transaction(async (tx) => {
      const question = { ...anyBuyer, solutionId: "s1", on: day("2026-06-02") };
      await requireCompliant(tx, question);
      await inTransaction(database.db, (other) =>
        suspendCertificate(other, { actor: assessor, at, today, number, reason: "Breach." }),
      );
      await expect(requireCompliant(tx, question)).rejects.toMatchObject({ code: "not-compliant" });
    });
    await inTransaction(database.db, (tx) =>
      withdrawCertificate(tx, { actor: assessor, at, today, number, reason: "Test." }),
    );
  });

  it("lets a waiver pass for its buyer and its days only", () =>
    undone(async (tx) => {
      await tx.insert(user).values([
        { id: "w-nadia", name: "Nadia Rahman", email: "w-nadia@example.org" },
        { id: "w-victor", name: "Victor Osei", email: "w-victor@example.org" },
      ]);
      const nadia = { ...officer("commercial_officer"), userId: "w-nadia" as string | null };
      const grant = {
        actor: nadia,
        at,
        standardId: "dtac",
        solutionId: "s1",
        buyerCode: null,
        validFrom: day("2026-06-01"),
        validTo: day("2026-08-31"),
        reason: "Pilot.",
      };
      const propose = ({ actor, reason, at: when, ...terms }: typeof grant) =>
        makeProposal(tx, { wish: { kind: "waiver", ...terms }, reason, actor, at: when });
      await expect(propose({ ...grant, validTo: day("2027-06-01") })).rejects.toMatchObject({
        code: "waiver-too-long",
      });
      const past = { validFrom: day("2026-05-01"), validTo: day("2026-05-31") };
      await expect(propose({ ...grant, ...past })).rejects.toMatchObject({ code: "waiver-past" });
      await expect(propose({ ...grant, actor: assessor })).rejects.toMatchObject({ kind: "not-allowed" });
      const proposalId = await propose(grant);
      const open = { ...anyBuyer, solutionId: "s1", on: day("2026-08-31") };
      await expect(requireCompliant(tx, open)).rejects.toMatchObject({ code: "not-compliant" });
      const approve = (actor: typeof nadia) =>
        decideProposal(tx, { proposalId, decision: "approve", reason: "A short pilot", actor, at, today });
      await expect(approve(nadia)).rejects.toMatchObject({ code: "own-proposal" });
      await approve({ ...nadia, userId: "w-victor", name: "Victor Osei" });
      const alone = tx.transaction((inner) => grantWaiver(inner, { ...grant, standardId: "dtac" }));
      await expect(alone).rejects.toMatchObject({ cause: { constraint_name: "waiver_by_two" } });
      const question = { ...anyBuyer, solutionId: "s1" };
      const answer = await requireCompliant(tx, { ...question, on: day("2026-08-31") });
      expect(answer.outcome).toBe("compliant-with-conditions");
      await expect(requireCompliant(tx, { ...question, on: day("2026-09-01") })).rejects.toThrow(
        "You cannot place this order yet",
      );
    }));
});

describe("many verdicts at once", () => {
  it("takes the same number of queries for 2 as for 50 solutions", () =>
    undone(async (tx) => {
      await makeStandard(tx, { id: "dspt", appliesTo: "organisation" });
      await makeCertificate(tx, { standardVersionId: "dspt@1", solutionId: null });
      const ids = Array.from({ length: 50 }, (_, index) => `many-${index}`);
      for (const id of ids) {
        await makeSolution(tx, { id });
        await makeCertificate(tx, { solutionId: id });
      }
      const queries = async (solutionIds: string[]) => {
        let count = 0;
        const counting = new Proxy(tx, {
          get(target, key) {
            if (key === "select") count += 1;
            const value = Reflect.get(target, key);
            return typeof value === "function" ? value.bind(target) : value;
          },
        });
        const found = await verdictsFor(counting, { ...anyBuyer, solutionIds, on: today });
        expect(found.size).toBe(solutionIds.length);
        expect([...found.values()].every((verdict) => verdict.outcome === "compliant")).toBe(true);
        return count;
      };
      expect(await queries(ids)).toBe(await queries(ids.slice(0, 2)));
    }));
});
