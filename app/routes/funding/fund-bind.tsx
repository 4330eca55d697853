import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { bindAllocations } from "~/domain/funding/allocations/bind-allocations.server";
import { bindingEffect } from "~/domain/funding/allocations/binding-views.server";
import { oneOfficerLimit } from "~/domain/funding/requests/money-request-views.server";
import { bindingNeedsTwo } from "~/domain/funding/two-officers";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { Radios } from "~/ui/kit/fields/choice-fields";
import { ErrorSummary, fields, Form, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { BindingCheck } from "~/ui/funding/binding-check";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { BindForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Whether allocations bind") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    const byTwo = bindingNeedsTwo(fund, await oneOfficerLimit(q));
    return { fund, byTwo, effect: await bindingEffect(q, fund.fundId) };
  },
);

export const action = centre.action(
  { params: FundParams, form: BindForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    const step = stepOf(form);
    const by = { reason: form.reason, actor, at: now };
    const change = async (t: Tx): Promise<string> => {
      const fund = await fundBalance(t, params.id);
      const what = { fundId: fund.fundId, bind: form.bind === "yes" };
      if (bindingNeedsTwo(fund, await oneOfficerLimit(t))) {
        const wish = { kind: "bind-allocations" as const, ...what, fundName: fund.name };
        return `/commercial/proposals/${await makeProposal(t, { wish, ...by })}?done=proposed`;
      }
      await bindAllocations(t, { ...what, ...by });
      return `/commercial/funding/${params.id}/allocations?done=bind`;
    };
    if (step === "check") await rehearse(tx, change);
    if (step !== "submit") return shownAgain(form, step);
    return redirect(await change(tx));
  },
);

export default function BindAllocations() {
  const { fund, byTwo, effect } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <>
      <BackLink href={`/commercial/funding/${encodeURIComponent(fund.fundId)}/allocations`}>
        Allocations
      </BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={fund.name}>
        {checked ? "Check before you change whether allocations bind" : "Whether allocations bind"}
      </PageTitle>
      {checked ? <BindingCheck fund={fund} byTwo={byTwo} effect={effect} state={state} /> : <BindFields />}
    </>
  );
}

function BindFields() {
  const { fund } = useLoaderData<typeof loader>();
  const field = fields(useFormState(), { bind: fund.allocationsBind ? "yes" : "no" });
  return (
    <ReadingColumn>
      <p>
        The fund itself is never overspent. This decides whether one organisation’s orders may use money that
        is set aside for another. An order that was accepted before stays as it is.
      </p>
      <Form>
        <Radios
          {...field("bind")}
          label="May an organisation’s orders take more than its allocation?"
          choices={[
            {
              value: "no",
              label: "Yes, whatever is free to commit in the fund",
              hint: "Allocations are a plan",
            },
            {
              value: "yes",
              label: "No, only what is set aside for it",
              hint: "An organisation without an allocation of its own uses that of its integrated care board; without either, it can use nothing",
            },
          ]}
        />
        <ReasonStep />
      </Form>
    </ReadingColumn>
  );
}
