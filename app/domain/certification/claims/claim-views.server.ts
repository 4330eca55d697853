import { and, asc, desc, eq, ilike, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { certificate, claim, evidence, standard, standardVersion } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { uploadedFile } from "~db/schema/files";
import { organisation } from "~db/schema/organisations";
import { containing } from "~db/like";
import type { Day } from "~/domain/shared/day";
import { keysetList, type KeyColumns, type List } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { Sorting } from "~/domain/shared/sorting";
import type { ClaimState } from "./claim";
import { decidedOrder, waitingOrder } from "./claim-order.server";
import type { DecidedSort, WaitingSort } from "./claim-sort";
import { evidenceItemsOf } from "./claimable-views.server";
import type { AskedItem, EvidenceKind } from "./evidence-kinds";
import type { FileFacts, FileKind } from "~/domain/files/file-kind";
import { groupedBy } from "~/domain/shared/grouped-by";

export interface ClaimRow {
  id: string;
  state: ClaimState;
  standardId: string;
  standardTitle: string;
  version: string;
  versionId: string;
  validityMonths: number | null;
  /** Which submission is prepared, waits or was decided last. */
  submission: number;
  supplierId: string;
  supplierName: string;
  solutionId: string | null;
  solutionName: string | null;
  /** The version of the product, once it has several; null of a supplier's own. */
  productVersion: string | null;
  submittedAt: Date | null;
  decidedAt: Date | null;
  decisionReason: string | null;
}

function claims(q: Queryable, keys: KeyColumns = {}) {
  return q
    .select({
      id: claim.id,
      state: sql<ClaimState>`${claim.state}`,
      standardId: standard.id,
      standardTitle: standard.title,
      version: standardVersion.version,
      versionId: standardVersion.id,
      validityMonths: standardVersion.validityMonths,
      submission: claim.submission,
      supplierId: supplier.id,
      supplierName: supplier.name,
      solutionId: claim.solutionId,
      solutionName: catalogueItem.name,
      productVersion: claim.productVersion,
      submittedAt: claim.submittedAt,
      decidedAt: claim.decidedAt,
      decisionReason: claim.decisionReason,
      ...keys,
    })
    .from(claim)
    .innerJoin(standardVersion, eq(standardVersion.id, claim.standardVersionId))
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .innerJoin(supplier, eq(supplier.id, claim.supplierId))
    .leftJoin(catalogueItem, eq(catalogueItem.id, claim.solutionId))
    .$dynamic();
}

/** Which claims a list holds: `words` are part of a standard, a supplier or a solution. */
export interface ClaimFilter {
  words?: string;
  supplierId?: string;
}

type Sorted<Name extends string> = ClaimFilter & { sort?: Sorting<Name> };

function matching({ words, supplierId }: ClaimFilter): SQL | undefined {
  const like = containing(words ?? "");
  return and(
    supplierId ? eq(claim.supplierId, supplierId) : undefined,
    words
      ? or(ilike(standard.title, like), ilike(supplier.name, like), ilike(catalogueItem.name, like))
      : undefined,
  );
}

const WAITING = isAnyOf(claim.state, ["submitted", "in_review"]);

/** Claims that wait for the centre, longest first unless asked otherwise, a page at a time. */
export function claimsWaitingList(q: Queryable, filter: Sorted<WaitingSort> = {}): List<ClaimRow> {
  return keysetList<ClaimRow>(q, waitingOrder(filter.sort), (columns, past) =>
    claims(q, columns).where(and(WAITING, matching(filter), past)),
  );
}

/** Claims that wait for the centre, longest first. */
export async function claimsWaiting(q: Queryable): Promise<ClaimRow[]> {
  return claims(q).where(WAITING).orderBy(asc(claim.submittedAt), asc(claim.id));
}

/** Claims that the centre has decided, the latest decision first unless asked otherwise. */
export function claimsDecided(q: Queryable, filter: Sorted<DecidedSort> = {}): List<ClaimRow> {
  const decided = isAnyOf(claim.state, ["approved", "approved_with_conditions", "returned", "rejected"]);
  return keysetList<ClaimRow>(q, decidedOrder(filter.sort), (columns, past) =>
    claims(q, columns).where(and(decided, matching(filter), past)),
  );
}

/** The claims of a supplier, newest first. */
export async function claimsOfSupplier(q: Queryable, input: { supplierId: string }): Promise<ClaimRow[]> {
  return claims(q)
    .where(eq(claim.supplierId, input.supplierId))
    .orderBy(desc(claim.submittedAt), desc(claim.id));
}

/** One piece of evidence as it was given. */
export interface GivenEvidence {
  kind: EvidenceKind;
  reference: string;
  file: FileFacts | null;
  issuedOn: Day | null;
  expiresOn: Day | null;
  /** The version of the product for which it was given first, where it was taken over from there. */
  takenFrom?: string | null;
}

export interface ClaimView extends ClaimRow {
  /** What the version asks for, with what was given for it in the submission that the claim is at. */
  evidence: (AskedItem & { given: GivenEvidence[] })[];
  /** What it was sent with before, the latest first. */
  earlier: { submission: number; evidence: { position: number; title: string; given: GivenEvidence[] }[] }[];
  certificateNumber: string | null;
}

interface StoredEvidence extends GivenEvidence {
  submission: number;
  position: number;
  title: string;
}

async function evidenceOf(q: Queryable, claimId: string): Promise<StoredEvidence[]> {
  const rows = await q
    .select({ given: evidence, file: uploadedFile })
    .from(evidence)
    .leftJoin(uploadedFile, eq(uploadedFile.id, evidence.fileId))
    .where(eq(evidence.claimId, claimId))
    .orderBy(desc(evidence.submission), asc(evidence.itemPosition), asc(evidence.id));
  return rows.map(({ given, file }) => ({
    submission: given.submission,
    position: given.itemPosition,
    title: given.itemTitle,
    kind: given.kind as EvidenceKind,
    reference: given.reference,
    file: file && {
      id: file.id,
      name: file.name,
      kind: file.kind as FileKind,
      bytes: file.bytes,
      scan: file.scan as FileFacts["scan"],
    },
    issuedOn: given.issuedOn,
    expiresOn: given.expiresOn,
    takenFrom: given.takenFrom,
  }));
}

/** The submissions before the one that a claim is at, each by item. */
function earlierSubmissions(rows: readonly StoredEvidence[], submission: number): ClaimView["earlier"] {
  const before = rows.filter((row) => row.submission < submission);
  return [...groupedBy(before, (row) => String(row.submission))].map(([number, given]) => ({
    submission: Number(number),
    evidence: [...groupedBy(given, (row) => String(row.position))].map(([position, of]) => ({
      position: Number(position),
      title: of[0]!.title,
      given: of,
    })),
  }));
}

/**
 * One claim with the evidence for each item that its version asks for. With `supplierId` only a claim of that supplier is
 * found; without it, for the centre, only one that was sent. Throws Problem not-found `claim-not-found`.
 */
export async function claimView(
  q: Queryable,
  input: { claimId: string; supplierId?: string | null },
): Promise<ClaimView> {
  const [found] = await claims(q).where(eq(claim.id, input.claimId));
  const own = input.supplierId !== undefined;
  if (!found || (own ? found.supplierId !== input.supplierId : found.state === "draft")) {
    throw new Problem("not-found", "claim-not-found", {
      title: "There is no such claim.",
      next: own
        ? { label: "Your claims", href: "/supplying/certification#claims" }
        : { label: "Claims waiting", href: "/commercial/assessments" },
    });
  }
  const [items, rows, [issued]] = await Promise.all([
    evidenceItemsOf(q, { versionId: found.versionId }),
    evidenceOf(q, found.id),
    q.select({ number: certificate.number }).from(certificate).where(eq(certificate.claimId, found.id)),
  ]);
  const current = rows.filter((row) => row.submission === found.submission);
  // While a claim is back with its supplier the centre sees what it decided on, not what is being written.
  const shown =
    !own && found.state === "returned"
      ? rows.filter((row) => row.submission === found.submission - 1)
      : current;
  return {
    ...found,
    certificateNumber: issued?.number ?? null,
    evidence: items.map((item) => ({
      ...item,
      given: shown.filter((row) => row.position === item.position),
    })),
    earlier: earlierSubmissions(
      rows.filter((row) => !shown.includes(row)),
      found.submission,
    ),
  };
}

/**
 * A file that is evidence of a claim. With `supplierId` only of a claim of that supplier; without it, for the centre, only
 * of a submission that was sent. Throws Problem not-found `file-not-found`.
 */
export async function evidenceFile(
  q: Queryable,
  input: { claimId: string; fileId: string; supplierId?: string | null },
): Promise<FileFacts> {
  const own = input.supplierId !== undefined;
  const view = await claimView(q, input).catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  const all = view ? [...view.evidence, ...view.earlier.flatMap((one) => one.evidence)] : [];
  const file = all.flatMap((item) => item.given).find((given) => given.file?.id === input.fileId)?.file;
  if (!file) {
    throw new Problem("not-found", "file-not-found", {
      title: "There is no such file.",
      next: own
        ? { label: "Your claims", href: "/supplying/certification#claims" }
        : { label: "Claims waiting", href: "/commercial/assessments" },
    });
  }
  return file;
}

export interface ClaimStep {
  action: string;
  at: Date;
  /** Who did it: to the centre the person and the organisation, to a supplier the organisation alone. */
  by: string;
  reason: string | null;
}

/** What a claim's history tells; what was typed in between is for the audit. */
const TOLD = [
  "claim.submitted",
  "claim.taken-up",
  "claim.approved",
  "claim.approved-with-conditions",
  "claim.returned",
  "claim.continued",
  "claim.rejected",
];

/**
 * What happened to a claim, first to last: sent, taken up, returned with its reason, sent again. `named`: for the centre,
 * whose own people decide, with the person of each step.
 */
export async function claimHistory(
  q: Queryable,
  input: { claimId: string; named?: boolean },
): Promise<ClaimStep[]> {
  const rows = await q
    .select({
      action: auditEvent.action,
      at: auditEvent.at,
      by: organisation.name,
      person: auditEvent.actorName,
      after: auditEvent.after,
    })
    .from(auditEvent)
    .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
    .where(and(eq(auditEvent.stream, `claim:${input.claimId}`), isAnyOf(auditEvent.action, TOLD)))
    .orderBy(asc(auditEvent.position));
  return rows.map(({ action, at, by, person, after }) => {
    const reason = (after as { reason?: string } | null)?.reason;
    const place = by ?? "Dovetail";
    const who = input.named && person !== place ? `${person}, ${place}` : place;
    return { action, at, by: who, reason: reason || null };
  });
}
