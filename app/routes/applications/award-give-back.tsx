import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { giveBackGrant } from "~/domain/applications/awards/give-back-grant.server";
import { GRANT_STATES, GRANT_WORDS, whyNotGiveBack } from "~/domain/applications/awards/grant";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { formatPence, parsePence } from "~/domain/money/format";
import { pence, ZERO } from "~/domain/money/money";
import { requireNextState } from "~/domain/shared/state-table";
import { WarningCallout } from "~/ui/kit/callouts";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { MoneyField } from "~/ui/kit/fields/text-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { GrantParams } from "~/web/applications/application-forms";
import { GiveBackForm } from "~/web/applications/grant-forms";
import { buyer } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";

export const meta = () => [{ title: pageTitle("Give money of the award back") }];

export const loader = buyer.loader(
  { params: GrantParams, roles: ["approver"] },
  async ({ q, actor, params }) => {
    const grant = await grantView(q, { awardId: params.id, organisationCode: actor.organisationCode });
    requireNextState(GRANT_STATES, GRANT_WORDS, grant.state, "give_back");
    return { grant };
  },
);

export const action = buyer.action(
  {
    params: GrantParams,
    form: GiveBackForm,
    roles: ["approver"],
    also: async ({ q, actor, params, known: { givenBack } }) => {
      if (givenBack === undefined) return {};
      const award = { awardId: params.id, organisationCode: actor.organisationCode };
      const why = whyNotGiveBack(givenBack, (await grantView(q, award)).left);
      return why ? { amount: `${why.title} ${why.detail}` } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    const { givenBack, reason, ...typed } = form;
    const command = { actor, at: now, today, awardId: params.id, amount: givenBack, reason };
    if (step === "check") await rehearse(tx, (trial) => giveBackGrant(trial, command));
    if (step !== "submit") return shownAgain({ ...typed, reason }, step);
    await giveBackGrant(tx, command);
    return redirect(`/buying/awards/${params.id}?done=give-back`);
  },
);

export default function GiveBack() {
  const { grant } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/buying/awards/${grant.id}`}>Award {grant.id}</BackLink>
      <ReadingColumn>
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle caption={`Award ${grant.id} from ${grant.fundName}`}>
          {checked ? "Check before you give it back" : "Give back what you will not use"}
        </PageTitle>
        {checked ? <Check /> : <Fields />}
      </ReadingColumn>
    </>
  );
}

function Fields() {
  const { grant } = useLoaderData<typeof loader>();
  const field = fields(useFormState());
  return (
    <Form>
      <p>{formatPence(grant.left)} of the award is still set aside for you.</p>
      <MoneyField
        {...field("amount")}
        label="How much do you give back?"
        hint="In pounds, for example 1,250.00"
      />
      <ReasonStep hint={`The commercial officers of ${grant.memorandum.centre} read it.`} />
    </Form>
  );
}

function Check() {
  const { grant } = useLoaderData<typeof loader>();
  const state = useFormState();
  const amount = parsePence(String(state?.values["amount"] ?? "")) ?? ZERO;
  const left = pence(grant.left - amount);
  return (
    <CheckAnswers
      state={state}
      button="Give it back"
      variant="warning"
      rows={[
        { key: "amount", label: "You give back", value: formatPence(amount) },
        { key: "left", label: "Left of the award", value: formatPence(left) },
        { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
      ]}
    >
      <WarningCallout heading="It cannot be taken back">
        <p>
          The fund can grant it to others this year. What your orders have taken already stays set aside.
          {left === 0n ? " Nothing of the award is left then, and another fund may pay for its costs." : ""}
        </p>
      </WarningCallout>
    </CheckAnswers>
  );
}
