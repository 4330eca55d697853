import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GRANT_STATES, GRANT_WORDS } from "~/domain/applications/awards/grant";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { withdrawGrant } from "~/domain/applications/awards/withdraw-grant.server";
import { formatPence } from "~/domain/money/format";
import { requireNextState } from "~/domain/shared/state-table";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { GrantParams } from "~/web/applications/application-forms";
import { buyer } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ReasonForm } from "~/web/forms/reason-form";
import { rehearse } from "~/web/forms/rehearse.server";

export const meta = () => [{ title: pageTitle("Turn the award down") }];

export const loader = buyer.loader(
  { params: GrantParams, roles: ["approver"] },
  async ({ q, actor, params }) => {
    const grant = await grantView(q, { awardId: params.id, organisationCode: actor.organisationCode });
    requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "turn_down");
    return { grant };
  },
);

export const action = buyer.action(
  { params: GrantParams, form: ReasonForm, roles: ["approver"] },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const by = { actor, at: now, today, awardId: params.id, side: "provider" as const };
    const command = { ...by, reason: form.reason };
    if (step === "check") await rehearse(tx, (trial) => withdrawGrant(trial, command));
    if (step !== "submit") return shownAgain(form, step);
    await withdrawGrant(tx, command);
    return redirect(`/buying/awards/${params.id}?done=end`);
  },
);

export default function TurnDown() {
  const { grant } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/buying/awards/${grant.id}`}>Award {grant.id}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Award ${grant.id} from ${grant.fundName}`}>
          {checked ? "Check before you turn it down" : "Turn the award down"}
        </PageTitle>
        {checked ? (
          <CheckAnswers
            state={state}
            button="Turn the award down"
            variant="warning"
            rows={[
              { key: "amount", label: "Awarded", value: formatPence(grant.amount) },
              { key: "for", label: "For", value: grant.needTitle },
              { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
            ]}
          >
            <WarningCallout heading="It cannot be taken back">
              <p>
                What was set aside for you can be allocated to others again, and another fund may pay for the
                costs. To be awarded it after all, you apply again while the fund is open.
              </p>
            </WarningCallout>
          </CheckAnswers>
        ) : (
          <Form>
            <ReasonStep
              label="Why do you turn it down?"
              hint={`The commercial officers of ${grant.memorandum.centre} read it.`}
            />
          </Form>
        )}
      </ReadingColumn>
    </>
  );
}
