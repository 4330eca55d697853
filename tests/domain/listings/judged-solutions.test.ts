import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { catalogueItem } from "~db/schema/catalogue";
import { certificate, certificateEvent } from "~db/schema/certification";
import { judgedSolutions } from "~/domain/listings/status/listing-status-views.server";
import { VERDICT_OUTCOMES } from "~/domain/certification/verdict";
import { makeMarket, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
const ID = "20001-001";

describe("the officers' list of solutions, judged for a day", () => {
  it("says what the standards of each come to, and is filtered by it", () =>
    undoneIn(db, async (tx) => {
      const idsOf = async (...outcomes: (typeof VERDICT_OUTCOMES)[number][]) =>
        (await judgedSolutions(tx, TODAY, { outcomes }).page(null)).rows.map((row) => row.id);
      const all = (await judgedSolutions(tx, TODAY).page(null)).rows;
      expect(all.find((row) => row.id === ID)?.outcome).toBe("compliant");
      expect(await idsOf("compliant")).toContain(ID);
      expect(await idsOf("not-compliant", "compliant-with-conditions")).not.toContain(ID);
      await tx.insert(certificateEvent).values({
        certificateNumber: "DVC-900001",
        kind: "suspended",
        effectiveOn: TODAY,
        reason: "A fault",
      });
      expect(await idsOf("not-compliant")).toEqual([ID]);
      expect(await idsOf("compliant", "compliant-with-conditions")).not.toContain(ID);
      expect((await idsOf(...VERDICT_OUTCOMES)).sort()).toEqual(all.map((row) => row.id).sort());
    }));

  it("asks nothing of one that was withdrawn", () =>
    undoneIn(db, async (tx) => {
      await tx.update(catalogueItem).set({ state: "withdrawn" }).where(eq(catalogueItem.id, ID));
      await tx.update(certificate).set({ validTo: TODAY }).where(eq(certificate.number, "DVC-900001"));
      const rows = (await judgedSolutions(tx, TODAY, { states: ["withdrawn"] }).page(null)).rows;
      expect(rows.map(({ id, outcome }) => [id, outcome])).toEqual([[ID, null]]);
      const asked = judgedSolutions(tx, TODAY, { outcomes: VERDICT_OUTCOMES });
      expect(await asked.count()).toBe(0);
    }));
});
