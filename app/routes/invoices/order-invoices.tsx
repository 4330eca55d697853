// Over 150 lines: choosing the milestone or annual charge, checking its invoices to the penny, and what came of it.
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { currentDetails } from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import { invoicesPreview, invoicingView } from "~/domain/invoices/milestone-views.server";
import { raiseAnnualCharge } from "~/domain/invoices/raise-annual-charge.server";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { whyNotInvoice } from "~/domain/invoices/why-not-invoice";
import { annualChargeTitle } from "~/domain/invoices/schedule";
import { sum } from "~/domain/money/money";
import { WarningCallout } from "~/ui/kit/callouts";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText } from "~/ui/kit/day";
import { ButtonGroup, ButtonLink, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { supplier } from "~/web/audience.server";
import { OrderParams } from "~/web/orders/order-forms";

const year = z.coerce.number().int().min(2000).max(2200);
const Query = z.object({
  milestone: z.uuid().optional(),
  year: year.optional(),
  raised: z.literal("yes").optional(),
});
const RaiseForm = z
  .object({ milestone: z.uuid().optional(), year: year.optional() })
  .refine((form) => form.milestone !== undefined || form.year !== undefined, {
    path: ["milestone"],
    message: "Choose a milestone or an annual charge",
  });

export const meta = () => [{ title: pageTitle("Raise invoices") }];

export const loader = supplier.loader(
  { params: OrderParams, query: Query },
  async ({ q, actor, params, query, now, today, paymentsSetUp }) => {
    const { orderId } = params;
    const view = await invoicingView(q, { orderId, actor });
    const of = query.milestone
      ? { milestoneId: query.milestone }
      : query.year
        ? { financialYear: query.year }
        : null;
    const preview = of ? await invoicesPreview(q, { orderId, of, actor, at: now, today }) : null;
    const details = await currentDetails(q, view.order.supplierId);
    const missing = preview && whyNotInvoice(details, sum(preview.invoices.map((one) => one.vat)));
    return {
      view,
      preview,
      // The refusal that raising would meet, told before anybody tries.
      missing: missing?.public ?? null,
      query,
      today,
      justRaised: query.raised === "yes",
      paymentsSetUp,
    };
  },
);

export const action = supplier.action(
  { params: OrderParams, form: RaiseForm, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { orderId } = params;
    const command = { orderId, actor, at: now, today };
    const base = `/supplying/orders/${orderId}/invoices`;
    if (form.milestone) {
      await raiseInvoices(tx, { ...command, milestoneId: form.milestone });
      return redirect(`${base}?milestone=${form.milestone}&raised=yes`);
    }
    await raiseAnnualCharge(tx, { ...command, financialYear: form.year! });
    return redirect(`${base}?year=${form.year}&raised=yes`);
  },
);

export default function OrderInvoices() {
  const { view, preview, justRaised } = useLoaderData<typeof loader>();
  const state = useFormState();
  const { order } = view;
  return (
    <>
      <BackLink href={`/supplying/orders/${order.id}`}>Order {order.id}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      {preview === null ? <Choose /> : preview.raised.length > 0 ? <Raised done={justRaised} /> : <Check />}
    </>
  );
}

function Choose() {
  const { view, today } = useLoaderData<typeof loader>();
  const { order, milestones, charges } = view;
  const base = `/supplying/orders/${order.id}/invoices`;
  return (
    <>
      <PageTitle caption={`Order ${order.id}`}>Invoices by milestone and year</PageTitle>
      <DataTable
        caption="Milestones"
        captionHidden
        rows={milestones}
        rowKey={(row) => row.id}
        columns={[
          { key: "title", header: "Milestone", rowHeader: true, cell: (row) => row.title },
          { key: "part", header: "Part of the order", cell: (row) => `${row.paymentBasisPoints / 100}%` },
          { key: "due", header: "Due", cell: (row) => <DayText day={row.dueOn} /> },
          {
            key: "state",
            header: "Invoices",
            cell: (row) => {
              if (row.invoices.length > 0) return <Numbers numbers={row.invoices.map((one) => one.number)} />;
              if (!row.confirmedAt) return <StatusTag status="coming" label="Not confirmed yet" />;
              return <a href={`${base}?milestone=${row.id}`}>Invoice {row.title}</a>;
            },
          },
        ]}
      />
      {charges.length > 0 ? (
        <>
          <p>
            Payers’ money of a financial year is not drawn before that year begins. What the confirmed
            milestones leave for later years is invoiced by an annual charge from 1 April.
          </p>
          <DataTable
            caption="Annual charges"
            rows={charges}
            rowKey={(row) => String(row.financialYear)}
            columns={[
              {
                key: "title",
                header: "Charge",
                rowHeader: true,
                cell: (row) => annualChargeTitle(row.financialYear),
              },
              { key: "due", header: "Due", cell: (row) => <DayText day={row.from} /> },
              {
                key: "state",
                header: "Invoices",
                cell: (row) => {
                  if (row.invoices.length > 0)
                    return <Numbers numbers={row.invoices.map((one) => one.number)} />;
                  if (row.from > today) return <StatusTag status="coming" label="Not due yet" />;
                  return (
                    <a href={`${base}?year=${row.financialYear}`}>
                      Invoice {annualChargeTitle(row.financialYear).toLowerCase()}
                    </a>
                  );
                },
              },
            ]}
          />
        </>
      ) : null}
    </>
  );
}

function Numbers({ numbers }: { numbers: readonly string[] }) {
  return (
    <>
      {numbers.map((number, index) => (
        <span key={number}>
          {index > 0 ? ", " : null}
          <a href={`/invoices/${number}`}>{number}</a>
        </span>
      ))}
    </>
  );
}

function Check() {
  const { view, preview, query, missing } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { title, part, ready, from } = preview;
  const nothing = preview.invoices.length === 0;
  const po = view.order.purchaseOrderNumber;
  return (
    <>
      <PageTitle caption={`Order ${view.order.id} for ${view.buyerName}`}>
        {ready
          ? "Check the invoices before you raise them"
          : query.milestone
            ? `${title} is not confirmed yet`
            : `${title} is not due yet`}
      </PageTitle>
      <p>
        <strong>{title}</strong> is {part}. Each payer gets an invoice for its own share, due 30 days after
        today
        {po ? `, with purchase order ${po}` : ""}. Shares of financial years that have not begun, and money
        that a payer holds back for another milestone, are not part of it.
      </p>
      {nothing ? <p>Nothing is due with it now.</p> : <PreviewTable />}
      {ready && !nothing && missing ? (
        <WarningCallout heading={missing.title}>
          <p>{missing.detail}</p>
          {missing.next ? (
            <p>
              <a href={missing.next.href}>{missing.next.label}</a>
            </p>
          ) : null}
        </WarningCallout>
      ) : null}
      {ready && !nothing && !missing ? (
        <Form>
          {query.milestone ? <input type="hidden" name="milestone" value={query.milestone} /> : null}
          {query.year && !query.milestone ? <input type="hidden" name="year" value={query.year} /> : null}
          <ButtonGroup>
            <SubmitButton>Raise and send the invoices</SubmitButton>
            <ButtonLink href="/supplying/invoices" variant="secondary">
              Not now
            </ButtonLink>
          </ButtonGroup>
        </Form>
      ) : null}
      {!ready && query.milestone ? (
        <p>You can invoice it when {view.buyerName} has confirmed the milestone. You get an e-mail then.</p>
      ) : null}
      {!ready && !query.milestone && from ? (
        <p>
          You can invoice it from <DayText day={from} />.
        </p>
      ) : null}
    </>
  );
}

/** Each payer's invoice with its lines, to the penny, and the sum of all. */
function PreviewTable() {
  const { preview, paymentsSetUp } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { invoices } = preview;
  const total = (of: "net" | "vat" | "gross" | "frameworkFee") => (
    <Money amount={sum(invoices.map((one) => one[of]))} />
  );
  const fee = sum(invoices.map((one) => one.frameworkFee));
  return (
    <>
      <DataTable
        caption="Invoices"
        rows={invoices}
        rowKey={(one) => one.payerCode}
        columns={[
          {
            key: "payer",
            header: "Payer",
            rowHeader: true,
            cell: (one) => (
              <>
                {one.payerName} <span className="dt-reference">{one.payerCode}</span>
              </>
            ),
          },
          {
            key: "lines",
            header: "For",
            cell: (one) => (
              <ul className="nhsuk-list">
                {one.lines.map((line) => (
                  <li key={line.shareId}>
                    {line.text}: <Money amount={line.net} />
                  </li>
                ))}
              </ul>
            ),
          },
          { key: "net", header: "Excluding VAT", numeric: true, cell: (one) => <Money amount={one.net} /> },
          { key: "vat", header: "VAT", numeric: true, cell: (one) => <Money amount={one.vat} /> },
          { key: "gross", header: "To pay", numeric: true, cell: (one) => <Money amount={one.gross} /> },
        ]}
        totals={[{ payer: "Total", net: total("net"), vat: total("vat"), gross: total("gross") }]}
      />
      {fee > 0n ? (
        <p>
          The framework’s fee of <Money amount={fee} />{" "}
          {paymentsSetUp
            ? "is kept back from what Stripe pays out to you."
            : "cannot be kept back, because payments are not set up: you owe it to the centre."}
        </p>
      ) : null}
    </>
  );
}

function Raised({ done }: { done: boolean }) {
  const { view, preview, paymentsSetUp } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { raised, title } = preview;
  return (
    <>
      {done ? (
        <ConfirmationPanel
          title={raised.length === 1 ? "Invoice raised" : "Invoices raised"}
          reference={raised.map((one) => one.number).join(", ")}
          referenceLabel={title}
        />
      ) : (
        <PageTitle caption={`Order ${view.order.id}`}>{title} has been invoiced</PageTitle>
      )}
      <p>
        Invoices: <Numbers numbers={raised.map((one) => one.number)} />
      </p>
      <h2>What happens next</h2>
      <ol>
        {paymentsSetUp ? (
          <>
            <li>Each payer gets its invoice by e-mail within a minute, with a page where it can pay.</li>
            <li>
              They have 30 days to pay, by card, Bacs debit, bank transfer or Bacs from their own ledger.
            </li>
          </>
        ) : (
          <>
            <li>Each payer gets an e-mail with a link to its invoice within a minute.</li>
            <li>
              Payments are not set up, so they pay you by Bacs from their own ledger within 30 days, and
              record it here.
            </li>
          </>
        )}
        <li>You get an e-mail when one is paid.</li>
      </ol>
      <p>
        <a href="/supplying/invoices">See all your invoices</a>
      </p>
    </>
  );
}
