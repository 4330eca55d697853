import { reconciliationView, type ReconciliationRow } from "~/domain/invoicing/reconciliation-views.server";
import { decimalPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { centre } from "~/web/audience.server";
import { csvDownload } from "~/web/download.server";

const sum = (amount: Pence | null | undefined) => (amount ? decimalPence(amount) : "");

/** The reconciliation as a file: every invoice with what each book says. */
export const loader = centre.loader({ roles: ["commercial_officer", "auditor"] }, async ({ q, actor }) =>
  csvDownload<ReconciliationRow>(
    "reconciliation.csv",
    [
      { header: "Invoice", value: (row) => row.number },
      { header: "Status", value: (row) => row.state },
      { header: "Payer", value: (row) => row.payerName },
      { header: "Supplier", value: (row) => row.supplierName },
      { header: "Stripe invoice", value: (row) => row.stripeInvoiceId },
      { header: "Invoice (GBP)", value: (row) => sum(row.gross) },
      { header: "Stripe total (GBP)", value: (row) => sum(row.stripeTotal) },
      { header: "Paid at Stripe (GBP)", value: (row) => sum(row.stripePaid) },
      { header: "Payment (GBP)", value: (row) => sum(row.payment?.amount) },
      { header: "Paid by", value: (row) => row.payment?.method },
      { header: "Ledger (GBP)", value: (row) => sum(row.ledger) },
      { header: "Outcome", value: (row) => row.outcome },
      { header: "Differences", value: (row) => row.differences.join(" ") },
    ],
    await reconciliationView(q, { actor }),
  ),
);
