import { FACET_NAMES, type CatalogueFilters, type FacetName } from "~/domain/catalogue/catalogue-entry";
import { tidyWords } from "~/domain/catalogue/search-words";

/*
 * The catalogue's filters as an address and back: the state of the list is its address, and one state has one address.
 */

const MOST_VALUES = 40;
const LONGEST_VALUE = 120;

type Query = Record<string, string | string[]>;

function all(value: string | string[] | undefined): string[] {
  const texts = value === undefined ? [] : [value].flat();
  return [...new Set(texts.filter((text) => text !== "" && text.length <= LONGEST_VALUE))]
    .sort()
    .slice(0, MOST_VALUES);
}

/** Reads the query of the list, its CSV and its JSON. Unknown names are left out. */
export function readCatalogueQuery(query: Query): CatalogueFilters {
  const chosen: Partial<Record<FacetName, readonly string[]>> = {};
  for (const name of FACET_NAMES) {
    const values = all(query[name]);
    if (values.length > 0) chosen[name] = values;
  }
  const [words = ""] = [query.words ?? ""].flat();
  return { words: tidyWords(words), chosen, showNotCompliant: query.notCompliant === "show" };
}

/** The query of the filters, always in the same order: "words=care&capability=C1". */
export function catalogueQuery(filters: CatalogueFilters, page?: number): string {
  const query = new URLSearchParams();
  if (filters.words) query.set("words", filters.words);
  for (const name of FACET_NAMES) for (const value of filters.chosen[name] ?? []) query.append(name, value);
  if (filters.showNotCompliant) query.set("notCompliant", "show");
  if (page !== undefined && page > 1) query.set("page", String(page));
  return query.toString();
}

/** The address of the list, or of a file of it, with these filters. */
export function catalogueHref(filters: CatalogueFilters, options: { page?: number; file?: string } = {}) {
  const query = catalogueQuery(filters, options.page);
  return `/solutions${options.file ? `.${options.file}` : ""}${query ? `?${query}` : ""}`;
}

/** The filters without one value. */
export function without(filters: CatalogueFilters, name: FacetName, value: string): CatalogueFilters {
  const left = (filters.chosen[name] ?? []).filter((each) => each !== value);
  return { ...filters, chosen: { ...filters.chosen, [name]: left } };
}

/** The solutions of a comparison in the address: "a,b,c", or the name several times. At most eight. */
export function readComparedIds(value: string | string[] | undefined): string[] {
  const ids = [value ?? []].flat().flatMap((text) => text.split(","));
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== "" && id.length <= 60))];
}
