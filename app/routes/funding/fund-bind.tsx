import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bindAllocations } from "~/domain/funding/bind-allocations.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { Radios } from "~/ui/kit/choice-fields";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { BindForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Whether allocations bind") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    return { fund };
  },
);

export const action = centre.action(
  { params: FundParams, form: BindForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now }) => {
    await bindAllocations(tx, {
      fundId: params.id,
      bind: form.bind === "yes",
      reason: form.reason,
      actor,
      at: now,
    });
    return redirect(`/commercial/funding/${params.id}/allocations?done=bind`);
  },
);

export default function BindAllocations() {
  const { fund } = useLoaderData<typeof loader>();
  const state = useFormState();
  const field = fields(state, { bind: fund.allocationsBind ? "yes" : "no" });
  return (
    <ReadingColumn>
      <BackLink href={`/commercial/funding/${encodeURIComponent(fund.fundId)}/allocations`}>
        Allocations
      </BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={fund.name}>Whether allocations bind</PageTitle>
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
        <TextArea {...field("reason")} label="Reason" rows={3} maxLength={1000} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </ReadingColumn>
  );
}
