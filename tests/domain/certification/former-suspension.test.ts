import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { certificate } from "~db/schema/certification";
import { decideClaim, type DecideClaimInput } from "~/domain/certification/claims/decide-claim.server";
import { formerSuspension } from "~/domain/certification/claims/former-suspension-views.server";
import { takeUpClaim } from "~/domain/certification/claims/take-up-claim.server";
import { reinstateCertificate } from "~/domain/certification/certificates/reinstate-certificate.server";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
import { addDays, day } from "~/domain/shared/day";
import { makeClaim } from "../../factories/claims";
import {
  makeCertificate,
  makeSolution,
  makeStandard,
  makeSupplier,
  officer,
  supplierPerson,
} from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const actor = officer("assessor");
const at = new Date("2026-06-01T09:00:00Z");
const today = day("2026-06-01");
const HOLDER = { standardVersionId: "dtac@2", supplierId: "alder", solutionId: "s1" };
let database: TestDatabase;
const undone = (work: (tx: Tx) => Promise<unknown>) => undoneIn(database.db, work);

/** A certificate of the version before, a claim of the newer one that is in review. */
async function begin(tx: Tx): Promise<{ number: string; claimId: string }> {
  const number = await makeCertificate(tx);
  const claimId = await makeClaim(tx, {
    ...HOLDER,
    actor: supplierPerson("SUP-alder"),
    at,
    today,
    evidence: [{ itemPosition: 1, kind: "url", reference: "https://alder.example/dtac" }],
  });
  await takeUpClaim(tx, { actor, at, claimId });
  return { number, claimId };
}

const decide = (tx: Tx, claimId: string, given: Partial<DecideClaimInput> = {}) =>
  decideClaim(tx, { actor, at, today, claimId, decision: "approve", reason: "", ...given });
const suspend = (tx: Tx, number: string, regulatorName: string | null = "The MHRA") =>
  suspendCertificate(tx, { actor, at, today, number, reason: "An alert.", regulatorName });

beforeAll(async () => {
  database = await testDatabase();
  await inTransaction(database.db, async (tx) => {
    await makeSupplier(tx);
    await makeSolution(tx, { capabilities: ["C1"] });
    const version = { validityMonths: 12, evidence: ["Completed form"] };
    await makeStandard(tx, {
      title: "DTAC",
      versions: [
        { ...version, version: "1", effectiveFrom: day("2021-01-01") },
        { ...version, version: "2", effectiveFrom: day("2026-01-01") },
      ],
    });
  });
});

describe("a claim while a regulator's suspension of the former certificate stands", () => {
  it.each<[string, Partial<DecideClaimInput>]>([
    ["approved", {}],
    [
      "approved with conditions",
      {
        decision: "approve_with_conditions",
        reason: "Nearly.",
        conditions: [{ text: "Report.", dueOn: addDays(today, 30) }],
      },
    ],
  ])("is not %s: the refusal names suspension and regulator, and the way on", async (_, given) =>
    undone(async (tx) => {
      const { number, claimId } = await begin(tx);
      await suspend(tx, number);
      const problem = await refused(tx.transaction((inner) => decide(inner, claimId, given)));
      expect([problem.kind, problem.code]).toEqual(["rule-broken", "regulator-suspension-stands"]);
      expect(problem.public.title).toContain(
        `The MHRA suspended certificate ${number} from 1 June 2026: An alert.`,
      );
      expect(problem.public.detail).toContain("return the claim");
      expect(problem.public.next?.href).toBe(`/commercial/certificates/${number}/reinstate`);
      expect(await tx.select().from(certificate).where(eq(certificate.claimId, claimId))).toEqual([]);
    }),
  );

  it.each(["return", "reject"] as const)("can be decided by “%s”", async (decision) =>
    undone(async (tx) => {
      const { number, claimId } = await begin(tx);
      await suspend(tx, number);
      expect(await decide(tx, claimId, { decision, reason: "The alert stands." })).toBeNull();
    }),
  );

  it("is approved once the regulator's lifting is entered", async () =>
    undone(async (tx) => {
      const { number, claimId } = await begin(tx);
      await suspend(tx, number);
      await reinstateCertificate(tx, { actor, at, today, number, reason: "Mended.", lifting: "said" });
      expect(await formerSuspension(tx, HOLDER)).toBeNull();
      expect(await decide(tx, claimId)).toMatch(/^DVC-/);
    }));

  it("is no way round it for the database either", async () =>
    undone(async (tx) => {
      const { number } = await begin(tx);
      await suspend(tx, number);
      const [held] = await tx.select().from(certificate).where(eq(certificate.number, number));
      const says = await databaseSays(tx, (inner) =>
        inner
          .insert(certificate)
          .values({ ...held!, number: "DVC-800001", standardVersionId: "dtac@2", source: "claim" }),
      );
      expect(says).toContain("a regulator’s suspension");
    }));
});

describe("what does not keep a claim from being approved", () => {
  it("is a suspension by the centre, which the new claim answers", async () =>
    undone(async (tx) => {
      const { number, claimId } = await begin(tx);
      await suspend(tx, number, null);
      expect(await formerSuspension(tx, HOLDER)).toBeNull();
      expect(await decide(tx, claimId)).toMatch(/^DVC-/);
    }));

  it("is a suspension of another product", async () =>
    undone(async (tx) => {
      await makeSolution(tx, { id: "s2", name: "Other", capabilities: ["C1"] });
      const other = await makeCertificate(tx, { solutionId: "s2" });
      const { claimId } = await begin(tx);
      await suspend(tx, other);
      expect(await decide(tx, claimId)).toMatch(/^DVC-/);
    }));

  it("is one under which the certificate was withdrawn: nothing could lift it, so the assessor is warned", async () =>
    undone(async (tx) => {
      const { number, claimId } = await begin(tx);
      await suspend(tx, number);
      await withdrawCertificate(tx, { actor, at, today, number, reason: "Given back." });
      expect(await formerSuspension(tx, HOLDER)).toMatchObject({ number, stands: false });
      expect(await decide(tx, claimId)).toMatch(/^DVC-/);
    }));
});
