import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderContact } from "~db/schema/orders";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";
import { factChange } from "./order-changes";

export interface Contact {
  name: string;
  email: string;
  phone?: string | null;
}

export interface Contacts {
  buyer: Contact;
  supplier: Contact;
  /** The buyer's own reference, which its accounts department wants on the invoice. */
  purchaseOrderNumber?: string | null;
}

function checked(side: string, contact: Contact): Contact {
  const [name, email, phone] = [contact.name, contact.email, contact.phone ?? ""].map((text) => text.trim());
  if (!name)
    throw new Problem("bad-request", "contact-incomplete", `Enter the name of the ${side}'s contact.`);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email!)) {
    throw new Problem(
      "bad-request",
      "contact-incomplete",
      `Enter the email address of the ${side}'s contact.`,
    );
  }
  return { name, email: email!, phone: phone || null };
}

/**
 * Says whom to ask on either side. Throws Problem bad-request `contact-incomplete`, not-found
 * `no-such-order`, not-allowed `not-procurement-lead`, conflict `wrong-state` and `stale-edit`.
 */
export async function setContacts(tx: Tx, change: Change, contacts: Contacts): Promise<Changed> {
  const sides = { buyer: checked("buyer", contacts.buyer), supplier: checked("supplier", contacts.supplier) };
  return changeOrder(tx, change, "order.contacts-set", async ({ id, purchaseOrderNumber: number }) => {
    const rows = await tx.select().from(orderContact).where(eq(orderContact.orderId, id));
    const was = (side: string) => {
      const found = rows.find((row) => row.side === side);
      return found ? { name: found.name, email: found.email, phone: found.phone } : null;
    };
    const before = { buyer: was("buyer"), supplier: was("supplier"), purchaseOrderNumber: number };
    await tx
      .insert(orderContact)
      .values([
        { orderId: id, side: "buyer", ...sides.buyer },
        { orderId: id, side: "supplier", ...sides.supplier },
      ])
      .onConflictDoUpdate({
        target: [orderContact.orderId, orderContact.side],
        set: { name: sql`excluded.name`, email: sql`excluded.email`, phone: sql`excluded.phone` },
      });
    const purchaseOrderNumber = contacts.purchaseOrderNumber?.trim() || null;
    await tx.update(order).set({ purchaseOrderNumber }).where(eq(order.id, id));
    const said = (contact: Contact | null) => contact && [contact.name, contact.email].join(", ");
    return {
      summary: `Changed the contacts: ${[
        ...factChange("buyer’s contact", said(before.buyer), said(sides.buyer)),
        ...factChange("supplier’s contact", said(before.supplier), said(sides.supplier)),
        ...factChange("purchase order number", number, purchaseOrderNumber),
      ].join("; ")}`.replace(/: $/, ": telephone numbers"),
      before,
      after: { ...sides, purchaseOrderNumber },
    };
  });
}
