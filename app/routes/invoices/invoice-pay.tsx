// Over 150 lines: the form, its answers to check, and what stands between the two.
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mayPay, SETTLED_INVOICES, type InvoiceState } from "~/domain/invoices/invoice";
import { wrongWithPayment } from "~/domain/invoices/wrong-with-payment.server";
import { invoiceView } from "~/domain/invoices/invoice-views.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { decimalPence, parsePence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { readSum } from "~/domain/money/sum";
import { isDay, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { DateField, datePartsOf, typedDate } from "~/ui/kit/fields/date-field";
import { DayText } from "~/ui/kit/day";
import { ButtonGroup, ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { MoneyField, TextField } from "~/ui/kit/fields/text-fields";
import { signedIn } from "~/web/audience.server";
import { shownAgain } from "~/web/forms/check-step.server";
import { proofKey } from "~/domain/shared/proof";
import { rehearse } from "~/web/forms/rehearse.server";
import { InvoiceParams, PaymentForm, readPayment } from "~/web/invoices/invoice-forms";
import { fieldRefused } from "~/web/refusals.server";

export const meta = () => [{ title: pageTitle("Record a Bacs payment") }];

const part = z.string().max(200).optional().catch(undefined);
/** The check is a page of its own address: Back after recording leads through it, never to the answer of a form. */
const CheckQuery = z.object({ step: part, amount: part, reference: part, paidOn: part });

export const loader = signedIn.loader(
  { params: InvoiceParams, query: CheckQuery },
  async ({ q, actor, params, query, paymentsSetUp }) => {
    const view = await invoiceView(q, { number: params.number, actor });
    if (!mayPay(actor, view.invoice)) {
      throw new Problem("not-allowed", "not-payer", {
        title: "You cannot record a payment of this invoice",
        detail: `A budget approver or procurement lead of ${view.payerName} can.`,
        next: { label: `Back to invoice ${params.number}`, href: `/invoices/${params.number}` },
      });
    }
    const typed = readChecked(query);
    // Back from one's own payment leads to the invoice; what somebody else recorded meanwhile is said on this page.
    if (view.payment && typed && proofKey(typed.reference) === proofKey(view.payment.reference))
      throw redirect(`/invoices/${params.number}`);
    return {
      view,
      paymentsSetUp,
      toCheck: query.step === "check" ? typed : null,
      typed,
    };
  },
);

/** What was typed and found in order, as the address of the check carries it; null when it is no payment. */
function readChecked(query: z.infer<typeof CheckQuery>) {
  const amount = readSum(query.amount ?? "");
  if (typeof amount === "string" || amount <= 0n || !query.reference || !isDay(query.paidOn ?? ""))
    return null;
  return { amount, reference: query.reference, paidOn: query.paidOn as Day };
}

export const action = signedIn.action(
  { params: InvoiceParams, form: PaymentForm },
  async ({ tx, actor, params, form, now, today }) => {
    const { intent } = form;
    const { invoice } = await invoiceView(tx, { number: params.number, actor });
    const read = readPayment(form, { today, issuedOn: invoice.issuedOn });
    const settled = SETTLED_INVOICES.includes(invoice.state as InvoiceState);
    const known =
      intent === "change" || settled
        ? {}
        : await wrongWithPayment(tx, invoice, readableOf(form, read.errors));
    const errors = { ...known, ...read.errors };
    if (!read.payment || Object.keys(errors).length > 0)
      return fieldRefused(errors, shownAgain(form, "change").data.values);
    const { amount, reference, paidOn } = read.payment;
    const payment = { number: params.number, amount, reference, paidOn, actor, at: now, today };
    if (intent === "record") {
      const { already } = await recordBacsPayment(tx, payment);
      return redirect(`/invoices/${params.number}${already ? "" : "/recorded"}`);
    }
    if (intent === "check") await rehearse(tx, (trial) => recordBacsPayment(trial, payment));
    const typed = new URLSearchParams({ step: intent, amount: decimalPence(amount), reference, paidOn });
    return redirect(`/invoices/${params.number}/pay?${typed}`);
  },
);

/** What of a payment could be read, also where the rest could not: all that is wrong is said in one round. */
function readableOf(form: { amount: string; reference: string }, errors: Record<string, string>) {
  return {
    amount: errors["amount"] ? null : parsePence(form.amount),
    reference: errors["reference"] ? null : form.reference,
  };
}

export default function RecordPayment() {
  const { toCheck, view } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ReadingColumn>
      {view.payment ? <PaidAlready /> : toCheck && !hasErrors(state) ? <Check toCheck={toCheck} /> : <Ask />}
    </ReadingColumn>
  );
}

/** An invoice that somebody else paid first: what they recorded, and what this person typed and nobody recorded. */
function PaidAlready() {
  const { view, typed } = useLoaderData<typeof loader>();
  const { number } = view.invoice;
  const state = useFormState();
  const payment = view.payment!;
  const reference = [state?.values["reference"] ?? typed?.reference ?? ""].flat().join(" ");
  return (
    <>
      <BackLink href={`/invoices/${number}`}>Invoice {number}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`Invoice ${number} from ${view.supplierName}`}>
        This invoice is paid already
      </PageTitle>
      <SummaryList
        rows={[
          { key: "amount", label: "Amount", value: <Money amount={payment.amount} /> },
          { key: "reference", label: "Reference", value: payment.reference },
          { key: "paidOn", label: "Paid on", value: <DayText day={payment.paidOn} /> },
        ]}
      />
      {reference === "" ? null : (
        <p>The payment that you typed, with the reference {reference}, was not recorded.</p>
      )}
    </>
  );
}

function Ask() {
  const { view, paymentsSetUp, typed } = useLoaderData<typeof loader>();
  const { invoice } = view;
  const state = useFormState();
  const field = fields(state, {
    amount: typed ? decimalPence(pence(typed.amount)) : undefined,
    reference: typed?.reference,
  });
  return (
    <>
      <BackLink href={`/invoices/${invoice.number}`}>Invoice {invoice.number}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={`Invoice ${invoice.number} from ${view.supplierName}`}>
        Record a Bacs payment
      </PageTitle>
      <p>
        Use this when your organisation has paid <Money amount={invoice.gross} /> from its own ledger. It
        settles the invoice here, and tells the supplier{paymentsSetUp ? " and Stripe" : ""}.
      </p>
      <Form>
        <input type="hidden" name="intent" value="check" />
        <MoneyField
          {...field("amount")}
          label="How much did you pay?"
          hint="In pounds and pence, including VAT"
        />
        <TextField
          {...field("reference")}
          label="Bank reference"
          hint="As on your bank statement. It helps the supplier to find the payment."
          width={20}
          spellCheck={false}
          autoComplete="off"
        />
        <DateField
          name="paidOn"
          label="When did you pay?"
          hint="For example, 20 11 2026"
          error={state?.errors["paidOn"]}
          parts={typedDate(state, "paidOn", typed?.paidOn)}
        />
        <SubmitButton>Continue</SubmitButton>
      </Form>
    </>
  );
}

function Check({ toCheck }: { toCheck: { amount: bigint; reference: string; paidOn: string } }) {
  const { view } = useLoaderData<typeof loader>();
  const { invoice } = view;
  const amount = pence(toCheck.amount);
  const paidOn = toCheck.paidOn as typeof invoice.dueOn;
  const parts = datePartsOf(paidOn);
  return (
    <>
      <PageTitle caption={`Invoice ${invoice.number}`}>Check the payment before you record it</PageTitle>
      <SummaryList
        rows={[
          { key: "supplier", label: "Paid to", value: view.supplierName },
          { key: "amount", label: "Amount", value: <Money amount={amount} /> },
          { key: "reference", label: "Bank reference", value: toCheck.reference },
          { key: "paidOn", label: "Paid on", value: <DayText day={paidOn} /> },
        ]}
      />
      <p>
        When you record it, the invoice is settled and the money moves from committed to drawn. You cannot
        undo it: a payment that is recorded by mistake is reversed by two officers of the centre, and the
        invoice is then owed again.
      </p>
      <Form>
        <input type="hidden" name="amount" value={decimalPence(amount)} />
        <input type="hidden" name="reference" value={toCheck.reference} />
        <input type="hidden" name="paidOn-day" value={parts.day} />
        <input type="hidden" name="paidOn-month" value={parts.month} />
        <input type="hidden" name="paidOn-year" value={parts.year} />
        <ButtonGroup>
          <SubmitButton name="intent" value="record">
            Record the payment
          </SubmitButton>
          <SubmitButton name="intent" value="change" variant="secondary">
            Change it
          </SubmitButton>
        </ButtonGroup>
      </Form>
    </>
  );
}
