import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { formatPence } from "~/domain/money/format";
import { sum } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { approveClose } from "~/domain/year-end/approve-close.server";
import { closeView } from "~/domain/year-end/close-views.server";
import { requestClose } from "~/domain/year-end/request-close.server";
import { withdrawClose } from "~/domain/year-end/withdraw-close.server";
import { ErrorSummary, hasErrors } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { MomentText } from "~/ui/kit/day";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { YearEndTabs } from "~/ui/year-end/year-end";
import {
  CloseConditions,
  CloseForms,
  LapsingFunds,
  OutstandingOrders,
  outstandingKey,
  outstandingTotals,
  StayingFunds,
} from "~/ui/year-end/year-end-close";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { CloseForm, YearParams } from "~/web/year-end/year-end-query";
import { pageOfRows } from "~/domain/shared/rows-page";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";
import { enqueue } from "~/platform/queue.server";

const DONE: Record<string, string> = {
  ask: "You asked for the closing. Another commercial officer is e-mailed and closes the year.",
  close: "The year is closed. Nothing can be recorded in it any more.",
  withdraw: "The request is taken back. The year stays open.",
  recompute: "Every balance is being worked out again. Load this page again in a minute.",
};

export const meta = () => [{ title: pageTitle("Close a financial year") }];

export const loader = centre.loader(
  {
    params: YearParams,
    query: z.object({ done: z.string().max(20).optional(), ...placeFields("outstanding") }),
  },
  async ({ q, actor, params, query, request, today, now }) => {
    const { outstanding, ...view } = await closeView(q, { ...params, today, now });
    const page = pageOfRows(outstanding, outstandingKey, placeIn(query, "outstanding"));
    return {
      outstanding: {
        page: shownPage(request.url, page, "outstanding"),
        totals: outstandingTotals(page.rows, outstanding),
        sum: sum(outstanding.map((one) => one.left)),
      },
      financialYear: params.financialYear,
      view,
      done: query.done ? (DONE[query.done] ?? null) : null,
      officer: actor.roles.includes("commercial_officer"),
      own: view.close?.requestedBy === actor.userId,
    };
  },
);

export const action = centre.action(
  { params: YearParams, form: CloseForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const about = { ...params, actor, at: now };
    const step = stepOf(form);
    const act = async (t: Tx): Promise<void> => {
      if (form.intent === "recompute") await enqueue(t, "recompute-ledger", {});
      else if (form.intent === "ask")
        await requestClose(t, { ...about, accrualReason: form.accrualReason, today });
      else if (form.intent === "close") await approveClose(t, { ...about, today });
      else await withdrawClose(t, { ...about, reason: form.reason });
    };
    if (form.intent !== "recompute" && step !== "submit") {
      if (step === "check") await rehearse(tx, act);
      return shownAgain(form, step);
    }
    await act(tx);
    return redirect(`/commercial/year-end/${params.financialYear}/close?done=${form.intent}`);
  },
);

export default function CloseYear() {
  const { financialYear, view, outstanding, done, officer, own } = useLoaderData<typeof loader>();
  const state = useFormState();
  const year = formatFinancialYear(financialYear);
  return (
    <>
      <BackLink href={`/commercial/year-end/${financialYear}`}>Year end {year}</BackLink>
      <FullWidth>
        {done ? <NotificationBanner heading={done} success /> : null}
        {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
        <PageTitle
          lede={
            view.close?.closedAt
              ? "Nothing can be recorded in this year, or in one before it, any more."
              : "After the closing nothing is recorded in this year, or in one before it. One officer asks, another closes."
          }
        >
          {view.close?.closedAt ? `${year} is closed` : `Close ${year}`}
        </PageTitle>
        <YearEndTabs financialYear={financialYear} current="/close" />
        {view.close ? <CloseFacts /> : null}
        {view.close?.closedAt ? (
          <StayingFunds rows={view.staying} financialYear={financialYear} />
        ) : (
          <>
            <CloseConditions conditions={view.conditions} officer={officer} />
            <OutstandingOrders {...outstanding} financialYear={financialYear} />
            <LapsingFunds rows={view.lapsing} />
            <StayingFunds rows={view.staying} financialYear={financialYear} />
            {officer ? (
              <CloseForms
                year={year}
                asked={view.close !== null}
                own={own}
                conditions={view.conditions}
                outstanding={outstanding.sum}
                lapsing={sum(view.lapsing.map((fund) => fund.free))}
                staying={sum(view.staying.map((fund) => fund.free))}
              />
            ) : null}
          </>
        )}
      </FullWidth>
    </>
  );
}

function CloseFacts() {
  const { view } = useLoaderData<typeof loader>();
  const close = view.close!;
  return (
    <SummaryList
      rows={[
        {
          key: "asked",
          label: "Asked by",
          value: (
            <>
              {close.requestedByName}, <MomentText at={close.requestedAt} />
            </>
          ),
        },
        ...(close.accrued > 0n
          ? [
              {
                key: "accrued",
                label: "Kept to be paid after the year",
                value: `${formatPence(close.accrued)}: ${close.accrualReason}`,
              },
            ]
          : []),
        ...(close.closedAt
          ? [
              {
                key: "closed",
                label: "Closed by",
                value: (
                  <>
                    {close.approvedByName}, <MomentText at={close.closedAt} />
                  </>
                ),
              },
              { key: "lapsed", label: "Lapsed", value: formatPence(close.lapsed ?? sum([])) },
            ]
          : []),
      ]}
    />
  );
}
