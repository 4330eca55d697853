import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { price } from "~db/schema/catalogue";
import { addDays, type Day } from "~/domain/shared/day";

/**
 * Ends a list price on the day before another begins. One that would only have begun then, or later, never holds. An order keeps
 * the price that it was made with.
 */
export async function endPrice(tx: Tx, input: { priceId: string; before: Day }): Promise<void> {
  const { priceId, before } = input;
  await tx
    .update(price)
    .set({
      validTo: addDays(before, -1),
      published: sql`${price.published} and ${price.validFrom} < ${before}`,
    })
    .where(eq(price.id, priceId));
}
