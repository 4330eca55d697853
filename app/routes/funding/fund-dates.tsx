import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { closingHint, whyNotDates } from "~/domain/funding/fund";
import { lockFund } from "~/domain/funding/lock-fund.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { formatPence } from "~/domain/money/format";
import { formatDay, type Day } from "~/domain/shared/day";
import type { Seen } from "~/domain/shared/seen";
import { CheckAnswers } from "~/ui/kit/check-answers";
import { DateField, typedDate } from "~/ui/kit/fields/date-field";
import { ErrorSummary, Form, hasErrors, SeenField } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { typedDayText } from "~/ui/funding/fund-fields";
import { BackLink, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { ReasonStep } from "~/ui/kit/fields/reason-step";
import { DatesForm, FundParams } from "~/web/funding/fund-forms";

export const meta = () => [{ title: pageTitle("Change a fund’s dates") }];

export const loader = centre.loader(
  { params: FundParams, roles: ["commercial_officer"] },
  async ({ q, params, today }) => {
    const fund = await fundBalance(q, params.id);
    return { fund, hint: closingHint(fund, today) };
  },
);

export const action = centre.action(
  {
    params: FundParams,
    form: DatesForm,
    roles: ["commercial_officer"],
    seen: async ({ tx, params }) => {
      await lockFund(tx, params.id);
      return seenDates(await fundBalance(tx, params.id));
    },
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
    const dates = { fundId: params.id, opensOn, closesOn, reason, actor, at: now, today };
    if (step === "check") {
      await rehearse(tx, (trial) => changeFundDates(trial, dates));
      return shownAgain(form, "check");
    }
    await changeFundDates(tx, dates);
    return redirect(`/commercial/funding/${params.id}?done=dates`);
  },
);

/** What the form shows of the fund, in the words of its fields. */
const seenDates = ({ opensOn, closesOn }: { opensOn: Day; closesOn: Day }): Seen => ({
  "Opening date": formatDay(opensOn),
  "Closing date": formatDay(closesOn),
});

export default function FundDates() {
  const { fund, hint } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
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
          <SeenField seen={seenDates(fund)} state={state} />
          <DateField
            name="opens"
            label="Opening date"
            error={state?.errors["opens"]}
            parts={typedDate(state, "opens", fund.opensOn)}
          />
          <DateField
            name="closes"
            label="Closing date"
            hint={hint}
            error={state?.errors["closes"]}
            parts={typedDate(state, "closes", fund.closesOn)}
          />
          <ReasonStep />
        </Form>
      )}
    </ReadingColumn>
  );
}
