import { formatUnitPrice } from "~/domain/money/format";
import type { UnitPrice } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import type { Price } from "./price";

/**
 * Why a buyer and a supplier cannot agree these unit prices, one for each tier of the list price in its
 * order; empty when they can. Product rule: a buyer may agree a price below list and never above it. The
 * tiers themselves stay. Unit prices are ten-thousandths of a pound.
 */
export function checkAgreedPrice(list: Price, agreedUnitPrices: readonly UnitPrice[]): string[] {
  if (agreedUnitPrices.length !== list.tiers.length) {
    return [
      `The list price has ${list.tiers.length} ${list.tiers.length === 1 ? "tier" : "tiers"}, ` +
        `so ${agreedUnitPrices.length} agreed prices cannot be matched to it. Give one for each tier.`,
    ];
  }
  return list.tiers.flatMap((tier, index) => {
    const agreed = agreedUnitPrices[index]!;
    const where = list.tiers.length === 1 ? "The agreed price" : `The agreed price of tier ${index + 1}`;
    if (agreed < 0n) return [`${where} is below zero.`];
    if (agreed <= tier.unitPrice) return [];
    return [
      `${where}, ${formatUnitPrice(agreed)}, is above the list price of ${formatUnitPrice(tier.unitPrice)}. ` +
        "An agreed price can be the list price or less.",
    ];
  });
}

/**
 * The list price with agreed unit prices in its tiers. Throws a rule-broken Problem when they cannot be
 * agreed. Unit prices are ten-thousandths of a pound. Codes: rule-broken `agreed-price-above-list`.
 */
export function agreedPrice(list: Price, agreedUnitPrices: readonly UnitPrice[] | null | undefined): Price {
  if (!agreedUnitPrices) return list;
  const reasons = checkAgreedPrice(list, agreedUnitPrices);
  if (reasons.length > 0) {
    throw new Problem(
      "rule-broken",
      "agreed-price-above-list",
      {
        title: "This price cannot be agreed.",
        detail: reasons.join(" "),
        rule: "Agreed price never above list",
      },
      { priceId: list.id, reasons },
    );
  }
  const tiers = list.tiers.map((tier, index) => ({ ...tier, unitPrice: agreedUnitPrices[index]! }));
  return { ...list, tiers };
}
