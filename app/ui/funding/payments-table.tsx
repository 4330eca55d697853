import { MOST_PAYMENTS } from "~/domain/funding/payments/fund-payment";
import type { PaymentRow } from "~/domain/funding/payments/payment-views.server";
import { MomentText } from "~/ui/kit/day";
import { DataTable } from "~/ui/kit/lists/data-table";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";

/** What a payer was asked to pay into funds, and how it decided; nothing where it was never asked. */
export function PaymentsTable({
  caption,
  rows,
  base,
  of,
}: {
  caption: string;
  rows: readonly PaymentRow[];
  /** The pages of payments on this side. */
  base: "/buying/funding/payments" | "/commercial/funding/payments";
  /** What each row says besides: the fund, or who pays. */
  of: "fund" | "payer";
}) {
  if (rows.length === 0) return null;
  return (
    <>
      <DataTable
        id="payments"
        caption={caption}
        rows={[...rows]}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "id",
            header: "Payment",
            rowHeader: true,
            cell: (row) => <a href={`${base}/${row.id}`}>{row.id}</a>,
          },
          {
            key: "of",
            header: of === "fund" ? "Fund" : "Who pays",
            cell: (row) => (of === "fund" ? row.fundName : row.payerName),
          },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "asked", header: "Asked", cell: (row) => <MomentText at={row.requestedAt} /> },
          { key: "reason", header: "Reason", cell: (row) => row.reason },
          { key: "amount", header: "Amount", numeric: true, cell: (row) => <Money amount={row.amount} /> },
        ]}
      />
      {rows.length === MOST_PAYMENTS ? <p>The newest {MOST_PAYMENTS} are shown.</p> : null}
    </>
  );
}
