import type { ListingPart } from "./parts";
import { isAmong, priceOfListed } from "./listed-price";
import type { Price } from "~/domain/pricing/price";
import { tierFor } from "~/domain/pricing/price";
import { LARGEST_QUANTITY } from "~/domain/pricing/quantity";
import type { KnownCapability } from "./completeness";
import { interfaceText } from "./differences";
import { allPrices, type ListedPrice, type ListingContent } from "./content";

/** A reason for which an edit waits for the centre, with the part of the listing that it is in. */
export interface Material {
  kind: "price" | "capability" | "standard" | "data-location" | "exit";
  part: ListingPart;
  text: string;
}

type Names = readonly Pick<KnownCapability, "ref" | "name" | "epics">[];

/** What one billing period costs before least and most, in ten-thousandths of a pound. */
function charge(price: Price, quantity: bigint): bigint {
  if (price.calculation === "cumulative") {
    return price.tiers.reduce((sum, { from, to, unitPrice }) => {
      if (quantity < from) return sum;
      const last = to === null || quantity < to ? quantity : to;
      return sum + unitPrice * (last - from + 1n);
    }, 0n);
  }
  const each = tierFor(price.tiers, quantity)?.unitPrice ?? 0n;
  return price.calculation === "volume" ? each * quantity : each;
}

/** With least and most, and VAT in basis points: what leaves the buyer. */
function gross(price: Price, quantity: bigint): bigint {
  const plain = charge(price, quantity);
  const least = (price.minimumCharge ?? 0n) * 100n;
  const { maximumCharge = null } = price;
  const most = maximumCharge === null ? null : maximumCharge * 100n;
  const bounded = plain < least ? least : most !== null && plain > most ? most : plain;
  return bounded * BigInt(10_000 + price.vatRate);
}

/**
 * Whether any quantity that can be ordered costs more by the second price than by the first, least, most and VAT included. Between
 * the ends of tiers and the quantities at which a bound begins, both are straight lines, so those quantities decide for all.
 */
export function isDearer(before: Price, after: Price): boolean {
  const quantities = new Set<bigint>([1n, LARGEST_QUANTITY]);
  for (const price of [before, after]) {
    for (const { from, to, unitPrice } of price.tiers) {
      for (const at of [from - 1n, from, ...(to === null ? [] : [to, to + 1n])])
        if (at >= 1n) quantities.add(at);
      for (const bound of [price.minimumCharge, price.maximumCharge]) {
        if (bound === null || bound === undefined || unitPrice === 0n) continue;
        const start =
          price.calculation === "cumulative" ? charge(price, from - 1n) - (from - 1n) * unitPrice : 0n;
        const crossing = (bound * 100n - start) / unitPrice;
        for (const at of [crossing, crossing + 1n]) if (at >= 1n) quantities.add(at);
      }
    }
  }
  const asked = [...quantities].filter((quantity) => quantity <= LARGEST_QUANTITY);
  return asked.some((quantity) => gross(after, quantity) > gross(before, quantity));
}

const lasting = { month: 12n, year: 1n } as const;

/** Whether two prices can be laid side by side: the same is counted, and both recur or neither does. */
const isComparable = (a: ListedPrice, b: ListedPrice): boolean =>
  a.unit === b.unit &&
  a.unitText === b.unitText &&
  a.quantityNoun === b.quantityNoun &&
  (a.billingPeriod === "one-off") === (b.billingPeriod === "one-off");

/** A price by the year, so that £1 a month and £12 a year are alike. */
function yearly(listed: ListedPrice): Price {
  const price = priceOfListed(listed);
  const times = price.billingPeriod === "one-off" ? 1n : lasting[price.billingPeriod];
  const scaled = <Amount extends bigint>(amount: Amount): Amount => (amount * times) as Amount;
  const bound = (amount: Price["minimumCharge"]) => (amount ? scaled(amount) : amount);
  return {
    ...price,
    tiers: price.tiers.map((tier) => ({ ...tier, unitPrice: scaled(tier.unitPrice) })),
    minimumCharge: bound(price.minimumCharge),
    maximumCharge: bound(price.maximumCharge),
  };
}

/** Prices that go up, also of services, with the price before; one that cannot be compared with what it replaces counts as going up. */
export function raisedPrices(
  before: ListingContent,
  after: ListingContent,
): { was: ListedPrice; is: ListedPrice; of: string | null }[] {
  const known = allPrices(before).map(({ price }) => price);
  return allPrices(after).flatMap(({ price: is, of }) => {
    const was = known.find((one) => one.id === is.id);
    if (!was || isAmong(is, known)) return [];
    const dearer =
      !isComparable(was, is) || was.costCategory !== is.costCategory || isDearer(yearly(was), yearly(is));
    return dearer ? [{ was, is, of }] : [];
  });
}

/** Why the prices of an edit wait for the centre: those that go up, or cannot be compared with what they replace. */
export function priceMaterials(before: ListingContent, after: ListingContent): Material[] {
  const material = (of: string | null, { unitText }: ListedPrice, what: string): Material => ({
    kind: "price",
    part: of ? "services" : "prices",
    text: `The price ${of ? `of ${of} ` : ""}${unitText} ${what}`,
  });
  const [were, are] = [allPrices(before), allPrices(after)];
  const onlyIn = (these: typeof were, others: typeof were) =>
    these.filter(({ price }) => !others.some((other) => other.price.id === price.id));
  const raised = raisedPrices(before, after).map(({ is, of }) =>
    material(of, is, "goes up or is counted otherwise."),
  );
  // A price that is taken away while another comes is the old one by another name, also where its service went with it.
  const gone = onlyIn(were, are);
  const replaced = gone.length > 0 && onlyIn(are, were).length > 0;
  return [
    ...raised,
    ...(replaced ? gone.map(({ price, of }) => material(of, price, "is replaced by another.")) : []),
  ];
}

function capabilityMaterials(before: ListingContent, after: ListingContent, names: Names): Material[] {
  return after.capabilities.flatMap((claimed): Material[] => {
    const was = before.capabilities.find((one) => one.ref === claimed.ref);
    const name = names.find((one) => one.ref === claimed.ref)?.name ?? claimed.ref;
    const of = (text: string): Material => ({ kind: "capability", part: "capabilities", text });
    if (!was) return [of(`${name} is claimed.`)];
    if (was.result === "partial" && claimed.result === "full") return [of(`${name} is claimed in full.`)];
    const more = claimed.epicIds.filter((id) => !was.epicIds.includes(id)).length;
    return more > 0 ? [of(`${more} more ${more === 1 ? "epic" : "epics"} of ${name} claimed.`)] : [];
  });
}

/**
 * What in an edit waits for the centre's review: prices up, capabilities claimed, standards (interfaces and the product's version,
 * which certificates name), where data is kept, exit terms. Empty: it may be published at once.
 */
export function materialChanges(before: ListingContent, after: ListingContent, names: Names): Material[] {
  const found = [...priceMaterials(before, after), ...capabilityMaterials(before, after, names)];
  const known = before.interfaces.map(interfaceText);
  for (const one of after.interfaces)
    if (!known.includes(interfaceText(one)))
      found.push({ kind: "standard", part: "interfaces", text: `Interface: ${interfaceText(one)}.` });
  if (before.productVersion !== after.productVersion)
    found.push({
      kind: "standard",
      part: "about",
      text: "The product’s version changes, which its certificates name.",
    });
  if (before.dataLocation !== after.dataLocation || before.hosting !== after.hosting)
    found.push({ kind: "data-location", part: "settings", text: "Where the data is kept changes." });
  if (before.exitTerms !== after.exitTerms)
    found.push({ kind: "exit", part: "terms", text: "The exit terms change." });
  return found;
}
