import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { type order, orderContact, orderMilestone, orderRecipient } from "~db/schema/ordering";
import { quantityOf } from "./cost";
import { itemsOfOrder } from "./item-views.server";
import type { OrderProgress } from "./order";

/** What has been filled in of an order, for the task list and for the gate before it is sent. */
export async function progressOf(
  q: Queryable,
  row: Pick<typeof order.$inferSelect, "id" | "solutionId" | "startsOn" | "termMonths" | "dataProcessing">,
  sharesReason: string | null,
): Promise<OrderProgress> {
  const [contacts, recipients, milestones, items] = await Promise.all([
    q.select().from(orderContact).where(eq(orderContact.orderId, row.id)),
    q.select().from(orderRecipient).where(eq(orderRecipient.orderId, row.id)),
    q.select().from(orderMilestone).where(eq(orderMilestone.orderId, row.id)),
    itemsOfOrder(q, row.id),
  ]);
  return {
    hasBuyerContact: contacts.some((contact) => contact.side === "buyer"),
    hasSupplierContact: contacts.some((contact) => contact.side === "supplier"),
    recipients: recipients.length,
    startsOn: row.startsOn,
    termMonths: row.termMonths,
    items: items.length,
    hasSolution: items.some((item) => item.itemId === row.solutionId),
    itemsWithoutQuantity: items.filter((item) => quantityOf(item) === 0n).length,
    sharesReason,
    milestoneBasisPoints: milestones.reduce((total, one) => total + one.paymentBasisPoints, 0),
    milestones: milestones.length,
    dataProcessing: row.dataProcessing,
  };
}
