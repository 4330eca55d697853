import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { certificate } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { expiryEmail } from "./certificate-emails";
import { noticeAction, type DueNotice } from "./expiry-notice-views.server";
import { notifySupplier } from "../notify-supplier.server";

/** E-mails a supplier one notice of a certificate's end. Done twice, even at once, it has one effect: answers false. */
export async function sendExpiryNotice(
  tx: Tx,
  input: DueNotice & { at: Date; today: Day },
): Promise<boolean> {
  const { certificate: held, notice, at, today } = input;
  // The lock on the certificate makes two workers take turns; the second one finds the event of the first.
  await tx
    .select({ number: certificate.number })
    .from(certificate)
    .where(eq(certificate.number, held.number))
    .for("update");
  const stream = `certificate:${held.number}` as const;
  const [sent] = await tx
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(and(eq(auditEvent.stream, stream), eq(auditEvent.action, noticeAction(notice))));
  if (sent || held.validTo === null) return false;
  const told = await notifySupplier(tx, {
    supplierId: held.supplierId,
    email: expiryEmail({
      number: held.number,
      standardId: held.standardId,
      standardTitle: held.standardTitle,
      holderName: held.solutionName ?? held.supplierName,
      validTo: held.validTo,
      on: today,
    }),
  });
  await recordEvent(tx, {
    stream,
    action: noticeAction(notice),
    summary: `Wrote to ${held.supplierName} about the end of certificate ${held.number}`,
    actor: SYSTEM,
    at,
    after: { notice, validTo: held.validTo, told },
  });
  return true;
}
