import type { Tx } from "~db";
import { notifyOfficers } from "~/domain/people/notify-officers.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { BANK_CHANGE_PATH } from "./bank-change";
import type { BankChange } from "./bank-change-views.server";
import { INVOICING_DETAILS_PATH } from "./invoicing-keeper";

/**
 * Writes to all who may sign for the supplier, but one who is left out, and to the officers where they decide: accounts by their last
 * digits alone.
 */
export async function notifyOfBank(
  tx: Tx,
  change: BankChange,
  {
    kind,
    subject,
    said,
    exceptUserId,
  }: { kind: string; subject: string; said: string; exceptUserId: string | null },
): Promise<void> {
  const warning = "If you did not expect this, do not confirm it, and ring whoever gave it.";
  const path = change.state === "proposed" ? BANK_CHANGE_PATH : INVOICING_DETAILS_PATH;
  await notifyPeople(
    tx,
    {
      organisationCode: change.organisationCode,
      roles: ["supplier_signatory", "administrator"],
      exceptUserId,
    },
    { kind, subject, body: [said, warning, { label: "See the bank account", path }] },
  );
  if (change.otherSignatories.length > 0) return;
  const link = { label: "See the bank account", path: `/commercial/bank-accounts/${change.id}` } as const;
  await notifyOfficers(tx, { exceptUserId, kind, subject, body: [said, warning, link] });
}
