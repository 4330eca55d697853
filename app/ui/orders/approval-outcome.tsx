import { behindApprover } from "~/domain/orders/approvals/two-signatures";
import type { OrderView } from "~/domain/orders/order-views.server";
import { listed } from "~/domain/shared/sentence";
import { Inset } from "~/ui/kit/callouts";
import { ConfirmationPanel } from "~/ui/kit/confirmation-panel";
import { MomentText } from "~/ui/kit/day";
import type { FormState } from "~/ui/kit/form";
import { NotificationBanner } from "~/ui/kit/page";

/** What was decided, for everybody; for who came a moment too late also that nothing came of what they sent. */
export function Outcome({
  late,
  state,
  ...decided
}: {
  order: OrderView;
  approval: OrderView["approvals"][number];
  late: boolean;
  state: FormState | null;
}) {
  return (
    <>
      <Late late={late} />
      <Decided {...decided} />
      <NotSent state={state} />
    </>
  );
}

function Late({ late }: { late: boolean }) {
  if (!late) return null;
  return (
    <NotificationBanner heading="A colleague was first, so your approval changed nothing">
      <p>Below is what was decided, by whom and when.</p>
    </NotificationBanner>
  );
}

/** The reason that somebody typed a moment after a colleague had decided. */
function NotSent({ state }: { state: FormState | null }) {
  const reason = [state?.values["reason"] ?? ""].flat().join(" ");
  if (reason === "") return null;
  return (
    <Inset>
      <p>You typed this reason, and it was not sent: {reason}</p>
    </Inset>
  );
}

function Decided({ order, approval }: { order: OrderView; approval: OrderView["approvals"][number] }) {
  const words =
    approval.state === "approved"
      ? "Share approved"
      : approval.state === "declined"
        ? "Share declined"
        : order.state === "cancelled"
          ? "The order was cancelled"
          : "No longer waiting";
  const waiting = order.approvals.filter((one) => one.state === "requested");
  return (
    <>
      <ConfirmationPanel title={words} reference={order.id} referenceLabel="Call-off" />
      {approval.decidedAt ? (
        <p>
          Decided by {approval.decidedByName}
          {behindApprover(approval, order.signedForBuyer)}, <MomentText at={approval.decidedAt} />.
          {approval.reason ? ` Reason: ${approval.reason}` : ""}
        </p>
      ) : null}
      <h2>What happens next</h2>
      {order.state === "awaiting_approval" ? (
        <p>
          The order waits for {listed(waiting.map((one) => one.payerName))}. Then the supplier is asked to
          sign.
        </p>
      ) : null}
      {order.state === "awaiting_signature" ? (
        <p>
          {order.supplier.name} is asked to sign. The money is committed when it does, and you get an email.
        </p>
      ) : null}
      {order.state === "in_progress" ? (
        <p>The order is back with {order.buyer.name}, which can change it and send it again.</p>
      ) : null}
      {order.state === "cancelled" ? (
        <p>
          Nothing. {order.buyer.name} cancelled the order before it was signed, and no money was committed.
        </p>
      ) : null}
      {order.state === "live" || order.state === "completed" ? (
        <p>The order is live. You get an invoice for your share of each milestone.</p>
      ) : null}
    </>
  );
}
