import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { procurementThreshold } from "~db/schema/frameworks";
import { thresholdOn } from "~/domain/frameworks/rule";
import type { Pence } from "~/domain/money/money";
import { dayOf } from "~/domain/shared/day";

/**
 * The threshold for goods and services of sub-central authorities on the day of an award (Procurement Act 2023
 * Sch.1), in pence including VAT; null when no row is in force on that day.
 */
export async function goodsAndServicesThreshold(q: Queryable, awardedAt: Date): Promise<Pence | null> {
  const on = dayOf(awardedAt);
  const rows = await q
    .select()
    .from(procurementThreshold)
    .where(eq(procurementThreshold.id, "goods-services-sub-central"));
  return thresholdOn(rows, "goods-services-sub-central", on)?.amount ?? null;
}
