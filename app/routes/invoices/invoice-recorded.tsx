import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { audienceOf } from "~/domain/people/role";
import { invoiceView } from "~/domain/invoices/invoice-views.server";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { Money } from "~/ui/kit/money";
import { pageTitle, ReadingColumn } from "~/ui/kit/page";
import { signedIn } from "~/web/audience.server";
import { InvoiceParams } from "~/web/invoices/invoice-forms";

export const meta = () => [{ title: pageTitle("Payment recorded") }];

export const loader = signedIn.loader(
  { params: InvoiceParams },
  async ({ q, actor, params, paymentsSetUp }) => {
    const view = await invoiceView(q, { number: params.number, actor });
    if (!view.payment) throw redirect(`/invoices/${params.number}`);
    const list = audienceOf(actor.organisation?.kind ?? "") === "centre" ? "/commercial" : "/buying";
    return { view, amount: view.payment.amount, list: `${list}/invoices`, paymentsSetUp };
  },
);

export default function Recorded() {
  const { view, amount, list, paymentsSetUp } = useLoaderData<typeof loader>();
  const { number } = view.invoice;
  return (
    <ReadingColumn>
      <ConfirmationPanel title="Payment recorded" reference={number} referenceLabel="Invoice" />
      <h2>What happens next</h2>
      <ol>
        <li>
          The invoice is settled: <Money amount={amount} /> has moved from committed to drawn.
        </li>
        <li>{view.supplierName} gets an e-mail that it is paid.</li>
        {paymentsSetUp ? <li>Stripe is told within a minute, so that nobody pays it again there.</li> : null}
        <li>The published record of the order shows the payment within a minute.</li>
      </ol>
      <p>
        <a href={`/invoices/${number}`}>See the invoice</a> or <a href={list}>pay the next one</a>.
      </p>
    </ReadingColumn>
  );
}
