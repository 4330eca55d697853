import { and, desc, eq, ne } from "drizzle-orm";
import type { Queryable } from "~db";
import { supplier } from "~db/schema/catalogue";
import { supplierBankChange } from "~db/schema/invoices";
import { user } from "~db/schema/people";
import { holdersBeside } from "~/domain/people/independence-views.server";
import { Problem } from "~/domain/shared/problem";
import { currentDetails } from "./invoicing-details-views.server";

/** The refusal for a bank account that nobody has given. */
export const noSuchBankChange = () =>
  new Problem("not-found", "no-such-bank-change", "There is no such bank account to decide about.");

/** A new bank account with who gave it, whom it waits for, and the one that invoices name now. */
async function viewOf(q: Queryable, row: typeof supplierBankChange.$inferSelect) {
  const [[of], [by], now] = await Promise.all([
    q
      .select({ organisationCode: supplier.organisationCode, legalName: supplier.legalName })
      .from(supplier)
      .where(eq(supplier.id, row.supplierId)),
    q.select({ name: user.name }).from(user).where(eq(user.id, row.proposedBy)),
    currentDetails(q, row.supplierId),
  ]);
  const first = { userId: row.proposedBy, name: by!.name, since: row.proposedAt };
  const signatories = await holdersBeside(q, {
    organisationCode: of!.organisationCode,
    roles: ["supplier_signatory"],
    first,
  });
  const otherSignatories = signatories.filter(({ why }) => why === null);
  const dependentSignatories = signatories.flatMap(({ userId, why }) => (why ? [{ userId, why }] : []));
  return { ...row, ...of!, proposedByName: by!.name, otherSignatories, dependentSignatories, now: now! };
}

/** The new bank account of a supplier that waits for a second person; null where none does. */
export async function bankChangeWaiting(q: Queryable, supplierId: string) {
  const [row] = await q
    .select()
    .from(supplierBankChange)
    .where(and(eq(supplierBankChange.supplierId, supplierId), eq(supplierBankChange.state, "proposed")));
  return row ? viewOf(q, row) : null;
}

/** One new bank account, decided or not. Throws Problem not-found `no-such-bank-change`. */
export async function bankChangeView(q: Queryable, id: string) {
  const [row] = await q.select().from(supplierBankChange).where(eq(supplierBankChange.id, id));
  if (!row) throw noSuchBankChange();
  return viewOf(q, row);
}

/** Those that wait for an officer of the centre, because their supplier has no other signatory who is independent; the latest first. */
export async function bankChangesForCentre(q: Queryable, userId: string) {
  const rows = await q
    .select()
    .from(supplierBankChange)
    .where(and(eq(supplierBankChange.state, "proposed"), ne(supplierBankChange.proposedBy, userId)))
    .orderBy(desc(supplierBankChange.proposedAt));
  const views = await Promise.all(rows.map((row) => viewOf(q, row)));
  return views.filter(({ otherSignatories }) => otherSignatories.length === 0);
}

export type BankChange = Awaited<ReturnType<typeof bankChangeView>>;
