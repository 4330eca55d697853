import { formatPence } from "~/domain/money/format";
import type { BasisPoints, Pence, UnitPrice } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";

/** How often a price is charged. */
export type BillingPeriod = "month" | "year" | "one-off";

/**
 * How a quantity becomes a charge: `volume`, every unit at the tier that holds the quantity; `cumulative`, units split
 * across the tiers; `single-fixed`, the tier that holds the quantity is one charge whatever the quantity.
 */
export type Calculation = "volume" | "cumulative" | "single-fixed";

/** Quantities from `from` to `to`, both included; the last tier has no end. */
export interface PriceTier {
  from: bigint;
  to: bigint | null;
  /** Of one unit; for single-fixed, the whole charge of one billing period. */
  unitPrice: UnitPrice;
}

export interface Price {
  id: string;
  /** What is counted: "patient", "bed", "location", "user", "practice", "item", or a supplier's own word. */
  unit: string;
  /** As a person says it after the amount: "per patient". */
  unitText: string;
  /** As a person says it after the quantity: "patients". */
  quantityNoun: string;
  billingPeriod: BillingPeriod;
  calculation: Calculation;
  tiers: readonly PriceTier[];
  /** Least and most charged in one billing period. */
  minimumCharge?: Pence | null;
  maximumCharge?: Pence | null;
  vatRate: BasisPoints;
}

/** The Buying Catalogue's limit, kept so that its prices can move here and back (product.md, section 7). */
export const MOST_TIERS = 7;

export const MONTHS_PER_BILLING_PERIOD = { month: 1n, year: 12n } as const;

function tierName(index: number): string {
  return `Tier ${index + 1}`;
}

/** A tier as far as it could be read: what could not is left undefined, and contradicts nothing. */
export interface TierToCheck {
  from: bigint | undefined;
  to: bigint | null | undefined;
  unitPrice: UnitPrice | undefined;
}

function checkTiers(tiers: readonly TierToCheck[]): string[] {
  const found: string[] = [];
  if (tiers.length === 0) return ["A price needs at least one tier."];
  if (tiers.length > MOST_TIERS)
    found.push(`A price has at most ${MOST_TIERS} tiers, and this one has ${tiers.length}.`);
  const first = tiers[0]!.from;
  if (first !== undefined && first !== 1n) found.push(`Tier 1 must start at 1, and it starts at ${first}.`);
  tiers.forEach((tier, index) => {
    const name = tierName(index);
    if (tier.unitPrice !== undefined && tier.unitPrice < 0n) found.push(`${name} has a price below zero.`);
    if (tier.to === undefined) return;
    if (tier.to !== null && tier.from !== undefined && tier.to < tier.from)
      found.push(`${name} ends at ${tier.to}, before it starts at ${tier.from}.`);
    const next = tiers[index + 1];
    if (!next) {
      if (tier.to !== null)
        found.push(`${name} is the last and must be open-ended, and it ends at ${tier.to}.`);
    } else if (tier.to === null) {
      found.push(`${name} is open-ended, so ${tierName(index + 1)} can never apply.`);
    } else if (next.from === undefined) {
      return;
    } else if (next.from > tier.to + 1n) {
      const gap =
        next.from - 1n === tier.to + 1n ? `${tier.to + 1n}` : `${tier.to + 1n} to ${next.from - 1n}`;
      found.push(`No tier covers ${gap}: ${name} ends at ${tier.to} and the next starts at ${next.from}.`);
    } else if (next.from <= tier.to) {
      found.push(
        `${name} ends at ${tier.to} and overlaps ${tierName(index + 1)}, which starts at ${next.from}.`,
      );
    }
  });
  return found;
}

/**
 * Every contradiction in a price, in words a supplier can act on; empty when it is sound. Unit prices are
 * ten-thousandths of a pound, least and most charges pence, VAT basis points.
 */
export function checkPrice(price: Omit<Price, "tiers"> & { tiers: readonly TierToCheck[] }): string[] {
  const found = checkTiers(price.tiers);
  const { minimumCharge: least = null, maximumCharge: most = null } = price;
  if (least !== null && least < 0n) found.push("The minimum charge is below zero.");
  if (most !== null && most < 0n) found.push("The maximum charge is below zero.");
  if (least !== null && most !== null && least > most) {
    found.push(`The minimum charge, ${formatPence(least)}, is above the maximum, ${formatPence(most)}.`);
  }
  if (!Number.isInteger(price.vatRate) || price.vatRate < 0 || price.vatRate > 10_000) {
    found.push("The VAT rate must be between 0% and 100%.");
  }
  return found;
}

/**
 * Throws a rule-broken Problem with every contradiction when the price is not sound. Codes: rule-broken
 * `price-contradicts-itself`.
 */
export function requireSoundPrice(price: Price): void {
  const found = checkPrice(price);
  if (found.length > 0) {
    throw new Problem(
      "rule-broken",
      "price-contradicts-itself",
      { title: "This price contradicts itself.", detail: found.join(" "), rule: "Price tiers and charges" },
      { priceId: price.id, contradictions: found },
    );
  }
}

/** The tier that holds a quantity of one or more, or null. */
export function tierFor(tiers: readonly PriceTier[], quantity: bigint): PriceTier | null {
  return tiers.find((tier) => quantity >= tier.from && (tier.to === null || quantity <= tier.to)) ?? null;
}

/**
 * How many of its unit a price is for: what the buyer gave, or one for a charge that is the same for any number. Undefined
 * when the buyer gave none and the number decides what is charged: such a price is not known, as bands would be guessed.
 */
export function quantityOf(price: Price, given: bigint | undefined): bigint | undefined {
  return given ?? (isSameForAny(price) ? 1n : undefined);
}

/** Whether a price is one charge for any number of its unit. */
export function isSameForAny({ calculation, tiers }: Pick<Price, "calculation" | "tiers">): boolean {
  return calculation === "single-fixed" && tiers.length === 1;
}
