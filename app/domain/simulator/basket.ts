import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { unitPrice } from "~/domain/money/money";
import { costItem, type CostedItem, type ItemCost } from "~/domain/who-pays/cost";
import type { Price } from "~/domain/pricing/price";
import { categoryOf, type BasketLine, type InventedLine, type ScenarioInput } from "./scenario";

const TEN_THOUSANDTHS_PER_PENNY = 100n;

/** An invented cost as a price: one charge a year or once, so that it is cut into years as every price is. */
function priceOfInvented(line: InventedLine): Price {
  return {
    id: line.id,
    unit: "item",
    unitText: "in all",
    quantityNoun: "items",
    billingPeriod: line.per,
    calculation: "single-fixed",
    tiers: [{ from: 1n, to: null, unitPrice: unitPrice(line.amount * TEN_THOUSANDTHS_PER_PENNY) }],
    vatRate: line.vatRate,
  };
}

/** A line of a basket as an order's item; what is invented is used by the buyer itself. */
export function itemOfLine(line: BasketLine, buyerCode: string): CostedItem {
  if (line.kind === "priced") {
    const { id, itemId, nature, price, agreed, quantities } = line;
    return { id, itemId, costCategory: categoryOf(line), nature, price, agreed, quantities };
  }
  return {
    id: line.id,
    costCategory: line.costCategory,
    nature: line.nature,
    price: priceOfInvented(line),
    agreed: null,
    quantities: [{ organisationCode: buyerCode, quantity: 1n }],
  };
}

export interface CostedBasket {
  items: CostedItem[];
  costs: ItemCost[];
  lines: CostLine[];
}

/**
 * What a basket costs over the term, cut by contract and financial year, exactly as an order's items are.
 * Amounts are pence, the term is in months.
 */
export function costBasket(
  input: Pick<ScenarioInput, "basket" | "buyerCode" | "startsOn" | "termMonths">,
): CostedBasket {
  const items = input.basket.map((line) => itemOfLine(line, input.buyerCode));
  const costs = items.map((item) => costItem(item, input));
  return { items, costs, lines: costs.flatMap((cost) => cost.lines) };
}
