import type { ListingPart } from "./parts";
import { priceOfListed } from "./listed-price";
import { priceTerms } from "~/domain/pricing/price-terms";
import { COST_CATEGORIES, type CostCategory } from "~/domain/agreements/rules/cost-line";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { formatDay } from "~/domain/shared/day";
import type { KnownCapability } from "./completeness";
import type { Interface, ListedPrice, ListingContent } from "./content";
import { wordDifference, type WordRun } from "./word-difference";

/** What a listing says and another picture of it does not; null: nothing there. */
export interface ListingDifference {
  part: ListingPart;
  what: string;
  before: string | null;
  after: string | null;
  /** Of texts that both have: what became of it, word by word. */
  words: WordRun[] | null;
}

type Names = readonly Pick<KnownCapability, "ref" | "name" | "epics">[];

const RESULT_WORDS = { full: "in full", partial: "in part" } as const;

/** "GP Connect Access Record 1.2, provides, self-declared" */
export const interfaceText = ({ standard, version, direction, status }: Interface): string =>
  `${standard}${version ? ` ${version}` : ""}, ${direction}, ${status}`;

/** A listed price in one line: its terms, what it is for. */
export function listedPriceText(price: ListedPrice): string {
  const what = COST_CATEGORIES[price.costCategory as CostCategory] ?? wordsOf(price.costCategory);
  return `${priceTerms(priceOfListed(price)).join("; ")} (${what})`;
}

const TEXTS: readonly [ListingPart, string, (of: ListingContent) => string | null][] = [
  ["about", "Name", (of) => of.name],
  ["about", "Summary", (of) => of.summary],
  ["about", "Description", (of) => of.description],
  ["about", "Product version", (of) => of.productVersion],
  ["about", "Website", (of) => of.website],
  ["settings", "Hosting", (of) => of.hosting && wordsOf(of.hosting)],
  ["settings", "Where the data is kept", (of) => of.dataLocation],
  ["terms", "Implementation", (of) => of.implementation],
  ["terms", "Service levels", (of) => of.serviceLevels],
  ["terms", "Data processing", (of) => of.dataProcessing],
  ["terms", "Exit terms", (of) => of.exitTerms],
  ["terms", "Roadmap", (of) => of.roadmap],
  ["support", "E-mail", (of) => of.supportEmail],
  ["support", "Telephone", (of) => of.supportPhone],
  ["support", "Hours", (of) => of.supportHours],
  ["prices", "First day of changed prices", (of) => of.pricesFrom && formatDay(of.pricesFrom)],
];

const LISTS: readonly [ListingPart, string, (of: ListingContent) => readonly string[]][] = [
  ["about", "Feature", (of) => of.features],
  ["settings", "Care setting", (of) => of.careSettings.map(wordsOf)],
  ["settings", "Application type", (of) => of.applicationTypes.map(wordsOf)],
  ["settings", "Mission", (of) => of.missions.map(wordsOf)],
  ["interfaces", "Works with", (of) => of.integrations],
  ["interfaces", "Interface", (of) => of.interfaces.map(interfaceText)],
];

/** What is different between two pictures of a listing, in the order in which it is read; empty when nothing is. */
export function listingDifferences(
  before: ListingContent,
  after: ListingContent,
  names: Names,
): ListingDifference[] {
  const found: ListingDifference[] = [];
  for (const [part, what, read] of TEXTS) {
    const [was, is] = [read(before) || null, read(after) || null];
    if (was !== is) found.push({ part, what, before: was, after: is, words: runsOf(was, is) });
  }
  for (const [part, what, read] of LISTS) {
    const [was, is] = [read(before), read(after)];
    found.push(...onlyIn(was, is).map((one) => ({ part, what, before: one, after: null, words: null })));
    found.push(...onlyIn(is, was).map((one) => ({ part, what, before: null, after: one, words: null })));
  }
  found.push(...capabilityDifferences(before, after, names), ...priceDifferences(before, after));
  return found;
}

const runsOf = (was: string | null, is: string | null) =>
  was === null || is === null ? null : wordDifference(was, is);

const onlyIn = (these: readonly string[], others: readonly string[]) =>
  these.filter((one) => !others.includes(one));

function capabilityDifferences(
  before: ListingContent,
  after: ListingContent,
  names: Names,
): ListingDifference[] {
  const textOf = (of: ListingContent, ref: string): string | null => {
    const claimed = of.capabilities.find((one) => one.ref === ref);
    if (!claimed) return null;
    const known = names.find((one) => one.ref === ref);
    const epics = claimed.epicIds
      .map((id) => known?.epics.find((epic) => epic.id === id)?.name ?? id)
      .sort((a, b) => a.localeCompare(b, "en-GB"));
    const with_ = epics.length > 0 ? ` with ${epics.join("; ")}` : "";
    return `${RESULT_WORDS[claimed.result]}${with_}`;
  };
  const refs = [...new Set([...before.capabilities, ...after.capabilities].map((one) => one.ref))];
  return refs.flatMap((ref) => {
    const [was, is] = [textOf(before, ref), textOf(after, ref)];
    if (was === is) return [];
    const what = `Capability: ${names.find((one) => one.ref === ref)?.name ?? ref}`;
    return [{ part: "capabilities" as const, what, before: was, after: is, words: runsOf(was, is) }];
  });
}

function priceDifferences(before: ListingContent, after: ListingContent): ListingDifference[] {
  const ids = [...new Set([...before.prices, ...after.prices].map((one) => one.id))];
  return ids.flatMap((id) => {
    const [old, now] = [before, after].map((of) => of.prices.find((one) => one.id === id));
    const [was, is] = [old ? listedPriceText(old) : null, now ? listedPriceText(now) : null];
    if (was === is) return [];
    const what = `Price ${(now ?? old)!.unitText}`;
    return [{ part: "prices" as const, what, before: was, after: is, words: runsOf(was, is) }];
  });
}
