import { and, asc, eq, ne } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { dayOf, type Day } from "~/domain/shared/day";
import { certificationNeeds, type CertificationNeed } from "./certification-need";
import { certificatesOfSupplier, type CertificateRow } from "./certificate-views.server";
import { claimsOfSupplier, type ClaimRow } from "./claim-views.server";
import { OWN_LOTS, verdictsFor } from "./verdict-views.server";

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
