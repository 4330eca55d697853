import { pence, unitPrice } from "~/domain/money/money";
import { MOST_TIERS, type Price } from "~/domain/pricing/price";
import type { ListedPrice } from "./content";

/** What prices count, with the words of each; anything else is counted in the supplier's own. */
export const PRICE_UNITS = {
  patient: { label: "Patients", unitText: "per patient", quantityNoun: "patients" },
  user: { label: "Users", unitText: "per user", quantityNoun: "users" },
  bed: { label: "Beds", unitText: "per bed", quantityNoun: "beds" },
  location: { label: "Locations", unitText: "per location", quantityNoun: "locations" },
  practice: { label: "Practices", unitText: "per practice", quantityNoun: "practices" },
  day: { label: "Days of work", unitText: "per day", quantityNoun: "days" },
  item: { label: "Something else", unitText: "", quantityNoun: "" },
} as const;
export type PriceUnit = keyof typeof PRICE_UNITS;
export const PRICE_UNIT_NAMES = Object.keys(PRICE_UNITS) as PriceUnit[];

/** The tiers that a price can have, from 1. */
export const TIERS = Array.from({ length: MOST_TIERS }, (_, index) => index + 1);

/** A listed price as the pricing core reckons with it. */
export function priceOfListed(listed: ListedPrice): Price {
  const charge = (amount: string | null) => (amount === null ? null : pence(BigInt(amount)));
  return {
    id: listed.id,
    unit: listed.unit,
    unitText: listed.unitText,
    quantityNoun: listed.quantityNoun,
    billingPeriod: listed.billingPeriod,
    calculation: listed.calculation,
    tiers: listed.tiers.map(({ from, to, unitPrice: each }) => ({
      from: BigInt(from),
      to: to === null ? null : BigInt(to),
      unitPrice: unitPrice(BigInt(each)),
    })),
    minimumCharge: charge(listed.minimumCharge),
    maximumCharge: charge(listed.maximumCharge),
    vatRate: listed.vatRate,
  };
}

const textOf = (amount: bigint | null | undefined) => amount?.toString() ?? null;

/** A price of the pricing core as a listing keeps it. */
export function listedOfPrice(price: Price & { costCategory: string }): ListedPrice {
  return {
    id: price.id,
    unit: price.unit,
    unitText: price.unitText,
    quantityNoun: price.quantityNoun,
    billingPeriod: price.billingPeriod,
    calculation: price.calculation,
    tiers: price.tiers.map(({ from, to, unitPrice: each }) => ({
      from: String(from),
      to: to === null ? null : String(to),
      unitPrice: String(each),
    })),
    minimumCharge: textOf(price.minimumCharge),
    maximumCharge: textOf(price.maximumCharge),
    vatRate: price.vatRate,
    costCategory: price.costCategory,
  };
}

/** Whether a price stands among others unchanged: under its own id, with the same terms. */
export function isAmong(price: ListedPrice, others: readonly ListedPrice[]): boolean {
  return others.some((one) => JSON.stringify(one) === JSON.stringify(price));
}
