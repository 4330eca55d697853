import { formatUnitPrice } from "~/domain/money/format";
import type { UnitPrice } from "~/domain/money/money";
import { groupDigits } from "~/domain/pricing/quote";
import { formatDay, type Day } from "~/domain/shared/day";
import { quantityOf, type CostedItem } from "~/domain/who-pays/cost";

/** What of an ordered item a change can touch. */
export type ChangedItem = Pick<CostedItem, "nature" | "agreed" | "quantities"> & {
  itemId: string;
  priceId: string;
  name: string;
  price: Pick<CostedItem["price"], "quantityNoun" | "unitText" | "tiers">;
};

/** An item as the history keeps it. */
export function keptItem({ itemId, priceId, nature, agreed, quantities }: ChangedItem) {
  return { itemId, priceId, nature, agreed, quantities };
}

const MOST_NAMED = 5;

/** What names an organisation's code: "Leeds Teaching Hospitals NHS Trust (RR8)". */
type NameOf = (code: string) => string;

/** "Leeds (RR8) and 3 more" */
function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${more} more` : names.join(", ");
}

const prices = (item: ChangedItem) =>
  (item.agreed ?? item.price.tiers.map((tier) => tier.unitPrice))
    .map((price) => formatUnitPrice(price as UnitPrice))
    .join("/");

function changesOfItem(was: ChangedItem, now: ChangedItem, nameOf: NameOf): string[] {
  const found: string[] = [];
  const noun = now.price.quantityNoun;
  const [before, after] = [quantityOf(was), quantityOf(now)];
  if (before !== after) found.push(`${noun} ${groupDigits(before)} → ${groupDigits(after)}`);
  else {
    const of = (item: ChangedItem, code: string) =>
      item.quantities.find((one) => one.organisationCode === code)?.quantity ?? 0n;
    const codes = [...new Set([...was.quantities, ...now.quantities].map((one) => one.organisationCode))];
    const moved = codes
      .filter((code) => of(was, code) !== of(now, code))
      .map((code) => `${nameOf(code)} ${groupDigits(of(was, code))} → ${groupDigits(of(now, code))}`);
    if (moved.length > 0) found.push(`${noun} of ${named(moved)}`);
  }
  if (prices(was) !== prices(now)) found.push(`price ${prices(was)} → ${prices(now)} ${now.price.unitText}`);
  if (was.nature !== now.nature) found.push(`paid from ${was.nature} → ${now.nature}`);
  return found.length > 0 ? [`${now.name}: ${found.join(", ")}`] : [];
}

/** What changed between two states of an order's items, a phrase each; empty when nothing did. */
export function itemChanges(
  before: readonly ChangedItem[],
  after: readonly ChangedItem[],
  nameOf: NameOf,
): string[] {
  const added = after.filter((now) => !before.some((was) => was.priceId === now.priceId));
  const gone = before.filter((was) => !after.some((now) => now.priceId === was.priceId));
  return [
    ...added.map(
      (now) =>
        `added ${now.name} (${now.price.quantityNoun} ${groupDigits(quantityOf(now))}, ${prices(now)})`,
    ),
    ...gone.map((was) => `took out ${was.name}`),
    ...after.flatMap((now) => {
      const was = before.find((one) => one.priceId === now.priceId);
      return was ? changesOfItem(was, now, nameOf) : [];
    }),
  ];
}

/** Which organisations came and went, by their codes: "added Leeds (RR8); took out NHS England (X24)". */
export function recipientChanges(
  before: readonly string[],
  after: readonly string[],
  nameOf: NameOf,
): string[] {
  const added = after.filter((code) => !before.includes(code));
  const gone = before.filter((code) => !after.includes(code));
  return [
    ...(added.length > 0 ? [`added ${named(added.map(nameOf))}`] : []),
    ...(gone.length > 0 ? [`took out ${named(gone.map(nameOf))}`] : []),
  ];
}

interface KeptMilestone {
  title: string;
  dueOn: Day;
  paymentBasisPoints: number;
}

const milestoneText = ({ title, dueOn, paymentBasisPoints }: KeptMilestone) =>
  `${title} ${paymentBasisPoints / 100}% by ${formatDay(dueOn)}`;

/** What changed between two plans of milestones, by what they say. */
export function milestoneChanges(
  before: readonly KeptMilestone[],
  after: readonly KeptMilestone[],
): string[] {
  const [old, now] = [before.map(milestoneText), after.map(milestoneText)];
  const gone = old.filter((text) => !now.includes(text));
  const added = now.filter((text) => !old.includes(text));
  return [
    ...(added.length > 0 ? [`added ${named(added)}`] : []),
    ...(gone.length > 0 ? [`took out ${named(gone)}`] : []),
  ];
}

/** "term 24 → 48 months", for one fact; empty when it is as it was. */
export function factChange(what: string, before: string | null, after: string | null): string[] {
  return before === after ? [] : [`${what} ${before ?? "not set"} → ${after ?? "none"}`];
}
