import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "~db";
import { orderRecipient } from "~db/schema/orders";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { LockedOrder } from "./lock-order.server";

/**
 * Tells the organisations that an order is for, other than its buyer, that it is live: what they get, from whom, and who
 * ordered it. Answers how many people were told.
 */
export async function notifyRecipients(
  tx: Tx,
  order: Pick<LockedOrder, "id" | "title" | "buyerCode" | "supplierName">,
): Promise<number> {
  const rows = await tx
    .select({ code: orderRecipient.organisationCode })
    .from(orderRecipient)
    .where(and(eq(orderRecipient.orderId, order.id), ne(orderRecipient.organisationCode, order.buyerCode)))
    .orderBy(orderRecipient.organisationCode);
  if (rows.length === 0) return 0;
  const buyerName = await organisationName(tx, order.buyerCode);
  return notifyPeople(
    tx,
    { organisationCode: rows.map(({ code }) => code), roles: ["procurement_lead", "administrator"] },
    {
      kind: "order-for-you",
      subject: `${buyerName} has ordered ${order.title} for your organisation`,
      body: [
        `${order.supplierName} has signed ${order.title} (${order.id}). The order is live, and your organisation is one of those that it is for.`,
        `${buyerName} placed it: ask its procurement lead when your organisation begins, and what it gets.`,
        { label: "Help and contact", path: "/help" },
      ],
    },
  );
}
