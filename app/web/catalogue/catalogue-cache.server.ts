import type { Queryable } from "~db";
import type { CatalogueEntry, WordMatch } from "~/domain/catalogue/catalogue-entry";
import {
  catalogueEntries,
  facetNames,
  matchWords,
  readCatalogueVersion,
  type FacetNames,
} from "~/domain/catalogue/catalogue-views.server";
import type { ListPrice } from "~/domain/catalogue/listing";
import { ownPrices, type PriceQuestion } from "~/domain/catalogue/own-price";
import type { Offer } from "~/domain/pricing/best-offer";
import { validCertificateCount } from "~/domain/catalogue/figure-views.server";
import { vocabularyOf, type Vocabulary } from "~/domain/catalogue/search-words";
import { countedKeys } from "~/domain/pricing/quantity";
import type { Day } from "~/domain/shared/day";
import { RecentlyUsed } from "~/web/recently-used";

/*
 * What this process has built of the catalogue. Everything is kept under the version, which rises in the transaction that
 * changes the catalogue, and the day, which changes what is valid: so nothing here is ever older than the request that
 * asks. One cheap query per request reads the version.
 */

export interface Catalogue {
  version: string;
  on: Day;
  entries: CatalogueEntry[];
  byId: ReadonlyMap<string, CatalogueEntry>;
  names: FacetNames;
  /** What suppliers count in their own words in its list prices, as quantity keys. */
  counted: string[];
  /** The words of its names, summaries and capabilities. */
  vocabulary: Vocabulary;
}

const MOST_SEARCHES = 200;

let asked: Promise<string> | null = null;
let waiting: Promise<string> | null = null;

/**
 * The version as it is now. Requests that come while the question is under way share the next one, which starts after they
 * came: many requests make few questions and none is told of a time before itself.
 */
export function catalogueVersion(q: Queryable): Promise<string> {
  if (!asked) {
    asked = readCatalogueVersion(q).finally(() => (asked = null));
    return asked;
  }
  waiting ??= afterwards(asked, () => {
    waiting = null;
    return catalogueVersion(q);
  });
  return waiting;
}

/** Does something once another has ended, however it ended. */
async function afterwards<T>(first: Promise<unknown>, then: () => Promise<T>): Promise<T> {
  await first.catch(() => undefined);
  return then();
}

let built: { key: string; catalogue: Promise<Catalogue> } | null = null;
const MOST_QUESTIONS = 20;
const priced = new RecentlyUsed<ReadonlyMap<string, Offer<ListPrice>>>(MOST_QUESTIONS);
const searches = new RecentlyUsed<Promise<ReadonlyMap<string, WordMatch>>>(MOST_SEARCHES);
let certificates: { key: string; count: Promise<number> } | null = null;

async function build(q: Queryable, version: string, on: Day): Promise<Catalogue> {
  const [entries, names] = await Promise.all([catalogueEntries(q, on), facetNames(q)]);
  const texts = entries.flatMap((entry) => [entry.name, entry.summary, entry.supplierName]);
  const vocabulary = vocabularyOf([...texts, ...names.capability.values()]);
  const counted = countedKeys(entries.flatMap((entry) => entry.prices));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { version, on, entries, byId, names, counted, vocabulary };
}

/** The published catalogue of a version and day; built once however many ask at the same time. */
export function catalogueOf(q: Queryable, version: string, on: Day): Promise<Catalogue> {
  const key = `${version}|${on}`;
  if (built?.key === key) return built.catalogue;
  const catalogue = build(q, version, on);
  built = { key, catalogue };
  catalogue.catch(() => {
    if (built?.catalogue === catalogue) built = null;
  });
  return catalogue;
}

/** What words match in the catalogue of a version; null without words. */
export function matchesOf(
  q: Queryable,
  version: string,
  words: string,
  vocabulary: Vocabulary,
): Promise<ReadonlyMap<string, WordMatch> | null> {
  if (words === "") return Promise.resolve(null);
  const key = `${version}|${words.toLowerCase()}`;
  const known = searches.get(key);
  if (known) return known;
  const found = matchWords(q, words, vocabulary);
  searches.set(key, found);
  found.catch(() => searches.delete(key));
  return found;
}

/** The price of each solution of a catalogue for a quantity and term; null when none is asked for. */
export function offersOf(
  catalogue: Catalogue,
  question: PriceQuestion | null,
): ReadonlyMap<string, Offer<ListPrice>> | null {
  if (!question) return null;
  const { unit, quantity, termMonths } = question;
  const key = [catalogue.version, catalogue.on, unit, quantity, termMonths].join("|");
  const known = priced.get(key);
  if (known) return known;
  const offers = ownPrices(catalogue.entries, question);
  priced.set(key, offers);
  return offers;
}

/** How many certificates count on a day. */
export function validCertificatesOf(q: Queryable, version: string, on: Day): Promise<number> {
  const key = `${version}|${on}`;
  if (certificates?.key === key) return certificates.count;
  const count = validCertificateCount(q, on);
  certificates = { key, count };
  count.catch(() => (certificates = null));
  return count;
}
