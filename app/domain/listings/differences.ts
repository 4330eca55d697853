import { SUCCESS_MEASURES, type ListingPart } from "./parts";
import { priceOfListed } from "./listed-price";
import { priceTerms } from "~/domain/pricing/price-terms";
import { COST_CATEGORIES, type CostCategory } from "~/domain/agreements/rules/cost-line";
import { ITEM_KIND_NAMES } from "~/domain/catalogue/listing";
import { wordsOf } from "~/domain/catalogue/facet-words";
import { formatDay } from "~/domain/shared/day";
import type { KnownCapability } from "./completeness";
import type { Interface, ListedPrice, ListingContent, Service, SuccessMeasure } from "./content";
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

/** "Safe practice, for safety: errors fall by 12% (https://alder.example/trial)" */
export const measureText = ({ measure, mission, effect, evidence }: SuccessMeasure): string =>
  `${SUCCESS_MEASURES[measure]}, for ${wordsOf(mission).toLowerCase()}: ${effect}${evidence ? ` (${evidence})` : ""}`;

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
  ["measures", "Success measure", (of) => of.successMeasures.map(measureText)],
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
  found.push(
    ...capabilityDifferences(before, after, names),
    ...priceDifferences(before.prices, after.prices, "Price", "prices"),
    ...serviceDifferences(before, after),
  );
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

function priceDifferences(
  before: readonly ListedPrice[],
  after: readonly ListedPrice[],
  words: string,
  part: ListingPart,
): ListingDifference[] {
  const ids = [...new Set([...before, ...after].map((one) => one.id))];
  return ids.flatMap((id) => {
    const [old, now] = [before, after].map((of) => of.find((one) => one.id === id));
    const [was, is] = [old ? listedPriceText(old) : null, now ? listedPriceText(now) : null];
    if (was === is) return [];
    const what = `${words} ${(now ?? old)!.unitText}`;
    return [{ part, what, before: was, after: is, words: runsOf(was, is) }];
  });
}

/** "Training: Half a day on each ward" */
export const serviceText = ({ name, summary }: Service): string => `${name}: ${summary}`;

/** Of each service what it is, what else it is offered with and what it costs. */
function serviceDifferences(before: ListingContent, after: ListingContent): ListingDifference[] {
  const part = "services";
  const ids = [...new Set([...before.services, ...after.services].map((one) => one.id))];
  return ids.flatMap((id) => {
    const [old, now] = [before, after].map((of) => of.services.find((one) => one.id === id));
    const what = ITEM_KIND_NAMES[(now ?? old)!.kind];
    const [was, is] = [old ? serviceText(old) : null, now ? serviceText(now) : null];
    const own: ListingDifference[] =
      was === is ? [] : [{ part, what, before: was, after: is, words: runsOf(was, is) }];
    const name = (now ?? old)!.name;
    const [with_, too] = [old?.alsoWith ?? [], now?.alsoWith ?? []];
    const also = { part, what: `${name}: also offered with`, words: null } as const;
    return [
      ...own,
      ...othersIn(with_, too).map((one) => ({ ...also, before: one, after: null })),
      ...othersIn(too, with_).map((one) => ({ ...also, before: null, after: one })),
      ...priceDifferences(old?.prices ?? [], now?.prices ?? [], `${name}: price`, part),
    ];
  });
}

/** Solutions that only the first names, as people read them; one that has another name by now is the same. */
const othersIn = (these: Service["alsoWith"], others: Service["alsoWith"]) =>
  these.filter(({ id }) => !others.some((one) => one.id === id)).map(({ id, name }) => `${name} (${id})`);
