import { count, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { capability, catalogueItem, price, supplier } from "~db/schema/catalogue";
import { certificate, standard } from "~db/schema/certification";
import { agreementVersion } from "~db/schema/agreements";
import { framework } from "~db/schema/frameworks";
import { fund, programme } from "~db/schema/funding";
import { invoice } from "~db/schema/invoices";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { ocdsRelease } from "~db/schema/contracts";
import { certificatesOfSupplier } from "~/domain/certification/certificates/certificate-views.server";
import { reconciliationView } from "~/domain/invoices/reconciliation-views.server";
import { type Day } from "~/domain/shared/day";
import { financialYearOf } from "~/domain/shared/financial-year";
import { demoDatabase } from "./demo-database";
import type { TestDatabase } from "./test-database";

/** What must hold of the demonstration, whichever day it is loaded on. */
export function describeDemonstration(on: Day): void {
  describe(`the demonstration as at ${on}`, () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await demoDatabase({ on });
    }, 600_000);
    async function rows(
      table: Parameters<ReturnType<TestDatabase["db"]["select"]>["from"]>[0],
    ): Promise<number> {
      const [row] = await database.db.select({ n: count() }).from(table as typeof organisation);
      return row!.n;
    }

    describe("the demonstration leaves no page empty", () => {
      it("has organisations of every buyer kind in at least six boards' areas", async () => {
        expect(await rows(organisation)).toBeGreaterThanOrEqual(72);
        const kinds = await database.db.selectDistinct({ kind: organisation.kind }).from(organisation);
        for (const kind of [
          "trust",
          "icb",
          "gp_practice",
          "pcn",
          "local_authority",
          "care_provider",
          "care_site",
        ]) {
          expect(kinds.map((row) => row.kind)).toContain(kind);
        }
      });

      it("has 25 standards, 46 capabilities, 12 suppliers, 60 solutions, 3 frameworks, 3 programmes, 3 agreements", async () => {
        expect(await rows(standard)).toBe(25);
        expect(await rows(capability)).toBe(46);
        expect(await rows(supplier)).toBe(12);
        expect(await rows(framework)).toBe(3);
        expect(await rows(programme)).toBe(3);
        const [solutions] = await database.db
          .select({ n: count() })
          .from(catalogueItem)
          .where(eq(catalogueItem.kind, "solution"));
        expect(solutions!.n).toBeGreaterThanOrEqual(60);
        const inForce = await database.db
          .select()
          .from(agreementVersion)
          .where(eq(agreementVersion.state, "in_force"));
        expect(inForce).toHaveLength(3);
      });

      it("has a year of orders in every state, with invoices, payments and releases", async () => {
        const states = await database.db.selectDistinct({ state: order.state }).from(order);
        for (const state of ["in_progress", "awaiting_approval", "awaiting_signature", "live", "completed"]) {
          expect(states.map((row) => row.state)).toContain(state);
        }
        expect(await rows(order)).toBeGreaterThanOrEqual(40);
        expect(await rows(invoice)).toBeGreaterThanOrEqual(60);
        expect(await rows(ocdsRelease)).toBeGreaterThanOrEqual(60);
        expect(await rows(certificate)).toBeGreaterThanOrEqual(200);
        expect(await rows(price)).toBeGreaterThanOrEqual(100);
      });

      it("is marked as a demonstration", async () => {
        const unmarked = await database.db
          .select({ id: catalogueItem.id })
          .from(catalogueItem)
          .where(eq(catalogueItem.demonstration, false));
        expect(unmarked).toEqual([]);
      });
    });

    describe("its money holds together", () => {
      it("agrees to the penny between invoices, payments and the ledger", async () => {
        const rows = await reconciliationView(database.db, { actor: { roles: ["auditor"] } });
        expect(rows.length).toBeGreaterThan(50);
        expect(rows.filter((row) => row.differences.length > 0)).toEqual([]);
      });

      it("has a trial balance of zero", async () => {
        const [row] = await database.db.execute<{ sum: string }>(
          sql`select sum(credits_posted_pence - debits_posted_pence)::text as sum from ledger_account`,
        );
        expect(row!.sum).toBe("0");
      });
    });

    describe("its certificates and funds are of every kind", () => {
      it("has a valid, an expiring, an expired, a suspended, a withdrawn and a superseded certificate", async () => {
        const suppliers = await database.db.select({ id: supplier.id }).from(supplier);
        const kinds = new Set<string>();
        for (const { id } of suppliers)
          for (const { status } of await certificatesOfSupplier(database.db, { supplierId: id, on }))
            kinds.add(status.kind === "expiring" ? `expiring within ${status.within}` : status.kind);
        for (const kind of [
          "valid",
          "expiring within 30",
          "expiring within 90",
          "expired",
          "suspended",
          "withdrawn",
          "superseded",
        ])
          expect([...kinds]).toContain(kind);
      });

      it("has funds of last year, this year and the next two", async () => {
        const years = await database.db.selectDistinct({ year: fund.financialYear }).from(fund);
        const thisYear = financialYearOf(on);
        for (const ahead of [-1, 0, 1, 2]) expect(years.map(({ year }) => year)).toContain(thisYear + ahead);
      });
    });
  });
}
