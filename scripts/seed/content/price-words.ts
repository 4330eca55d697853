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

/** Words for an "item" that is something in particular: { unitText: "per theatre", quantityNoun: "theatres" }. */
type Words = Pick<SeedPrice, "unitText" | "quantityNoun">;
type More = Partial<Pick<SeedPrice, "calculation" | "minimumPounds" | "maximumPounds" | "vatRate"> & Words>;

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

/** What an item is, as `more` of a price: called("theatre") reads "per theatre" and "theatres". */
export function called(one: string, many = `${one}s`): Words {
  return { unitText: `per ${one}`, quantityNoun: many };
}

/** For a single-fixed price, whose sum is for a band and not for each: "per band of reports", "reports". */
export function bandOf(many: string): Words {
  return { unitText: `per band of ${many}`, quantityNoun: many };
}
