import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, standard, standardVersion, workOffCondition } from "~db/schema/certification";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { certificateStatus, statusSentence, statusWord, type CertificateStatus } from "./certificate";
import { allVersions, withHistory } from "./verdict-facts.server";

export interface CertificateRow {
  number: string;
  standardId: string;
  standardTitle: string;
  versionId: string;
  version: string;
  supplierId: string;
  supplierName: string;
  solutionId: string | null;
  solutionName: string | null;
  productVersion: string | null;
  validFrom: Day;
  validTo: Day | null;
  issuedAt: Date;
  status: CertificateStatus;
  /** The status as a word: "Valid", "Expiring", "Suspended" ... */
  word: string;
  sentence: string;
}

function certificates(q: Queryable) {
  return q
    .select({
      number: certificate.number,
      standardId: standard.id,
      standardTitle: standard.title,
      standardVersionId: certificate.standardVersionId,
      versionId: certificate.standardVersionId,
      version: standardVersion.version,
      supplierId: supplier.id,
      supplierName: supplier.name,
      solutionId: certificate.solutionId,
      solutionName: catalogueItem.name,
      productVersion: certificate.productVersion,
      validFrom: certificate.validFrom,
      validTo: certificate.validTo,
      issuedAt: certificate.issuedAt,
    })
    .from(certificate)
    .innerJoin(standardVersion, eq(standardVersion.id, certificate.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .innerJoin(supplier, eq(supplier.id, certificate.supplierId))
    .leftJoin(catalogueItem, eq(catalogueItem.id, certificate.solutionId))
    .$dynamic();
}

type Found = Awaited<ReturnType<typeof certificates>>[number];

/** Certificates with their status on a day, in four queries whatever their number. */
async function withStatus(q: Queryable, found: Found[], on: Day): Promise<CertificateRow[]> {
  const [versions, held] = await Promise.all([allVersions(q), withHistory(q, found)]);
  return held.map(({ events, conditions, ...row }) => {
    const status = certificateStatus(row, events, versions, conditions, on);
    return { ...row, status, word: statusWord(status), sentence: statusSentence(status, row.validTo) };
  });
}

/** The certificates of a solution and those that it inherits from its supplier, by standard, latest first. */
export async function certificatesOf(
  q: Queryable,
  input: { solutionId: string; on: Day },
): Promise<(CertificateRow & { inherited: boolean })[]> {
  const owner = q
    .select({ id: catalogueItem.supplierId })
    .from(catalogueItem)
    .where(eq(catalogueItem.id, input.solutionId));
  const found = await certificates(q)
    .where(
      or(
        eq(certificate.solutionId, input.solutionId),
        and(isNull(certificate.solutionId), inArray(certificate.supplierId, owner)),
      ),
    )
    .orderBy(asc(standard.title), asc(certificate.number));
  const rows = await withStatus(q, found, input.on);
  rows.sort((a, b) => a.standardTitle.localeCompare(b.standardTitle) || (a.validFrom < b.validFrom ? 1 : -1));
  return rows.map((row) => ({ ...row, inherited: row.solutionId === null }));
}

/** The certificates of a supplier: its own and those of its solutions. */
export async function certificatesOfSupplier(
  q: Queryable,
  input: { supplierId: string; on: Day },
): Promise<CertificateRow[]> {
  const found = await certificates(q)
    .where(eq(certificate.supplierId, input.supplierId))
    .orderBy(asc(standard.title), asc(certificate.number));
  return withStatus(q, found, input.on);
}

/** The certificates issued for a standard, of every version. */
export async function certificatesForStandard(
  q: Queryable,
  input: { standardId: string; on: Day },
): Promise<CertificateRow[]> {
  const found = await certificates(q)
    .where(eq(standard.id, input.standardId))
    .orderBy(asc(supplier.name), asc(catalogueItem.name), asc(certificate.number));
  return withStatus(q, found, input.on);
}

export interface CertificateView extends CertificateRow {
  events: { kind: string; effectiveOn: Day; reason: string }[];
  conditions: { id: string; text: string; dueOn: Day; metOn: Day | null }[];
}

/** One certificate with its history, as at a day, to be checked by anyone. Throws not-found. */
export async function certificateByNumber(
  q: Queryable,
  input: { number: string; on: Day },
): Promise<CertificateView> {
  const found = await certificates(q).where(eq(certificate.number, input.number));
  const [row] = await withStatus(q, found, input.on);
  if (!row) {
    throw new Problem("not-found", "certificate-not-found", {
      title: `There is no certificate ${input.number}.`,
      detail: "Check the number. It looks like DVC-000123 and stands at the top of the certificate.",
    });
  }
  const [[held], conditions] = await Promise.all([
    withHistory(q, found),
    q
      .select()
      .from(workOffCondition)
      .where(eq(workOffCondition.certificateNumber, input.number))
      .orderBy(asc(workOffCondition.dueOn)),
  ]);
  const events = [...held!.events].sort((a, b) => a.sequence - b.sequence);
  return {
    ...row,
    events: events.map(({ kind, effectiveOn, reason }) => ({ kind, effectiveOn, reason })),
    conditions: conditions.map(({ id, text, dueOn, metOn }) => ({ id, text, dueOn, metOn })),
  };
}
