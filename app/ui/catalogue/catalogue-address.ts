import { wholeNumberFrom } from "~/domain/shared/range-words";
import { FACET_NAMES, type CatalogueFilters, type FacetName } from "~/domain/catalogue/catalogue-entry";
import type { PriceQuestion } from "~/domain/catalogue/own-price";
import { tidyWords } from "~/domain/catalogue/search-words";
import {
  isCountedKey,
  LONGEST_TERM_MONTHS,
  mostOf,
  NEED_UNITS,
  parseQuantity,
} from "~/domain/pricing/quantity";
import { groupDigits } from "~/domain/pricing/quote";

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
  return {
    words: tidyWords(words),
    chosen,
    showNotCompliant: query.notCompliant === "show",
    priceFor: readPriceQuestion(query).question,
  };
}

/** The term of a price where none is typed: a year. */
export const USUAL_TERM = "12";
const LONGEST_TYPED = 130;

/** What was typed to have prices for one's own quantity, and what it asks or what is wrong with it, by field. */
export interface TypedPriceQuestion {
  typed: { quantity: string; unit: string; months: string };
  question: PriceQuestion | null;
  errors: Record<string, string>;
}

/** Reads "quantity=9,500&unit=patient&months=24". Without a quantity nothing is asked, whatever the other two say. */
export function readPriceQuestion(query: Query): TypedPriceQuestion {
  const text = (name: string) => ([query[name] ?? ""].flat()[0] ?? "").trim().slice(0, LONGEST_TYPED);
  const typed = { quantity: text("quantity"), unit: text("unit"), months: text("months") || USUAL_TERM };
  const errors: Record<string, string> = {};
  if (typed.quantity === "") return { typed, question: null, errors };
  const unit = Object.hasOwn(NEED_UNITS, typed.unit) || isCountedKey(typed.unit) ? typed.unit : null;
  const quantity = parseQuantity(typed.quantity, unit ?? undefined);
  const termMonths = /^\d{1,3}$/.test(typed.months) ? Number(typed.months) : 0;
  if (quantity === null)
    errors.quantity = `Enter your quantity as ${wholeNumberFrom(1, mostOf(unit ?? "patient"))}, for example 9,500`;
  if (!unit) errors.unit = "Choose what you count, for example registered patients";
  if (termMonths < 1 || termMonths > LONGEST_TERM_MONTHS)
    errors.months = `Enter the term in whole months, from 1 to ${LONGEST_TERM_MONTHS}, for example 24`;
  if (quantity === null || !unit || Object.keys(errors).length > 0) return { typed, question: null, errors };
  const read = { quantity: groupDigits(quantity), unit, months: String(termMonths) };
  return { typed: read, question: { unit, quantity, termMonths }, errors };
}

/** The query of the filters, always in the same order: "words=care&capability=C1". */
export function catalogueQuery(filters: CatalogueFilters, page?: number): string {
  const query = new URLSearchParams();
  if (filters.words) query.set("words", filters.words);
  for (const name of FACET_NAMES) for (const value of filters.chosen[name] ?? []) query.append(name, value);
  if (filters.showNotCompliant) query.set("notCompliant", "show");
  if (filters.priceFor) {
    query.set("quantity", String(filters.priceFor.quantity));
    query.set("unit", filters.priceFor.unit);
    query.set("months", String(filters.priceFor.termMonths));
  }
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
