import { isNotNull, max } from "drizzle-orm";
import type { Queryable } from "~db";
import { financialYearClose } from "~db/schema/year-end";
import type { ClosedThrough } from "./closed-year";

/** The last year that is closed: closing one closes those before it. */
export async function closedThrough(q: Queryable): Promise<ClosedThrough> {
  const [row] = await q
    .select({ year: max(financialYearClose.financialYear) })
    .from(financialYearClose)
    .where(isNotNull(financialYearClose.closedAt));
  return row?.year ?? null;
}
