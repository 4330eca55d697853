import type { Queryable } from "~db";
import {
  searchEntries,
  type CatalogueFilters,
  type CatalogueResult,
} from "~/domain/catalogue/catalogue-entry";
import type { Day } from "~/domain/shared/day";
import { catalogueOf, catalogueStamp, matchesOf, offersOf, type Catalogue } from "./catalogue-cache.server";

/** The catalogue filtered and ordered: one function behind the page, its CSV and its JSON. */
export async function searchCatalogue(
  q: Queryable,
  input: { filters: CatalogueFilters; today: Day; stamp?: string },
): Promise<{ catalogue: Catalogue; result: CatalogueResult }> {
  const { filters, today } = input;
  const stamp = input.stamp ?? (await catalogueStamp(q));
  const catalogue = await catalogueOf(q, stamp, today);
  const matches = await matchesOf(q, stamp, filters.words, catalogue.vocabulary);
  return {
    catalogue,
    result: searchEntries(catalogue.entries, filters, matches, today, offersOf(catalogue, filters.priceFor)),
  };
}
