import { chmodSync, cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, eq, gt, inArray } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import type { Db } from "~db";
import { catalogueItem, listingVersion, price, priceTier } from "~db/schema/catalogue";
import { certificate, standardBinding, standardVersion } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { framework, lotSolution, procurementThreshold } from "~db/schema/frameworks";
import { organisation } from "~db/schema/organisations";
import { importRun } from "~db/schema/platform";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import { isLiveOn } from "~/domain/frameworks/framework";
import { recipientsOf } from "~/domain/organisations/organisation-views.server";
import { day } from "~/domain/shared/day";
import { BrokenFile, type ImportReport } from "../../../scripts/import/report";
import { IMPORTERS, runImport } from "../../../scripts/import/run-import";
import { describeWithSharedData } from "../../setup/shared-data";
import { testDatabase } from "../../setup/test-database";

const today = day("2026-11-22");
const context = { today, at: new Date("2026-11-22T09:00:00Z"), onProgress: () => {} };
const KINDS = Object.keys(IMPORTERS);

describeWithSharedData("importing all reference data", (data) => {
  let db: Db;
  const first: Record<string, ImportReport> = {};
  let afterDryRun: number[] = [];
  /** Of this process's processor time, which does not depend on what else the machine does. */
  let seconds = 0;

  beforeAll(async () => {
    ({ db } = await testDatabase());
    for (const kind of KINDS) await runImport(db, kind, data, { ...context, dryRun: true });
    afterDryRun = [await db.$count(organisation), await db.$count(importRun), await db.$count(auditEvent)];
    const started = process.cpuUsage();
    for (const kind of KINDS) first[kind] = await runImport(db, kind, data, context);
    const { user, system } = process.cpuUsage(started);
    seconds = (user + system) / 1_000_000;
  }, 180_000);

  it("leaves nothing behind after a dry run", () => {
    expect(afterDryRun).toEqual([0, 0, 0]);
  });

  it("takes less than a minute of work", () => {
    expect(seconds).toBeLessThan(60);
  });

  it("counts what the catalogue's files hold", () => {
    expect(first.catalogue!.counts).toEqual({
      "capability categories": 12,
      capabilities: 46,
      epics: 768,
      "capability epics": 809,
      "catalogue standards": 67,
      "standards bound to capabilities, by lot": 2400,
      frameworks: 4,
      lots: 4,
      suppliers: 74,
      solutions: 28,
      "published solutions": 19,
      "additional services": 17,
      "associated services": 72,
      "associated service links": 37,
      "solutions in lots": 29,
      "suppliers in lots": 22,
      "list prices": 115,
      "capability assessments": 108,
      "epic assessments": 1149,
      "certificates from assessments": 367,
    });
  });

  it("counts what the other files hold", () => {
    expect(first.cqc!.counts).toEqual({ "care homes": 56, "care providers": 46 });
    expect(first.standards!.counts).toEqual({
      "standards for suppliers": 52,
      "entries of the standards directory": 86,
      "evidence items": 118,
    });
    expect(first.procurement!.counts).toEqual({
      "procurement rules": 37,
      "thresholds in force": 8,
      "thresholds of the period before": 4,
      "notice types": 17,
    });
    expect(first.funding!.counts).toMatchObject({ "funding programmes": 11, "rule shapes": 17 });
    for (const kind of ["cqc", "standards", "procurement", "funding"])
      expect(first[kind]!.rejected).toEqual([]);
  });

  it("reports every row that it left out, by file, line and reason", () => {
    const { rejected } = first.catalogue!;
    expect(rejected).toHaveLength(2176);
    const reasons = rejected
      .filter((one) => one.file === "gen2_epic_assessments.csv")
      .map((one) => one.reason);
    expect(reasons.filter((reason) => reason.startsWith("epics.csv has no"))).toHaveLength(87);
    expect(reasons.filter((reason) => reason.startsWith("catalogue_items.csv has no"))).toHaveLength(1733);
    expect(rejected).toContainEqual({
      file: "supplier_service_associations.csv",
      line: 39,
      reason: "catalogue_items.csv has no 100000-S-001.",
    });
  });

  it("changes nothing the second time, and leaves one audit event a kind", async () => {
    const events = await db.$count(auditEvent);
    expect(events).toBe(KINDS.length);
    for (const kind of KINDS) {
      const second = await runImport(db, kind, data, context);
      expect(second.changes).toEqual({ inserted: 0, updated: 0 });
      expect(second.counts).toEqual(first[kind]!.counts);
      expect(second.rejected).toEqual(first[kind]!.rejected);
    }
    expect(await db.$count(auditEvent)).toBe(events);
    expect(await db.$count(listingVersion)).toBe(19);
  }, 60_000);

  it("leaves alone what people changed here since", async () => {
    await db.update(catalogueItem).set({ state: "suspended" }).where(eq(catalogueItem.id, "10000-062"));
    await runImport(db, "catalogue", data, context);
    const [item] = await db.select().from(catalogueItem).where(eq(catalogueItem.id, "10000-062"));
    expect(item!.state).toBe("suspended");
    await db.update(catalogueItem).set({ state: "published" }).where(eq(catalogueItem.id, "10000-062"));
  }, 60_000);

  it("prices per unit are charged for every unit, at four decimals", async () => {
    const [perPatient] = await db.select().from(price).where(eq(price.id, "BC-1001"));
    expect(perPatient).toMatchObject({
      itemId: "10000-001",
      unit: "patient",
      quantityNoun: "patients",
      billingPeriod: "year",
      calculation: "volume",
      vatRate: 2000,
      costCategory: "licence-subscription",
    });
    const [message] = await db.select().from(priceTier).where(eq(priceTier.priceId, "BC-1102"));
    expect(message).toMatchObject({ fromQuantity: 1n, toQuantity: null, unitPrice: 170n });
    expect(await db.$count(price, eq(price.calculation, "volume"))).toBe(115);
  });

  it("has one framework that expired and three that are live today", async () => {
    const frameworks = await db.select().from(framework);
    expect(
      frameworks
        .filter((one) => isLiveOn(one as never, today))
        .map((one) => one.id)
        .sort(),
    ).toEqual(["ATP001", "DFOCVC001", "TIF001"]);
  });

  it("dates the two forms of DTAC and both periods of the thresholds", async () => {
    const forms = await db.select().from(standardVersion).where(eq(standardVersion.standardId, "dtac"));
    expect(forms.map((one) => [one.id, one.effectiveFrom, one.retiredOn]).sort()).toEqual([
      ["dtac@1", "2020-01-01", "2026-04-05"],
      ["dtac@2", "2026-04-06", null],
    ]);
    const [threshold] = await db
      .select()
      .from(procurementThreshold)
      .where(
        and(
          eq(procurementThreshold.id, "goods-services-sub-central"),
          gt(procurementThreshold.effectiveFrom, day("2025-12-31")),
        ),
      );
    expect(threshold!.amount).toBe(20_772_000n);
  });

  it("binds standards to capabilities only, and certifies what was assessed in full", async () => {
    // 600 pairs of standard and capability in each of the four lots
    expect(await db.$count(standardBinding)).toBe(2400);
    expect(await db.$count(certificate, eq(certificate.source, "NHS Buying Catalogue assessment"))).toBe(367);
    const inLot = await db.select().from(lotSolution).where(eq(lotSolution.lotId, "TIF001-1"));
    const verdicts = await verdictsFor(db, {
      solutionIds: inLot.map((one) => one.solutionId),
      lotId: "TIF001-1",
      buyerKind: "icb",
      on: today,
    });
    const compliant = [...verdicts.values()].filter((one) => one.outcome === "compliant");
    expect(compliant.map((one) => one.solutionId)).toContain("10000-001");
    const items = await db
      .select({ id: catalogueItem.id })
      .from(catalogueItem)
      .where(
        and(
          inArray(
            catalogueItem.id,
            compliant.map((one) => one.solutionId),
          ),
          eq(catalogueItem.state, "published"),
        ),
      );
    expect(items.length).toBeGreaterThan(8);
  });

  it("gives a care provider its homes as recipients", async () => {
    const provider = "cqc-provider-stockdales-of-sale-altrincham-and-district-ltd";
    const recipients = await recipientsOf(db, provider, today);
    expect(recipients[0]!.kind).toBe("care_provider");
    expect(recipients.slice(1).map((one) => one.kind)).toEqual(Array(5).fill("care_site"));
  });

  it("refuses the deliberately broken assessments whole, and names the lines", async () => {
    const file = path.join(data, "catalogue", "gen2_capability_assessments_invalid_missing_data.csv");
    const attempt = runImport(db, "catalogue", file, context);
    await expect(attempt).rejects.toBeInstanceOf(BrokenFile);
    await expect(attempt).rejects.toThrow(
      /line 6 lacks the Solution ID; line 12 lacks the Capability Assessment Result/,
    );
    expect(await db.$count(importRun, eq(importRun.source, file))).toBe(0);
  });

  it("changes nothing when the last file of a kind is broken", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "dovetail-catalogue-"));
    cpSync(path.join(data, "catalogue"), folder, { recursive: true });
    const suppliers = path.join(folder, "suppliers.csv");
    const epics = path.join(folder, "gen2_epic_assessments.csv");
    for (const file of [suppliers, epics]) chmodSync(file, 0o644);
    writeFileSync(
      suppliers,
      readFileSync(suppliers, "utf8").replace("EMIS Health,EMIS Health", "Renamed,Renamed"),
    );
    writeFileSync(epics, 'Key,Solution ID\n"never closed');
    await expect(runImport(db, "catalogue", folder, context)).rejects.toThrow(
      "gen2_epic_assessments.csv was not imported",
    );
    const [emis] = await db.select().from(organisation).where(eq(organisation.code, "S10000"));
    expect(emis!.name).toBe("EMIS Health");
  }, 60_000);

  it("says what is wrong with a path or a file that it does not know", async () => {
    await expect(runImport(db, "ods", "/nowhere", context)).rejects.toThrow(
      "there is no such file or folder",
    );
    const other = path.join(data, "catalogue", "integrations.json");
    for (const kind of KINDS) {
      await expect(runImport(db, kind, other, context)).rejects.toThrow("knows no file of this name");
    }
  });
});
