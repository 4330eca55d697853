import { data as answer, redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { programmesList } from "~/domain/funding/funding-views.server";
import { unusualFirstDay } from "~/domain/funding/fund";
import { asksPayer } from "~/domain/funding/payments/fund-payment";
import { needsSecondOfficer } from "~/domain/funding/requests/money-request";
import { oneOfficerLimit } from "~/domain/funding/requests/money-request-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { ZERO } from "~/domain/money/money";
import { decimalPence } from "~/domain/money/format";
import { organisationByCode } from "~/domain/organisations/organisation-views.server";
import { financialYearOf, financialYearPeriod } from "~/domain/shared/financial-year";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState, useIsChecked } from "~/ui/kit/form-state";
import { CheckFund, FundFields } from "~/ui/funding/fund-fields";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { FundForm } from "~/web/funding/fund-forms";
import { wrongWithFund } from "~/web/funding/wrong-with-fund.server";

const YEARS_AHEAD = 5;

export const meta = () => [{ title: pageTitle("Open a fund") }];

const Query = z.object({ programme: z.string().max(100).optional(), done: z.string().max(30).optional() });

export const loader = centre.loader(
  { query: Query, roles: ["commercial_officer"] },
  async ({ q, actor, query, today }) => {
    const programmes = await programmesList(q, { on: today });
    const thisYear = financialYearOf(today);
    return {
      programmes: programmes
        .filter((row) => row.closedOn === null)
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
      years: Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => thisYear + ahead),
      programme: query.programme,
      payer: actor.organisationCode,
      dates: financialYearPeriod(thisYear),
      limit: await oneOfficerLimit(q),
      opened: query.done === "programme-opened",
    };
  },
);

export const action = centre.action(
  {
    form: FundForm,
    roles: ["commercial_officer"],
    also: ({ q, known, today }) => wrongWithFund(q, known, today),
  },
  async ({ tx, actor, form, now, today }) => {
    const step = stepOf(form);
    const { name, id, financialYear, nature, amount, kinds, opensOn, closesOn, payer, programme } = form;
    const again = shownAgain(
      { ...form, amount: decimalPence(amount), financialYear: String(financialYear) },
      step === "change" ? "change" : "check",
    );
    if (step === "change") return again;
    const found = await organisationByCode(tx, payer, today);
    const known = (await programmesList(tx, { on: today })).find((row) => row.id === programme);
    const terms = {
      name,
      financialYear,
      nature,
      opensOn,
      closesOn,
      eligibleBuyerKinds: kinds,
      carriesOver: form.atEnd === "carries-over",
    };
    const fund = { ...terms, id, programmeId: programme, payerCode: found!.code };
    const open = async (t: Tx): Promise<string> => {
      if (!needsSecondOfficer(amount, await oneOfficerLimit(t), ZERO)) {
        const { paymentId } = await openFund(t, { fund, amount, actor, at: now, today });
        return `/commercial/funding/${id}?done=${paymentId ? "asked" : "opened"}`;
      }
      const wish = { kind: "open", fund, amount } as const;
      const reason = `A fund of ${known!.name}`;
      const { requestId } = await requestMoney(t, { wish, reason, actor, at: now, today });
      return `/commercial/funding/requests/${requestId}?done=asked`;
    };
    const unusual = unusualFirstDay(terms, today);
    const asks = asksPayer(fund.payerCode, actor);
    const shown = { ...again.data, found: { payer: found!.name, programme: known!.name, unusual, asks } };
    if (step === "check") {
      await rehearse(tx, open);
      return shown;
    }
    if (unusual !== null && form.unusual !== "yes") {
      const errors = { unusual: "Tick that this first day is meant, or change the dates" };
      return answer({ ...shown, errors }, { status: 422 });
    }
    return redirect(await open(tx));
  },
);

export default function OpenFund() {
  const data = useLoaderData<typeof loader>();
  const state = useFormState();
  const checked = useIsChecked();
  return (
    <ReadingColumn>
      {data.opened && !checked && !state ? (
        <NotificationBanner heading="The programme is open" success>
          <p>It is on its public page now. Next, open its first fund.</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/funding">Funds</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle
        lede={
          checked
            ? undefined
            : "A fund holds money of one financial year and one kind, capital or revenue, and is never overspent."
        }
      >
        {checked ? "Check the fund before you open it" : "Open a fund"}
      </PageTitle>
      {checked ? <CheckFund limit={data.limit} /> : <FundFields {...data} />}
    </ReadingColumn>
  );
}
