import { redirect } from "@remix-run/node";
import type { Tx } from "~db";
import { useLoaderData } from "@remix-run/react";
import { approveTransfer } from "~/domain/funding/transfers/approve-transfer.server";
import { declineTransfer } from "~/domain/funding/transfers/decline-transfer.server";
import { canLeave, leavingText, whyNotTransfer } from "~/domain/funding/transfers/fund-transfer";
import { ZERO } from "~/domain/money/money";
import { fundsLeaving } from "~/domain/funding/transfers/leaving-views.server";
import { transferView } from "~/domain/funding/transfers/transfer-views.server";
import { withdrawTransfer } from "~/domain/funding/transfers/withdraw-transfer.server";
import { AskedOfOfficerPage, askedRows, type DoneMessages } from "~/ui/funding/asked-of-officer";
import { Money } from "~/ui/kit/money";
import { pageTitle } from "~/ui/kit/page";
import { StatusTag } from "~/ui/kit/tag";
import { centre } from "~/web/audience.server";
import { shownAgain, stepOf } from "~/web/forms/check-step.server";
import { rehearse } from "~/web/forms/rehearse.server";
import { TransferDecisionForm } from "~/web/funding/fund-forms";
import { TransferParams, TransfersQuery } from "~/web/funding/transfers-query";

export const meta = () => [{ title: pageTitle("A transfer between funds") }];

export const loader = centre.loader(
  { params: TransferParams, query: TransfersQuery },
  async ({ q, actor, params, query }) => {
    const transfer = await transferView(q, params.id);
    // What can leave is the same figure as where a transfer is asked for: everything that waits is taken off, this as well.
    const funds = await fundsLeaving(q, [transfer.fromFundId, transfer.toFundId]);
    const fundOf = (id: string) => funds.find((row) => row.fundId === id)!;
    const leaving = canLeave(fundOf(transfer.fromFundId), transfer.kind);
    const officer = actor.roles.includes("commercial_officer");
    const reasons =
      transfer.state === "requested"
        ? whyNotTransfer(
            transfer.kind,
            // Other requests that wait are decided when their turn comes, as approving says too.
            { ...fundOf(transfer.fromFundId), waitingOut: ZERO },
            fundOf(transfer.toFundId),
            transfer.amount,
          )
        : [];
    const own = transfer.requestedBy === actor.userId;
    return {
      transfer,
      leaving: {
        canLeave: leaving.canLeave,
        text: leavingText(leaving, transfer.state === "requested" ? transfer.amount : ZERO),
      },
      whyNot:
        reasons.length === 0
          ? null
          : {
              title: `${transfer.id} cannot be approved as things stand now.`,
              detail: `${reasons.join(" ")} Decline it, or approve it when this has changed.`,
            },
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
    const command = { transferId: params.id, actor, at: now };
    const step = stepOf(form);
    const decide = (t: Tx): Promise<void> =>
      form.decision === "approve"
        ? approveTransfer(t, { ...command, today })
        : form.decision === "decline"
          ? declineTransfer(t, { ...command, reason: form.reason })
          : withdrawTransfer(t, command);
    if (step === "check") await rehearse(tx, decide);
    if (step !== "submit") return shownAgain(form, step);
    await decide(tx);
    return redirect(`/commercial/funding/transfers/${params.id}?done=${form.decision}`);
  },
);

const DONE: DoneMessages = {
  asked: {
    heading: "The transfer is asked for",
    next: "The other commercial officers have been told. Nothing moves until one of them approves.",
  },
  approve: { heading: "The transfer was approved", next: "The money has moved, and whoever asked was told." },
  decline: {
    heading: "The transfer was declined",
    next: "Nothing has moved, and whoever asked was told why.",
  },
  withdraw: {
    heading: "The transfer was withdrawn",
    next: "Nothing has moved, and the officers who were asked are told by e-mail.",
  },
};

export default function Transfer() {
  const data = useLoaderData<typeof loader>();
  const { transfer, whyNot, may, done } = data;
  return (
    <AskedOfOfficerPage
      back={{ href: "/commercial/funding/transfers", label: "Transfers between funds" }}
      caption={transfer.kind === "transfer" ? "Transfer between funds" : "Carrying over"}
      title={transfer.id}
      message={done === null ? undefined : DONE[done]}
      rows={rowsOf(data)}
      may={may}
      whyNot={whyNot}
      question="Should this money move?"
      approveHint="The money moves at once"
      requestedByName={transfer.requestedByName}
    />
  );
}

function rowsOf({ transfer, leaving, freeWhereItGoes }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const fund = (id: string, name: string) => (
    <a href={`/commercial/funding/${encodeURIComponent(id)}`}>{name}</a>
  );
  return [
    { key: "state", label: "State", value: <StatusTag status={transfer.state} /> },
    { key: "amount", label: "Amount", value: <Money amount={transfer.amount} /> },
    { key: "from", label: "From", value: fund(transfer.fromFundId, transfer.fromName) },
    { key: "to", label: "To", value: fund(transfer.toFundId, transfer.toName) },
    ...(transfer.state === "requested"
      ? [
          {
            key: "leaving",
            label: "Can leave besides this",
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
    ...askedRows(transfer),
  ];
}
