import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { certificate, claim } from "~db/schema/certification";
import { standardCompliance } from "~db/schema/standards";
import { changeListingStatus } from "~/domain/listings/status/change-listing-status.server";
import { addDays, addMonths, day } from "~/domain/shared/day";
import {
  complianceByMonth,
  decisionTimes,
  endingByMonth,
  latestCompliance,
} from "~/domain/standards/reports/compliance-views.server";
import { recordCompliance } from "~/domain/standards/reports/record-compliance.server";
import { AT, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";
import { databaseSays, undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(db, work);
const LAST_DAY = day("2027-12-31");

describe("the nightly count", () => {
  it("counts what is on sale once a day, as the public verdict says it", () =>
    undone(async (tx) => {
      expect(await latestCompliance(tx, { on: TODAY })).toBeNull();
      expect(await recordCompliance(tx, { on: TODAY })).toBeGreaterThan(0);
      expect(await recordCompliance(tx, { on: TODAY })).toBe(0);
      const latest = await latestCompliance(tx, { on: addDays(TODAY, 3) });
      expect(latest!.on).toBe(TODAY);
      const dtac = latest!.rows.find(({ standardId }) => standardId === "DTAC")!;
      expect([dtac.bound, dtac.met]).toEqual([1, 1]);
      await recordCompliance(tx, { on: addDays(LAST_DAY, 1) });
      const after = await latestCompliance(tx, { on: addDays(LAST_DAY, 1) });
      expect(after!.rows.find(({ standardId }) => standardId === "DTAC")).toMatchObject({ bound: 1, met: 0 });
    }));

  it("leaves out what is not on sale, and keeps what was counted", () =>
    undone(async (tx) => {
      await recordCompliance(tx, { on: TODAY });
      await changeListingStatus(tx, {
        solutionId: "20001-001",
        action: "suspend",
        supplierId: null,
        reason: "x",
        supportEndsOn: null,
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
      });
      expect(await recordCompliance(tx, { on: addDays(TODAY, 1) })).toBe(0);
      expect((await latestCompliance(tx, { on: addDays(TODAY, 1) }))!.on).toBe(TODAY);
      const says = await databaseSays(tx, (inner) => inner.update(standardCompliance).set({ met: 0 }));
      expect(says).toContain("standard_compliance rows are never changed or deleted");
      const more = await databaseSays(tx, (inner) =>
        inner.insert(standardCompliance).values({
          on: addDays(TODAY, 2),
          standardId: "DTAC",
          bound: 1,
          met: 1,
          withConditions: 1,
          waived: 0,
        }),
      );
      expect(more).toContain("standard_compliance_parts");
    }));

  it("two workers at once count a day once", async () => {
    const counted = await Promise.all(
      [1, 2].map(() => inTransaction(db, (tx) => recordCompliance(tx, { on: TODAY }))),
    );
    expect(counted.some((standards) => standards > 0)).toBe(true);
    expect(await db.$count(standardCompliance)).toBe(Math.max(...counted));
  });
});

describe("the report", () => {
  it("shows the last count of each month, thirteen at most", () =>
    undone(async (tx) => {
      for (let back = 14; back >= 0; back -= 1) {
        const on = addMonths(TODAY, -back);
        await recordCompliance(tx, { on: addDays(on, -2) });
        await recordCompliance(tx, { on });
      }
      const months = await complianceByMonth(tx, { standardId: "DTAC", on: TODAY });
      expect(months.map(({ on }) => on)).toEqual(
        Array.from({ length: 13 }, (_, at) => addMonths(TODAY, at - 12)),
      );
    }));

  it("counts the certificates that end in each month, up to a year ahead", () =>
    undone(async (tx) => {
      await tx.update(certificate).set({ validTo: TODAY });
      const [row] = await endingByMonth(tx, { on: TODAY });
      expect(row).toEqual({ month: TODAY.slice(0, 7), certificates: await tx.$count(certificate) });
      await tx.update(certificate).set({ validTo: addDays(TODAY, -1) });
      expect(await endingByMonth(tx, { on: TODAY })).toEqual([]);
      await tx.update(certificate).set({ validTo: null });
      expect(await endingByMonth(tx, { on: TODAY })).toEqual([]);
    }));

  it("says how long decisions took, by half and by nine of ten", () =>
    undone(async (tx) => {
      const [held] = await tx.select().from(certificate).limit(1);
      const decidedAt = new Date(`${TODAY}T12:00:00Z`);
      for (const days of [0, 1, 2, 3, 4, 5, 6, 7, 8, 30]) {
        await tx.insert(claim).values({
          standardVersionId: held!.standardVersionId,
          supplierId: held!.supplierId,
          state: "rejected",
          submittedAt: new Date(`${addDays(TODAY, -days)}T09:00:00Z`),
          decidedAt,
          createdAt: decidedAt,
        });
      }
      expect(await decisionTimes(tx, { on: TODAY })).toEqual([
        { month: TODAY.slice(0, 7), claims: 10, medianDays: 4, ninthDecileDays: 8 },
      ]);
    }));
});
