import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { standardVersion } from "~db/schema/certification";
import { procurementRule, procurementThreshold } from "~db/schema/frameworks";
import { datedKnowledge } from "~/domain/frameworks/knowledge-views.server";
import { pence } from "~/domain/money/money";
import { goodsAndServicesThreshold } from "~/domain/contracts/threshold.server";
import { endingKnowledge } from "~/domain/shared/dated-knowledge";
import { day, type Day } from "~/domain/shared/day";
import { makeMarket } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const ending = async (today: Day) =>
  endingKnowledge(await datedKnowledge(db, today), today).map(({ id, lastDay, state }) => [
    id,
    lastDay,
    state,
  ]);
const threshold = (effectiveFrom: Day, effectiveTo: Day | null) => ({
  id: "goods-services-sub-central",
  effectiveFrom,
  effectiveTo,
  amount: pence(207_720_00),
  basis: "test",
});

describe("knowledge that runs out", () => {
  beforeAll(async () => {
    await makeMarket(db);
    await db.insert(procurementThreshold).values([threshold(day("2026-01-01"), null)]);
  });

  it("is nothing while all goes on", async () => {
    expect(await ending(day("2026-11-29"))).toEqual([]);
  });

  it("is a threshold that ends with its two years, though its row says no end, until the next is recorded", async () => {
    const expected = ["threshold:goods-services-sub-central", "2027-12-31"];
    expect(await ending(day("2027-07-01"))).toEqual([[...expected, "ending"]]);
    expect(await ending(day("2028-01-01"))).toEqual([[...expected, "ended"]]);
    expect(await goodsAndServicesThreshold(db, new Date("2027-12-31T12:00:00Z"))).toBe(207_720_00n);
    expect(await goodsAndServicesThreshold(db, new Date("2028-01-01T12:00:00Z"))).toBeNull();
    await db.insert(procurementThreshold).values(threshold(day("2028-01-01"), day("2029-12-31")));
    expect(await ending(day("2028-01-01"))).toEqual([]);
  });

  it("is a rule that ends, and a demanded standard whose newest version is retired", async () => {
    await db
      .update(procurementRule)
      .set({ effectiveTo: day("2027-03-31") })
      .where(eq(procurementRule.id, "PA-09"));
    await db.update(standardVersion).set({ retiredOn: day("2027-04-05") });
    expect(await ending(day("2026-11-29"))).toEqual([
      ["rule:PA-09", "2027-03-31", "ending"],
      ["standard:DTAC", "2027-04-05", "ending"],
    ]);
  });
});
