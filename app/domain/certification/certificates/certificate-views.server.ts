import { and, asc, eq, ilike, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber, byNumberDown, numberBelow } from "~db/number-order";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, standard, standardVersion, workOffCondition } from "~db/schema/certification";
import { containing } from "~db/like";
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
        and(isNull(certificate.solutionId), isAnyOf(certificate.supplierId, owner)),
      ),
    )
    .orderBy(asc(standard.title), byNumber(certificate.number));
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
    .orderBy(asc(standard.title), byNumber(certificate.number));
  return withStatus(q, found, input.on);
}

/** The certificates issued for a standard, of every version. */
export async function certificatesForStandard(
  q: Queryable,
  input: { standardId: string; on: Day },
): Promise<CertificateRow[]> {
  const found = await certificates(q)
    .where(eq(standard.id, input.standardId))
    .orderBy(asc(supplier.name), asc(catalogueItem.name), byNumber(certificate.number));
  return withStatus(q, found, input.on);
}

const BATCH_ROWS = 500;

/** Each word must stand in the number, the standard, the supplier or the solution. */
function matching(words: string): SQL | undefined {
  const each = words
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const like = containing(word);
      return or(
        ...[certificate.number, standard.id, standard.title, supplier.name, catalogueItem.name].map(
          (column) => ilike(column, like),
        ),
      );
    });
  return and(...each);
}

export interface CertificateSearch {
  on: Day;
  words?: string;
  /** Kinds of status; all when empty. */
  statuses?: readonly CertificateStatus["kind"][];
  /** Go on below this number, for the next page. */
  before?: string;
  limit: number;
}

/**
 * Certificates of everybody, latest number first, and the key of the next page if there is one. A status is derived and
 * no column, so batches are read until enough rows have the one asked for.
 */
export async function searchCertificates(
  q: Queryable,
  search: CertificateSearch,
): Promise<{ rows: CertificateRow[]; next: string | null }> {
  const { on, statuses = [], limit } = search;
  const rows: CertificateRow[] = [];
  let before = search.before;
  for (;;) {
    const found = await certificates(q)
      .where(
        and(
          before === undefined ? undefined : numberBelow(certificate.number, before),
          search.words ? matching(search.words) : undefined,
        ),
      )
      .orderBy(byNumberDown(certificate.number))
      .limit(BATCH_ROWS);
    const judged = await withStatus(q, found, on);
    rows.push(...judged.filter((row) => statuses.length === 0 || statuses.includes(row.status.kind)));
    if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1]!.number };
    if (found.length < BATCH_ROWS) return { rows, next: null };
    before = found.at(-1)!.number;
  }
}

/** How many certificates there are, of those that hold the words. */
export async function countCertificates(q: Queryable, { words }: { words?: string }): Promise<number> {
  const found = certificates(q).where(words ? matching(words) : undefined);
  const [row] = await q.execute<{ total: number }>(sql`select count(*)::int as total from ${found} as found`);
  return row!.total;
}

/** The certificates of these numbers, and every other of the same standard and supplier. */
export async function certificatesAround(
  q: Queryable,
  input: { numbers: readonly string[]; on: Day },
): Promise<CertificateRow[]> {
  if (input.numbers.length === 0) return [];
  const found = await certificates(q).where(
    sql`(${certificate.supplierId}, ${standardVersion.standardId}) in (
      select c.supplier_id, v.standard_id from certificate c
      join standard_version v on v.id = c.standard_version_id
      where ${isAnyOf(sql`c.number`, [...input.numbers])})`,
  );
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
