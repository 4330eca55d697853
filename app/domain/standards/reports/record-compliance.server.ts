import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { insertRows } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { standardCompliance } from "~db/schema/standards";
import { OWN_LOTS, verdictsFor } from "~/domain/certification/verdict-views.server";
import type { Day } from "~/domain/shared/day";
import { complianceOf, type ComplianceCount } from "./compliance";

/** How many solutions are judged at once: what is in memory does not grow with the market. */
const BATCH = 1_000;

/**
 * Counts for a day how the solutions on sale meet the standards that bind them, as the public verdict says it: each in its own lots,
 * for any buyer. Done twice for a day it has one effect. Answers how many standards bound something; 0 where it was counted already.
 */
export async function recordCompliance(tx: Tx, input: { on: Day }): Promise<number> {
  const { on } = input;
  const [counted] = await tx.select().from(standardCompliance).where(eq(standardCompliance.on, on)).limit(1);
  if (counted) return 0;
  const solutions = await tx
    .select({ id: catalogueItem.id })
    .from(catalogueItem)
    .where(and(eq(catalogueItem.kind, "solution"), eq(catalogueItem.state, "published")));
  let counts: ComplianceCount[] = [];
  for (let from = 0; from < solutions.length; from += BATCH) {
    const solutionIds = solutions.slice(from, from + BATCH).map(({ id }) => id);
    const found = await verdictsFor(tx, { solutionIds, lotId: OWN_LOTS, buyerKind: null, on });
    counts = complianceOf(found.values(), counts);
  }
  if (counts.length === 0) return 0;
  const rows = counts.map((count) => ({ on, ...count }));
  await insertRows(tx, standardCompliance, rows, { onConflict: "nothing" });
  return counts.length;
}
