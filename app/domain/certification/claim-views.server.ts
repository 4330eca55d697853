import { and, asc, desc, eq, ilike, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import {
  certificate,
  claim,
  evidence,
  standard,
  standardEvidenceItem,
  standardVersion,
} from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { organisation } from "~db/schema/organisations";
import { containing } from "~db/like";
import type { Day } from "~/domain/shared/day";
import { keysetList, type KeyColumns, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { Problem } from "~/domain/shared/problem";
import type { ClaimState } from "./claim";
import { groupedBy } from "~/domain/shared/grouped-by";

export interface ClaimRow {
  id: string;
  state: ClaimState;
  standardId: string;
  standardTitle: string;
  version: string;
  versionId: string;
  validityMonths: number | null;
  supplierId: string;
  supplierName: string;
  solutionId: string | null;
  solutionName: string | null;
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
      supplierId: supplier.id,
      supplierName: supplier.name,
      solutionId: claim.solutionId,
      solutionName: catalogueItem.name,
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

function matching({ words, supplierId }: ClaimFilter): SQL | undefined {
  const like = containing(words ?? "");
  return and(
    supplierId ? eq(claim.supplierId, supplierId) : undefined,
    words
      ? or(ilike(standard.title, like), ilike(supplier.name, like), ilike(catalogueItem.name, like))
      : undefined,
  );
}

const ID: SortOrder["keys"][number] = { by: sql`${claim.id}::text`, type: "text" };
const WAITING = isAnyOf(claim.state, ["submitted", "in_review"]);

/** Claims that wait for the centre, longest first, a page at a time. */
export function claimsWaitingList(q: Queryable, filter: ClaimFilter = {}): List<ClaimRow> {
  const keys: SortOrder["keys"] = [
    { by: sql`coalesce(${claim.submittedAt}, 'epoch'::timestamptz)`, type: "timestamptz" },
    ID,
  ];
  return keysetList<ClaimRow>(q, { keys, descending: false }, (columns, past) =>
    claims(q, columns).where(and(WAITING, matching(filter), past)),
  );
}

/** Claims that wait for the centre, longest first. */
export async function claimsWaiting(q: Queryable): Promise<ClaimRow[]> {
  return claims(q).where(WAITING).orderBy(asc(claim.submittedAt), asc(claim.id));
}

const LATEST_DECISION: SortOrder = {
  keys: [{ by: sql`coalesce(${claim.decidedAt}, ${claim.submittedAt})`, type: "timestamptz" }, ID],
  descending: true,
};

/** Claims that the centre has decided, the latest decision first. */
export function claimsDecided(q: Queryable, filter: ClaimFilter = {}): List<ClaimRow> {
  const decided = isAnyOf(claim.state, ["approved", "approved_with_conditions", "returned", "rejected"]);
  return keysetList<ClaimRow>(q, LATEST_DECISION, (keys, past) =>
    claims(q, keys).where(and(decided, matching(filter), past)),
  );
}

/** The claims of a supplier, newest first. */
export async function claimsOfSupplier(q: Queryable, input: { supplierId: string }): Promise<ClaimRow[]> {
  return claims(q)
    .where(eq(claim.supplierId, input.supplierId))
    .orderBy(desc(claim.submittedAt), desc(claim.id));
}

export interface ClaimView extends ClaimRow {
  evidence: {
    position: number;
    title: string;
    given: { kind: string; reference: string; issuedOn: Day | null; expiresOn: Day | null }[];
  }[];
  certificateNumber: string | null;
}

/**
 * One claim with the evidence for each item that its version asks for. With `supplierId` only a claim of that supplier
 * is found. Throws not-found.
 */
export async function claimView(
  q: Queryable,
  input: { claimId: string; supplierId?: string | null },
): Promise<ClaimView> {
  const [found] = await claims(q).where(eq(claim.id, input.claimId));
  const own = input.supplierId !== undefined;
  if (!found || (own && found.supplierId !== input.supplierId)) {
    throw new Problem("not-found", "claim-not-found", {
      title: "There is no such claim.",
      next: own
        ? { label: "Your claims", href: "/supplying/certification#claims" }
        : { label: "Claims waiting", href: "/commercial/assessments" },
    });
  }
  const [items, given, [issued]] = await Promise.all([
    q
      .select()
      .from(standardEvidenceItem)
      .where(eq(standardEvidenceItem.standardVersionId, found.versionId))
      .orderBy(asc(standardEvidenceItem.position)),
    q.select().from(evidence).where(eq(evidence.claimId, found.id)),
    q.select({ number: certificate.number }).from(certificate).where(eq(certificate.claimId, found.id)),
  ]);
  const byItem = groupedBy(given, (row) => String(row.itemPosition));
  return {
    ...found,
    certificateNumber: issued?.number ?? null,
    evidence: items.map(({ position, title }) => ({
      position,
      title,
      given: (byItem.get(String(position)) ?? []).map(({ kind, reference, issuedOn, expiresOn }) => ({
        kind,
        reference,
        issuedOn,
        expiresOn,
      })),
    })),
  };
}

export interface ClaimStep {
  action: string;
  at: Date;
  /** The organisation that did it: the supplier, or the centre. No person is named. */
  by: string;
  reason: string | null;
}

/** What happened to a claim, first to last: sent, taken up, returned with its reason, sent again. */
export async function claimHistory(q: Queryable, input: { claimId: string }): Promise<ClaimStep[]> {
  const rows = await q
    .select({
      action: auditEvent.action,
      at: auditEvent.at,
      by: organisation.name,
      after: auditEvent.after,
    })
    .from(auditEvent)
    .leftJoin(organisation, eq(organisation.code, auditEvent.organisationCode))
    .where(eq(auditEvent.stream, `claim:${input.claimId}`))
    .orderBy(asc(auditEvent.position));
  return rows.map(({ action, at, by, after }) => {
    const reason = (after as { reason?: string } | null)?.reason;
    return { action, at, by: by ?? "Dovetail", reason: reason || null };
  });
}
