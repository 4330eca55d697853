import { parsePence, parseUnitPrice } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import type { Price, PriceTier } from "~/domain/pricing/price";
import type { SeedPrice } from "./shapes";

const STANDARD_VAT = 2000;

/** The price that a typed one stands for. Throws a RangeError naming the text that is not a sum. */
export function priceOfSeed(seed: SeedPrice, id: string): Price {
  return {
    id,
    unit: seed.unit,
    unitText: seed.unitText,
    quantityNoun: seed.quantityNoun,
    billingPeriod: seed.billingPeriod,
    calculation: seed.calculation,
    tiers: tiersOf(seed, id),
    minimumCharge: penceOf(seed.minimumPounds, id),
    maximumCharge: penceOf(seed.maximumPounds, id),
    vatRate: seed.vatRate ?? STANDARD_VAT,
  };
}

/** Each tier starts one above the end of the tier before it. */
function tiersOf(seed: SeedPrice, id: string): PriceTier[] {
  let from = 1n;
  return seed.tiers.map(([last, pounds]) => {
    const unitPrice = parseUnitPrice(pounds);
    if (unitPrice === null) throw new RangeError(`${id}: "${pounds}" is not a unit price`);
    const tier = { from, to: last === null ? null : BigInt(last), unitPrice };
    from = (tier.to ?? from) + 1n;
    return tier;
  });
}

function penceOf(pounds: string | undefined, id: string): Pence | null {
  if (pounds === undefined) return null;
  const parsed = parsePence(pounds);
  if (parsed === null) throw new RangeError(`${id}: "${pounds}" is not a sum of money`);
  return parsed;
}
