import type { SeedPrice } from "./shapes";

const UNITS = {
  patient: ["per patient", "patients"],
  bed: ["per bed", "beds"],
  location: ["per location", "locations"],
  user: ["per user", "users"],
  practice: ["per practice", "practices"],
  item: ["per item", "items"],
  day: ["per day", "days"],
} as const;

type More = Partial<Pick<SeedPrice, "calculation" | "minimumPounds" | "maximumPounds" | "vatRate">>;

/** A price in tiers; every unit at the tier that holds the quantity unless `more` says otherwise. */
export function tiered(
  unit: keyof typeof UNITS,
  billingPeriod: SeedPrice["billingPeriod"],
  tiers: SeedPrice["tiers"],
  more: More = {},
): SeedPrice {
  const [unitText, quantityNoun] = UNITS[unit];
  return { unit, unitText, quantityNoun, billingPeriod, calculation: "volume", tiers, ...more };
}

/** One price for every unit, in pounds. */
export function flat(
  unit: keyof typeof UNITS,
  billingPeriod: SeedPrice["billingPeriod"],
  pounds: string,
  more: More = {},
): SeedPrice {
  return tiered(unit, billingPeriod, [[null, pounds]], more);
}
