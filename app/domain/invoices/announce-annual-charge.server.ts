import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { lockOrder } from "~/domain/orders/lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { annualChargeTitle } from "./schedule";

const ACTION = "order.annual-charge-due";

/**
 * Tells the supplier that it can raise an annual charge. Once for each order and year: the audit event stands
 * for it. Throws Problem not-found `no-such-order`.
 */
export async function announceAnnualCharge(
  tx: Tx,
  input: { orderId: string; financialYear: FinancialYear; at: Date },
): Promise<{ already: boolean }> {
  const { orderId, financialYear, at } = input;
  const order = await lockOrder(tx, orderId);
  const stream = `order:${orderId}` as const;
  const [told] = await tx
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.stream, stream),
        eq(auditEvent.action, ACTION),
        sql`(${auditEvent.after}->>'financialYear')::int = ${financialYear}`,
      ),
    )
    .limit(1);
  if (told) return { already: true };
  const title = annualChargeTitle(financialYear);
  await recordEvent(tx, {
    stream,
    action: ACTION,
    summary: `${title} can be invoiced: its year has begun`,
    actor: SYSTEM,
    at,
    after: { financialYear },
  });
  await notifyPeople(
    tx,
    { organisationCode: order.supplierOrganisationCode, roles: ["supplier_editor", "supplier_signatory"] },
    {
      kind: "annual-charge-due",
      subject: `${title} of order ${orderId}: you can invoice`,
      body: [
        `What the confirmed milestones of ${order.title} (${orderId}) left for the new financial year is now due.`,
        {
          label: "Raise the invoices, one for each payer",
          path: `/supplying/orders/${orderId}/invoices?year=${financialYear}`,
        },
      ],
    },
  );
  return { already: false };
}
