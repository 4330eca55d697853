import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  invoicingDetailsView,
  invoicingDraft,
} from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import { saveInvoicingDraft } from "~/domain/invoices/supplier-details/save-invoicing-draft.server";
import { ErrorSummary, fields, Fieldset, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea, TextField } from "~/ui/kit/fields/text-fields";
import { supplier } from "~/web/audience.server";
import { InvoicingDetailsForm, typedDetails } from "~/web/invoices/invoicing-details-form";

const KEEPERS = ["supplier_signatory", "administrator"] as const;

export const meta = () => [{ title: pageTitle("Change the invoicing details") }];

export const loader = supplier.loader({ roles: KEEPERS }, async ({ q, actor }) => {
  const [{ legalName, current }, draft] = await Promise.all([
    invoicingDetailsView(q, actor),
    invoicingDraft(q, actor),
  ]);
  const known = draft?.details ?? current;
  return { legalName, stored: known ? typedDetails(known) : {} };
});

export const action = supplier.action(
  { form: InvoicingDetailsForm, roles: KEEPERS },
  async ({ tx, actor, form: details, now: at }) => {
    await saveInvoicingDraft(tx, { actor, details, at });
    return redirect("/supplying/invoicing-details/check");
  },
);

export default function ChangeInvoicingDetails() {
  const { legalName, stored } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, stored);
  return (
    <ReadingColumn>
      <BackLink href="/supplying/invoicing-details">Invoicing details</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={legalName}>What your invoices say about you</PageTitle>
      <Form>
        <TextArea
          {...field("address")}
          label="Address"
          hint={`Of ${legalName}, a line each, the postcode last`}
          rows={5}
        />
        <TextField
          {...field("vatNumber")}
          label="VAT registration number (if you are registered)"
          hint="9 digits, sometimes with GB in front, for example GB 123 4567 82. Without it you cannot invoice VAT."
          width={20}
          spellCheck={false}
          autoComplete="off"
        />
        <Fieldset legend="Bank account for Bacs payments">
          <TextField {...field("accountName")} label="Name on the account" autoComplete="off" />
          <TextField
            {...field("sortCode")}
            label="Sort code"
            hint="6 digits, for example 30-94-30"
            width={10}
            inputMode="numeric"
            spellCheck={false}
            autoComplete="off"
          />
          <TextField
            {...field("accountNumber")}
            label="Account number"
            hint="6 to 8 digits, for example 00733445"
            width={10}
            inputMode="numeric"
            spellCheck={false}
            autoComplete="off"
          />
        </Fieldset>
        <Fieldset legend="Whom payers tell when they dispute an invoice">
          <TextField {...field("disputeName")} label="Person or team" autoComplete="off" />
          <TextField
            {...field("disputeEmail")}
            label="E-mail address"
            type="email"
            spellCheck={false}
            autoComplete="off"
          />
          <TextField
            {...field("disputePhone")}
            label="Telephone number (optional)"
            type="tel"
            width={20}
            autoComplete="off"
          />
        </Fieldset>
        <SubmitButton>Continue</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
