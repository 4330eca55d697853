import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { whyNotDates } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/date-field";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { typedDayText } from "~/ui/funding/fund-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { DatesForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Change a fund’s dates") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params }) => {
    const fund = await fundBalance(q, params.id);
    return { fund };
  },
);

export const action = centre.action(
  {
    params: FundParams,
    form: DatesForm,
    roles: ["commercial_officer"],
    also: async ({ q, params, known: { opensOn, closesOn }, today }) => {
      if (!opensOn || !closesOn) return {};
      const reasons = whyNotDates(await fundBalance(q, params.id), { opensOn, closesOn }, today);
      return reasons.length > 0 ? { closes: reasons.join(" ") } : {};
    },
  },
  async ({ tx, actor, params, form, now, today }) => {
    const step = stepOf(form);
    if (step === "change") return shownAgain(form, "change");
    const { opensOn, closesOn, reason } = form;
    if (step === "check") return shownAgain(form, "check");
    await changeFundDates(tx, { fundId: params.id, opensOn, closesOn, reason, actor, at: now, today });
    return redirect(`/commercial/funding/${params.id}?done=dates`);
  },
);

export default function FundDates() {
  const { fund } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const field = fields(state);
  const back = `/commercial/funding/${encodeURIComponent(fund.fundId)}`;
  return (
    <ReadingColumn>
      <BackLink href={back}>{fund.name}</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={fund.name}>
        {checked ? "Check the dates before you change them" : "Close or extend the fund"}
      </PageTitle>
      {checked ? (
        <CheckAnswers
          state={state}
          button="Change the dates"
          rows={[
            { key: "opens", label: "Opening date", value: typedDayText(state, "opens") },
            { key: "closes", label: "Closing date", value: typedDayText(state, "closes") },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          <p>
            Orders can commit money of the fund on these days only. The {formatPence(fund.committed)} that
            orders have committed stays committed, whatever the dates.
          </p>
        </CheckAnswers>
      ) : (
        <Form>
          <DateField
            name="opens"
            label="Opening date"
            error={state?.errors["opens"]}
            parts={typedDate(state, "opens", fund.opensOn)}
          />
          <DateField
            name="closes"
            label="Closing date"
            hint="The last day on which orders may use it. To close it at once, enter yesterday."
            error={state?.errors["closes"]}
            parts={typedDate(state, "closes", fund.closesOn)}
          />
          <TextArea {...field("reason")} label="Reason" rows={3} maxLength={1000} />
          <SubmitButton name="step" value="check">
            Continue
          </SubmitButton>
        </Form>
      )}
    </ReadingColumn>
  );
}
