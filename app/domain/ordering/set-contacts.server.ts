import { eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderContact } from "~db/schema/ordering";
import { Problem } from "~/domain/shared/problem";
import { changeOrder, type Change, type Changed } from "./change-order.server";

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

/** Says whom to ask on either side. */
export async function setContacts(tx: Tx, change: Change, contacts: Contacts): Promise<Changed> {
  const sides = { buyer: checked("buyer", contacts.buyer), supplier: checked("supplier", contacts.supplier) };
  return changeOrder(tx, change, "order.contacts-set", async ({ id }) => {
    const before = await tx.select().from(orderContact).where(eq(orderContact.orderId, id));
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
    return { summary: "Set the contacts", before, after: { ...sides, purchaseOrderNumber } };
  });
}
