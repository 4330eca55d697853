import { and, eq, gte, isNull, lte, or } from "drizzle-orm";
import type { Queryable } from "~db";
import { procurementThreshold } from "~db/schema/frameworks";
import type { Pence } from "~/domain/money/money";
import { dayOf } from "~/domain/shared/day";

/**
 * The threshold for goods and services of sub-central authorities on the day of an award (Procurement Act 2023
 * Sch.1), in pence including VAT; null when no row is in force on that day.
 */
export async function goodsAndServicesThreshold(q: Queryable, awardedAt: Date): Promise<Pence | null> {
  const on = dayOf(awardedAt);
  const [row] = await q
    .select({ amount: procurementThreshold.amount })
    .from(procurementThreshold)
    .where(
      and(
        eq(procurementThreshold.id, "goods-services-sub-central"),
        lte(procurementThreshold.effectiveFrom, on),
        or(isNull(procurementThreshold.effectiveTo), gte(procurementThreshold.effectiveTo, on)),
      ),
    );
  return row?.amount ?? null;
}
