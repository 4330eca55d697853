import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem } from "~db/schema/catalogue";
import { Problem } from "~/domain/shared/problem";

/** A supplier's solutions have different names, whatever their state. Throws Problem conflict `name-taken`. */
export async function requireFreeName(
  tx: Tx,
  input: { supplierId: string; name: string; exceptId: string | null },
): Promise<void> {
  const [same] = await tx
    .select({ id: catalogueItem.id })
    .from(catalogueItem)
    .where(
      and(
        eq(catalogueItem.supplierId, input.supplierId),
        eq(catalogueItem.kind, "solution"),
        sql`${catalogueItem.state} <> 'withdrawn'`,
        sql`lower(${catalogueItem.name}) = lower(${input.name})`,
        sql`${catalogueItem.id} is distinct from ${input.exceptId}::text`,
      ),
    );
  if (!same) return;
  throw new Problem("conflict", "name-taken", {
    title: `You have a solution “${input.name}” already.`,
    detail: "Edit that listing, or give this solution another name.",
    next: { label: "See that listing", href: `/supplying/listings/${same.id}` },
  });
}
