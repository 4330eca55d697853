import type { MechanismResult } from "~/domain/frameworks/mechanism";
import { decimalPence, formatPence, parsePence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { groupDigits } from "~/domain/pricing/quote";
import { quantityOf, type CostedItem } from "~/domain/who-pays/cost";
import { listCost, neededOf, orderedQuantities, serviceOf, type Compared } from "./compared";

/** A service that an order added to what was compared; its list price over the term in pounds: "2550000.00". */
export interface AddedService {
  name: string;
  cost: string;
}

/** The services of an order that the need did not ask for, at list price over the term, which is in months. */
export function addedServices(
  compared: Compared,
  services: readonly (CostedItem & { name: string })[],
  termMonths: number,
): AddedService[] {
  const needed = neededOf(compared, services);
  return services
    .filter((item) => !needed.includes(item))
    .map((item) => ({ name: item.name, cost: decimalPence(listCost({ items: [item], termMonths })) }));
}

/** More services than an award lets an order add to what was compared; sums in pounds: "2550000.00". */
export interface AddedTooMuch {
  /** What the need did not ask for, at list price over the term, excluding VAT. */
  added: string;
  /** What may be added: the lot's tolerance of the compared total. */
  allowed: string;
  /** What was compared, excluding VAT. */
  compared: string;
}

/**
 * Whether an order grew by more than its lot's tolerance, which is basis points of the compared total, through what nobody
 * was asked for; null while it did not. What was never compared was never awarded (Procurement Act 2023 s.45(3) to (4)).
 */
export function addedTooMuch(
  { net }: Pick<Compared, "net">,
  added: readonly AddedService[],
  tolerance: number,
): AddedTooMuch | null {
  const sum = added.reduce((total, each) => (total + parsePence(each.cost)!) as Pence, 0n as Pence);
  if (sum * 10_000n <= net * BigInt(tolerance)) return null;
  const allowed = ((net * BigInt(tolerance)) / 10_000n) as Pence;
  return { added: decimalPence(sum), allowed: decimalPence(allowed), compared: decimalPence(net) };
}

/** The sum, what is allowed, and of what, in a sentence; the tolerance in basis points. */
export function addedTooMuchText(
  { added, allowed, compared }: AddedTooMuch,
  services: readonly AddedService[],
  tolerance: number,
): string {
  const each = services.map(({ name, cost }) => `${name}, ${formatPence(parsePence(cost)!)}`);
  return `Nobody was asked for ${each.join("; ")}: ${formatPence(parsePence(added)!)} excluding VAT. An order of this lot may add ${tolerance / 100}% of the ${formatPence(parsePence(compared)!)} that were compared, which is ${formatPence(parsePence(allowed)!)}.`;
}

/** What a buyer can do about an order that grew by what nobody was asked for. */
export const WAY_BACK_FROM_ADDED = "Order less of them, or compare again with them in the need.";

/**
 * The need of an order that goes back to comparison: its own figures, with the days of every service that it added, so that
 * everybody is asked for them. What no need counts (a module, a service that is not sold by the day) comes in words, for the
 * need's text.
 */
export function needAgain(
  compared: Compared,
  items: readonly CostedItem[],
  services: readonly (CostedItem & { name: string })[],
): { quantities: Record<string, bigint>; words: string[] } {
  const quantities = orderedQuantities(compared, items, services);
  const words: string[] = [];
  const needed = neededOf(compared, services);
  for (const item of services.filter((one) => !needed.includes(one))) {
    const service = serviceOf(item);
    if (service) quantities[service] = (quantities[service] ?? 0n) + quantityOf(item);
    else words.push(`${item.name} (${groupDigits(quantityOf(item))} ${item.price.quantityNoun})`);
  }
  return { quantities, words };
}

/** What is ordered and stands in no figure of the ranking, because nobody else was asked for it; empty where nothing was added. */
function addedText(added: readonly AddedService[]): string {
  if (added.length === 0) return "";
  const each = added.map(({ name, cost }) => `${name}, ${formatPence(parsePence(cost)!)}`);
  return `Ordered besides, and in none of these sums because the need did not ask for it: ${each.join("; ")}.`;
}

/** Whom the mechanism names on the order's own figures, with the sums that decide and what was added to one of them. */
export function rankedAgain(mechanism: MechanismResult, added: readonly AddedService[] = []): string {
  if (!mechanism.winner) return "On them no solution that was compared passes the lot’s filters.";
  const sums = mechanism.ranking
    .slice(0, 3)
    .map((each) => `${each.solutionName} ${formatPence(parsePence(each.totalCost)!)}`);
  return [
    `Run again on the order’s figures, the lot’s mechanism ranks: ${sums.join(", ")}, excluding VAT.`,
    addedText(added),
  ]
    .filter(Boolean)
    .join(" ");
}
