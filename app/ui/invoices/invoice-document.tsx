import { withCode } from "~/domain/shared/organisation-words";
import type { ReactNode } from "react";
import { disputeSteps } from "~/domain/invoices/supplier-details/dispute";
import {
  bankLines,
  shownVat,
  type StatedDetails,
} from "~/domain/invoices/supplier-details/invoicing-details";
import { vatNote } from "~/domain/invoices/vat-note";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, MomentText } from "~/ui/kit/day";
import { Amount, Money } from "~/ui/kit/money";
import { SummaryList, type SummaryRow } from "~/ui/kit/summary-list";
import { TextLines } from "~/ui/kit/fields/text-lines";

interface Line {
  position: number;
  text: string;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  vatRate: number;
}

export interface ShownInvoice {
  number: string;
  orderId: string;
  state: string;
  payerCode: string;
  net: Pence;
  vat: Pence;
  gross: Pence;
  frameworkFee: Pence;
  purchaseOrderNumber: string | null;
  issuedOn: Day;
  dueOn: Day;
  sentAt: Date | null;
}

interface InvoiceDocumentProps {
  invoice: ShownInvoice;
  supplierName: string;
  /** What it says about its supplier, as of the day it was raised; null for an old one. */
  stated: StatedDetails | null;
  /** What a payer must know of bank details that changed. */
  bankWarning: string | null;
  payerName: string;
  orderTitle: string;
  milestoneTitle: string;
  lines: readonly Line[];
  /** The order as this person sees it. */
  orderHref: string | null;
  /** The fee that the supplier pays to the framework: for the supplier and the centre. */
  showFee: boolean;
  /** The VAT that the payer gets back: for the payer and the centre. */
  showRecoverable: boolean;
  /** Where a line is explained; null for the supplier, whom a payer's reasons do not concern. */
  lineHref: ((position: number) => string) | null;
}

/** An invoice as a document: who owes whom what, and why. It prints on one page. */
export function InvoiceDocument(props: InvoiceDocumentProps) {
  const { invoice, lines, showRecoverable, lineHref } = props;
  const recoverable = lines.reduce((total, line) => total + line.recoverableVat, 0n) as Pence;
  const note = vatNote(lines);
  const back = showRecoverable && recoverable !== 0n;
  return (
    <>
      <SummaryList rows={facts(props)} />
      <DataTable
        caption="What it is for"
        rows={lines}
        rowKey={(line) => String(line.position)}
        columns={[
          { key: "text", header: "Line", rowHeader: true, cell: (line) => line.text },
          {
            key: "net",
            header: "Excluding VAT",
            numeric: true,
            cell: (line) =>
              lineHref ? (
                <Amount amount={line.net} href={lineHref(line.position)} explains={line.text} />
              ) : (
                <Money amount={line.net} />
              ),
          },
          { key: "vat", header: "VAT", numeric: true, cell: (line) => <Money amount={line.vat} /> },
          {
            key: "gross",
            header: "Including VAT",
            numeric: true,
            cell: (line) => <Money amount={(line.net + line.vat) as Pence} />,
          },
        ]}
        totals={[
          {
            text: "Total to pay",
            net: <Money amount={invoice.net} />,
            vat: <Money amount={invoice.vat} />,
            gross: <Money amount={invoice.gross} />,
          },
        ]}
      />
      {note ? <p>{note}</p> : null}
      {back ? (
        <p>
          {props.payerName} gets <Money amount={recoverable} /> of the VAT back, so its cost is{" "}
          <Money amount={(invoice.gross - recoverable) as Pence} />.
        </p>
      ) : null}
      {props.stated ? <HowToPay {...props} stated={props.stated} /> : null}
    </>
  );
}

/** Where to pay it by Bacs, and what to do who does not agree with it. */
function HowToPay({ invoice, stated, bankWarning }: InvoiceDocumentProps & { stated: StatedDetails }) {
  return (
    <>
      <h2>Paying by Bacs</h2>
      <SummaryList
        rows={[
          { key: "bank", label: "Pay to", value: <TextLines lines={bankLines(stated)} /> },
          { key: "reference", label: "Give the reference", value: invoice.number },
        ]}
      />
      {bankWarning ? (
        <WarningCallout heading="The bank details have changed" level={3}>
          <p>{bankWarning}</p>
        </WarningCallout>
      ) : null}
      <h2>If you do not agree with this invoice</h2>
      <ol>
        {disputeSteps(invoice, stated).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}

function facts(props: InvoiceDocumentProps): SummaryRow[] {
  const { invoice, orderHref, orderTitle } = props;
  const row = (key: string, label: string, value: ReactNode): SummaryRow => ({ key, label, value });
  const order = `${orderTitle} (${invoice.orderId})`;
  return [
    row("from", "From", <From {...props} />),
    ...(props.stated ? [row("vat", "Supplier’s VAT number", shownVat(props.stated.vatNumber))] : []),
    row("to", "To", withCode(props.payerName, invoice.payerCode)),
    row("order", "Order", orderHref ? <a href={orderHref}>{order}</a> : order),
    row("milestone", "Milestone", props.milestoneTitle),
    row("po", "Purchase order", invoice.purchaseOrderNumber ?? "None given"),
    row("issued", "Issued", <DayText day={invoice.issuedOn} />),
    row("due", "Due", <DayText day={invoice.dueOn} />),
    row("sent", "Sent", <Sent invoice={invoice} />),
    ...(props.showFee && invoice.frameworkFee > 0n
      ? [row("fee", "Framework fee, paid by the supplier", <Money amount={invoice.frameworkFee} />)]
      : []),
  ];
}

function From({ supplierName, stated }: InvoiceDocumentProps) {
  if (!stated) return <>{supplierName}</>;
  return <TextLines lines={[stated.legalName, ...stated.addressLines]} />;
}

function Sent({ invoice }: { invoice: ShownInvoice }) {
  if (invoice.sentAt) return <MomentText at={invoice.sentAt} />;
  return <>{invoice.state === "raised" ? "Being sent" : "Paid before it was sent"}</>;
}
