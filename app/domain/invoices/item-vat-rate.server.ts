import { sql } from "drizzle-orm";
import { orderItem } from "~db/schema/orders";

/** The VAT rate of an order's item in basis points, as its price stood when it was ordered. */
export const itemVatRate = sql<number>`(${orderItem.priceSnapshot} -> 'list' ->> 'vatRate')::int`;
