import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import {
  certificate,
  certificateEvent,
  standard,
  standardVersion,
  workOffCondition,
} from "~db/schema/certification";
import { user } from "~db/schema/people";
import { addDays, dayOf, type Day } from "~/domain/shared/day";
import { keysetList, type KeyColumns, type List } from "~/domain/shared/keyset.server";
import type { Page, PagePlace } from "~/domain/shared/page-place";
import { Problem } from "~/domain/shared/problem";
import type { Sorting } from "~/domain/shared/sorting";
import { certificateOrder, endsOn, keysOf } from "./certificate-order.server";
import { matching } from "./certificate-words.server";
import type { CertificateSort } from "./certificate-sort";
import {
  certificateStatus,
  saidOf,
  shownStatus,
  supersededBy,
  type CertificateEventKind,
  type CertificateStatus,
  type ShownStatus,
} from "./certificate";
import { certificateHistory, type DatedEvent, type EventBody, type HistoryEntry } from "./certificate-event";
import { allVersions, withHistory } from "../verdict-facts.server";

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
  /** The last day on which it counts, a suspension or withdrawal to come included; null without an end. */
  lastDay: Day | null;
}

function certificates(q: Queryable, keys: KeyColumns = {}) {
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
      ...keys,
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
async function withStatus<Row extends Found>(
  q: Queryable,
  found: Row[],
  on: Day,
): Promise<(Row & CertificateRow)[]> {
  const [versions, held] = await Promise.all([allVersions(q), withHistory(q, found)]);
  return held.map(({ events, conditions, ...row }) => {
    const status = certificateStatus(row, events, versions, conditions, on);
    return { ...row, status, ...saidOf(status, row.validTo) } as unknown as Row & CertificateRow;
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

export interface CertificateSearch {
  on: Day;
  words?: string;
  /** Statuses as their tags say them; all when empty. */
  statuses?: readonly ShownStatus[];
  /** The highest number first, unless asked otherwise. */
  sort?: Sorting<CertificateSort>;
}

const LATEST: Sorting<CertificateSort> = { by: "number", descending: true };

type Listed = Found & { endsOn: string };

function listOf(q: Queryable, { on, words, sort = LATEST }: CertificateSearch): List<Listed> {
  const ends = { endsOn: sql<string>`${endsOn(on)}::text`.as("ends_on") };
  return keysetList<Listed>(
    q,
    certificateOrder(sort, on),
    (columns, past) =>
      certificates(q, { ...columns, ...ends }).where(and(words ? matching(words) : undefined, past)) as never,
  );
}

/**
 * A page of everybody's certificates. A status is derived and no column: with some asked for, batches are read until
 * enough rows have one of them, nobody counts the whole (`total` is null), and back is the beginning of the list.
 */
export async function searchCertificates(
  q: Queryable,
  search: CertificateSearch,
  { place, size }: { place: PagePlace | null; size: number },
): Promise<Omit<Page<CertificateRow>, "total" | "first"> & { total: number | null; first: number | null }> {
  const { on, statuses = [], sort = LATEST } = search;
  const list = listOf(q, search);
  if (statuses.length === 0) {
    const page = await list.page(place, size);
    return { ...page, rows: await withStatus(q, page.rows, on) };
  }
  // Only the way forward is read batch by batch; an address that goes back begins at the beginning.
  const from = place?.side === "after" ? place : null;
  const rows: (CertificateRow & Listed)[] = [];
  const rest = { total: null, first: null, previous: from ? ("start" as const) : null };
  for await (const found of list.batches(BATCH_ROWS, from)) {
    const judged = await withStatus(q, found, on);
    rows.push(...judged.filter((row) => statuses.includes(shownStatus(row.status))));
    if (rows.length <= size) continue;
    const last = rows[size - 1]!;
    return { ...rest, rows: rows.slice(0, size), next: { side: "after", keys: keysOf(last, sort) } };
  }
  return { ...rest, rows, next: null };
}

/** All certificates that a search finds, in its order. */
export async function allCertificates(q: Queryable, search: CertificateSearch): Promise<CertificateRow[]> {
  const { on, statuses = [] } = search;
  const rows: CertificateRow[] = [];
  for await (const found of listOf(q, search).batches()) rows.push(...(await withStatus(q, found, on)));
  return rows.filter((row) => statuses.length === 0 || statuses.includes(shownStatus(row.status)));
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
  /** In the order in which they were entered. */
  events: DatedEvent[];
  /** Everything that happened to it, with what follows from dates, in the order of its days. */
  history: HistoryEntry[];
  conditions: { id: string; text: string; dueOn: Day; metOn: Day | null }[];
}

/** What was done to a certificate, in the order in which it was entered. */
export async function datedEvents(q: Queryable, number: string): Promise<DatedEvent[]> {
  const rows = await q
    .select()
    .from(certificateEvent)
    .where(eq(certificateEvent.certificateNumber, number))
    .orderBy(asc(certificateEvent.id));
  return rows.map(({ id, kind, body, recordedAt, recordedBy: _, certificateNumber: __, ...event }) => ({
    ...event,
    sequence: id,
    kind: kind as CertificateEventKind,
    body: body as EventBody,
    recordedOn: dayOf(recordedAt),
  }));
}

/** Who entered each event of a certificate, by the event's number: for the centre, as public pages name no person. */
export async function eventAuthors(q: Queryable, number: string): Promise<Record<number, string>> {
  const rows = await q
    .select({ id: certificateEvent.id, name: user.name })
    .from(certificateEvent)
    .innerJoin(user, eq(user.id, certificateEvent.recordedBy))
    .where(eq(certificateEvent.certificateNumber, number));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/**
 * One certificate with its history, as at a day, to be checked by anyone. Throws Problem not-found
 * `certificate-not-found`.
 */
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
  const [events, conditions, versions] = await Promise.all([
    datedEvents(q, input.number),
    q
      .select()
      .from(workOffCondition)
      .where(eq(workOffCondition.certificateNumber, input.number))
      .orderBy(asc(workOffCondition.dueOn)),
    allVersions(q),
  ]);
  const newer = supersededBy({ ...row, standardVersionId: row.versionId }, versions, input.on);
  const superseded = newer && { on: addDays(newer.complyBy!, 1), byVersion: newer.version };
  const issuedOn = dayOf(row.issuedAt);
  return {
    ...row,
    events,
    history: certificateHistory({ ...row, issuedOn }, events, superseded, input.on),
    conditions: conditions.map(({ id, text, dueOn, metOn }) => ({ id, text, dueOn, metOn })),
  };
}
