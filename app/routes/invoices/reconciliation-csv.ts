import { invoiceStatusWords } from "~/domain/invoices/invoice";
import { reconciliationView, type ReconciliationRow } from "~/domain/invoices/reconciliation-views.server";
import { decimalPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { centre } from "~/web/audience.server";
import { rowsFile } from "~/web/lists/download.server";
import { stateWord } from "~/domain/shared/state-words";
import { chosenRows, OUTCOME_WORDS, ReconciliationQuery } from "~/web/invoices/reconciliation-query";

const sum = (amount: Pence | null | undefined) => (amount ? decimalPence(amount) : "");

/** The reconciliation as a file: every invoice with what each book says. */
export const loader = centre.loader(
  { query: ReconciliationQuery, roles: ["commercial_officer", "auditor"] },
  async ({ q, actor, query, today, recipient }) =>
    rowsFile<ReconciliationRow>(
      recipient,
      "reconciliation",
      [
        { header: "Invoice", value: (row) => row.number },
        { header: "Status", value: (row) => invoiceStatusWords(row, today) },
        { header: "Payer", value: (row) => row.payerName },
        { header: "Supplier", value: (row) => row.supplierName },
        { header: "Stripe invoice", value: (row) => row.stripeInvoiceId },
        { header: "Invoice (pounds)", value: (row) => sum(row.gross) },
        { header: "Stripe total (pounds)", value: (row) => sum(row.stripeTotal) },
        { header: "Paid at Stripe (pounds)", value: (row) => sum(row.stripePaid) },
        { header: "Payment (pounds)", value: (row) => sum(row.payment?.amount) },
        { header: "Paid by", value: (row) => row.payment && stateWord(row.payment.method) },
        { header: "Ledger (pounds)", value: (row) => sum(row.ledger) },
        { header: "Outcome", value: (row) => OUTCOME_WORDS[row.outcome] },
        { header: "Differences", value: (row) => row.differences.join(" ") },
      ],
      chosenRows(await reconciliationView(q, { actor }), query),
    ),
);
