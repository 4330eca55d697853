import type { Tx } from "~db";
import { standardNotice } from "~db/schema/standards";
import { SYSTEM } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { SUPPLIER_ROLES } from "~/domain/certification/permission";
import { notifyPeople } from "~/domain/people/notify-people.server";
import type { Day } from "~/domain/shared/day";
import { buyerNotice, supplierNotice } from "./notice-mail";
import type { StandardNotice } from "./notice-views.server";

export const BUYER_ROLES = ["procurement_lead"] as const;

/**
 * E-mails one organisation that the last day to comply comes near, once: the row of the notice is written first, and whoever
 * finds it there already, also at the same moment, sends nothing. Answers whether it was sent.
 */
export async function sendStandardNotice(
  tx: Tx,
  input: StandardNotice & { at: Date; on: Day },
): Promise<boolean> {
  const { versionId, organisationCode, role, due, at } = input;
  const written = await tx
    .insert(standardNotice)
    .values({ standardVersionId: versionId, organisationCode, role, daysBefore: due.daysBefore, sentAt: at })
    .onConflictDoNothing()
    .returning({ daysBefore: standardNotice.daysBefore });
  if (written.length === 0) return false;
  const message = role === "supplier" ? supplierNotice(input) : buyerNotice(input);
  const roles = role === "supplier" ? SUPPLIER_ROLES : BUYER_ROLES;
  const people = await notifyPeople(tx, { organisationCode, roles }, message);
  await recordEvent(tx, {
    stream: `standard:${input.standardId}`,
    action: `standard.notice-${due.daysBefore}-days`,
    summary: `Wrote to ${organisationCode} that version ${input.version} of ${input.title} is to be met by ${input.complyBy}`,
    actor: SYSTEM,
    at,
    after: { role, organisationCode, people, late: due.late, dueOn: due.dueOn },
  });
  return true;
}
