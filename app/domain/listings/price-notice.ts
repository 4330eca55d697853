import { addDays, formatDay, later, type Day } from "~/domain/shared/day";
import type { Gap } from "./completeness";
import { allPrices, type ListingContent } from "./content";
import { isAmong } from "./listed-price";
import { priceMaterials } from "./material";

/** How many days before its first day a higher price is announced, and which framework says so. */
export interface NoticeTerms {
  days: number;
  frameworkName: string | null;
  /** The first day of a price that is announced already; what takes its place does not begin before it. */
  comingFrom: Day | null;
}

/** Nobody plans by a price that is further away. */
const LONGEST_AHEAD_DAYS = 730;

/** The longest notice among the frameworks that offer a solution; none asks for none. */
export function noticeTerms(
  frameworks: readonly { name: string; priceNoticeDays: number }[],
  comingFrom: Day | null = null,
): NoticeTerms {
  const [longest] = [...frameworks].sort(
    (a, b) => b.priceNoticeDays - a.priceNoticeDays || a.name.localeCompare(b.name, "en-GB"),
  );
  return { days: longest?.priceNoticeDays ?? 0, frameworkName: longest?.name ?? null, comingFrom };
}

/** What an edit does to prices, asked on a day. */
interface Asked {
  /** What is published. */
  before: ListingContent;
  after: ListingContent;
  terms: NoticeTerms;
  today: Day;
}

/** Whether an edit changes, adds or takes away any price, also of its services. */
export function changesPrices(before: ListingContent, after: ListingContent): boolean {
  const [were, are] = [before, after].map((of) => allPrices(of).map(({ price }) => price));
  return were!.length !== are!.length || are!.some((price) => !isAmong(price, were!));
}

/**
 * The first day on which the prices of an edit hold, if it is published on the day: the one that it names, and for higher prices
 * never before the notice is over. Both days of a notice of 30 days from 1 December: told on 1 December, in force on 31 December.
 */
export function firstDayOfPrices({ before, after, terms, today }: Asked): Day {
  const named = later(after.pricesFrom ?? today, terms.comingFrom ?? today);
  const raises = priceMaterials(before, after).length > 0;
  return later(named, raises ? addDays(today, terms.days) : today);
}

/** What is wrong with the day that an edit names for its prices, for who sends it in on the day. */
export function noticeGaps({ before, after, terms, today }: Asked): Gap[] {
  if (!changesPrices(before, after)) return [];
  const gap = (text: string): Gap[] => [{ part: "prices", text }];
  const from = after.pricesFrom;
  const earliest = addDays(today, terms.days);
  if (from !== null && from < today)
    return gap("The first day of the changed prices is past. Choose today or later.");
  const raises = priceMaterials(before, after).length > 0;
  if (raises && from !== null && from < earliest) {
    return gap(
      `A price goes up, so buyers are told ${terms.days} days before, as ${terms.frameworkName} states: choose ${formatDay(earliest)} or later as the first day, or leave it empty.`,
    );
  }
  if (from !== null && terms.comingFrom !== null && from < terms.comingFrom) {
    return gap(
      `Buyers were told of prices from ${formatDay(terms.comingFrom)}. Choose that day or later, or leave it empty.`,
    );
  }
  if (from !== null && from > addDays(today, LONGEST_AHEAD_DAYS))
    return gap("Prices are announced at most two years ahead. Choose an earlier first day.");
  return [];
}
