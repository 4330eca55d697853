import { withCode } from "~/domain/shared/organisation-words";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { whyNotAdd } from "~/domain/funding/addable";
import { fundState, usableText, whereTheMoneyIs } from "~/domain/funding/fund";
import { fundView } from "~/domain/funding/funding-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { paymentsOfFund } from "~/domain/funding/payments/payment-views.server";
import { waitsLabel } from "~/domain/funding/payments/fund-payment";
import { PROPOSALS } from "~/domain/proposals/proposal";
import { proposalsWaiting } from "~/domain/proposals/proposal-views.server";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { kindLabel } from "~/domain/organisations/organisation";
import { capitalised } from "~/domain/shared/sentence";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { burnDowns } from "~/domain/statements/burn-down-views.server";
import { BurnDown } from "~/ui/statements/burn-down";
import { DataTable } from "~/ui/kit/lists/data-table";
import { DayText, PeriodText } from "~/ui/kit/day";
import { ButtonGroup, ButtonLink } from "~/ui/kit/form";
import { FundBar, fundFinding } from "~/ui/funding/fund-bar";
import { LedgerTable } from "~/ui/ledger/ledger-table";
import { CountLine, ListPages } from "~/ui/kit/lists/list-page";
import { Money } from "~/ui/kit/money";
import { BackLink, FullWidth, NotificationBanner, PageTitle, pageTitle } from "~/ui/kit/page";
import { Inset } from "~/ui/kit/callouts";
import { PaymentsTable } from "~/ui/funding/payments-table";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { placeFields, placeIn, shownPage } from "~/web/lists/list-page";
import { spreadsheets } from "~/ui/kit/lists/downloads";

const Params = z.object({ id: z.string().max(100) });
const Query = z.object({
  ...placeFields(),
  done: z.string().max(30).optional(),
});

const MOVEMENTS = ["movement", "movements"] as const;

const DONE: Record<string, { heading: string; next: string }> = {
  opened: {
    heading: "The fund is open",
    next: "Its money is in the ledger and it is on its programme’s public page. Next, set money aside for organisations, or name the fund in an agreement.",
  },
  asked: {
    heading: "The organisation that pays is asked",
    next: "Its budget approvers are told by e-mail. Nothing goes into the fund, and nothing of it can be allocated or committed, before they agree.",
  },
  added: { heading: "The money was added", next: "It is in the fund now." },
  dates: { heading: "The dates were changed", next: "Orders can use the fund on these days only." },
};

export const meta = ({ data }: { data?: { view: { fund: { name: string } } } }) => [
  { title: pageTitle(data?.view.fund.name ?? "Fund") },
];

export const loader = centre.loader(
  { params: Params, query: Query },
  async ({ q, actor, params, query, today, request }) => {
    const { lines, ...found } = await fundView(q, { fundId: params.id, place: placeIn(query) });
    const [fund] = await withUnusedAllocations(q, [found.fund]);
    const view = { ...found, fund: fund! };
    return {
      view,
      payments: await paymentsOfFund(q, params.id),
      proposals: await proposalsWaiting(q, { about: `fund:${params.id}` }),
      lines: shownPage(request.url, lines),
      burnDown: (await burnDowns(q, { funds: [view.fund], today }))[view.fund.fundId]!,
      state: fundState(view.fund, today),
      addable: whyNotAdd({ ...view.fund, id: view.fund.fundId }, today, await closedThrough(q)) === null,
      officer: actor.roles.includes("commercial_officer"),
      oversight: actor.roles.some((role) => role === "commercial_officer" || role === "auditor"),
      usable: usableText(view.fund, today),
      done: query.done ?? null,
    };
  },
);

export default function Fund() {
  const { view, payments, proposals, lines, burnDown, state, addable, officer, oversight, usable, done } =
    useLoaderData<typeof loader>();
  const { fund, allocations } = view;
  const base = `/commercial/funding/${encodeURIComponent(fund.fundId)}`;
  const message = done === null ? undefined : DONE[done];
  return (
    <FullWidth>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>
            {message.next}
            {done === "added" ? ` ${capitalised(usable)}.` : null}
          </p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/funding">Funds</BackLink>
      <PageTitle caption={fund.programmeName}>{fund.name}</PageTitle>
      <FundBar
        level={2}
        name={fund.name}
        money={whereTheMoneyIs(fund)}
        closed={state === "closed"}
        title={fundFinding(whereTheMoneyIs(fund), fund.lapsed, state === "closed")}
      />
      <BurnDown name={fund.name} figures={burnDown} closed={state === "closed"} />
      <PayersWord fund={fund} />
      {proposals.map((row) => (
        <Inset key={row.id}>
          <p>
            {row.proposedByName} proposes:{" "}
            <a href={`/commercial/proposals/${row.id}`}>{PROPOSALS[row.kind]}</a>. It waits for another
            officer.
          </p>
        </Inset>
      ))}
      <Terms fund={fund} state={state} />
      {officer ? <Actions fundId={fund.fundId} addable={addable} agreed={fund.payerAgreed} /> : null}
      <Allocations rows={allocations} base={base} />
      <PaymentsTable
        caption="What its payer was asked for"
        rows={payments}
        base="/commercial/funding/payments"
        of="payer"
      />
      {oversight ? (
        <p>
          <a href={`/commercial/audit?stream=${encodeURIComponent(`fund:${fund.fundId}`)}`}>
            Who changed what about this fund, and why
          </a>
        </p>
      ) : null}
      {lines.total > 0 ? <CountLine page={lines} noun={MOVEMENTS} /> : null}
      <LedgerTable
        caption="Movements, the latest day first"
        lines={lines.rows}
        totalRows={lines.total}
        downloads={spreadsheets(
          `/commercial/ledger.csv?account=${encodeURIComponent(`fund:${fund.fundId}`)}`,
        )}
      />
      <p>
        <a href={`/commercial/ledger/balances?find=${encodeURIComponent(`fund:${fund.fundId}`)}`}>
          What the fund held on any day
        </a>
      </p>
      <ListPages page={lines} noun={MOVEMENTS} />
    </FullWidth>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** What the fund waits for, where its payer has something to agree to. */
function PayersWord({ fund }: { fund: Data["view"]["fund"] }) {
  const waits = waitsLabel(fund);
  if (waits === null) return null;
  return (
    <Inset>
      <p>
        <strong>{waits}.</strong>{" "}
        {fund.payerAgreed
          ? "Until then nothing of that sum can be allocated or committed."
          : "Until it has, nothing can be allocated or committed, and the fund is on no public page."}
      </p>
    </Inset>
  );
}

function Actions({ fundId, addable, agreed }: { fundId: string; addable: boolean; agreed: boolean }) {
  const id = encodeURIComponent(fundId);
  return (
    <ButtonGroup>
      {agreed ? (
        <ButtonLink href={`/commercial/funding/${id}/allocations/new`}>Set money aside</ButtonLink>
      ) : null}
      {addable ? (
        <ButtonLink href={`/commercial/funding/${id}/add`} variant="secondary">
          Add money
        </ButtonLink>
      ) : null}
      <ButtonLink href={`/commercial/funding/${id}/dates`} variant="secondary">
        Close or extend
      </ButtonLink>
      {agreed ? (
        <ButtonLink href={`/commercial/funding/transfers/new?from=${id}`} variant="secondary">
          Ask for a transfer
        </ButtonLink>
      ) : null}
    </ButtonGroup>
  );
}

function Allocations({ rows, base }: { rows: Data["view"]["allocations"]; base: string }) {
  return (
    <>
      {rows.length > 0 ? (
        <DataTable
          id="allocations"
          caption="Set aside for organisations"
          rows={rows}
          rowKey={(row) => row.organisationCode}
          columns={[
            {
              key: "organisation",
              header: "Organisation",
              rowHeader: true,
              cell: (row) => withCode(row.organisationName, row.organisationCode),
            },
            { key: "on", header: "Since", cell: (row) => <DayText day={row.allocatedOn} /> },
            { key: "amount", header: "Amount", numeric: true, cell: (row) => <Money amount={row.amount} /> },
          ]}
        />
      ) : null}
      <p>
        <a href={`${base}/allocations`}>
          {rows.length > 0
            ? "What each organisation has used, and how the amounts came about"
            : "Allocations to organisations"}
        </a>
      </p>
    </>
  );
}

function Terms({ fund, state }: { fund: Data["view"]["fund"]; state: Data["state"] }) {
  return (
    <SummaryList
      rows={[
        { key: "state", label: "Now", value: <StatusTag status={fund.payerAgreed ? state : "waiting"} /> },
        {
          key: "dates",
          label: "Open for orders",
          value: <PeriodText from={fund.opensOn} to={fund.closesOn} />,
        },
        { key: "payer", label: "Paid by", value: withCode(fund.payerName, fund.payerCode) },
        {
          key: "year",
          label: "Year and kind of money",
          value: `${formatFinancialYear(fund.financialYear)}, ${fund.nature}`,
        },
        {
          key: "end",
          label: "What is left at the end of the year",
          value: fund.carriesOver ? "Carries over" : "Lapses",
        },
        {
          key: "who",
          label: "For",
          value:
            fund.eligibleBuyerKinds.length === 0
              ? "Every kind of buyer"
              : fund.eligibleBuyerKinds.map((kind) => kindLabel(kind, true)).join(", "),
        },
      ]}
    />
  );
}
