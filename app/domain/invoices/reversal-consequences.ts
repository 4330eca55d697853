import type { EntryKind } from "~/domain/ledger/ledger";
import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";

/** What a reversal would touch besides the ledger. */
export interface ReversalTouches {
  kind: EntryKind;
  /** The invoice whose payment is taken back; null where there is none on record. */
  invoice: { number: string; dueOn: Day; payerName: string; supplierName: string } | null;
  /** What is reserved again because it is owed again, and where: a fund, or a payer's own budget. In pence. */
  reserved: readonly { name: string; amount: Pence }[];
  /** The order that its last payment completed. */
  completedOrder: string | null;
}

const OF_KIND: Partial<Record<EntryKind, string>> = {
  open: "The fund loses the money that it was opened with.",
  add: "The fund loses the money that was added to it.",
  commit:
    "The order stays as it is, and no money is reserved for it any more: its invoices cannot be paid from it.",
  transfer: "The money goes back to the fund that it came from.",
  "carry-over": "The money goes back to the fund that it came from.",
  clawback: "The money goes back to the organisation that it was taken back from.",
};

/**
 * What follows when a movement is reversed and who is told, a sentence each: the same to the officer who asks and to the one
 * who decides. What it says of an invoice is what `reopenInvoice` does.
 */
export function reversalConsequences({ kind, invoice, reserved, completedOrder }: ReversalTouches): string[] {
  const ofKind = OF_KIND[kind];
  return [
    ...(ofKind ? [ofKind] : []),
    ...(invoice
      ? [
          `Invoice ${invoice.number} is owed again by ${invoice.payerName}, and is due on ${formatDay(invoice.dueOn)} as before.`,
        ]
      : []),
    ...reserved.map(({ name, amount }) => `${formatPence(amount)} is reserved again in ${name}.`),
    ...(completedOrder ? [`Order ${completedOrder}, which was completed, is live again.`] : []),
    invoice
      ? `${invoice.payerName} and ${invoice.supplierName} are told by e-mail, and so is the officer who asked.`
      : "The officer who asked is told by e-mail.",
  ];
}
