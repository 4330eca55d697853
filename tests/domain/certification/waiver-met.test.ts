import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { certificate } from "~db/schema/certification";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { standardStatusOf } from "~/domain/certification/standard-status-views.server";
import { addDays, day } from "~/domain/shared/day";
import { AT, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";
import { refused, undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);

const propose = (tx: Tx, validTo: string, validFrom = TODAY) =>
  makeProposal(tx, {
    wish: {
      kind: "waiver",
      standardId: "DTAC",
      solutionId: "20001-001",
      buyerCode: "RR8",
      validFrom,
      validTo: day(validTo),
    },
    reason: "A pilot",
    actor: PEOPLE.officer,
    at: AT,
  });

describe("a waiver of a standard that a certificate covers", () => {
  it("is refused while the certificate holds on all of its days, and names the certificate", () =>
    undoneIn(db, async (tx) => {
      const problem = await refused(propose(tx, "2027-01-31"));
      expect([problem.code, problem.public.title]).toEqual([
        "standard-met",
        "Alder Record meets Digital Technology Assessment Criteria already, so there is nothing to waive.",
      ]);
      expect(problem.public.detail).toContain("Certificate DVC-900001 holds until 31 December 2027.");
    }));

  it("is proposed for days that the certificate does not reach", () =>
    undoneIn(db, async (tx) => {
      await tx
        .update(certificate)
        .set({ validTo: day("2027-01-30") })
        .where(eq(certificate.number, "DVC-900001"));
      expect(await propose(tx, "2027-01-31")).toMatch(/^[0-9a-f-]{36}$/);
    }));

  it("is refused while one certificate follows another, and whichever lasts longest counts", () =>
    undoneIn(db, async (tx) => {
      const [held] = await tx.select().from(certificate).where(eq(certificate.number, "DVC-900001"));
      const other = { ...held!, claimId: null };
      await tx.insert(certificate).values({ ...other, number: "DVC-900091", validTo: day("2026-12-15") });
      expect((await refused(propose(tx, "2027-01-31"))).code).toBe("standard-met");
      await tx
        .update(certificate)
        .set({ validTo: day("2026-12-31") })
        .where(eq(certificate.number, "DVC-900001"));
      expect(await propose(tx, "2027-01-31")).toMatch(/^[0-9a-f-]{36}$/);
      const next = { number: "DVC-900092", validFrom: day("2026-12-20"), validTo: day("2027-06-30") };
      await tx.insert(certificate).values({ ...other, ...next });
      expect((await refused(propose(tx, "2027-02-28"))).code).toBe("standard-met");
    }));

  it("does not begin in the past", () =>
    undoneIn(db, async (tx) => {
      await tx.delete(certificate).where(eq(certificate.number, "DVC-900001"));
      expect((await refused(propose(tx, "2027-01-31", addDays(TODAY, -1)))).code).toBe("waiver-begins-past");
    }));

  it("is told how the solution stands today", () =>
    undoneIn(db, async (tx) => {
      const of = { solutionId: "20001-001", standardId: "DTAC", on: TODAY };
      expect(await standardStatusOf(tx, of)).toBe(
        "It meets the standard today, by certificate DVC-900001. Valid until 31 December 2027.",
      );
      expect(await standardStatusOf(tx, { ...of, on: day("2028-01-01") })).toBe(
        "It does not meet the standard today: certificate DVC-900001 does not count. Expired on 31 December 2027.",
      );
      expect(await standardStatusOf(tx, { ...of, standardId: "none" })).toContain("it has no certificate");
    }));
});
