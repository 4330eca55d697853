import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { UnitPrice } from "~/domain/money/money";
import type { Price } from "./price";
import { groupDigits } from "./quote";

const CALCULATED = {
  volume: "All units at the price of the tier that holds the quantity",
  cumulative: "The units of each tier at its own price",
  "single-fixed": "The tier that holds the quantity is one charge, whatever the quantity",
} as const;

/** How often: "a year", "once". */
function often(price: Price): string {
  return price.billingPeriod === "one-off" ? "once" : `a ${price.billingPeriod}`;
}

/**
 * "from £28,500.00 per band of interfaces a year": the lowest tier of what is listed first, and of other prices in its own
 * unit and period, which compare. "From" where anybody may have to pay more. Null without a price.
 */
export function lowestPriceText(prices: readonly Price[]): string | null {
  const [first] = prices;
  if (!first) return null;
  const alike = prices.filter(
    (one) => one.unitText === first.unitText && one.billingPeriod === first.billingPeriod,
  );
  const [lowest] = alike
    .flatMap(({ tiers }) => tiers.map(({ unitPrice }) => unitPrice))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (lowest === undefined) return null;
  const from = first.tiers.length > 1 || prices.length > 1 ? "from " : "";
  const each = first.billingPeriod === "one-off" ? ", one-off" : ` a ${first.billingPeriod}`;
  return `${from}${formatUnitPrice(lowest)} ${first.unitText}${each}`;
}

/**
 * A price as both sides sign it, a term a line: unit prices of all tiers and how they are calculated, agreed prices
 * beside the list's, least and most charged, VAT. With it and the quantity anybody can work the sum out again.
 */
export function priceTerms(price: Price, agreed: readonly UnitPrice[] | null = null): string[] {
  const unit = price.calculation === "single-fixed" ? "" : ` ${price.unitText}`;
  const tiers = price.tiers.map((tier, index) => {
    const own = agreed?.[index] ?? tier.unitPrice;
    const below =
      own === tier.unitPrice ? "" : ` (agreed, below the list price of ${formatUnitPrice(tier.unitPrice)})`;
    const text = `${formatUnitPrice(own)}${unit}, ${often(price)}${below}`;
    if (price.tiers.length === 1) return text;
    const range =
      tier.to === null
        ? `${groupDigits(tier.from)} or more`
        : `${groupDigits(tier.from)} to ${groupDigits(tier.to)}`;
    return `${range} ${price.quantityNoun}: ${text}`;
  });
  const { minimumCharge: least = null, maximumCharge: most = null } = price;
  return [
    ...(price.tiers.length > 1 || price.calculation === "single-fixed"
      ? [CALCULATED[price.calculation]]
      : []),
    ...tiers,
    ...(least === null ? [] : [`Minimum charge: ${formatPence(least)} ${often(price)}`]),
    ...(most === null ? [] : [`Maximum charge: ${formatPence(most)} ${often(price)}`]),
    price.vatRate === 0 ? "No VAT" : `VAT: ${price.vatRate / 100}%`,
  ];
}

/** The rule of rounding, as it stands in every paper with sums in it. */
export const ROUNDING =
  "Unit prices have up to four decimals. Each item is rounded to the penny once, for the whole term, half a penny up; its VAT is worked out once on that sum. What falls to a year, a payer or a milestone is a part of these sums, so that the parts add up to them.";
