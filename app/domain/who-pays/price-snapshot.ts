import { pence, unitPrice, type UnitPrice } from "~/domain/money/money";
import type { Price } from "~/domain/pricing/price";

/** The list price and the agreed price as they stood when the item was ordered. */
export interface PriceSnapshot {
  list: Price;
  /** One for each tier of the list price; null when the list price was agreed. */
  agreed: UnitPrice[] | null;
}

/** What is stored: every bigint as text, because JSON has none. */
export interface StoredPriceSnapshot {
  list: Record<string, unknown>;
  agreed: string[] | null;
}

/**
 * A price as JSON can hold it: every whole number (ten-thousandths of a pound, quantities) as a decimal
 * string.
 */
export function storeSnapshot({ list, agreed }: PriceSnapshot): StoredPriceSnapshot {
  const plain = JSON.parse(
    JSON.stringify(list, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
  ) as Record<string, unknown>;
  return { list: plain, agreed: agreed?.map(String) ?? null };
}

/** Reads a stored snapshot. Throws TypeError or SyntaxError when it is not one. */
export function readSnapshot(stored: unknown): PriceSnapshot {
  const { list, agreed } = stored as StoredPriceSnapshot;
  const raw = list as unknown as Omit<Price, "tiers"> & {
    tiers: { from: string; to: string | null; unitPrice: string }[];
  };
  const charge = (value: unknown) =>
    value === null || value === undefined ? null : pence(BigInt(value as string));
  return {
    list: {
      ...raw,
      minimumCharge: charge(raw.minimumCharge),
      maximumCharge: charge(raw.maximumCharge),
      tiers: raw.tiers.map((tier) => ({
        from: BigInt(tier.from),
        to: tier.to === null ? null : BigInt(tier.to),
        unitPrice: unitPrice(BigInt(tier.unitPrice)),
      })),
    },
    agreed: agreed?.map((value) => unitPrice(BigInt(value))) ?? null,
  };
}
