import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { closingHint, closingMoneyText, whyNotDates } from "~/domain/funding/fund";
import { oneOfficerLimit } from "~/domain/funding/requests/money-request-views.server";
import { closingNeedsTwo } from "~/domain/funding/two-officers";
import { lockFund } from "~/domain/funding/lock-fund.server";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { draftsText } from "~/domain/who-pays/drafts-on-fund";
import { draftsOnFund } from "~/domain/who-pays/drafts-on-fund-views.server";
import { formatPence } from "~/domain/money/format";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
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
    const { orders, buyerCodes } = await draftsOnFund(q, { fundId: fund.fundId, on: today });
    return {
      fund,
      limit: await oneOfficerLimit(q),
      hint: closingHint(fund, today),
      drafts: { orders, buyers: buyerCodes.length },
    };
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
    const by = { actor, at: now };
    const change = async (t: Tx): Promise<string> => {
      const fund = await fundBalance(t, params.id);
      const { fundId, name: fundName } = fund;
      if (closingNeedsTwo(fund, closesOn, await oneOfficerLimit(t))) {
        const wish = { kind: "close-fund" as const, fundId, fundName, opensOn, closesOn };
        return `/commercial/proposals/${await makeProposal(t, { wish, reason, ...by })}?done=proposed`;
      }
      const { buyerCodes: draftBuyers } = await draftsOnFund(t, { fundId, on: today });
      await changeFundDates(t, { fundId, opensOn, closesOn, reason, draftBuyers, ...by, today });
      return `/commercial/funding/${params.id}?done=dates`;
    };
    if (step === "check") {
      await rehearse(tx, change);
      return shownAgain(form, "check");
    }
    return redirect(await change(tx));
  },
);

/** What the form shows of the fund, in the words of its fields. */
const seenDates = ({ opensOn, closesOn }: { opensOn: Day; closesOn: Day }): Seen => ({
  "Opening date": formatDay(opensOn),
  "Closing date": formatDay(closesOn),
});

export default function FundDates() {
  const { fund, limit, hint, drafts } = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  const { day, month, year } = typedDate(state, "closes");
  const typed = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` as Day;
  const byTwo = checked && closingNeedsTwo(fund, typed, limit);
  const sooner = checked && typed < fund.closesOn;
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
          button={byTwo ? "Ask another officer to approve" : "Change the dates"}
          rows={[
            { key: "opens", label: "Opening date", value: typedDayText(state, "opens") },
            { key: "closes", label: "Closing date", value: typedDayText(state, "closes") },
            { key: "reason", label: "Reason", value: String(state?.values["reason"] ?? "") },
          ]}
        >
          <p>
            Orders can commit money of the fund on these days only.{" "}
            {sooner
              ? closingMoneyText(fund, typed)
              : `The ${formatPence(fund.committed)} that orders have committed stays committed, whatever the dates.`}
          </p>
          {byTwo ? (
            <p>
              The fund holds {formatPence(fund.free)} that is not committed. One officer alone brings its last
              day forward where it holds up to {formatPence(limit)}, so another commercial officer is asked by
              e-mail. Nothing changes until they approve, and you can withdraw it until then.
            </p>
          ) : null}
          {sooner ? (
            <p>
              The organisation that pays, those with an allocation and buyers whose orders wait for its money
              are told by e-mail{byTwo ? " when it is approved" : ""}. {draftsText(drafts)}
            </p>
          ) : null}
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
