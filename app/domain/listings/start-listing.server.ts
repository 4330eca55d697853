import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { catalogueItem, supplier } from "~db/schema/catalogue";
import { listItem } from "~/domain/catalogue/list-item.server";
import type { Actor } from "~/domain/audit/event";
import { emptyContent, textsOf } from "./content";
import { insertChange } from "./insert-change.server";
import { requireFreeName } from "./require-free-name.server";
import { requireOwnSupplier } from "./require-own-supplier.server";

/**
 * Begins a new solution of a supplier, as a draft that nobody else sees. Answers the number of its change. Throws Problem not-found
 * `no-such-supplier`, not-allowed `role-missing`, `other-supplier` and `person-needed`, conflict `name-taken`.
 */
export async function startListing(
  tx: Tx,
  input: { supplierId: string; name: string; summary: string; actor: Actor; at: Date },
): Promise<string> {
  const { supplierId, name, summary, actor, at } = input;
  await requireOwnSupplier(tx, input);
  const demonstration = await lockSupplier(tx, supplierId);
  await requireFreeName(tx, { supplierId, name, exceptId: null });
  const solutionId = await nextSolutionId(tx, supplierId);
  const content = emptyContent(name, summary);
  await listItem(tx, {
    id: solutionId,
    kind: "solution",
    supplierId,
    name,
    summary,
    texts: textsOf(content),
    prices: [],
    demonstration,
    actor,
    at,
  });
  return insertChange(tx, { kind: "new", supplierId, solutionId, content, actor, at });
}

/** Two colleagues who begin at once take numbers and names one after the other. */
async function lockSupplier(tx: Tx, supplierId: string): Promise<boolean> {
  const [row] = await tx
    .select({ demonstration: supplier.demonstration })
    .from(supplier)
    .where(eq(supplier.id, supplierId))
    .for("update");
  return row!.demonstration;
}

/** "10045-007" after "10045-006". */
async function nextSolutionId(tx: Tx, supplierId: string): Promise<string> {
  const own = `${supplierId}-`;
  const [row] = await tx
    .select({
      last: sql<number>`coalesce(max(substr(${catalogueItem.id}, ${own.length + 1})::int) filter (where starts_with(${catalogueItem.id}, ${own}) and substr(${catalogueItem.id}, ${own.length + 1}) ~ '^[0-9]{1,6}$'), 0)`,
    })
    .from(catalogueItem)
    .where(eq(catalogueItem.supplierId, supplierId));
  return `${own}${String(row!.last + 1).padStart(3, "0")}`;
}
