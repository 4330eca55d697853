// Over 150 lines: one page for payer, supplier, buyer and centre, each with what they may do next.
import { useLoaderData } from "@remix-run/react";
import { daysOverdue, mayExplain, mayPay } from "~/domain/invoices/invoice";
import { invoiceView } from "~/domain/invoices/invoice-views.server";
import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { audienceOf } from "~/domain/people/role";
import { env, standIns } from "~/platform/env.server";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DayText } from "~/ui/kit/day";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { InvoiceDocument } from "~/ui/invoices/invoice-document";
import { InvoiceStatus } from "~/ui/invoices/invoice-list";
import { ReversedNote } from "~/ui/ledger/made-movement";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import type { RouteHandle } from "~/ui/kit/route-handle";
import { signedIn } from "~/web/audience.server";
import { InvoiceParams } from "~/web/invoices/invoice-forms";

/** Where the lists of each side are, and the order as that side sees it. */
const PLACES = {
  buyer: { list: "/buying/invoices", orders: "/buying/orders" },
  supplier: { list: "/supplying/invoices", orders: "/supplying/orders" },
  centre: { list: "/commercial/invoices", orders: "/commercial/orders" },
} as const;

export const meta = ({ params }: { params: { number?: string } }) => [
  { title: pageTitle(`Invoice ${params.number}`) },
];

export const handle: RouteHandle = {
  refreshSeconds: (data: { view: { invoice: { state: string } } }) =>
    data.view.invoice.state === "raised" ? 3 : null,
};

export const loader = signedIn.loader(
  { params: InvoiceParams },
  async ({ q, actor, params, today, paymentsSetUp }) => {
    const view = await invoiceView(q, { number: params.number, actor });
    const audience = audienceOf(actor.organisation?.kind ?? "");
    return {
      view,
      today,
      audience,
      payer: actor.organisationCode === view.invoice.payerCode,
      explains: mayExplain(actor, view),
      mayPay: mayPay(actor, view.invoice),
      paymentsSetUp,
      standIn: standIns(env()).some(({ service }) => service === "payments"),
    };
  },
);

export default function Invoice() {
  const { view, today, audience, payer, explains } = useLoaderData<typeof loader>();
  const { invoice, lines, payment: _payment, reversedPayments, ...names } = view;
  const place = PLACES[audience];
  return (
    <>
      <BackLink href={place.list}>Invoices</BackLink>
      <PageTitle caption={`Invoice ${invoice.number}`}>
        <Money amount={invoice.gross} /> including VAT
      </PageTitle>
      <p id="invoice-state" data-live="">
        <InvoiceStatus invoice={invoice} today={today} />
      </p>
      {reversedPayments.map(({ payment: { id, amount, reference, reversalId }, reversedOn }) => (
        <ReversedNote
          key={id}
          made={{ reversalId, reversedOn }}
          what={`A payment of ${formatPence(pence(amount))} with the reference ${reference}`}
          then={
            invoice.state === "sent" ? "The invoice is owed again, and paid by Bacs." : "It pays for nothing."
          }
          linked={audience === "centre"}
        />
      ))}
      <div id="invoice-what-now" data-live="">
        <WhatNow />
      </div>
      <InvoiceDocument
        {...names}
        invoice={invoice}
        lines={lines}
        orderHref={`${place.orders}/${invoice.orderId}`}
        showFee={audience !== "buyer"}
        showRecoverable={payer || audience === "centre"}
        lineHref={explains ? (position) => `/invoices/${invoice.number}/lines/${position}` : null}
      />
      <p className="dt-downloads dt-no-print">
        Download this invoice: <a href={`/invoices/${invoice.number}/invoice.pdf`}>PDF</a>
      </p>
    </>
  );
}

/** What the person who looks at it can do, or what has happened. */
function WhatNow() {
  const { view, today, payer, mayPay: may } = useLoaderData<typeof loader>();
  const { invoice, payment } = view;
  if (payment) return <Paid />;
  if (invoice.state === "raised") {
    return (
      <Inset>
        <p>
          The invoice is being sent to {view.payerName}. This usually takes a few seconds; if the payment
          service is away, it is tried again by itself.
        </p>
        {may ? <PayByBacs /> : null}
      </Inset>
    );
  }
  const late = daysOverdue(invoice, today);
  return (
    <>
      {late > 0 && payer ? (
        <WarningCallout heading="This invoice is overdue">
          <p>
            It was due on <DayText day={invoice.dueOn} />. An undisputed invoice is paid within 30 days
            (Procurement Act 2023, section 68).
          </p>
        </WarningCallout>
      ) : null}
      {may ? <Pay /> : <Waiting />}
    </>
  );
}

function Pay() {
  const { view, standIn, paymentsSetUp } = useLoaderData<typeof loader>();
  const { hostedUrl, number } = view.invoice;
  return (
    <>
      {paymentsSetUp ? null : <NotSetUp />}
      <ButtonGroup>
        {hostedUrl && paymentsSetUp ? (
          <ButtonLink href={hostedUrl}>Pay by card, Bacs debit or bank transfer</ButtonLink>
        ) : null}
        <ButtonLink href={`/invoices/${number}/pay`} variant="secondary">
          Record a Bacs payment
        </ButtonLink>
      </ButtonGroup>
      {standIn ? (
        <p className="dt-no-print">The payment page is a local stand-in for Stripe: no money moves.</p>
      ) : null}
    </>
  );
}

function NotSetUp() {
  return (
    <Inset>
      <p>
        Payments are not set up, so this invoice cannot be paid here. Pay it by Bacs from your own ledger to
        the supplier, with its number as the reference, and record the payment.
      </p>
    </Inset>
  );
}

function PayByBacs() {
  const { view } = useLoaderData<typeof loader>();
  return (
    <p>
      <a href={`/invoices/${view.invoice.number}/pay`}>Record a Bacs payment</a>
    </p>
  );
}

function Waiting() {
  const { view, payer } = useLoaderData<typeof loader>();
  if (!payer) {
    return (
      <p>
        {view.payerName} has until <DayText day={view.invoice.dueOn} /> to pay.
      </p>
    );
  }
  return <p>A budget approver or procurement lead of your organisation can pay it.</p>;
}

function Paid() {
  const { view, audience } = useLoaderData<typeof loader>();
  const { payment } = view;
  if (!payment) return null;
  const how = payment.method === "bacs" ? "by Bacs from the payer’s own ledger" : "through Stripe";
  return (
    <Inset>
      <p>
        Paid on <DayText day={payment.paidOn} /> {how}: <Money amount={payment.amount} />.{" "}
        {payment.method === "bacs" ? "Reference" : "Stripe’s reference"} {payment.reference}.
      </p>
      <p>
        {audience === "supplier"
          ? "The ledger has credited you with the whole amount."
          : "The money has moved from committed to drawn."}
      </p>
    </Inset>
  );
}
