import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { consequencesOfReversal } from "~/domain/invoices/reversal-consequences-views.server";
import { entryView } from "~/domain/ledger/entry-views.server";
import { reversalRequested } from "~/domain/funding/requests/money-request-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { formatPence } from "~/domain/money/format";
import { ReversalWarning } from "~/ui/ledger/reversal-warning";
import { CannotNow } from "~/ui/kit/cannot-now";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { ReasonForm } from "~/web/forms/reason-form";

const Params = z.object({ id: z.uuid() });

export const meta = () => [{ title: pageTitle("Reverse a movement") }];

export const loader = centre.loader(
  { params: Params, roles: ["commercial_officer"] },
  async ({ q, params }) => ({
    entry: await entryView(q, { transactionId: params.id }),
    asked: await reversalRequested(q, params.id),
    consequences: await consequencesOfReversal(q, params.id),
  }),
);

export const action = centre.action(
  { params: Params, form: ReasonForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const wish = { kind: "reverse", transactionId: params.id } as const;
    const asked = { wish, reason: form.reason, actor, at: now, today };
    if (step === "check") await rehearse(tx, (trial) => requestMoney(trial, asked));
    if (step !== "submit") return shownAgain(form, step);
    const { requestId } = await requestMoney(tx, asked);
    return redirect(`/commercial/funding/requests/${requestId}?done=asked`);
  },
);

export default function ReverseEntry() {
  const { entry, asked, consequences } = useLoaderData<typeof loader>();
  if (asked !== null || entry.whyNotReverse !== null) return <NotReversed />;
  return <Ask entry={entry} consequences={consequences} />;
}

type Entry = ReturnType<typeof useLoaderData<typeof loader>>["entry"];

/** Why there is no form: what the request would be refused for. */
function NotReversed() {
  const { entry, asked } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/commercial/ledger/entries/${entry.transactionId}`}>The entry</BackLink>
      <ReadingColumn>
        <PageTitle caption={entry.text}>This movement cannot be reversed now</PageTitle>
        {entry.whyNotReverse ? (
          <CannotNow why={entry.whyNotReverse} />
        ) : (
          <CannotNow
            why={{
              title: "An officer has asked to reverse it already, and it waits for another.",
              detail: "It is decided once. Withdraw the request first to ask for it in another way.",
              next: { label: `See ${asked}`, href: `/commercial/funding/requests/${asked}` },
            }}
          />
        )}
      </ReadingColumn>
    </>
  );
}

function Ask({ entry, consequences }: { entry: Entry; consequences: readonly string[] }) {
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/ledger/entries/${entry.transactionId}`}>The entry</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={entry.text}>
          {checked ? "Check the reversal before you ask for it" : "Reverse this movement"}
        </PageTitle>
        {checked ? (
          <CheckAnswers
            state={state}
            button="Ask another officer to approve"
            variant="warning"
            rows={[
              { key: "what", label: "Movement", value: entry.text },
              {
                key: "amount",
                label: "Moves back",
                value: formatPence(entry.movesBack),
              },
              { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
            ]}
          >
            <ReversalWarning consequences={consequences} />
          </CheckAnswers>
        ) : (
          <Form>
            <ReasonStep
              label="Why is it reversed?"
              hint="It stands in the ledger for ever, and the auditor reads it."
              rows={4}
            />
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
