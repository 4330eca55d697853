import type { MechanismResult } from "~/domain/frameworks/mechanism";
import { formatPence, formatUnitPrice, parsePence } from "~/domain/money/format";
import { pence, type Pence } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";
import { tierFor } from "~/domain/pricing/price";
import { NEED_SERVICE_NAMES, NEED_SERVICES, servicesNeeded } from "~/domain/pricing/quantity";
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
  /** Everything the buyer said it needs, by unit. */
  quantities: Readonly<Record<string, string>>;
  termMonths: number;
  /** Over the whole term. */
  net: Pence;
  gross: Pence;
}

export interface StoredCompared {
  on: Day;
  price: Record<string, unknown>;
  quantity: string;
  quantities: Record<string, string>;
  termMonths: number;
  net: string;
  gross: string;
}

export function storeCompared({
  on,
  price,
  quantity,
  quantities,
  termMonths,
  net,
  gross,
}: Compared): StoredCompared {
  return {
    on,
    price: storeSnapshot({ list: price, agreed: null }).list,
    quantity: String(quantity),
    quantities: { ...quantities },
    termMonths,
    net: String(net),
    gross: String(gross),
  };
}

/** Reads what an award kept; null for an award from before it was kept. */
export function readCompared(stored: unknown): Compared | null {
  if (!stored) return null;
  const { on, price, quantity, quantities, termMonths, net, gross } = stored as StoredCompared;
  return {
    on,
    price: readSnapshot({ list: price, agreed: null }).list,
    quantity: BigInt(quantity),
    quantities,
    termMonths,
    net: pence(BigInt(net)),
    gross: pence(BigInt(gross)),
  };
}

/** One figure of an award and what the order makes of it. */
export interface ComparedFigure {
  figure: string;
  awarded: string;
  ordered: string;
  /** Whether it leaves what was compared by more than the lot allows. */
  leaves: boolean;
  /** A sum that is further away than the tolerance, and which way; absent where it is as compared. */
  away?: "less" | "more";
}

/** How a figure stands to what was compared, in the words of the table; the tolerance in basis points. */
export function besideCompared({ leaves, away }: ComparedFigure, tolerance: number): string {
  if (leaves) return `More than ${tolerance / 100}% away`;
  return away ? `${away === "less" ? "Less" : "More"} than was compared` : "As compared";
}

export interface OrderedFigures {
  /** The awarded solution's own items; what is ordered of services stands in the sums of the whole order. */
  items: readonly CostedItem[];
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

/** Which way a sum is away. Less money is allowed and still not what was compared. */
const awayFrom = (awarded: bigint, ordered: bigint, tolerance: number): Pick<ComparedFigure, "away"> =>
  outside(awarded, ordered, tolerance) ? { away: ordered < awarded ? "less" : "more" } : {};

const dearer = (awarded: bigint, ordered: bigint, tolerance: number) =>
  ordered > awarded && outside(awarded, ordered, tolerance);

/**
 * What was awarded beside what is ordered: quantity, term, unit price, and the sums. A figure leaves what was compared
 * when it is further away than the lot's tolerance, in basis points of the awarded figure; a lower price does not.
 */
export function comparedFigures(
  compared: Compared,
  ordered: OrderedFigures,
  tolerance: number,
): ComparedFigure[] {
  const { price } = compared;
  const same = ordered.items.filter((item) => item.price.unit === price.unit);
  const quantity = same.reduce((total, item) => total + quantityOf(item), 0n);
  const flat = price.calculation === "single-fixed" && compared.quantities[price.unit] === undefined;
  const listed = listCost(ordered);
  const expected =
    quantity > 0n ? quote(price, { quantity, termMonths: ordered.termMonths }).net : (0n as Pence);
  const unit = (from: Price, amount: bigint) => {
    const tier = tierFor(from.tiers, amount > 0n ? amount : 1n)!;
    const per = from.billingPeriod === "one-off" ? "once" : `a ${from.billingPeriod}`;
    return `${formatUnitPrice(tier.unitPrice)} ${from.unitText}, ${per}`;
  };
  const priced = ordered.items.map((item) => {
    const text = unit(item.price, quantityOf(item));
    return item.agreed ? `${text} (list; a lower price is agreed)` : text;
  });
  return [
    {
      figure: `Quantity (${price.quantityNoun})`,
      awarded: groupDigits(compared.quantity),
      ordered: groupDigits(quantity),
      leaves: !flat && outside(compared.quantity, quantity, tolerance),
    },
    {
      figure: "Term (months)",
      awarded: String(compared.termMonths),
      ordered: String(ordered.termMonths),
      leaves: outside(BigInt(compared.termMonths), BigInt(ordered.termMonths), tolerance),
    },
    {
      figure: "List price",
      awarded: unit(price, compared.quantity),
      ordered: priced.join("; ") || "None chosen",
      // For the same quantity and term: another price of the solution, or a list price that has risen since.
      leaves: quantity > 0n && dearer(expected, listed, tolerance),
    },
    {
      figure: "Whole order, excluding VAT",
      awarded: formatPence(compared.net),
      ordered: formatPence(ordered.net),
      leaves: false,
      ...awayFrom(compared.net, ordered.net, tolerance),
    },
    {
      figure: "Whole order, including VAT",
      awarded: formatPence(compared.gross),
      ordered: formatPence(ordered.gross),
      leaves: dearer(compared.gross, ordered.gross, tolerance),
      ...awayFrom(compared.gross, ordered.gross, tolerance),
    },
  ];
}

/**
 * What the solution comes to at list prices for what is ordered. An agreed price below list does not count here: the
 * other suppliers of the lot were not asked for theirs.
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
    const { unit } = item.price;
    if (needed[unit] !== undefined) ordered[unit] = (ordered[unit] ?? 0n) + quantityOf(item);
  }
  for (const item of neededOf(compared, services)) {
    const service = NEED_SERVICE_NAMES.find((name) => NEED_SERVICES[name].category === item.costCategory)!;
    if (item.price.unit === "day") ordered[service] = (ordered[service] ?? 0n) + quantityOf(item);
  }
  return { ...needed, ...ordered };
}

/** Whom the mechanism names on the order's own figures, with the sums that decide. */
export function rankedAgain(mechanism: MechanismResult): string {
  if (!mechanism.winner) return "On them no solution that was compared passes the lot’s filters.";
  const sums = mechanism.ranking
    .slice(0, 3)
    .map((each) => `${each.solutionName} ${formatPence(parsePence(each.totalCost)!)}`);
  return `Run again on the order’s figures, the lot’s mechanism ranks: ${sums.join(", ")}, excluding VAT.`;
}
