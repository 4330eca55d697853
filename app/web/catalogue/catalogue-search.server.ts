import type { Queryable } from "~db";
import {
  searchEntries,
  type CatalogueFilters,
  type CatalogueResult,
} from "~/domain/catalogue/catalogue-entry";
import type { Day } from "~/domain/shared/day";
import { catalogueOf, catalogueVersion, matchesOf, offersOf, type Catalogue } from "./catalogue-cache.server";

/** The catalogue filtered and ordered: one function behind the page, its CSV and its JSON. */
export async function searchCatalogue(
  q: Queryable,
  input: { filters: CatalogueFilters; today: Day; version?: string },
): Promise<{ catalogue: Catalogue; result: CatalogueResult }> {
  const { filters, today } = input;
  const version = input.version ?? (await catalogueVersion(q));
  const catalogue = await catalogueOf(q, version, today);
  const matches = await matchesOf(q, version, filters.words, catalogue.vocabulary);
  return {
    catalogue,
    result: searchEntries(catalogue.entries, filters, matches, today, offersOf(catalogue, filters.priceFor)),
  };
}
