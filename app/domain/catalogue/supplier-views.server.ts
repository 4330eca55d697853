import { and, asc, count, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { framework, lot, lotSupplier } from "~db/schema/frameworks";
import { Problem } from "~/domain/shared/problem";

/** Suppliers with at least one published solution, A to Z, each with how many. */
export async function suppliersList(q: Queryable) {
  return q
    .select({
      id: supplier.id,
      name: supplier.name,
      summary: supplier.summary,
      size: supplier.size,
      solutions: count(catalogueItem.id),
    })
    .from(supplier)
    .innerJoin(
      catalogueItem,
      and(
        eq(catalogueItem.supplierId, supplier.id),
        eq(catalogueItem.kind, "solution"),
        eq(catalogueItem.state, "published"),
      ),
    )
    .groupBy(supplier.id)
    .orderBy(asc(sql`lower(${supplier.name})`));
}

/**
 * A supplier with its published solutions and its status in each lot. Throws Problem not-found
 * `no-such-supplier`.
 */
export async function supplierView(q: Queryable, id: string) {
  const [row] = await q.select().from(supplier).where(eq(supplier.id, id));
  if (!row) {
    throw new Problem("not-found", "no-such-supplier", {
      title: "There is no supplier at this address.",
      detail: "Check the address, or look for the supplier in the list.",
      next: { label: "All suppliers", href: "/suppliers" },
    });
  }
  const [solutions, lots] = await Promise.all([
    q
      .select({ id: catalogueItem.id, name: catalogueItem.name, summary: catalogueItem.summary })
      .from(catalogueItem)
      .where(
        and(
          eq(catalogueItem.supplierId, id),
          eq(catalogueItem.kind, "solution"),
          eq(catalogueItem.state, "published"),
        ),
      )
      .orderBy(asc(catalogueItem.name)),
    q
      .select({
        lotId: lot.id,
        lotName: lot.name,
        frameworkId: framework.id,
        frameworkName: framework.name,
        status: lotSupplier.status,
        reason: lotSupplier.reason,
        validFrom: lotSupplier.validFrom,
        validTo: lotSupplier.validTo,
      })
      .from(lotSupplier)
      .innerJoin(lot, eq(lot.id, lotSupplier.lotId))
      .innerJoin(framework, eq(framework.id, lot.frameworkId))
      .where(eq(lotSupplier.supplierId, id))
      .orderBy(asc(framework.name), asc(lot.number)),
  ]);
  return { ...row, solutions, lots };
}
