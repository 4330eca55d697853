import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { approveTransfer } from "~/domain/funding/approve-transfer.server";
import { declineTransfer } from "~/domain/funding/decline-transfer.server";
import { canLeave, leavingText } from "~/domain/funding/fund-transfer";
import { fundsLeaving } from "~/domain/funding/leaving-views.server";
import { transferView } from "~/domain/funding/transfer-views.server";
import { withdrawTransfer } from "~/domain/funding/withdraw-transfer.server";
import { Radios } from "~/ui/kit/choice-fields";
import { MomentText } from "~/ui/kit/day";
import { ErrorSummary, fields, Form, hasErrors, SubmitButton } from "~/ui/kit/form";
import { useFormState } from "~/ui/kit/form-state";
import { Money } from "~/ui/kit/money";
import { BackLink, NotificationBanner, PageTitle, pageTitle, ReadingColumn } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { StatusTag } from "~/ui/kit/tag";
import { TextArea } from "~/ui/kit/text-fields";
import { centre } from "~/web/audience.server";
import { TransferDecisionForm } from "~/web/funding/fund-forms";
import { TransferParams, TransfersQuery } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A transfer between funds") }];

export const loader = centre.loader(
  { params: TransferParams, query: TransfersQuery },
  async ({ q, actor, params, query }) => {
    const transfer = await transferView(q, params.id);
    // What other requests wait for is taken off, this one is not.
    const funds = await fundsLeaving(q, [transfer.fromFundId, transfer.toFundId], transfer.id);
    const fundOf = (id: string) => funds.find((row) => row.fundId === id)!;
    const leaving = canLeave(fundOf(transfer.fromFundId), transfer.kind);
    const officer = actor.roles.includes("commercial_officer");
    const own = transfer.requestedBy === actor.userId;
    return {
      transfer,
      leaving: { canLeave: leaving.canLeave, text: leavingText(leaving) },
      freeWhereItGoes: fundOf(transfer.toFundId).free,
      may:
        transfer.state === "requested" && officer
          ? own
            ? ("withdraw" as const)
            : ("decide" as const)
          : null,
      done: query.done ?? null,
    };
  },
);

export const action = centre.action(
  { params: TransferParams, form: TransferDecisionForm, roles: ["commercial_officer"] },
  async ({ tx, actor, params, form, now, today }) => {
    const deed = { transferId: params.id, actor, at: now };
    if (form.decision === "approve") await approveTransfer(tx, { ...deed, today });
    else if (form.decision === "decline") await declineTransfer(tx, { ...deed, reason: form.reason });
    else await withdrawTransfer(tx, deed);
    return redirect(`/commercial/funding/transfers/${params.id}?done=${form.decision}`);
  },
);

const DONE: Record<string, { heading: string; next: string }> = {
  asked: {
    heading: "The transfer is asked for",
    next: "The other commercial officers have been told. Nothing moves until one of them approves.",
  },
  approve: { heading: "The transfer was approved", next: "The money has moved, and whoever asked was told." },
  decline: {
    heading: "The transfer was declined",
    next: "Nothing has moved, and whoever asked was told why.",
  },
  withdraw: { heading: "The transfer was withdrawn", next: "Nothing has moved." },
};

export default function Transfer() {
  const { transfer, may, done } = useLoaderData<typeof loader>();
  const state = useFormState();
  const message = done === null ? undefined : DONE[done];
  return (
    <ReadingColumn>
      {message ? (
        <NotificationBanner heading={message.heading} success>
          <p>{message.next}</p>
        </NotificationBanner>
      ) : null}
      <BackLink href="/commercial/funding/transfers">Transfers between funds</BackLink>
      {hasErrors(state) ? <ErrorSummary errors={state?.errors} problem={state?.problem} /> : null}
      <PageTitle caption={transfer.kind === "transfer" ? "Transfer between funds" : "Carrying over"}>
        {transfer.id}
      </PageTitle>
      <Facts />
      {may === "decide" ? <Decide /> : null}
      {may === "withdraw" ? (
        <Form>
          <p>You asked for it, so another commercial officer decides.</p>
          <SubmitButton name="decision" value="withdraw" variant="secondary">
            Withdraw it
          </SubmitButton>
        </Form>
      ) : null}
      {transfer.state === "approved" ? (
        <p>
          <a
            href={`/commercial/ledger?account=${encodeURIComponent(`fund:${transfer.fromFundId}`)}&deed=${transfer.kind}`}
          >
            See the movement in the ledger
          </a>
        </p>
      ) : null}
    </ReadingColumn>
  );
}

function Facts() {
  const { transfer, leaving, freeWhereItGoes } = useLoaderData<typeof loader>();
  const waits = transfer.state === "requested";
  const fund = (id: string, name: string) => (
    <a href={`/commercial/funding/${encodeURIComponent(id)}`}>{name}</a>
  );
  return (
    <SummaryList
      rows={[
        { key: "state", label: "State", value: <StatusTag status={transfer.state} /> },
        { key: "amount", label: "Amount", value: <Money amount={transfer.amount} /> },
        { key: "from", label: "From", value: fund(transfer.fromFundId, transfer.fromName) },
        { key: "to", label: "To", value: fund(transfer.toFundId, transfer.toName) },
        ...(waits
          ? [
              {
                key: "leaving",
                label: "Can leave where it comes from",
                value: (
                  <>
                    <Money amount={leaving.canLeave} />: {leaving.text}
                  </>
                ),
              },
              {
                key: "free-to",
                label: "Free to commit now where it goes",
                value: <Money amount={freeWhereItGoes} />,
              },
            ]
          : []),
        { key: "reason", label: "Reason", value: transfer.reason },
        {
          key: "asked",
          label: "Asked",
          value: (
            <>
              {transfer.requestedByName}, <MomentText at={transfer.requestedAt} />
            </>
          ),
        },
        ...(transfer.decidedAt
          ? [
              {
                key: "decided",
                label: "Decided",
                value: (
                  <>
                    {transfer.decidedByName}, <MomentText at={transfer.decidedAt} />
                  </>
                ),
              },
            ]
          : []),
        ...(transfer.decisionReason ? [{ key: "why", label: "Why", value: transfer.decisionReason }] : []),
      ]}
    />
  );
}

function Decide() {
  const field = fields(useFormState());
  return (
    <Form>
      <h2 className="nhsuk-heading-m">Decide</h2>
      <Radios
        {...field("decision")}
        label="Should this money move?"
        choices={[
          { value: "approve", label: "Approve", hint: "The money moves at once" },
          { value: "decline", label: "Decline", hint: "Nothing moves; say why below" },
        ]}
      />
      <TextArea {...field("reason")} label="Why, if you decline" rows={3} maxLength={1000} />
      <SubmitButton>Decide</SubmitButton>
    </Form>
  );
}
