import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { type order, orderContact, orderKpi, orderMilestone, orderRecipient } from "~db/schema/orders";
import { procurementRules } from "~/domain/frameworks/route-views.server";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { quantityOf } from "~/domain/who-pays/cost";
import { itemsOfOrder } from "~/domain/who-pays/item-views.server";
import { contractDayFaults } from "./contract-day-views.server";
import { kpiRuleOn, kpisNeeded } from "./kpi";
import type { OrderProgress } from "./order";

/** What has been filled in of an order, for the task list and for the gate before it is sent. */
export async function progressOf(
  q: Queryable,
  row: Pick<
    typeof order.$inferSelect,
    "id" | "solutionId" | "startsOn" | "termMonths" | "dataProcessing" | "net" | "vat" | "noKpisReason"
  >,
  { sharesReason, on }: { sharesReason: string | null; on: Day },
): Promise<OrderProgress> {
  const [contacts, recipients, milestones, items, kpis, { rules }, daysNotInContract] = await Promise.all([
    q.select().from(orderContact).where(eq(orderContact.orderId, row.id)),
    q.select().from(orderRecipient).where(eq(orderRecipient.orderId, row.id)),
    q.select().from(orderMilestone).where(eq(orderMilestone.orderId, row.id)),
    itemsOfOrder(q, row.id),
    q.select().from(orderKpi).where(eq(orderKpi.orderId, row.id)),
    procurementRules(q),
    contractDayFaults(q, row),
  ]);
  const gross = row.net === null || row.vat === null ? null : ((row.net + row.vat) as Pence);
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
    kpis: kpis.length,
    kpisNeeded: kpisNeeded(gross, kpiRuleOn(rules, on)),
    noKpisReason: row.noKpisReason,
    daysNotInContract,
  };
}
