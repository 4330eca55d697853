import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { dayOf } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import {
  hasStandInPages,
  hostedInvoice,
  payHosted,
  WAYS_TO_PAY,
} from "~/gateways/stand-ins/stripe-page.server";
import { Inset, WarningCallout } from "~/ui/kit/callouts";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { ButtonGroup, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { anyone } from "~/web/audience.server";
import { demoOnly } from "~/web/demo";

// Nobody can guess this id, as with Stripe's own pages: whoever has the link may pay.
const Params = z.object({ stripeInvoiceId: z.string().regex(/^in_[A-Za-z0-9]{10,40}$/) });
const PayForm = z.object({ way: z.enum(WAYS_TO_PAY, "Choose how to pay") });

const noSuchPage = () =>
  new Problem("not-found", "not-found", {
    title: "There is no such invoice",
    detail: "Open it from the invoice's page or from the e-mail.",
  });

export const meta = () => [{ title: pageTitle("Pay an invoice (stand-in for Stripe)") }];

export const loader = anyone.loader({ params: Params }, async ({ params, demo }) => {
  demoOnly(demo);
  if (!hasStandInPages()) throw noSuchPage();
  const invoice = await hostedInvoice(params.stripeInvoiceId);
  if (!invoice) throw noSuchPage();
  return { invoice };
});

export const action = anyone.actionOutside(
  { params: Params, form: PayForm },
  async ({ params, form, demo }) => {
    demoOnly(demo);
    const { stripeInvoiceId: id } = params;
    if (!hasStandInPages() || !(await hostedInvoice(id))) throw noSuchPage();
    const refused = await payHosted(id, form.way);
    if (refused) {
      throw new Problem("rule-broken", "payment-refused", {
        title: refused,
        detail: "Nothing was paid. Try another way to pay.",
      });
    }
    return redirect(`/demo/payments/${id}`);
  },
);

export default function DemoPayment() {
  const { invoice } = useLoaderData<typeof loader>();
  const state = useFormState();
  const total = pence(invoice.totalPence);
  return (
    <ReadingColumn>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <WarningCallout heading="This page stands in for Stripe">
        <p>It is part of the demonstration. No money moves, and no card or bank details are asked for.</p>
      </WarningCallout>
      <PageTitle caption={`Invoice ${invoice.number} for ${invoice.customerName}`}>
        <Money amount={total} />
      </PageTitle>
      <p>
        <StatusTag status={invoice.status === "open" ? "due" : invoice.status} />
      </p>
      <SummaryList
        rows={[
          { key: "for", label: "For", value: invoice.description },
          { key: "po", label: "Purchase order", value: invoice.purchaseOrder ?? "None given" },
          {
            key: "due",
            label: "Due",
            value: invoice.dueAt ? <DayText day={dayOf(invoice.dueAt)} /> : "At once",
          },
        ]}
      />
      <DataTable
        caption="Lines"
        rows={invoice.lines}
        rowKey={(line) => line.id}
        columns={[
          { key: "text", header: "Line", rowHeader: true, cell: (line) => line.text },
          {
            key: "amount",
            header: "Amount",
            numeric: true,
            cell: (line) => <Money amount={pence(line.amountPence)} />,
          },
        ]}
        totals={[{ text: "Total", amount: <Money amount={total} /> }]}
      />
      <p className="nhsuk-body-s">{invoice.footer}</p>
      {invoice.status === "open" ? <Ways total={formatPence(total)} /> : <Done number={invoice.number} />}
    </ReadingColumn>
  );
}

function Ways({ total }: { total: string }) {
  return (
    <Form>
      <ButtonGroup>
        <SubmitButton name="way" value="card">
          Pay {total} by card
        </SubmitButton>
        <SubmitButton name="way" value="bacs-debit" variant="secondary">
          Pay by Bacs debit
        </SubmitButton>
        <SubmitButton name="way" value="bank-transfer" variant="secondary">
          Pay by bank transfer
        </SubmitButton>
        <SubmitButton name="way" value="declined-card" variant="secondary">
          Try a card that is declined
        </SubmitButton>
      </ButtonGroup>
    </Form>
  );
}

function Done({ number }: { number: string }) {
  return (
    <Inset>
      <p>There is nothing left to pay. The stand-in tells Dovetail within seconds.</p>
      <p>
        <a href={`/invoices/${number}`}>Back to invoice {number}</a>
      </p>
    </Inset>
  );
}
