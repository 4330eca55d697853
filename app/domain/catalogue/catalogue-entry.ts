/**
 * One solution as the catalogue list knows it, and the rules of filtering it: pure, so that a facet's count and the
 * rows it leads to come from the same function and cannot differ.
 */
import type { Offer } from "~/domain/pricing/best-offer";
import type { Day } from "~/domain/shared/day";
import type { ListPrice } from "./listing";
import type { PriceQuestion } from "./own-price";

export type CatalogueOutcome = "compliant" | "compliant-with-conditions" | "not-compliant";

export interface CatalogueEntry {
  id: string;
  name: string;
  summary: string;
  supplierId: string;
  supplierName: string;
  supplierSize: string | null;
  capabilities: readonly string[];
  lots: readonly string[];
  careSettings: readonly string[];
  hosting: string | null;
  /** Standards met today, by id. */
  standardsMet: readonly string[];
  outcome: CatalogueOutcome;
  /** "£1.26 per patient a year", the lowest list price in the supplier's own unit. */
  priceText: string | null;
  /** Its own list prices that hold today, without those of its services. */
  prices: readonly ListPrice[];
}

/** The facets of the filter column: the name in the address, the words on the page, what an entry has of it. */
export const FACETS = {
  capability: { label: "Capability", of: (entry: CatalogueEntry) => entry.capabilities },
  lot: { label: "Framework lot", of: (entry: CatalogueEntry) => entry.lots },
  standard: { label: "Standard met", of: (entry: CatalogueEntry) => entry.standardsMet },
  setting: { label: "Care setting", of: (entry: CatalogueEntry) => entry.careSettings },
  hosting: { label: "Hosting", of: (entry: CatalogueEntry) => (entry.hosting ? [entry.hosting] : []) },
  size: {
    label: "Supplier size",
    of: (entry: CatalogueEntry) => (entry.supplierSize ? [entry.supplierSize] : []),
  },
} as const;

export type FacetName = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as FacetName[];

export interface CatalogueFilters {
  words: string;
  /** A solution must have every capability and standard chosen, and any of the lots, settings, hostings, sizes. */
  chosen: Partial<Record<FacetName, readonly string[]>>;
  /** Not-compliant listings are hidden unless this is set. */
  showNotCompliant: boolean;
  /** Orders by the price for one's own quantity; null: by words or name. */
  priceFor: PriceQuestion | null;
}

/** How an entry matched the words: the higher the rank the better. */
export interface WordMatch {
  rank: number;
  why: string | null;
}

const ALL_NEEDED: ReadonlySet<FacetName> = new Set(["capability", "standard"]);

function meets(entry: CatalogueEntry, name: FacetName, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  const has = FACETS[name].of(entry) as readonly string[];
  return ALL_NEEDED.has(name) ? values.every((v) => has.includes(v)) : values.some((v) => has.includes(v));
}

function passes(entry: CatalogueEntry, filters: CatalogueFilters, except?: FacetName): boolean {
  if (!filters.showNotCompliant && entry.outcome === "not-compliant") return false;
  return FACET_NAMES.every((name) => name === except || meets(entry, name, filters.chosen[name] ?? []));
}

/** One collator for all: making one for each comparison takes longer than the comparison. */
const NAMES = new Intl.Collator("en-GB");

/** A number for an entry and a day that favours nobody for longer than that day (FNV-1a). */
function lotteryNumber(id: string, on: Day): number {
  let hash = 0x811c9dc5;
  for (const character of `${on}:${id}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

export interface CatalogueResult {
  rows: CatalogueEntry[];
  matches: ReadonlyMap<string, WordMatch> | null;
  /** For each facet, how many rows choosing a value would give. */
  counts: Record<FacetName, ReadonlyMap<string, number>>;
  /** How many more there would be with the not-compliant ones. */
  hiddenNotCompliant: number;
  /** The price of each solution for the quantity asked about; null when none was. */
  offers: ReadonlyMap<string, Offer<ListPrice>> | null;
  /** How many of the rows have no such price: they stand last. */
  unpriced: number;
}

/** The lowest price first, those without one last. */
function byPrice(
  offers: ReadonlyMap<string, Offer<ListPrice>>,
  a: CatalogueEntry,
  b: CatalogueEntry,
): number {
  const [first, second] = [offers.get(a.id)?.quote?.net, offers.get(b.id)?.quote?.net];
  if (first === undefined || second === undefined)
    return Number(first === undefined) - Number(second === undefined);
  return first === second ? 0 : first < second ? -1 : 1;
}

/**
 * Filters, counts and orders the catalogue. With a quantity, by the price for it, and equal prices by a draw that changes
 * each day; with words, by how well they match, and equal ranks by that draw; without, by name from A to Z. A facet that takes several values of which any is enough is counted
 * as if it were not chosen; one that needs all is counted on top of what is chosen.
 */
export function searchEntries(
  entries: readonly CatalogueEntry[],
  filters: CatalogueFilters,
  matches: ReadonlyMap<string, WordMatch> | null,
  on: Day,
  offers: ReadonlyMap<string, Offer<ListPrice>> | null = null,
): CatalogueResult {
  const found = matches ? entries.filter((entry) => matches.has(entry.id)) : entries;
  const rows = found.filter((entry) => passes(entry, filters));
  const everything = found.filter((entry) => passes(entry, { ...filters, showNotCompliant: true }));
  const counts = Object.fromEntries(
    FACET_NAMES.map((name) => {
      const basis = ALL_NEEDED.has(name) ? rows : found.filter((entry) => passes(entry, filters, name));
      const tally = new Map<string, number>();
      for (const entry of basis)
        for (const value of FACETS[name].of(entry)) tally.set(value, (tally.get(value) ?? 0) + 1);
      return [name, tally];
    }),
  ) as unknown as CatalogueResult["counts"];
  const byName = (a: CatalogueEntry, b: CatalogueEntry) => NAMES.compare(a.name, b.name);
  const draw = (a: CatalogueEntry, b: CatalogueEntry) => lotteryNumber(a.id, on) - lotteryNumber(b.id, on);
  rows.sort((a, b) => {
    if (offers) return byPrice(offers, a, b) || draw(a, b);
    if (matches) return matches.get(b.id)!.rank - matches.get(a.id)!.rank || draw(a, b);
    return byName(a, b) || draw(a, b);
  });
  return {
    rows,
    matches,
    counts,
    hiddenNotCompliant: everything.length - rows.length,
    offers,
    unpriced: offers ? rows.filter(({ id }) => !offers.get(id)?.quote).length : 0,
  };
}

export const PAGE_SIZE = 20;

/** The rows of a page, numbered from 1; null for a page that does not exist (0, -1, text, last + 1). */
export function pageOf<T>(
  rows: readonly T[],
  pageText: string | undefined,
): { page: number; pages: number; rows: T[] } | null {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  if (pageText !== undefined && !/^[1-9]\d{0,6}$/.test(pageText)) return null;
  const page = pageText === undefined ? 1 : Number(pageText);
  if (page > pages) return null;
  return { page, pages, rows: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE) };
}
