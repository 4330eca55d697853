import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { approveMoneyRequest } from "~/domain/funding/approve-money-request.server";
import { declineMoneyRequest } from "~/domain/funding/decline-money-request.server";
import { fundOf, MONEY_REQUESTS } from "~/domain/funding/money-request";
import { moneyRequestView } from "~/domain/funding/money-request-views.server";
import { withdrawMoneyRequest } from "~/domain/funding/withdraw-money-request.server";
import { formatDay } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { Radios } from "~/ui/kit/choice-fields";
import { MomentText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { buyerKindsText } from "~/ui/funding/fund-fields";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { TransferDecisionForm } from "~/web/funding/fund-forms";
import { MoneyRequestParams, TransfersQuery } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A request to another officer") }];

export const loader = centre.loader(
  { params: MoneyRequestParams, query: TransfersQuery },
  async ({ q, actor, params, query }) => {
    const request = await moneyRequestView(q, params.id);
    const mayAct = request.state === "requested" && actor.roles.includes("commercial_officer");
    const own = request.requestedBy === actor.userId;
    return {
      request,
      may: mayAct ? (own ? ("withdraw" as const) : ("decide" as const)) : null,
      done: query.done ?? null,
    };
  },
);

export const action = centre.action(
  { params: MoneyRequestParams, form: TransferDecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const deed = { requestId: params.id, actor, at: now };
    if (form.decision === "approve") await approveMoneyRequest(tx, { ...deed, today });
    else if (form.decision === "decline") await declineMoneyRequest(tx, { ...deed, reason: form.reason });
    else await withdrawMoneyRequest(tx, deed);
    return redirect(`/commercial/funding/requests/${params.id}?done=${form.decision}`);
  },
);

const DONE: Record<string, { heading: string; next: string }> = {
  asked: {
    heading: "Another officer is asked",
    next: "The other commercial officers have been told. Nothing happens until one of them approves.",
  },
  approve: { heading: "It was approved", next: "It is done, and whoever asked was told." },
  decline: { heading: "It was declined", next: "Nothing has moved, and whoever asked was told why." },
  withdraw: { heading: "It was withdrawn", next: "Nothing has moved." },
};

export default function MoneyRequest() {
  const { request, may, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const message = done === null ? undefined : DONE[done];
  return (
    <ReadingColumn>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>{message.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/funding/requests">What officers ask of each other</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={request.id}>{MONEY_REQUESTS[request.kind]}</PageTitle>
      <SummaryList rows={rowsOf(request)} />
      {may === "decide" ? <Decide /> : null}
      {may === "withdraw" ? (
        <Form>
          <p>You asked for this, so another commercial officer decides. You can withdraw it until then.</p>
          <input type="hidden" name="decision" value="withdraw" />
          <SubmitButton variant="secondary">Withdraw it</SubmitButton>
        </Form>
      ) : null}
    </ReadingColumn>
  );
}

type Request = ReturnType<typeof useLoaderData<typeof loader>>["request"];

const AMOUNTS: Record<Request["kind"], string> = {
  open: "The fund opens with",
  add: "Added",
  reverse: "Moves back",
  limit: "One officer alone may put in up to",
};

function rowsOf(request: Request) {
  return [
    { key: "state", label: "State", value: <StatusTag status={request.state} /> },
    { key: "amount", label: AMOUNTS[request.kind], value: <Money amount={request.amount} /> },
    ...thingOf(request),
    { key: "reason", label: "Reason", value: request.reason },
    {
      key: "asked",
      label: "Asked",
      value: (
        <>
          {request.requestedByName}, <MomentText at={request.requestedAt} />
        </>
      ),
    },
    ...(request.decidedAt
      ? [
          {
            key: "decided",
            label: "Decided",
            value: (
              <>
                {request.decidedByName}, <MomentText at={request.decidedAt} />
              </>
            ),
          },
        ]
      : []),
    ...(request.decisionReason ? [{ key: "why", label: "Why", value: request.decisionReason }] : []),
  ];
}

/** The fund, with its terms where it is to be opened, or the movement that is to be reversed. */
function thingOf(request: Request) {
  if (request.kind === "reverse") {
    const href = `/commercial/ledger/deeds/${request.transactionId}`;
    return [{ key: "deed", label: "Movement", value: <a href={href}>{request.about}</a> }];
  }
  const href = `/commercial/funding/${encodeURIComponent(request.fundId ?? "")}`;
  if (request.kind === "add") {
    return [{ key: "fund", label: "Fund", value: <a href={href}>{request.about}</a> }];
  }
  if (request.kind === "limit") return [];
  const fund = fundOf(request.terms);
  const name = request.state === "approved" ? <a href={href}>{fund.name}</a> : fund.name;
  return [
    { key: "fund", label: "Fund", value: name },
    { key: "id", label: "Reference", value: fund.id },
    { key: "payer", label: "Who pays", value: fund.payerCode },
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

function Decide() {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <Radios
        {...field("decision")}
        label="Should this be done?"
        choices={[
          { value: "approve", label: "Approve", hint: "It is done at once" },
          { value: "decline", label: "Decline", hint: "Nothing moves; say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you decline" rows={3} maxLength={1000} />
      <SubmitButton>Decide</SubmitButton>
    </Form>
  );
}
