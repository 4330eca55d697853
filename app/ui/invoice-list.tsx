import type { ReactNode } from "react";
import { daysOverdue, invoiceStatus } from "~/domain/invoicing/invoice";
import { sum, type Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { DataTable, type Column } from "./data-table";
import { DayText } from "./day";
import { Money } from "./money";
import { StatusTag } from "./tag";

/** As much of an invoice as a list of them shows. */
export interface ListedInvoice {
  invoice: { number: string; orderId: string; state: string; gross: Pence; issuedOn: Day; dueOn: Day };
  payerName: string;
  supplierName: string;
  orderTitle: string;
  milestoneTitle: string;
}

interface InvoiceListProps {
  caption: string;
  rows: readonly ListedInvoice[];
  today: Day;
  /** Whom to name: the other side, or both for the centre. */
  other: "payer" | "supplier" | "both";
  csvHref: string;
  empty: ReactNode;
  id?: string;
  /** A last row with the sum. */
  total?: boolean;
}

/** The state of an invoice as a word, and by how much it is late. */
export function InvoiceStatus({ invoice, today }: { invoice: { state: string; dueOn: Day }; today: Day }) {
  const status = invoiceStatus(invoice, today);
  if (status !== "overdue") return <StatusTag status={status} />;
  const days = daysOverdue(invoice, today);
  return <StatusTag status={status} label={`Overdue by ${days} ${days === 1 ? "day" : "days"}`} />;
}

/** Invoices in a table, each a link to itself. */
export function InvoiceList({ caption, rows, today, other, csvHref, empty, id, total }: InvoiceListProps) {
  const columns: Column<ListedInvoice>[] = [
    {
      key: "number",
      header: "Invoice",
      rowHeader: true,
      cell: ({ invoice }) => (
        <a className="dt-money" href={`/invoices/${invoice.number}`}>
          {invoice.number}
        </a>
      ),
    },
    {
      key: "what",
      header: "For",
      cell: (row) => (
        <>
          {row.orderTitle}: {row.milestoneTitle}
          <br />
          <span className="dt-reference">{row.invoice.orderId}</span>
        </>
      ),
    },
    ...(other === "supplier"
      ? []
      : [{ key: "payer", header: "Payer", cell: (row: ListedInvoice) => row.payerName }]),
    ...(other === "payer"
      ? []
      : [{ key: "supplier", header: "Supplier", cell: (row: ListedInvoice) => row.supplierName }]),
    { key: "due", header: "Due", cell: ({ invoice }) => <DayText day={invoice.dueOn} /> },
    {
      key: "state",
      header: "Status",
      cell: ({ invoice }) => <InvoiceStatus invoice={invoice} today={today} />,
    },
    {
      key: "gross",
      header: "Including VAT",
      numeric: true,
      cell: ({ invoice }) => <Money amount={invoice.gross} />,
    },
  ];
  const gross = sum(rows.map(({ invoice }) => invoice.gross));
  return (
    <DataTable
      id={id}
      caption={caption}
      rows={rows}
      rowKey={({ invoice }) => invoice.number}
      columns={columns}
      noun={["invoice", "invoices"]}
      totals={total && rows.length > 1 ? [{ number: "Total", gross: <Money amount={gross} /> }] : undefined}
      downloads={[{ label: "CSV", href: csvHref }]}
      empty={empty}
    />
  );
}
