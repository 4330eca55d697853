import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { deedView } from "~/domain/ledger/deed-views.server";
import { requestMoney } from "~/domain/funding/request-money.server";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ReasonForm } from "~/web/forms/reason-form";

const Params = z.object({ id: z.uuid() });

export const meta = () => [{ title: pageTitle("Reverse a movement") }];

export const loader = centre.loader(
  { params: Params, roles: ["commercial_officer"] },
  async ({ q, params }) => ({ deed: await deedView(q, { transactionId: params.id }) }),
);

export const action = centre.action(
  { params: Params, form: ReasonForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step !== "submit") return shownAgain(form, step);
    const { requestId } = await requestMoney(tx, {
      wish: { kind: "reverse", transactionId: params.id },
      reason: form.reason,
      actor,
      at: now,
      today,
    });
    return redirect(`/commercial/funding/requests/${requestId}?done=asked`);
  },
);

const CONSEQUENCES: Record<string, string> = {
  commit:
    "The order stays as it is, and no money is reserved for it any more: its invoices cannot be paid from it.",
  draw: "The invoice stays paid in its own list, and the reconciliation page shows the difference until it is put right.",
  open: "The fund loses the money that it was opened with.",
};

export default function ReverseDeed() {
  const { deed } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/ledger/deeds/${deed.transactionId}`}>The entry</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={deed.text}>
          {checked ? "Check the reversal before you ask for it" : "Reverse this movement"}
        </PageTitle>
        {checked ? (
          <CheckAnswers
            state={state}
            button="Ask another officer to approve"
            variant="warning"
            rows={[
              { key: "what", label: "Movement", value: deed.text },
              {
                key: "amount",
                label: "Moves back",
                value: formatPence(sum(deed.lines.map((line) => line.amount))),
              },
              { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
            ]}
          >
            <WarningCallout level={2} heading="Nothing in the ledger is taken out">
              <p>
                Another commercial officer is asked to approve it. When they do, the same amounts are recorded
                backwards, dated that day, and both entries name each other.
              </p>
              {CONSEQUENCES[deed.kind] ? <p>{CONSEQUENCES[deed.kind]}</p> : null}
            </WarningCallout>
          </CheckAnswers>
        ) : (
          <Form>
            <TextArea
              {...fields(state)("reason")}
              label="Why is it reversed?"
              hint="It stands in the ledger for ever, and the auditor reads it."
              rows={4}
              maxLength={1000}
            />
            <SubmitButton name="step" value="check">
              Continue
            </SubmitButton>
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
