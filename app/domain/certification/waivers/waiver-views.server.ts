import { and, asc, desc, eq, gte, lte } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { standard, waiver } from "~db/schema/certification";
import { organisation } from "~db/schema/organisations";
import type { Day } from "~/domain/shared/day";

export interface WaiverRow {
  id: string;
  standardId: string;
  standardTitle: string;
  solutionId: string;
  solutionName: string;
  supplierName: string;
  /** Null: for every buyer. */
  buyerCode: string | null;
  buyerName: string | null;
  validFrom: Day;
  validTo: Day;
  reason: string;
  /** On the day asked for. */
  state: "coming" | "in force" | "ended";
}

/**
 * The waivers of one solution on a day that were given to one buyer: the public page shows only what holds for everybody, and a buyer
 * must see its own there. The one that ends first comes first.
 */
export async function waiversGivenTo(
  q: Queryable,
  input: { buyerCode: string; solutionId: string; on: Day },
): Promise<{ id: string; standardId: string; standardTitle: string; validTo: Day; reason: string }[]> {
  const { buyerCode, solutionId, on } = input;
  return q
    .select({
      id: waiver.id,
      standardId: standard.id,
      standardTitle: standard.title,
      validTo: waiver.validTo,
      reason: waiver.reason,
    })
    .from(waiver)
    .innerJoin(standard, eq(standard.id, waiver.standardId))
    .where(
      and(
        eq(waiver.buyerCode, buyerCode),
        eq(waiver.solutionId, solutionId),
        lte(waiver.validFrom, on),
        gte(waiver.validTo, on),
      ),
    )
    .orderBy(asc(waiver.validTo), asc(waiver.id));
}

/** Every waiver with where it stands on a day: the one that ends last comes first. */
export async function waiversList(q: Queryable, input: { on: Day }): Promise<WaiverRow[]> {
  const rows = await q
    .select({
      id: waiver.id,
      standardId: standard.id,
      standardTitle: standard.title,
      solutionId: catalogueItem.id,
      solutionName: catalogueItem.name,
      supplierName: supplier.name,
      buyerCode: waiver.buyerCode,
      buyerName: organisation.name,
      validFrom: waiver.validFrom,
      validTo: waiver.validTo,
      reason: waiver.reason,
    })
    .from(waiver)
    .innerJoin(standard, eq(standard.id, waiver.standardId))
    .innerJoin(catalogueItem, eq(catalogueItem.id, waiver.solutionId))
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .leftJoin(organisation, eq(organisation.code, waiver.buyerCode))
    .orderBy(desc(waiver.validTo), asc(catalogueItem.name), asc(waiver.id));
  return rows.map((row) => ({
    ...row,
    state: row.validFrom > input.on ? "coming" : row.validTo < input.on ? "ended" : "in force",
  }));
}
