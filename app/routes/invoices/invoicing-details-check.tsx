import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { confirmInvoicingDraft } from "~/domain/invoices/supplier-details/confirm-invoicing-draft.server";
import {
  bankLines,
  detailChanges,
  detailRows,
  sameBank,
} from "~/domain/invoices/supplier-details/invoicing-details";
import {
  invoicingDetailsView,
  invoicingDraft,
} from "~/domain/invoices/supplier-details/invoicing-details-views.server";
import { WarningCallout } from "~/ui/kit/callouts";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { ButtonGroup, ButtonLink, ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { TextLines } from "~/ui/kit/fields/text-lines";
import { supplier } from "~/web/audience.server";
import { ConfirmDetailsForm } from "~/web/invoices/invoicing-details-form";

const KEEPERS = ["supplier_signatory", "administrator"] as const;
const BASE = "/supplying/invoicing-details";

export const meta = () => [{ title: pageTitle("Check the invoicing details") }];

/** A page of its own address: Back after saving leads to the details, never to the answer of a form. */
export const loader = supplier.loader({ roles: KEEPERS }, async ({ q, actor }) => {
  const [{ legalName, current }, draft] = await Promise.all([
    invoicingDetailsView(q, actor),
    invoicingDraft(q, actor),
  ]);
  if (!draft) throw redirect(BASE);
  const bankBefore = current && !sameBank(current, draft.details) ? bankLines(current) : null;
  return {
    legalName,
    details: draft.details,
    savedAt: draft.savedAt.toISOString(),
    bankBefore,
    changes: detailChanges(current, draft.details),
  };
});

export const action = supplier.action(
  { form: ConfirmDetailsForm, roles: KEEPERS },
  async ({ tx, actor, form, now: at, today }) => {
    const { changed, bankWaits } = await confirmInvoicingDraft(tx, { actor, ...form, at, today });
    return redirect(`${BASE}?saved=${bankWaits ? "waits" : changed ? "yes" : "same"}`);
  },
);

export default function CheckInvoicingDetails() {
  const { legalName, details, savedAt, bankBefore, changes } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <ReadingColumn>
      <BackLink href={`${BASE}/change`}>Change the details</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={legalName}>Check the invoicing details before you save them</PageTitle>
      <SummaryList
        rows={[
          { key: "name", label: "Legal name", value: legalName },
          ...detailRows(details).map(({ key, label, lines }) => ({
            key,
            label,
            value: <TextLines lines={lines} />,
          })),
        ]}
      />
      {changes.length > 0 ? (
        <>
          <h2 className="nhsuk-heading-m">What changes</h2>
          <ul>
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </>
      ) : null}
      <p>Invoices that you have raised keep the details of their own day. New ones name these.</p>
      <Form>
        <input type="hidden" name="savedAt" value={savedAt} />
        {bankBefore ? <BankChange before={bankBefore} /> : null}
        <ButtonGroup>
          <SubmitButton>Save the details</SubmitButton>
          <ButtonLink href={`${BASE}/change`} variant="secondary">
            Change them
          </ButtonLink>
        </ButtonGroup>
      </Form>
    </ReadingColumn>
  );
}

/** A second thought: money that was paid to a fraudster's account does not come back. */
function BankChange({ before }: { before: readonly string[] }) {
  const { value: _, ...field } = fields(useFormState())("bankChecked");
  return (
    <>
      <WarningCallout heading="You are changing where you are paid">
        <p>Until now your invoices named:</p>
        <p>
          <TextLines lines={before} />
        </p>
        <p>
          Were you asked to change it by e-mail or telephone? That is how suppliers are robbed. Everybody who
          signs for your organisation gets an e-mail, and a second signatory confirms the account, or an
          officer of the centre where there is none. Until then your invoices name the former one.
        </p>
      </WarningCallout>
      <Checkboxes
        {...field}
        label="Are the new bank details right?"
        choices={[
          {
            value: "yes",
            label: "I have checked the new bank details with our finance team, in person or by telephone",
          },
        ]}
      />
    </>
  );
}
