import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplierBankChange } from "~db/schema/invoices";
import type { MemberActor } from "~/domain/people/role";
import { queueEmail } from "~/domain/people/queue-email.server";
import { recordEvent } from "~/domain/audit/record-event.server";
import { awaitedFor, BANK_CHANGE_PATH, maskedAccount } from "./bank-change";
import { bankChangeView } from "./bank-change-views.server";
import type { InvoicingDetails } from "./invoicing-details";
import { notifyOfBank } from "./notify-of-bank.server";

/**
 * Asks a second person to confirm a supplier's new bank account. Until then invoices name the former one; an account that
 * waits already is withdrawn, because the latest is meant. The other signatories, and officers where they decide, are
 * e-mailed; whoever gave it gets a receipt.
 */
export async function proposeBankChange(
  tx: Tx,
  input: { actor: MemberActor; supplierId: string; details: InvoicingDetails; at: Date },
): Promise<void> {
  const { actor, supplierId, at } = input;
  const { accountName, sortCode, accountNumber } = input.details;
  await tx
    .update(supplierBankChange)
    .set({ state: "withdrawn", decidedBy: actor.userId, decidedAt: at })
    .where(and(eq(supplierBankChange.supplierId, supplierId), eq(supplierBankChange.state, "proposed")));
  const [made] = await tx
    .insert(supplierBankChange)
    .values({
      supplierId,
      accountName,
      sortCode,
      accountNumber,
      state: "proposed",
      proposedBy: actor.userId,
      proposedAt: at,
    })
    .returning({ id: supplierBankChange.id });
  const change = await bankChangeView(tx, made!.id);
  await recordEvent(tx, {
    stream: `organisation:${change.organisationCode}`,
    action: "supplier.bank-account-proposed",
    summary: `Gave a new bank account for its invoices: ${maskedAccount(change)} instead of ${maskedAccount(change.now)}. It waits for a second person`,
    actor,
    at,
    after: { bankChangeId: change.id, accountEndsIn: accountNumber.slice(-4) },
  });
  await notifyOfBank(tx, change, {
    kind: "bank-account-to-confirm",
    exceptUserId: actor.userId,
    subject: `Confirm the new bank account of ${change.legalName}`,
    said: `${actor.name} gave a new bank account for the invoices of ${change.legalName}: ${maskedAccount(change)} instead of ${maskedAccount(change.now)}. It waits for ${awaitedFor(change)}. Until it is confirmed, invoices name the former account.`,
  });
  await queueEmail(tx, {
    to: actor.email,
    kind: "bank-account-given",
    subject: `You gave a new bank account of ${change.legalName}`,
    body: [
      `You gave ${maskedAccount(change)} instead of ${maskedAccount(change.now)}. It waits for ${awaitedFor(change)}. Until it is confirmed, invoices name the former account.`,
      "If it was not you, take it back on this page, and tell whoever looks after the people of your organisation.",
      { label: "See the bank account", path: BANK_CHANGE_PATH },
    ],
  });
}
