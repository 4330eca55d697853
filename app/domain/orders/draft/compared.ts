// Over 300 lines: what an award keeps, and every row of it beside the order, are one subject and share their sums.
import { formatPence, formatUnitPrice } from "~/domain/money/format";
import { pence, type Pence } from "~/domain/money/money";
import { agreedPrice } from "~/domain/pricing/agreed-price";
import type { Price } from "~/domain/pricing/price";
import { tierFor } from "~/domain/pricing/price";
import { NEED_SERVICE_NAMES, NEED_SERVICES, quantityKey, servicesNeeded } from "~/domain/pricing/quantity";
import { groupDigits, quote } from "~/domain/pricing/quote";
import type { Day } from "~/domain/shared/day";
import { quantityOf, type CostedItem } from "~/domain/who-pays/cost";
import { readSnapshot, storeSnapshot } from "~/domain/who-pays/price-snapshot";

/** What an award compared for the solution that it names, on the day of the award. */
export interface Compared {
  on: Day;
  /** The list price on which it was compared. */
  price: Price;
  quantity: bigint;
  /** Everything the buyer said it needs, by quantity key. */
  quantities: Readonly<Record<string, string>>;
  termMonths: number;
  /** Over the whole term. */
  net: Pence;
  gross: Pence;
  /** Of it, what each service of the need comes to, by cost category; left out by awards of before it was kept. */
  services?: Readonly<Record<string, Pence>>;
}

export interface StoredCompared {
  on: Day;
  price: Record<string, unknown>;
  quantity: string;
  quantities: Record<string, string>;
  termMonths: number;
  net: string;
  gross: string;
  services?: Record<string, string>;
}

/**
 * What was compared at the award, as JSON can hold it: pence and counts as decimal strings, the term in
 * months.
 */
export function storeCompared({
  on,
  price,
  quantity,
  quantities,
  termMonths,
  net,
  gross,
  services = {},
}: Compared): StoredCompared {
  return {
    on,
    price: storeSnapshot({ list: price, agreed: null }).list,
    quantity: String(quantity),
    quantities: { ...quantities },
    termMonths,
    net: String(net),
    gross: String(gross),
    services: Object.fromEntries(Object.entries(services).map(([category, sum]) => [category, String(sum)])),
  };
}

/** Reads what an award kept; null for an award from before it was kept. */
export function readCompared(stored: unknown): Compared | null {
  if (!stored) return null;
  const { on, price, quantity, termMonths, net, gross, services, ...kept } = stored as StoredCompared;
  const { list } = readSnapshot({ list: price, agreed: null });
  const key = quantityKey(list);
  // Before each noun had a number of its own, what suppliers count in their own words stood under the price's unit.
  const given = kept.quantities[key] ?? kept.quantities[list.unit];
  return {
    on,
    price: list,
    quantity: BigInt(quantity),
    quantities: { ...kept.quantities, ...(given === undefined ? {} : { [key]: given }) },
    termMonths,
    net: pence(BigInt(net)),
    gross: pence(BigInt(gross)),
    ...(services && {
      services: Object.fromEntries(
        Object.entries(services).map(([category, sum]) => [category, pence(BigInt(sum))]),
      ),
    }),
  };
}

/** One figure of an award and what the order makes of it. */
export interface ComparedFigure {
  figure: string;
  awarded: string;
  ordered: string;
  /** Whether it leaves what was compared by more than the lot allows. */
  leaves: boolean;
  /** A sum that is further away than the tolerance, and which way; absent where it is nearer. */
  away?: "less" | "more";
  /** Which way and by how much it differs at all; null where it is equal. Evidence of before 30 November 2026 has none. */
  apart?: { way: "less" | "more"; by: string } | null;
  /** What is said instead, where there is nothing to hold it against. */
  said?: string;
}

/** How a figure stands to what was compared, in the words of the table; the tolerance in basis points. */
export function besideCompared(figure: ComparedFigure, tolerance: number): string {
  const { leaves, away, apart, said, awarded, ordered } = figure;
  if (said) return said;
  if (leaves) return `More than ${tolerance / 100}% away`;
  const by = apart ? ` by ${apart.by}` : "";
  if (away) return `${away === "less" ? "Less" : "More"} than was compared${by && `,${by}`}`;
  const within = `within the lot’s tolerance of ${tolerance / 100}%`;
  if (apart) return `${apart.way === "less" ? "Less" : "More"}${by}, ${within}`;
  return apart === null || awarded === ordered ? "As compared" : `Not the same, ${within}`;
}

export interface OrderedFigures {
  /** The awarded solution's own items. */
  items: readonly CostedItem[];
  /** Everything else that is ordered with it. */
  services: readonly (CostedItem & { name: string })[];
  termMonths: number;
  /** The whole order. */
  net: Pence;
  gross: Pence;
}

/** The lot's tolerance holds in both directions for amounts of things; more money is what leaves, not less. */
const outside = (awarded: bigint, ordered: bigint, tolerance: number) => {
  const apart = ordered > awarded ? ordered - awarded : awarded - ordered;
  return apart * 10_000n > awarded * BigInt(tolerance);
};

/** Whether and which way a figure differs, and by how much in the words that `say` has for it. */
const apartFrom = (awarded: bigint, ordered: bigint, say: (by: bigint) => string) => ({
  apart:
    awarded === ordered
      ? null
      : ordered < awarded
        ? { way: "less" as const, by: say(awarded - ordered) }
        : { way: "more" as const, by: say(ordered - awarded) },
});

/** The same of a sum, and whether it is further away than the tolerance. Less money is allowed and still not what was compared. */
const sumApart = (
  awarded: bigint,
  ordered: bigint,
  tolerance: number,
): Pick<ComparedFigure, "away" | "apart"> => ({
  ...apartFrom(awarded, ordered, (by) => formatPence(by as Pence)),
  ...(outside(awarded, ordered, tolerance) && {
    away: ordered < awarded ? ("less" as const) : ("more" as const),
  }),
});

const dearer = (awarded: bigint, ordered: bigint, tolerance: number) =>
  ordered > awarded && outside(awarded, ordered, tolerance);

/**
 * What was awarded beside what is ordered: quantity, term, unit price, each service, and the sums. A figure leaves what was
 * compared when it is further away than the lot's tolerance, in basis points of the awarded figure; a lower
 * price does not. Sums are pence.
 */
export function comparedFigures(
  compared: Compared,
  ordered: OrderedFigures,
  tolerance: number,
): ComparedFigure[] {
  const { price } = compared;
  const same = ordered.items.filter((item) => quantityKey(item.price) === quantityKey(price));
  const quantity = same.reduce((total, item) => total + quantityOf(item), 0n);
  const flat = price.calculation === "single-fixed" && compared.quantities[quantityKey(price)] === undefined;
  const listed = listCost(ordered);
  const expected =
    quantity > 0n ? quote(price, { quantity, termMonths: ordered.termMonths }).net : (0n as Pence);
  const priced = ordered.items.map((item) => {
    const list = tiersText(item.price, quantityOf(item));
    return item.agreed
      ? `${list} (list); agreed: ${tiersText(agreedPrice(item.price, item.agreed), quantityOf(item))}`
      : list;
  });
  return [
    {
      figure: `Quantity (${price.quantityNoun})`,
      awarded: groupDigits(compared.quantity),
      ordered: groupDigits(quantity),
      leaves: !flat && outside(compared.quantity, quantity, tolerance),
      ...apartFrom(compared.quantity, quantity, groupDigits),
      ...(flat && compared.quantity !== quantity && { said: "Not counted in the need" }),
    },
    {
      figure: "Term (months)",
      awarded: String(compared.termMonths),
      ordered: String(ordered.termMonths),
      leaves: outside(BigInt(compared.termMonths), BigInt(ordered.termMonths), tolerance),
      ...apartFrom(BigInt(compared.termMonths), BigInt(ordered.termMonths), (by) => months(by)),
    },
    {
      figure: "List price",
      awarded: tiersText(price, compared.quantity),
      ordered: priced.join("; ") || "None chosen",
      // For the same quantity and term: another price of the solution, or a list price that has risen since.
      leaves: quantity > 0n && dearer(expected, listed, tolerance),
      ...(quantity > 0n
        ? sumApart(expected, listed, tolerance)
        : { said: "Not the price that was compared" }),
    },
    ...serviceFigures(compared, ordered, tolerance),
    {
      figure: "Whole order, excluding VAT",
      awarded: formatPence(compared.net),
      ordered: formatPence(ordered.net),
      leaves: false,
      ...sumApart(compared.net, ordered.net, tolerance),
    },
    {
      figure: "Whole order, including VAT",
      awarded: formatPence(compared.gross),
      ordered: formatPence(ordered.gross),
      leaves: dearer(compared.gross, ordered.gross, tolerance),
      ...sumApart(compared.gross, ordered.gross, tolerance),
    },
  ];
}

const months = (many: bigint) => `${many} ${many === 1n ? "month" : "months"}`;

/** "from £121.50 to £212.00 per bed, a year (3 tiers; £128.00 for this quantity)": no tier passes for the whole price. */
function tiersText(price: Price, amount: bigint): string {
  const { tiers, unitText, calculation } = price;
  const per = `${unitText}, ${price.billingPeriod === "one-off" ? "once" : `a ${price.billingPeriod}`}`;
  const units = tiers.map(({ unitPrice }) => unitPrice).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [least, most] = [units[0]!, units.at(-1)!];
  if (tiers.length === 1) return `${formatUnitPrice(least)} ${per}`;
  const own = tierFor(tiers, amount > 0n ? amount : 1n)!;
  // Each tier's units have its own price: there is none that is the quantity's.
  const here = calculation === "cumulative" ? "" : `; ${formatUnitPrice(own.unitPrice)} for this quantity`;
  return `from ${formatUnitPrice(least)} to ${formatUnitPrice(most)} ${per} (${tiers.length} tiers${here})`;
}

/** What an item comes to at the price that is paid for it, agreed or listed, over the term; pence, excluding VAT. */
const paidFor = (item: CostedItem, termMonths: number): Pence =>
  quote(agreedPrice(item.price, item.agreed), { quantity: quantityOf(item), termMonths }).net;

/**
 * What the awarded services came to, by cost category. An award of before it was kept says it of one service alone: it is
 * what the solution left of the sum.
 */
function awardedServices(compared: Compared): Readonly<Record<string, Pence>> {
  if (compared.services) return compared.services;
  const [only, ...others] = servicesNeeded(quantitiesOf(compared));
  if (!only || others.length > 0) return {};
  const { price, quantity, termMonths } = compared;
  const own = quantity > 0n ? quote(price, { quantity, termMonths }).net : 0n;
  return { [NEED_SERVICES[only].category]: (compared.net - own) as Pence };
}

const daysText = (days: bigint) => `${groupDigits(days)} ${days === 1n ? "day" : "days"}`;
const orderedText = (items: readonly CostedItem[], termMonths: number) =>
  items
    .map((item) => {
      const many = `${groupDigits(quantityOf(item))} ${item.price.quantityNoun}`;
      return `${serviceOf(item) ? daysText(quantityOf(item)) : many}, ${formatPence(paidFor(item, termMonths))}`;
    })
    .join("; ");

/** A row for each service: those of the need with quantity and sum on both sides, then what was ordered besides. */
function serviceFigures(
  compared: Compared,
  { services, termMonths }: OrderedFigures,
  tolerance: number,
): ComparedFigure[] {
  const quantities = quantitiesOf(compared);
  const sums = awardedServices(compared);
  const needed = neededOf(compared, services);
  const asked = servicesNeeded(quantities).map((service): ComparedFigure => {
    const { category, label } = NEED_SERVICES[service];
    const own = needed.filter((item) => item.costCategory === category);
    const days = quantities[service]!;
    const sum = sums[category];
    const paid = own.reduce((total, item) => total + paidFor(item, termMonths), 0n);
    const orderedDays = own.reduce((total, item) => total + (serviceOf(item) ? quantityOf(item) : 0n), 0n);
    return {
      figure: `${label} (service, excluding VAT)`,
      awarded: sum === undefined ? daysText(days) : `${daysText(days)}, ${formatPence(sum)}`,
      ordered: orderedText(own, termMonths) || "None",
      leaves: false,
      ...(sum === undefined || sum === paid
        ? apartFrom(days, own.some(serviceOf) || own.length === 0 ? orderedDays : days, daysText)
        : sumApart(sum, paid, tolerance)),
    };
  });
  const besides = services.filter((item) => !needed.includes(item));
  const names = [...new Set(besides.map(({ name }) => name))];
  return [
    ...asked,
    ...names.map((name) => ({
      figure: `${name} (excluding VAT)`,
      awarded: "None",
      ordered: orderedText(
        besides.filter((item) => item.name === name),
        termMonths,
      ),
      leaves: false,
      said: "Not part of what was compared",
    })),
  ];
}

/**
 * What the solution comes to at list prices for what is ordered. An agreed price below list does not count
 * here: the other suppliers of the lot were not asked for theirs. In pence, excluding VAT; the term is in
 * months.
 */
export function listCost({ items, termMonths }: Pick<OrderedFigures, "items" | "termMonths">): Pence {
  const nets = items.map((item) => quote(item.price, { quantity: quantityOf(item), termMonths }).net);
  return nets.reduce((total, net) => (total + net) as Pence, 0n as Pence);
}

/** The services of an order that were part of what was compared: those of a category that the need asks for. */
export function neededOf<I extends CostedItem>(compared: Compared, services: readonly I[]): I[] {
  const asked = servicesNeeded(quantitiesOf(compared));
  return services.filter((item) =>
    asked.some((service) => NEED_SERVICES[service].category === item.costCategory),
  );
}

/** The service of a need that an item is days of; undefined for everything else. */
export const serviceOf = (item: CostedItem) =>
  item.price.unit === "day"
    ? NEED_SERVICE_NAMES.find((name) => NEED_SERVICES[name].category === item.costCategory)
    : undefined;

const quantitiesOf = ({ quantities }: Compared): Record<string, bigint> =>
  Object.fromEntries(Object.entries(quantities).map(([unit, text]) => [unit, BigInt(text)]));

/**
 * The buyer's need on the order's own figures: what is ordered of each unit, and what was said of the others; of a service
 * the days that are ordered of it, where it is ordered by the day.
 */
export function orderedQuantities(
  compared: Compared,
  items: readonly CostedItem[],
  services: readonly CostedItem[] = [],
): Record<string, bigint> {
  const needed = quantitiesOf(compared);
  const ordered: Record<string, bigint> = {};
  for (const item of items) {
    const key = quantityKey(item.price);
    if (needed[key] !== undefined) ordered[key] = (ordered[key] ?? 0n) + quantityOf(item);
  }
  for (const item of neededOf(compared, services)) {
    const service = serviceOf(item);
    if (service) ordered[service] = (ordered[service] ?? 0n) + quantityOf(item);
  }
  return { ...needed, ...ordered };
}

/** What a buyer can do about an order that is no longer for what the mechanism names. */
export const WAY_BACK = "Change the order back to what was compared, or compare again on its figures.";
