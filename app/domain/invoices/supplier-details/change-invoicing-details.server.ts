import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { supplier } from "~db/schema/catalogue";
import { supplierInvoicing } from "~db/schema/invoices";
import type { Actor } from "~/domain/audit/event";
import { recordEvent } from "~/domain/audit/record-event.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { formatDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changedParts, sameBank, type InvoicingDetails } from "./invoicing-details";
import { currentDetails } from "./invoicing-details-views.server";
import { INVOICING_DETAILS_PATH } from "./invoicing-keeper";

/** The supplier's row, locked, so that two changes come one after the other. */
async function lockSupplier(tx: Tx, supplierId: string) {
  const [row] = await tx
    .select({ organisationCode: supplier.organisationCode, legalName: supplier.legalName })
    .from(supplier)
    .where(eq(supplier.id, supplierId))
    .for("update");
  if (!row) throw new Problem("not-found", "no-such-supplier", "There is no such supplier.");
  return row;
}

/**
 * Writes a new version of what a supplier's invoices say about it; invoices that stand keep theirs. A change
 * of bank details is told to all the supplier's people, since whoever pays it to a fraudster does not get it
 * back. Details that are the same make no version. Who may is the caller's to ask: a person by
 * `confirmInvoicingDraft`. Throws Problem not-found `no-such-supplier`.
 */
export async function changeInvoicingDetails(
  tx: Tx,
  input: { actor: Actor; supplierId: string; details: InvoicingDetails; at: Date; today: Day },
): Promise<{ version: number }> {
  const { actor, supplierId, details, at, today } = input;
  const { organisationCode, legalName } = await lockSupplier(tx, supplierId);
  const before = await currentDetails(tx, supplierId);
  const changed = changedParts(before, details);
  if (before && changed.length === 0 && before.legalName === legalName) return { version: before.version };
  const bankChanged = before !== null && !sameBank(before, details);
  const version = (before?.version ?? 0) + 1;
  await tx.insert(supplierInvoicing).values({
    supplierId,
    version,
    legalName,
    ...details,
    bankChangedOn: bankChanged ? today : (before?.bankChangedOn ?? null),
    changedBy: actor.userId,
    changedAt: at,
  });
  await recordEvent(tx, {
    stream: `organisation:${organisationCode}`,
    action: before ? "supplier.invoicing-details-changed" : "supplier.invoicing-details-given",
    summary: `${before ? "Changed" : "Gave"} the details on its invoices: ${changed.join(", ") || "legal name"}`,
    actor,
    at,
    before: before ? stated(before) : null,
    after: stated({ ...details, version }),
  });
  if (bankChanged) await notifyBankChange(tx, { organisationCode, legalName, details, actor, today });
  return { version };
}

/** For the audit: the account by its last digits, which tell it from another and are of no use to a stranger. */
function stated({ version, ...details }: InvoicingDetails & { version: number }) {
  return {
    version,
    addressLines: details.addressLines,
    vatNumber: details.vatNumber,
    accountName: details.accountName,
    accountEndsIn: details.accountNumber.slice(-4),
    sortCodeEndsIn: details.sortCode.slice(-2),
    disputeName: details.disputeName,
    disputeEmail: details.disputeEmail,
    disputePhone: details.disputePhone,
  };
}

async function notifyBankChange(
  tx: Tx,
  of: { organisationCode: string; legalName: string; details: InvoicingDetails; actor: Actor; today: Day },
): Promise<void> {
  const { organisationCode, legalName, details, actor, today } = of;
  await notifyPeople(
    tx,
    { organisationCode, roles: ["supplier_editor", "supplier_signatory", "administrator"] },
    {
      kind: "bank-details-changed",
      subject: `The bank details on ${legalName}'s invoices were changed`,
      body: [
        `${actor.name} changed the bank account on ${legalName}'s invoices on ${formatDay(today)}. Its number now ends in ${details.accountNumber.slice(-4)}.`,
        "Payers see the day of the change on each invoice that is raised from now on. Invoices that were raised before keep the account of their own day.",
        "If you did not expect this, change it back at once, and ring those who have invoices of yours to pay.",
        { label: "See the invoicing details", path: INVOICING_DETAILS_PATH },
      ],
    },
  );
}
