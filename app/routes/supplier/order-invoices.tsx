// Over 150 lines: choosing the milestone, checking its invoices to the penny, and what came of it.
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { invoicesPreview, invoicingView } from "~/domain/invoicing/milestone-views.server";
import { raiseInvoices } from "~/domain/invoicing/raise-invoices.server";
import { sum } from "~/domain/money/money";
import { ConfirmationPanel } from "~/ui/confirmation-panel";
import { DataTable } from "~/ui/data-table";
import { DayText } from "~/ui/day";
import { ButtonGroup, ButtonLink, ErrorSummary, Form, hasErrors, SubmitButton } from "~/ui/form";
import { useFormState } from "~/ui/form-state";
import { Money } from "~/ui/money";
import { BackLink, PageTitle, pageTitle } from "~/ui/page";
import { StatusTag } from "~/ui/tag";
import { supplier } from "~/web/audience.server";
import { OrderParams } from "~/web/order-forms";

const Query = z.object({ milestone: z.uuid().optional(), raised: z.literal("yes").optional() });
const RaiseForm = z.object({ milestone: z.uuid("Choose a milestone") });

export const meta = () => [{ title: pageTitle("Raise invoices") }];

export const loader = supplier.loader(
  { params: OrderParams, query: Query },
  async ({ q, actor, params, query }) => {
    const { orderId } = params;
    const view = await invoicingView(q, { orderId, actor });
    const { milestone: milestoneId } = query;
    const preview = milestoneId ? await invoicesPreview(q, { orderId, milestoneId, actor }) : null;
    return { view, preview, justRaised: query.raised === "yes" };
  },
);

export const action = supplier.action(
  { params: OrderParams, form: RaiseForm, roles: ["supplier_editor", "supplier_signatory"] },
  async ({ tx, actor, params, form, now, today }) => {
    const { orderId } = params;
    const { milestone: milestoneId } = form;
    await raiseInvoices(tx, { orderId, milestoneId, actor, at: now, today });
    return redirect(`/supplying/orders/${orderId}/invoices?milestone=${milestoneId}&raised=yes`);
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
  const { view } = useLoaderData<typeof loader>();
  const { order, milestones } = view;
  return (
    <>
      <PageTitle caption={`Order ${order.id}`}>Invoices by milestone</PageTitle>
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
              return (
                <a href={`/supplying/orders/${order.id}/invoices?milestone=${row.id}`}>Invoice {row.title}</a>
              );
            },
          },
        ]}
      />
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
  const { view, preview } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { milestone } = preview;
  const confirmed = milestone.confirmedAt !== null;
  return (
    <>
      <PageTitle caption={`Order ${view.order.id} for ${view.buyerName}`}>
        {confirmed ? "Check the invoices before you raise them" : `${milestone.title} is not confirmed yet`}
      </PageTitle>
      <p>
        <strong>{milestone.title}</strong> is {milestone.paymentBasisPoints / 100}% of the order. Each payer
        gets an invoice for its own share, due 30 days after today
        {view.order.purchaseOrderNumber ? `, with purchase order ${view.order.purchaseOrderNumber}` : ""}.
      </p>
      <PreviewTable />
      {confirmed ? (
        <Form>
          <input type="hidden" name="milestone" value={milestone.id} />
          <ButtonGroup>
            <SubmitButton>Raise and send the invoices</SubmitButton>
            <ButtonLink href="/supplying/invoices" variant="secondary">
              Not now
            </ButtonLink>
          </ButtonGroup>
        </Form>
      ) : (
        <p>You can invoice it when {view.buyerName} has confirmed the milestone. You get an e-mail then.</p>
      )}
    </>
  );
}

/** Each payer's invoice with its lines, to the penny, and the sum of all. */
function PreviewTable() {
  const { preview } = useLoaderData<typeof loader>();
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
          The framework’s fee of <Money amount={fee} /> is kept back from what Stripe pays out to you.
        </p>
      ) : null}
    </>
  );
}

function Raised({ done }: { done: boolean }) {
  const { view, preview } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { raised, milestone } = preview;
  return (
    <>
      {done ? (
        <ConfirmationPanel
          title={raised.length === 1 ? "Invoice raised" : "Invoices raised"}
          reference={raised.map((one) => one.number).join(", ")}
          referenceLabel={milestone.title}
        />
      ) : (
        <PageTitle caption={`Order ${view.order.id}`}>{milestone.title} has been invoiced</PageTitle>
      )}
      <p>
        Invoices: <Numbers numbers={raised.map((one) => one.number)} />
      </p>
      <h2>What happens next</h2>
      <ol>
        <li>Each payer gets its invoice by e-mail within a minute, with a page where it can pay.</li>
        <li>They have 30 days to pay, by card, Bacs debit, bank transfer or Bacs from their own ledger.</li>
        <li>You get an e-mail when one is paid.</li>
      </ol>
      <p>
        <a href="/supplying/invoices">See all your invoices</a>
      </p>
    </>
  );
}
