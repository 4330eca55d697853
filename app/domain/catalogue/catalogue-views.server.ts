import { and, asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import {
  capability,
  catalogueItem,
  catalogueVersion,
  itemCapability,
  solution,
  supplier,
} from "~db/schema/catalogue";
import { standard } from "~db/schema/certification";
import { framework, lot, lotSolution } from "~db/schema/frameworks";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Day } from "~/domain/shared/day";
import type { CatalogueEntry, WordMatch } from "./catalogue-entry";
import { lowestPriceText } from "~/domain/pricing/price-terms";
import { pricesOf } from "./price-views.server";
import { correctedWords, searchVariants, type Vocabulary } from "./search-words";
import { groupedBy } from "~/domain/shared/grouped-by";

/** A number that changes with every change of what the catalogue shows; what was built for one version holds for it. */
export async function readCatalogueVersion(q: Queryable): Promise<string> {
  const [row] = await q.select({ version: catalogueVersion.version }).from(catalogueVersion);
  return String(row?.version ?? 0n);
}

/** How many solutions are judged at a time; between two lots of them other requests are served. */
const AT_A_TIME = 500;

/** Every published solution as the list knows it on a day: a dozen queries for each five hundred. */
export async function catalogueEntries(q: Queryable, on: Day): Promise<CatalogueEntry[]> {
  const ids = await q
    .select({ id: catalogueItem.id })
    .from(catalogueItem)
    .where(and(eq(catalogueItem.kind, "solution"), eq(catalogueItem.state, "published")))
    .orderBy(asc(catalogueItem.id));
  const entries: CatalogueEntry[] = [];
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME).map(({ id }) => id);
    entries.push(...(await entriesOf(q, some, on)));
  }
  return entries;
}

async function entriesOf(q: Queryable, ids: string[], on: Day): Promise<CatalogueEntry[]> {
  const [rows, capabilities, lots, prices, verdicts] = await Promise.all([
    q
      .select({ item: catalogueItem, solution, supplier })
      .from(catalogueItem)
      .innerJoin(solution, eq(solution.id, catalogueItem.id))
      .innerJoin(supplier, eq(supplier.id, catalogueItem.supplierId))
      .where(isAnyOf(catalogueItem.id, ids)),
    q.select().from(itemCapability).where(isAnyOf(itemCapability.itemId, ids)),
    q.select().from(lotSolution).where(isAnyOf(lotSolution.solutionId, ids)),
    pricesOf(q, ids, on),
    verdictsFor(q, { solutionIds: ids, lotId: OWN_LOTS, buyerKind: null, on }),
  ]);
  const capabilitiesOf = groupedBy(capabilities, (row) => row.itemId);
  const lotsOf = groupedBy(lots, (row) => row.solutionId);
  const pricesByItem = groupedBy(prices, (row) => row.itemId);
  return rows.map(({ item, solution: texts, supplier: by }) => {
    const verdict = verdicts.get(item.id);
    return {
      id: item.id,
      name: item.name,
      summary: item.summary,
      supplierId: by.id,
      supplierName: by.name,
      supplierSize: by.size,
      capabilities: (capabilitiesOf.get(item.id) ?? [])
        .filter((c) => c.result !== "failed")
        .map((c) => c.capabilityRef),
      lots: (lotsOf.get(item.id) ?? []).map((l) => l.lotId),
      careSettings: texts.careSettings,
      hosting: texts.hosting,
      standardsMet: (verdict?.lines ?? [])
        .filter((line) => line.outcome !== "not-met" && line.outcome !== "at-deployment")
        .map((line) => line.standardId),
      outcome: verdict?.outcome ?? "compliant",
      priceText: lowestPriceText(pricesByItem.get(item.id) ?? []),
      prices: pricesByItem.get(item.id) ?? [],
    };
  });
}

export interface FacetNames {
  capability: Map<string, string>;
  /** The category of each capability, for grouping. */
  categoryOf: Map<string, string>;
  lot: Map<string, string>;
  standard: Map<string, string>;
}

/** The names behind the facet values that are codes: capabilities, lots, standards. */
export async function facetNames(q: Queryable): Promise<FacetNames> {
  const [capabilities, lots, standards] = await Promise.all([
    q
      .select({ ref: capability.ref, name: capability.name, categoryName: capability.categoryName })
      .from(capability)
      .orderBy(asc(capability.categoryName), asc(capability.name)),
    q
      .select({ id: lot.id, name: lot.name, frameworkName: framework.shortName })
      .from(lot)
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .orderBy(asc(framework.shortName), asc(lot.number)),
    q.select({ id: standard.id, title: standard.title }).from(standard).orderBy(asc(standard.title)),
  ]);
  return {
    capability: new Map(capabilities.map((row) => [row.ref, row.name])),
    categoryOf: new Map(capabilities.map((row) => [row.ref, row.categoryName])),
    lot: new Map(lots.map((row) => [row.id, `${row.frameworkName}: ${row.name}`])),
    standard: new Map(standards.map((row) => [row.id, row.title])),
  };
}

/**
 * The published solutions that match words, with how well and why: British stemming over name, summary, description,
 * features and integrations; capability, epic and supplier names; trigrams for typing errors in names, and the catalogue's
 * own vocabulary for slips in ordinary words.
 */
export async function matchWords(
  q: Queryable,
  words: string,
  vocabulary: Vocabulary = new Map(),
): Promise<Map<string, WordMatch>> {
  const corrected = correctedWords(words, vocabulary);
  const variants = [...new Set([...searchVariants(words), ...searchVariants(corrected)])];
  const query = sql.join(
    variants.map((variant) => sql`websearch_to_tsquery('english', ${variant})`),
    sql` || `,
  );
  const rows = await q.execute<{ id: string; rank: number; why: string | null }>(sql`
    with asked as (select (${query}) as words, ${words}::text as typed),
    hits as (
      select i.id, ts_rank(i.search_name || s.search_text, asked.words) * 4 as rank, null::text as why
        from catalogue_item i join solution s on s.id = i.id, asked
        where i.search_name @@ asked.words or s.search_text @@ asked.words
      union all
      select ic.item_id, 0.5, 'Capability: ' || c.name
        from capability c join item_capability ic on ic.capability_ref = c.ref and ic.result <> 'failed', asked
        where to_tsvector('english', c.name) @@ asked.words
      union all
      select ie.item_id, 0.2, 'Can do: ' || e.name
        from epic e join item_epic ie on ie.epic_id = e.id, asked
        where to_tsvector('english', e.name) @@ asked.words
      union all
      select i.id, 1.5, 'Supplier: ' || p.name
        from supplier p join catalogue_item i on i.supplier_id = p.id, asked
        where to_tsvector('english', p.name) @@ asked.words or word_similarity(asked.typed, p.name) > 0.6
      union all
      select coalesce(ct.solution_id, it.id), 0.4, 'Meets: ' || st.title
        from standard st join standard_version sv on sv.standard_id = st.id
          join certificate ct on ct.standard_version_id = sv.id
          left join catalogue_item it on ct.solution_id is null and it.supplier_id = ct.supplier_id, asked
        where to_tsvector('english', st.title || ' ' || st.id) @@ asked.words
      union all
      select i.id, word_similarity(asked.typed, i.name), 'Similar name'
        from catalogue_item i, asked where word_similarity(asked.typed, i.name) > 0.45
    )
    select h.id, max(h.rank)::float8 as rank, (array_agg(h.why order by h.rank desc))[1] as why
      from hits h join catalogue_item i on i.id = h.id and i.kind = 'solution' and i.state = 'published'
      group by h.id`);
  return new Map(rows.map((row) => [row.id, { rank: row.rank, why: row.why }]));
}
