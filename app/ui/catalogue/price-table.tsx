import type { ReactNode } from "react";
import { formatPence, formatUnitPrice } from "~/domain/money/format";
import type { Pence, UnitPrice } from "~/domain/money/money";
import type { BillingPeriod, Calculation } from "~/domain/pricing/price";
import { DataTable } from "~/ui/kit/lists/data-table";

/** A price as the page shows it: a list price of today, or one that a listing version kept. */
export interface ShownPrice {
  id: string;
  unitText: string;
  quantityNoun: string;
  billingPeriod: BillingPeriod;
  calculation: Calculation;
  tiers: readonly { from: bigint; to: bigint | null; unitPrice: UnitPrice }[];
  minimumCharge?: Pence | null;
  maximumCharge?: Pence | null;
  vatRate: number;
}

const CALCULATIONS: Record<Calculation, string> = {
  volume: "All units are charged at the price of the band that holds the quantity.",
  cumulative: "Each band’s units are charged at that band’s price.",
  "single-fixed": "The band that holds the quantity is one charge, whatever the quantity in it.",
};

/** "a year", "a month", "one-off" */
export function eachPeriod(period: BillingPeriod): string {
  return period === "one-off" ? "one-off" : `a ${period}`;
}

function whole(quantity: bigint): string {
  return quantity.toString().replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function band({ from, to }: { from: bigint; to: bigint | null }): string {
  if (to === null) return from === 1n ? "Any number" : `${whole(from)} or more`;
  return from === to ? whole(from) : `${whole(from)} to ${whole(to)}`;
}

function vatText(vatRate: number): string {
  return vatRate === 0 ? "No VAT is charged." : `Excluding VAT, which is charged at ${vatRate / 100}%.`;
}

function unitOf(price: ShownPrice): string {
  return price.calculation === "single-fixed" ? "fixed charge" : price.unitText;
}

/** One price: a sentence when it is flat, a table of its bands when it has several. */
export function PriceBlock({ price, caption }: { price: ShownPrice; caption: ReactNode }) {
  const [first] = price.tiers;
  const per = `${unitOf(price)}, ${eachPeriod(price.billingPeriod)}`;
  const bounds = [
    price.minimumCharge ? `at least ${formatPence(price.minimumCharge)}` : "",
    price.maximumCharge ? `at most ${formatPence(price.maximumCharge)}` : "",
  ].filter(Boolean);
  const charge =
    bounds.length > 0 ? ` The charge ${eachPeriod(price.billingPeriod)} is ${bounds.join(" and ")}.` : "";
  if (!first) return null;
  if (price.tiers.length === 1) {
    return (
      <p>
        <strong className="dt-money">{formatUnitPrice(first.unitPrice)}</strong> {per}.{" "}
        {vatText(price.vatRate)}
        {charge}
      </p>
    );
  }
  return (
    <>
      <DataTable
        id={`price-${price.id}`.replaceAll(/[^a-zA-Z0-9_-]+/g, "-")}
        caption={caption}
        captionSize="s"
        rows={price.tiers}
        rowKey={(tier) => tier.from.toString()}
        columns={[
          {
            key: "band",
            header: `Number of ${price.quantityNoun}`,
            rowHeader: true,
            cell: (tier) => band(tier),
          },
          {
            key: "price",
            header: `Price ${per}`,
            numeric: true,
            cell: (tier) => <span className="dt-money">{formatUnitPrice(tier.unitPrice)}</span>,
          },
        ]}
      />
      <p>
        {CALCULATIONS[price.calculation]} {vatText(price.vatRate)}
        {charge}
      </p>
    </>
  );
}
