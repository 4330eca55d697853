import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { supplier } from "~db/schema/catalogue";
import { standard, standardVersion } from "~db/schema/certification";
import { standardDraft, standardNotice } from "~db/schema/standards";
import { addDays, dayOf, type Day } from "~/domain/shared/day";
import { groupedBy } from "~/domain/shared/grouped-by";
import { NOTICE_DAYS } from "./draft";
import { fallsOutAfter } from "./impact";
import { impactFacts } from "./impact-views.server";
import { noticeDue, type DueNotice } from "./notice";
import { registryOf } from "./registry-views.server";

export interface StandardNotice {
  versionId: string;
  standardId: string;
  title: string;
  version: string;
  complyBy: Day;
  due: DueNotice;
  organisationCode: string;
  /** For a supplier: its products that need the new version, by name. */
  products: string[];
  /** For a buyer: its live orders that go on after the day. */
  contracts: { orderId: string; title: string; solutionName: string }[];
  role: "supplier" | "buyer";
}

interface Coming {
  versionId: string;
  standardId: string;
  title: string;
  version: string;
  complyBy: Day;
  /** Of a version that was loaded: the day from which it is in force. */
  publishedOn: Day;
}

/** Versions whose last day to comply is within the longest notice. */
async function comingVersions(
  q: Queryable,
  { on, versionId }: { on: Day; versionId?: string },
): Promise<Coming[]> {
  const rows = await q
    .select({
      versionId: standardVersion.id,
      standardId: standardVersion.standardId,
      title: standard.title,
      version: standardVersion.version,
      complyBy: standardVersion.complyBy,
      effectiveFrom: standardVersion.effectiveFrom,
      publishedAt: standardDraft.decidedAt,
    })
    .from(standardVersion)
    .innerJoin(standard, eq(standard.id, standardVersion.standardId))
    .leftJoin(
      standardDraft,
      and(
        eq(standardDraft.standardId, standardVersion.standardId),
        eq(standardDraft.state, "published"),
        isAnyOf(standardDraft.kind, ["standard", "version"]),
        sql`${standardDraft.content} ->> 'version' = ${standardVersion.version}`,
      ),
    )
    .where(
      and(
        gte(standardVersion.complyBy, on),
        lte(standardVersion.complyBy, addDays(on, NOTICE_DAYS[0])),
        versionId === undefined ? undefined : eq(standardVersion.id, versionId),
      ),
    )
    .orderBy(asc(standardVersion.complyBy), asc(standardVersion.id));
  return rows.map(({ publishedAt, effectiveFrom, ...row }) => ({
    ...row,
    complyBy: row.complyBy!,
    publishedOn: publishedAt === null ? effectiveFrom : dayOf(publishedAt),
  }));
}

/**
 * The notices to send on a day, one for each supplier and each buyer that a version reaches and that was not written to yet:
 * whose product counts on the last day to comply and not on the day after, as things are now. A constant number of queries a
 * version; with `versionId` of that one alone.
 */
export async function standardNoticesDue(
  q: Queryable,
  input: { on: Day; versionId?: string },
): Promise<StandardNotice[]> {
  const found: StandardNotice[] = [];
  for (const coming of await comingVersions(q, input)) {
    const due = noticeDue(coming.complyBy, input.on, coming.publishedOn);
    if (due) found.push(...(await noticesOf(q, coming, due, input.on)));
  }
  return found;
}

async function noticesOf(q: Queryable, coming: Coming, due: DueNotice, on: Day): Promise<StandardNotice[]> {
  const registry = await registryOf(q, coming.standardId);
  if (!registry) return [];
  const { complyBy } = coming;
  const { products, contracts } = await impactFacts(q, {
    standardId: coming.standardId,
    today: on,
    bindings: registry.bindings,
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  const hit = contracts.filter((one) => {
    const product = byId.get(one.solutionId);
    if (!product || (one.endsOn !== null && one.endsOn <= complyBy)) return false;
    const scope = { lotIds: [one.lotId], buyerKind: one.buyerKind, buyerCode: one.buyerCode };
    return fallsOutAfter(registry, product, scope, complyBy);
  });
  const ordered = new Set(hit.map((one) => one.solutionId));
  const out = products.filter(
    (one) =>
      ordered.has(one.id) ||
      fallsOutAfter(registry, one, { lotIds: one.lotIds, buyerKind: null, buyerCode: null }, complyBy),
  );
  const [codes, sent] = await Promise.all([supplierCodes(q, out), sentAlready(q, coming, due)]);
  const { versionId, standardId, title, version } = coming;
  const base = { versionId, standardId, title, version, complyBy, due };
  const toSuppliers = [...groupedBy(out, (one) => one.supplierId)].map(
    ([supplierId, of]): StandardNotice => ({
      ...base,
      role: "supplier",
      organisationCode: codes.get(supplierId)!,
      products: of.map((one) => one.name),
      contracts: [],
    }),
  );
  const toBuyers = [...groupedBy(hit, (one) => one.buyerCode)].map(
    ([organisationCode, of]): StandardNotice => ({
      ...base,
      role: "buyer",
      organisationCode,
      products: [],
      contracts: of.map((one) => ({
        orderId: one.orderId,
        title: one.title,
        solutionName: byId.get(one.solutionId)!.name,
      })),
    }),
  );
  return [...toSuppliers, ...toBuyers].filter((one) => !sent.has(`${one.role} ${one.organisationCode}`));
}

/** Of the suppliers of products, the codes of their organisations by id. */
export async function supplierCodes(q: Queryable, products: readonly { supplierId: string }[]) {
  const ids = [...new Set(products.map((one) => one.supplierId))];
  if (ids.length === 0) return new Map<string, string>();
  const rows = await q
    .select({ id: supplier.id, code: supplier.organisationCode })
    .from(supplier)
    .where(isAnyOf(supplier.id, ids));
  return new Map(rows.map(({ id, code }) => [id, code]));
}

async function sentAlready(q: Queryable, coming: Coming, due: DueNotice): Promise<Set<string>> {
  const rows = await q
    .select({ role: standardNotice.role, code: standardNotice.organisationCode })
    .from(standardNotice)
    .where(
      and(
        eq(standardNotice.standardVersionId, coming.versionId),
        eq(standardNotice.daysBefore, due.daysBefore),
      ),
    );
  return new Set(rows.map(({ role, code }) => `${role} ${code}`));
}
