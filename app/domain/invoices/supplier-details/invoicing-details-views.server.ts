import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { supplier } from "~db/schema/catalogue";
import { supplierInvoicing, supplierInvoicingDraft } from "~db/schema/invoices";
import { user } from "~db/schema/people";
import type { MemberActor } from "~/domain/people/role";
import type { InvoicingDetails } from "./invoicing-details";
import { supplierOfActor } from "./invoicing-keeper";

export type DetailsVersion = typeof supplierInvoicing.$inferSelect;

/** The details that hold now, or null while a supplier has given none. */
export async function currentDetails(q: Queryable, supplierId: string): Promise<DetailsVersion | null> {
  const [row] = await q
    .select()
    .from(supplierInvoicing)
    .where(eq(supplierInvoicing.supplierId, supplierId))
    .orderBy(desc(supplierInvoicing.version))
    .limit(1);
  return row ?? null;
}

/** The details as they were in a version, or null for none. */
export async function detailsOf(
  q: Queryable,
  of: { supplierId: string; version: number | null },
): Promise<DetailsVersion | null> {
  if (of.version === null) return null;
  const { supplierId, version } = of;
  const [row] = await q
    .select()
    .from(supplierInvoicing)
    .where(and(eq(supplierInvoicing.supplierId, supplierId), eq(supplierInvoicing.version, version)));
  return row ?? null;
}

/**
 * What a supplier's own people see of its invoicing details: those that hold, and who gave them when. Throws
 * Problem not-found `no-such-supplier`.
 */
export async function invoicingDetailsView(q: Queryable, actor: MemberActor) {
  const supplierId = supplierOfActor(actor);
  const [found] = await q
    .select({ legalName: supplier.legalName })
    .from(supplier)
    .where(eq(supplier.id, supplierId));
  const current = await currentDetails(q, supplierId);
  const [by] = current?.changedBy
    ? await q.select({ name: user.name }).from(user).where(eq(user.id, current.changedBy))
    : [];
  return { legalName: found!.legalName, current, changedBy: by?.name ?? null };
}

/** What the actor has typed and not yet confirmed, or null. Throws Problem not-found `no-such-supplier`. */
export async function invoicingDraft(q: Queryable, actor: MemberActor) {
  const [row] = await q
    .select()
    .from(supplierInvoicingDraft)
    .where(
      and(
        eq(supplierInvoicingDraft.supplierId, supplierOfActor(actor)),
        eq(supplierInvoicingDraft.userId, actor.userId),
      ),
    );
  if (!row) return null;
  return { ...row, details: row.details as InvoicingDetails };
}
