import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { GRANT_STATES, GRANT_WORDS } from "~/domain/applications/awards/grant";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { formatPence } from "~/domain/money/format";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { requireNextState } from "~/domain/shared/state-table";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { GrantParams } from "~/web/applications/application-forms";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { ReasonForm } from "~/web/forms/reason-form";
import { rehearse } from "~/web/forms/rehearse.server";

export const meta = () => [{ title: pageTitle("Withdraw the award") }];

export const loader = centre.loader(
  { params: GrantParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const grant = await grantView(q, { awardId: params.id, organisationCode: null });
    requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "withdraw");
    return { grant };
  },
);

export const action = centre.action(
  { params: GrantParams, form: ReasonForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, step);
    const propose = async (t: Tx) => {
      const grant = await grantView(t, { awardId: params.id, organisationCode: null });
      const { organisationName, fundName } = grant;
      const wish = { kind: "withdraw-award" as const, awardId: grant.id, organisationName, fundName };
      return makeProposal(t, { wish, reason: form.reason, actor, at: now });
    };
    if (step === "check") {
      await rehearse(tx, propose);
      return shownAgain(form, step);
    }
    return redirect(`/commercial/proposals/${await propose(tx)}?done=proposed`);
  },
);

export default function WithdrawAward() {
  const { grant } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/awards/${grant.id}`}>Award {grant.id}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Award ${grant.id} to ${grant.organisationName}`}>
          {checked ? "Check before you ask another officer" : "Propose to withdraw this award"}
        </PageTitle>
        {checked ? (
          <CheckAnswers
            state={state}
            button="Ask another officer to withdraw it"
            variant="warning"
            rows={[
              { key: "to", label: "Awarded to", value: grant.organisationName },
              { key: "from", label: "From", value: grant.fundName },
              { key: "left", label: "Still set aside", value: formatPence(grant.left) },
              { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
            ]}
          >
            <WarningCallout heading="Two officers withdraw an award">
              <p>
                Every other commercial officer is asked by e-mail, and one of them decides. Until then the
                award stays as it is, and you can withdraw what you propose. When it is approved, it cannot be
                taken back: what orders of the provider have taken stays set aside, the rest can be allocated
                again, and another fund may pay for the costs.
              </p>
            </WarningCallout>
          </CheckAnswers>
        ) : (
          <>
            <p>
              {formatPence(grant.left)} of {grant.fundName} is set aside for it. Another commercial officer
              decides about what you propose.
            </p>
            <Form>
              <ReasonStep
                label="Why is it withdrawn?"
                hint="The officer who decides reads it, and then the provider."
              />
            </Form>
          </>
        )}
      </ReadingColumn>
    </>
  );
}
