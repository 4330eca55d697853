import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplierInvoicingDraft } from "~db/schema/invoices";
import type { MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changeInvoicingDetails } from "./change-invoicing-details.server";
import { sameBank, withBankOf } from "./invoicing-details";
import { currentDetails, invoicingDraft } from "./invoicing-details-views.server";
import { proposeBankChange } from "./propose-bank-change.server";
import { INVOICING_DETAILS_PATH, requireKeeper, supplierOfActor } from "./invoicing-keeper";

function changedMeanwhile(): Problem {
  return new Problem("conflict", "details-changed-meanwhile", {
    title: "These are not the details that you checked: they changed meanwhile.",
    detail: "Look at what holds now, and make your change again.",
    next: { label: "See the invoicing details", href: INVOICING_DETAILS_PATH },
  });
}

/**
 * Makes what the actor typed and checked the supplier's details; a new bank account waits for a second person. `savedAt` says which typing was checked.
 * Throws conflict when it is another, or the details changed since; bad-request when bank details change and
 * nobody ticked that they were checked. Confirming the same again changes nothing. Codes: bad-request
 * `bank-change-not-checked`, conflict `details-changed-meanwhile`, not-allowed `not-keeper-of-details`,
 * not-found `no-such-supplier`.
 */
export async function confirmInvoicingDraft(
  tx: Tx,
  input: { actor: MemberActor; savedAt: string; bankChecked: boolean; at: Date; today: Day },
): Promise<{ changed: boolean; bankWaits: boolean }> {
  const { actor, savedAt, bankChecked, at, today } = input;
  requireKeeper(actor);
  const supplierId = supplierOfActor(actor);
  const draft = await invoicingDraft(tx, actor);
  if (!draft) return { changed: false, bankWaits: false };
  const current = await currentDetails(tx, supplierId);
  if (draft.savedAt.toISOString() !== savedAt || draft.fromVersion !== (current?.version ?? 0))
    throw changedMeanwhile();
  if (current && !sameBank(current, draft.details) && !bankChecked) {
    throw new Problem(
      "bad-request",
      "bank-change-not-checked",
      { title: "Say that the new bank details were checked before you save them." },
      { fields: { bankChecked: "Tick that you have checked the new bank details with your finance team" } },
    );
  }
  const bankWaits = current !== null && !sameBank(current, draft.details);
  // The rest is theirs alone to say; where the supplier is paid is not.
  const details = bankWaits ? withBankOf(draft.details, current) : draft.details;
  const { version } = await changeInvoicingDetails(tx, { actor, supplierId, details, at, today });
  await tx
    .delete(supplierInvoicingDraft)
    .where(
      and(eq(supplierInvoicingDraft.supplierId, supplierId), eq(supplierInvoicingDraft.userId, actor.userId)),
    );
  if (bankWaits) await proposeBankChange(tx, { actor, supplierId, details: draft.details, at });
  return { changed: version !== (current?.version ?? 0), bankWaits };
}
