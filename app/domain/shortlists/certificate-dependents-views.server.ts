import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { currentSuspension } from "~/domain/certification/certificates/lifting";
import type {
  CertificateRow,
  CertificateView,
} from "~/domain/certification/certificates/certificate-views.server";
import { loadVerdictFacts } from "~/domain/certification/verdict-facts.server";
import { turnsOn } from "~/domain/certification/verdict";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import { ordersOnCertificate, type CertifiedOrder } from "~/domain/orders/breach-views.server";
import { addDays, type Day } from "~/domain/shared/day";

export interface DependentShortlist {
  id: string;
  name: string;
  buyerCode: string;
  buyerName: string;
}

/** What rests on a certificate: contracts, orders on their way, and shortlists that are not awarded. */
export interface CertificateDependents {
  live: CertifiedOrder[];
  /** Being prepared, approved or signed: they can only be placed while it counts. */
  drafts: CertifiedOrder[];
  shortlists: DependentShortlist[];
}

type Of = Pick<CertificateRow, "number" | "supplierId" | "solutionId">;

/**
 * What of all buyers rests on a certificate on a day: it speaks for a standard that binds the solution there, and the
 * buyer has no waiver. Whether it counts on that day makes no difference; but once it has stopped, another certificate that
 * counts speaks in its place. So who is told of a change is asked before it is recorded (`toldOf`).
 */
export async function dependentsOf(
  q: Queryable,
  input: { certificate: Of; on: Day },
): Promise<CertificateDependents> {
  const { number, supplierId, solutionId } = input.certificate;
  const [orders, shortlists] = await Promise.all([
    ordersOnCertificate(q, { number, supplierId, solutionId, on: input.on }),
    shortlistsOn(q, input),
  ]);
  return {
    live: orders.filter((one) => one.state === "live"),
    drafts: orders.filter((one) => one.state !== "live"),
    shortlists,
  };
}

/**
 * Who is told of a change of a certificate, asked before it is recorded, by the page that names them and by the command alike:
 * whose orders and shortlists rest on it today or on the day from which the change counts, or did on the eve of a suspension that
 * stands, as those were told of that. Each is named once.
 */
export async function toldOf(
  q: Queryable,
  input: { certificate: Of & Pick<CertificateView, "events">; effectiveOn: Day; today: Day },
): Promise<CertificateDependents> {
  const { certificate, effectiveOn, today } = input;
  const suspension = currentSuspension(certificate.events);
  const eve = suspension ? [addDays(suspension.effectiveOn, -1)] : [];
  return dependentsOnDays(q, { certificate, days: [today, effectiveOn, ...eve] });
}

/** What of all buyers rests on a certificate on one of several days, each named once. */
export async function dependentsOnDays(
  q: Queryable,
  { certificate, days }: { certificate: Of; days: readonly Day[] },
): Promise<CertificateDependents> {
  const found = await Promise.all([...new Set(days)].map((on) => dependentsOf(q, { certificate, on })));
  return {
    live: eachOnce(found.flatMap(({ live }) => live)),
    drafts: eachOnce(found.flatMap(({ drafts }) => drafts)),
    shortlists: eachOnce(found.flatMap(({ shortlists }) => shortlists)),
  };
}

const eachOnce = <Row extends { id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

async function shortlistsOn(
  q: Queryable,
  { certificate, on }: { certificate: Of; on: Day },
): Promise<DependentShortlist[]> {
  const { number, supplierId, solutionId } = certificate;
  const rows = await q
    .select({
      id: shortlist.id,
      name: shortlist.name,
      lotId: shortlist.lotId,
      solutionId: shortlistItem.solutionId,
      buyerCode: organisation.code,
      buyerName: organisation.name,
      buyerKind: organisation.kind,
    })
    .from(shortlistItem)
    .innerJoin(shortlist, eq(shortlist.id, shortlistItem.shortlistId))
    .innerJoin(organisation, eq(organisation.code, shortlist.organisationCode))
    .innerJoin(catalogueItem, eq(catalogueItem.id, shortlistItem.solutionId))
    .where(
      and(
        isAnyOf(shortlist.state, ["open", "locked"]),
        solutionId === null
          ? eq(catalogueItem.supplierId, supplierId)
          : eq(shortlistItem.solutionId, solutionId),
      ),
    )
    .orderBy(byNumber(shortlist.id));
  if (rows.length === 0) return [];
  const facts = await loadVerdictFacts(q, { solutionIds: rows.map((row) => row.solutionId), on });
  const found = new Map<string, DependentShortlist>();
  for (const { lotId, solutionId: id, buyerKind, ...row } of rows) {
    const question = { lotId, buyerKind, buyerCode: row.buyerCode, on, solutionIds: [id], facts };
    const verdict = (await verdictsFor(q, question)).get(id);
    const waivers = facts.waivers.filter((waiver) => waiver.solutionId === id);
    const of = { certificateNumber: number, waivers, buyerCode: row.buyerCode };
    if (verdict && turnsOn(verdict, of)) found.set(row.id, row);
  }
  return [...found.values()];
}
