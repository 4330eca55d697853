import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplierBankChange } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import type { Day } from "~/domain/shared/day";
import { maskedAccount, whyNotAboutBank } from "./bank-change";
import { bankChangeView, noSuchBankChange } from "./bank-change-views.server";
import { changeInvoicingDetails } from "./change-invoicing-details.server";
import { notifyOfBank } from "./notify-of-bank.server";

const STATES = { confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const;
export type BankDecision = keyof typeof STATES;

/**
 * Decides about a supplier's new bank account: a second person confirms it, and invoices name it from now on, or declines
 * it; whoever gave it takes it back. All signatories are e-mailed. Throws Problem not-found `no-such-bank-change` and
 * `no-such-supplier`, conflict `bank-change-decided`, not-allowed `own-bank-change`, `not-independent` and
 * `second-signatory-only`.
 */
export async function decideBankChange(
  tx: Tx,
  input: { changeId: string; decision: BankDecision; actor: Actor; at: Date; today: Day },
): Promise<void> {
  const { changeId, decision, actor, at, today } = input;
  const [held] = await tx
    .select({ id: supplierBankChange.id })
    .from(supplierBankChange)
    .where(eq(supplierBankChange.id, changeId))
    .for("update");
  if (!held) throw noSuchBankChange();
  const change = await bankChangeView(tx, changeId);
  const refusal = whyNotAboutBank(change, actor, decision === "withdraw" ? "withdraw" : "decide");
  if (refusal) throw refusal;
  const state = STATES[decision];
  await tx
    .update(supplierBankChange)
    .set({ state, decidedBy: actor.userId, decidedAt: at })
    .where(eq(supplierBankChange.id, changeId));
  await recordEvent(tx, {
    stream: `organisation:${change.organisationCode}`,
    action: `supplier.bank-account-${state}`,
    summary: `${state === "confirmed" ? "Confirmed" : state === "declined" ? "Declined" : "Withdrew"} the new bank account that ${change.proposedByName} gave: ${maskedAccount(change)}`,
    actor,
    at,
    before: { bankChangeId: change.id, state: "proposed" },
    after: { bankChangeId: change.id, state },
  });
  await notifyOfBank(
    tx,
    { ...change, state },
    {
      kind: "bank-account-decided",
      exceptUserId: null,
      subject: `The new bank account of ${change.legalName} was ${state}`,
      said: `${actor.name} ${state === "withdrawn" ? "withdrew" : state} the new bank account that ${change.proposedByName} gave for the invoices of ${change.legalName}: ${maskedAccount(change)} instead of ${maskedAccount(change.now)}. ${state === "confirmed" ? "Invoices that are raised from now on name it." : "Nothing has changed: invoices name the former account."}`,
    },
  );
  if (decision !== "confirm") return;
  const { accountName, sortCode, accountNumber, supplierId } = change;
  const { addressLines, vatNumber, disputeName, disputeEmail, disputePhone } = change.now;
  const details = { addressLines, vatNumber, disputeName, disputeEmail, disputePhone };
  await changeInvoicingDetails(tx, {
    actor,
    supplierId,
    details: { ...details, accountName, sortCode, accountNumber },
    at,
    today,
  });
}
