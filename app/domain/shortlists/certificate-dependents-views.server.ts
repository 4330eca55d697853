import { and, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { byNumber } from "~db/number-order";
import { catalogueItem } from "~db/schema/catalogue";
import { organisation } from "~db/schema/organisations";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import type { CertificateRow } from "~/domain/certification/certificates/certificate-views.server";
import { loadVerdictFacts } from "~/domain/certification/verdict-facts.server";
import { turnsOn } from "~/domain/certification/verdict";
import { verdictsFor } from "~/domain/certification/verdict-views.server";
import { ordersOnCertificate, type CertifiedOrder } from "~/domain/orders/breach-views.server";
import type { Day } from "~/domain/shared/day";

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
 * buyer has no waiver. The same list before a change of the certificate and after it, so that the page which names who
 * will be told and the mails agree.
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
