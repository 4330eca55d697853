import { and, asc, eq, gte, isNull, or, sql, type SQL } from "drizzle-orm";
import type { Queryable } from "~db";
import { byNumber } from "~db/number-order";
import { catalogueItem, solution, supplier } from "~db/schema/catalogue";
import { certificate, standardVersion, waiver } from "~db/schema/certification";
import { order } from "~db/schema/orders";
import { organisation } from "~db/schema/organisations";
import { standardDraft } from "~db/schema/standards";
import {
  capabilitiesOfItem,
  heldCertificates,
  lotsOfItem,
} from "~/domain/certification/verdict-facts.server";
import { allProductVersions } from "~/domain/certification/product-versions/product-version-views.server";
import { addDays, addMonths, type Day } from "~/domain/shared/day";
import { groupedBy } from "~/domain/shared/grouped-by";
import { Problem } from "~/domain/shared/problem";
import { draftGaps } from "./draft";
import { impactOf, type Impact, type ImpactContract, type ImpactProduct } from "./impact";
import { noSuchDraft, readDraft } from "./stored-draft";
import { registryAfter, type Registry } from "./registry";
import { emptyRegistry } from "./registry-content";
import { registryOf } from "./registry-views.server";

/** All published solutions, and those with live orders, with one standard's certificates and exceptions; live orders. */
export interface ImpactFacts {
  products: ImpactProduct[];
  contracts: ImpactContract[];
}

const isLive = eq(order.state, "live");

/**
 * The facts of an impact report in five queries that are sent together, however many products there are. Capabilities and lots
 * are read only where a binding asks for them.
 */
export async function impactFacts(
  q: Queryable,
  input: { standardId: string; today: Day; bindings: Registry["bindings"] },
): Promise<ImpactFacts> {
  const { standardId, today, bindings } = input;
  const [products, certificates, waivers, contracts, versions] = await Promise.all([
    loadProducts(q, {
      capabilities: bindings.some((one) => one.capabilityRef !== null),
      lots: bindings.some((one) => one.lotId !== null),
    }),
    loadCertificates(q, standardId, today),
    q
      .select()
      .from(waiver)
      .where(and(eq(waiver.standardId, standardId), gte(waiver.validTo, today))),
    loadContracts(q),
    allProductVersions(q),
  ]);
  const own = groupedBy(
    certificates.filter((one) => one.solutionId !== null),
    (one) => one.solutionId!,
  );
  const inherited = groupedBy(
    certificates.filter((one) => one.solutionId === null),
    (one) => one.supplierId,
  );
  const excused = groupedBy(waivers, (one) => one.solutionId);
  return {
    products: products.map((row) => ({
      ...row,
      careSettings: row.careSettings ?? [],
      productVersions: versions.get(row.id) ?? [],
      certificates: [...(own.get(row.id) ?? []), ...(inherited.get(row.supplierId) ?? [])],
      waivers: excused.get(row.id) ?? [],
    })),
    contracts: contracts.map(({ startsOn, termMonths, ...row }) => ({
      ...row,
      endsOn: startsOn && termMonths ? addDays(addMonths(startsOn, termMonths), -1) : null,
    })),
  };
}

function loadProducts(q: Queryable, asked: { capabilities: boolean; lots: boolean }) {
  const none = sql<string[]>`'{}'::text[]`;
  return q
    .select({
      id: catalogueItem.id,
      name: catalogueItem.name,
      productVersion: solution.productVersion,
      careSettings: solution.careSettings,
      supplierId: supplier.id,
      supplierName: supplier.name,
      capabilityRefs: asked.capabilities ? capabilitiesOfItem : none,
      lotIds: asked.lots ? lotsOfItem : none,
    })
    .from(catalogueItem)
    .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
    .leftJoin(solution, eq(solution.id, catalogueItem.id))
    .where(
      and(
        eq(catalogueItem.kind, "solution"),
        or(
          eq(catalogueItem.state, "published"),
          sql`exists (select 1 from ${order} where ${order.solutionId} = ${catalogueItem.id} and ${isLive})`,
        ),
      ),
    )
    .orderBy(asc(catalogueItem.id));
}

/** Those that ended long ago say nothing about the days to come; one that ended is kept where it is the last word. */
function loadCertificates(q: Queryable, standardId: string, today: Day) {
  const recent: SQL | undefined = or(
    isNull(certificate.validTo),
    gte(certificate.validTo, addDays(today, -LONGEST_PAST_DAYS)),
  );
  return heldCertificates(q, and(eq(standardVersion.standardId, standardId), recent));
}

const LONGEST_PAST_DAYS = 3_660;

function loadContracts(q: Queryable) {
  return q
    .select({
      orderId: order.id,
      title: order.title,
      solutionId: order.solutionId,
      buyerCode: order.buyerCode,
      buyerName: organisation.name,
      buyerKind: organisation.kind,
      lotId: order.lotId,
      startsOn: order.startsOn,
      termMonths: order.termMonths,
    })
    .from(order)
    .innerJoin(organisation, eq(organisation.code, order.buyerCode))
    .where(isLive)
    .orderBy(byNumber(order.id));
}

/**
 * What publishing a draft does, as things are now. Throws not-found, and rule-broken while the draft's dates
 * are missing or wrong, because nothing can be said then. Codes: gone `impact-decided`, rule-broken
 * `dates-missing`, not-found `no-such-draft`.
 */
export async function impactReport(q: Queryable, input: { draftId: string; today: Day }): Promise<Impact> {
  const { draftId, today } = input;
  const [row] = await q.select().from(standardDraft).where(eq(standardDraft.id, draftId));
  if (!row) throw noSuchDraft(draftId);
  const draft = readDraft(row);
  if (draft.state === "published" || draft.state === "discarded") {
    throw new Problem("gone", "impact-decided", {
      title: `${draftId} was ${draft.state}, so there is nothing to foresee any more.`,
      next: { label: `See ${draftId}`, href: `/commercial/standards/${draftId}` },
    });
  }
  const before = (await registryOf(q, draft.standardId)) ?? emptyRegistry(draft.standardId, draft.content);
  const gaps = draftGaps(draft.content, { kind: draft.kind, versions: before.versions, today });
  const undated = gaps.filter((gap) => gap.part === "dates");
  if (undated.length > 0) {
    throw new Problem("rule-broken", "dates-missing", {
      title: "The report needs the dates of the draft.",
      detail: undated.map((gap) => gap.text).join(" "),
      next: { label: "Set the dates", href: `/commercial/standards/${draftId}/dates` },
    });
  }
  const after = registryAfter(before, draft.content, draft);
  const bindings = [...before.bindings, ...after.bindings];
  const facts = await impactFacts(q, { standardId: draft.standardId, today, bindings });
  return impactOf({ before, after, today, ...facts });
}
