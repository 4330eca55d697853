import { organisationLabel } from "~/domain/organisations/organisation-views.server";
import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { approveAskedMoney } from "~/domain/invoices/approve-asked-money.server";
import { declineMoneyRequest } from "~/domain/funding/requests/decline-money-request.server";
import { fundOf, MONEY_REQUESTS } from "~/domain/funding/requests/money-request";
import { moneyRequestView, whyNotCarryOut } from "~/domain/funding/requests/money-request-views.server";
import { paymentOfRequest } from "~/domain/funding/payments/payment-views.server";
import { withdrawMoneyRequest } from "~/domain/funding/requests/withdraw-money-request.server";
import { consequencesOfReversal } from "~/domain/invoices/reversal-consequences-views.server";
import { FUND_FIGURES } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { sum } from "~/domain/money/money";
import { closingProposed } from "~/domain/proposals/proposal-views.server";
import { withCode } from "~/domain/shared/organisation-words";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { AskedOfOfficerPage, askedRows, type DoneMessages } from "~/ui/funding/asked-of-officer";
import { buyerKindsText } from "~/ui/funding/fund-fields";
import { Money } from "~/ui/kit/money";
import { pageTitle } from "~/ui/kit/page";
import { PeriodText } from "~/ui/kit/day";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { TransferDecisionForm } from "~/web/funding/fund-forms";
import { ClosingProposed } from "~/ui/funding/payment-page";
import { RequestState } from "~/ui/funding/request-state";
import { ReversalWarning } from "~/ui/ledger/reversal-warning";
import { MoneyRequestParams, RequestsQuery } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A request to another officer") }];

export const loader = centre.loader(
  { params: MoneyRequestParams, query: RequestsQuery },
  async ({ q, actor, params, query, today }) => {
    const request = await moneyRequestView(q, params.id);
    const mayAct = request.state === "requested" && actor.roles.includes("commercial_officer");
    const own = request.requestedBy === actor.userId;
    return {
      request,
      whyNot: mayAct ? await whyNotCarryOut(q, request, today) : null,
      consequences:
        request.kind === "reverse" && request.state === "requested"
          ? await consequencesOfReversal(q, request.transactionId!)
          : null,
      payment: await paymentOfRequest(q, request.id),
      payer: request.kind === "open" ? await organisationLabel(q, fundOf(request.terms).payerCode) : null,
      fund: request.kind === "add" ? await fundBalance(q, request.fundId!) : null,
      closing:
        request.kind === "add" && request.state === "requested"
          ? await closingProposed(q, request.fundId!)
          : null,
      may: mayAct ? (own ? ("withdraw" as const) : ("decide" as const)) : null,
      done: query.done ?? null,
    };
  },
);

export const action = centre.action(
  { params: MoneyRequestParams, form: TransferDecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const command = { requestId: params.id, actor, at: now };
    const step = stepOf(form);
    const decide = (t: Tx): Promise<void> =>
      form.decision === "approve"
        ? approveAskedMoney(t, { ...command, today })
        : form.decision === "decline"
          ? declineMoneyRequest(t, { ...command, reason: form.reason })
          : withdrawMoneyRequest(t, command);
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/commercial/funding/requests/${params.id}?done=${form.decision}`);
  },
);

const DONE: DoneMessages = {
  asked: {
    heading: "Another officer is asked",
    next: "The other commercial officers have been told. Nothing happens until one of them approves.",
  },
  approve: {
    heading: "It was approved",
    next: "Whoever asked was told. It is done, or where another organisation pays, that organisation is asked now.",
  },
  decline: { heading: "It was declined", next: "Nothing has moved, and whoever asked was told why." },
  withdraw: {
    heading: "It was withdrawn",
    next: "Nothing has moved, and the officers who were asked are told by e-mail.",
  },
};

export default function MoneyRequest() {
  const data = useLoaderData<typeof loader>();
  const { request, closing, consequences, whyNot, may, done } = data;
  return (
    <AskedOfOfficerPage
      back={{ href: "/commercial/funding/requests", label: "What officers ask of each other" }}
      caption={request.id}
      title={MONEY_REQUESTS[request.kind]}
      message={done === null ? undefined : DONE[done]}
      rows={rowsOf(data)}
      follows={
        <>
          {consequences === null ? null : <ReversalWarning consequences={consequences} />}
          <ClosingProposed closing={closing} />
        </>
      }
      may={may}
      whyNot={whyNot}
      question="Should this be done?"
      approveHint={
        request.kind === "open" || request.kind === "add"
          ? "It is done at once; another organisation that pays is asked first"
          : "It is done at once"
      }
      requestedByName={request.requestedByName}
    />
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Request = Data["request"];

const AMOUNTS: Record<Request["kind"], string> = {
  open: "The fund opens with",
  add: "Added",
  reverse: "Moves back",
  limit: "One officer alone may put in up to",
};

function rowsOf({ request, payer, payment, fund }: Data) {
  return [
    { key: "state", label: "State", value: <RequestState state={request.state} payment={payment} /> },
    { key: "amount", label: AMOUNTS[request.kind], value: <Money amount={request.amount} /> },
    ...thingOf(request, payer),
    ...(fund ? beforeAdding(fund, request) : []),
    ...askedRows(request),
    ...(payment
      ? [
          {
            key: "payment",
            label: `Asked of ${payment.payerName}`,
            value: (
              <>
                <a href={`/commercial/funding/payments/${payment.id}`}>{payment.id}</a>{" "}
                <StatusTag status={payment.state} />
              </>
            ),
          },
        ]
      : []),
  ];
}

/** What the officer who decides about more money for a fund has to know of it. */
function beforeAdding(fund: NonNullable<Data["fund"]>, request: Request) {
  const waits = request.state === "requested";
  return [
    { key: "payer", label: "Who pays", value: withCode(fund.payerName, fund.payerCode) },
    ...(waits
      ? [
          {
            key: "before",
            label: `${FUND_FIGURES.putIn} until now`,
            value: <Money amount={fund.allocated} />,
          },
          {
            key: "after",
            label: `${FUND_FIGURES.putIn} with this`,
            value: <Money amount={sum([fund.allocated, request.amount])} />,
          },
        ]
      : []),
    {
      key: "dates",
      label: "Open for orders",
      value: <PeriodText from={fund.opensOn} to={fund.closesOn} />,
    },
  ];
}

/** The fund, with its terms where it is to be opened, or the movement that is to be reversed. */
function thingOf(request: Request, payer: string | null) {
  if (request.kind === "reverse") {
    const href = `/commercial/ledger/entries/${request.transactionId}`;
    return [{ key: "entry", label: "Movement", value: <a href={href}>{request.about}</a> }];
  }
  const href = `/commercial/funding/${encodeURIComponent(request.fundId ?? "")}`;
  if (request.kind === "add") {
    return [{ key: "fund", label: "Fund", value: <a href={href}>{request.about}</a> }];
  }
  if (request.kind === "limit") return [];
  const fund = fundOf(request.terms);
  const name = request.movementId !== null ? <a href={href}>{fund.name}</a> : fund.name;
  return [
    { key: "fund", label: "Fund", value: name },
    { key: "id", label: "Reference", value: fund.id },
    { key: "payer", label: "Who pays", value: payer ?? fund.payerCode },
    { key: "year", label: "Financial year", value: formatFinancialYear(fund.financialYear) },
    { key: "nature", label: "Kind of money", value: fund.nature === "capital" ? "Capital" : "Revenue" },
    {
      key: "end",
      label: "What is left at the end",
      value: fund.carriesOver ? "Carries over" : "Lapses",
    },
    {
      key: "dates",
      label: "Open for orders",
      value: `${formatDay(fund.opensOn)} to ${formatDay(fund.closesOn)}`,
    },
    { key: "kinds", label: "Who may use it", value: buyerKindsText(fund.eligibleBuyerKinds) },
  ];
}
