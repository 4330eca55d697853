import { and, asc, eq, ilike, ne, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { containing } from "~db/like";
import { dayOf, type Day } from "~/domain/shared/day";
import { certificationNeeds, type CertificationNeed } from "./certification-need";
import { certificatesOfSupplier, type CertificateRow } from "./certificates/certificate-views.server";
import { claimsOfSupplier, type ClaimRow } from "./claims/claim-views.server";
import { OWN_LOTS, verdictsFor } from "./verdict-views.server";

const NAMED_ROWS = 6;

/** The solutions of a supplier that can hold a certificate: all but the withdrawn ones, by name. */
export async function solutionsOf(
  q: Queryable,
  input: { supplierId: string },
): Promise<{ id: string; name: string }[]> {
  return q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.supplierId, input.supplierId),
        eq(catalogueItem.kind, "solution"),
        ne(catalogueItem.state, "withdrawn"),
      ),
    )
    .orderBy(asc(catalogueItem.name));
}

/** The solutions that somebody may mean by a number or a name: the exact one alone, otherwise a few that hold it. */
export async function solutionsNamed(
  q: Queryable,
  typed: string,
): Promise<{ id: string; name: string; supplierName: string }[]> {
  const like = containing(typed);
  const rows = await q
    .select({ id: catalogueItem.id, name: catalogueItem.name, supplierName: supplier.name })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .where(
      and(
        eq(catalogueItem.kind, "solution"),
        ne(catalogueItem.state, "withdrawn"),
        or(eq(catalogueItem.id, typed), ilike(catalogueItem.name, like)),
      ),
    )
    .orderBy(asc(catalogueItem.name), asc(catalogueItem.id))
    .limit(NAMED_ROWS);
  const same = (row: { id: string; name: string }) =>
    row.id === typed || row.name.toLowerCase() === typed.toLowerCase();
  const exact = rows.filter(same);
  return exact.length > 0 ? exact : rows;
}

/** The published solutions for which a certificate counts: its own, or all of the supplier's when it is theirs. */
export async function dependentSolutions(
  q: Queryable,
  of: { supplierId: string; solutionId: string | null },
): Promise<{ id: string; name: string }[]> {
  return q
    .select({ id: catalogueItem.id, name: catalogueItem.name })
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.kind, "solution"),
        eq(catalogueItem.state, "published"),
        of.solutionId === null
          ? eq(catalogueItem.supplierId, of.supplierId)
          : eq(catalogueItem.id, of.solutionId),
      ),
    )
    .orderBy(asc(catalogueItem.name));
}

/** Where a supplier stands on a day: what it can mend now, its certificates and its claims. */
export async function certificationOf(
  q: Queryable,
  input: { supplierId: string; on: Day },
): Promise<{ needs: CertificationNeed[]; certificates: CertificateRow[]; claims: ClaimRow[] }> {
  const [solutions, certificates, claims] = await Promise.all([
    solutionsOf(q, input),
    certificatesOfSupplier(q, input),
    claimsOfSupplier(q, input),
  ]);
  const solutionIds = solutions.map((one) => one.id);
  const names = new Map(solutions.map((one) => [one.id, one.name]));
  const verdicts = await verdictsFor(q, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on: input.on });
  const missing = [...verdicts.values()].flatMap((verdict) =>
    verdict.lines
      .filter((line) => line.reason === "missing")
      .map((line) => ({
        standardId: line.standardId,
        standardTitle: line.title,
        solutionId: line.inherited ? null : verdict.solutionId,
        holderName: line.inherited ? "your organisation" : (names.get(verdict.solutionId) ?? ""),
      })),
  );
  const holder = (row: { solutionId: string | null }) =>
    row.solutionId === null ? "your organisation" : (names.get(row.solutionId) ?? "");
  const alive = <T extends { solutionId: string | null }>(rows: readonly T[]) =>
    rows
      .filter((row) => row.solutionId === null || names.has(row.solutionId))
      .map((row) => ({ ...row, holderName: holder(row) }));
  const needs = certificationNeeds({
    certificates: alive(certificates),
    missing,
    claims: alive(claims).map((row) => ({ ...row, decidedOn: row.decidedAt && dayOf(row.decidedAt) })),
  });
  return { needs, certificates, claims };
}
