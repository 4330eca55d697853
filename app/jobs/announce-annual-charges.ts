import type { Task } from "graphile-worker";
import { inTransaction } from "~db";
import { announceAnnualCharge } from "~/domain/invoices/announce-annual-charge.server";
import { chargesDue } from "~/domain/invoices/to-invoice-views.server";
import { dayOf } from "~/domain/shared/day";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { readPayload } from "~/platform/queue.server";

/**
 * Writes to suppliers whose annual charges fell due with the new financial year. Each has a transaction of its own and is
 * announced once, so a run that broke off goes on where it was, and running it again sends nothing.
 */
export const announceAnnualCharges: Task = async (payload) => {
  readPayload("announce-annual-charges", payload);
  const { db } = database();
  for (const { orderId, financialYear } of await chargesDue(db, { today: dayOf(clock().now()) })) {
    await inTransaction(db, (tx) => announceAnnualCharge(tx, { orderId, financialYear, at: clock().now() }));
  }
};
