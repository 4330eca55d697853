import type { ReactNode } from "react";
import { invoiceStatus, invoiceStatusWords } from "~/domain/invoices/invoice";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { DataTable, type Column } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import type { ShownPage } from "~/web/lists/list-page";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { StatusTag } from "~/ui/kit/tag";
import { spreadsheets } from "~/ui/kit/lists/downloads";
import type { SortLinks } from "~/web/lists/list-sort";
import type { InvoiceSort } from "~/domain/invoices/invoice-sort";

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
  page: ShownPage<ListedInvoice>;
  noun: readonly [string, string];
  today: Day;
  /** Whom to name: the other side, or both for the centre. */
  other: "payer" | "supplier" | "both";
  csvHref: string;
  /** How it is sorted, and the links of its headings. */
  sorted: { order: string; headings: SortLinks<InvoiceSort> };
  empty: ReactNode;
  id: string;
  /** What all of them come to, for a last row. */
  gross?: Pence;
}

/** The state of an invoice as a word, and by how much it is late. */
export function InvoiceStatus({ invoice, today }: { invoice: { state: string; dueOn: Day }; today: Day }) {
  return <StatusTag status={invoiceStatus(invoice, today)} label={invoiceStatusWords(invoice, today)} />;
}

/** A page of invoices in a table, each a link to itself. */
export function InvoiceList(props: InvoiceListProps) {
  const { caption, page, noun, csvHref, sorted, empty, id, gross } = props;
  const label =
    page.rows.length < page.total ? `Total of all ${page.total.toLocaleString("en-GB")}` : "Total";
  return (
    <div id={id}>
      {page.total > 0 ? <CountLine page={page} noun={noun} order={sorted.order} /> : null}
      <DataTable
        id={`${id}-table`}
        dense
        caption={caption}
        rows={page.rows}
        totalRows={page.total}
        rowKey={({ invoice }) => invoice.number}
        columns={columnsOf(props)}
        noun={["invoice", "invoices"]}
        totals={
          gross !== undefined && page.total > 1
            ? [{ number: label, gross: <Money amount={gross} /> }]
            : undefined
        }
        downloads={spreadsheets(csvHref)}
        empty={empty}
      />
      <ListPages page={page} noun={noun} />
    </div>
  );
}

function columnsOf({ today, other, sorted: { headings } }: InvoiceListProps): Column<ListedInvoice>[] {
  return [
    {
      key: "number",
      header: "Invoice",
      sort: headings.number,
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
      : [
          {
            key: "payer",
            header: "Payer",
            sort: headings.payer,
            cell: (row: ListedInvoice) => row.payerName,
          },
        ]),
    ...(other === "payer"
      ? []
      : [
          {
            key: "supplier",
            header: "Supplier",
            sort: headings.supplier,
            cell: (row: ListedInvoice) => row.supplierName,
          },
        ]),
    { key: "due", header: "Due", sort: headings.due, cell: ({ invoice }) => <DayText day={invoice.dueOn} /> },
    {
      key: "state",
      header: "Status",
      cell: ({ invoice }) => <InvoiceStatus invoice={invoice} today={today} />,
    },
    {
      key: "gross",
      header: "Including VAT",
      sort: headings.gross,
      numeric: true,
      cell: ({ invoice }) => <Money amount={invoice.gross} />,
    },
  ];
}
