import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { order, orderApproval } from "~db/schema/orders";
import { recordEvent } from "~/domain/audit/record-event.server";
import { GATE_RULE, type VerdictLine } from "~/domain/certification/verdict";
import { formatPence } from "~/domain/money/format";
import { dayOf } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { requireNextState } from "~/domain/shared/state-table";
import { acceptAgreements } from "../accept-agreements.server";
import type { Change } from "../draft/change-order.server";
import { lockOrder, type LockedOrder } from "../lock-order.server";
import { notifyPeople } from "~/domain/people/notify-people.server";
import { ORDER_STATES, ORDER_WORDS, type OrderState } from "../order";
import { requireApprover } from "../parties";
import type { OrderSnapshot } from "../submit-order.server";
import { requireOnSale } from "../require-on-sale.server";
import { requireDaysInContract } from "../require-days-in-contract.server";
import { organisationName } from "~/domain/organisations/organisation-views.server";
import { decidedText } from "./decided-views.server";
import { notIndependent } from "./approver-views.server";
import { standardsNotMet } from "./share-check-views.server";
import { behindApprover, requireAnotherApprover } from "./two-signatures";
import { requireOpenFunds } from "./require-open-funds.server";
import { requireFresh } from "../draft/stale-edit";

export interface Decided {
  state: OrderState;
  /** True when a colleague had already decided the same: nothing was changed. */
  already: boolean;
}

/**
 * Says yes for one payer to its share, and with its first one accepts the agreements by which it pays. When
 * every payer has, the order goes to the supplier to sign. A second approver of the same payer changes
 * nothing and is told so. Throws when the order changed since the page was opened, and Problem not-met-unseen
 * when the solution has stopped meeting a standard and the person did not say that they know. Throws Problem
 * conflict `share-declined`, rule-broken `not-met-unseen` and `fund-closed`, and what its guards throw. Whoever signed the order for its buyer,
 * or is not independent of them, leaves the approval to another, where there is one.
 */
export async function approveShare(
  tx: Tx,
  command: Change & {
    /** That the person was shown what the solution does not meet today, and approves all the same. */
    notMetAccepted?: boolean;
    /** That whoever approves is not independent of who signed for the buyer, and knows that nobody else there may approve. */
    soleAccepted?: boolean;
  },
): Promise<Decided> {
  const { actor, at } = command;
  const locked = await lockOrder(tx, command.orderId);
  requireApprover(actor, locked);
  const payerCode = actor.organisationCode!;
  const own = and(eq(orderApproval.orderId, locked.id), eq(orderApproval.payerCode, payerCode));
  const [approval] = await tx.select().from(orderApproval).where(own);
  if (approval!.state === "approved") return { state: locked.state, already: true };
  if (approval!.state === "declined") {
    const buyerName = await organisationName(tx, locked.buyerCode);
    throw alreadyDeclined(buyerName, await decidedText(tx, approval!));
  }
  requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "approve");
  requireFresh(locked, command.editCount);
  const { signedForBuyer } = locked.snapshot as OrderSnapshot;
  const dependent = await notIndependent(tx, {
    signedForBuyer,
    approver: actor,
    payerCode,
  });
  requireAnotherApprover(dependent, command.soleAccepted ?? false);
  await requireDaysInContract(
    tx,
    locked,
    "Decline your share and say so: the order then goes back to its buyer, who can change the day or the term.",
  );
  await requireOnSale(
    tx,
    locked,
    "Decline your share and say so: the order then goes back to its buyer, who can compare again.",
  );
  await requireOpenFunds(tx, { orderId: locked.id, payerCode, on: dayOf(at) });
  const notMet = await standardsNotMet(tx, { orderId: locked.id, on: dayOf(at) });
  if (notMet.length > 0 && !command.notMetAccepted) throw notMetUnseen(notMet);
  await tx
    .update(orderApproval)
    .set({ state: "approved", decidedBy: actor.userId, decidedAt: at, alsoSigned: dependent !== null })
    .where(own);
  const payerName = await organisationName(tx, payerCode);
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.share-approved",
    summary: `${payerName} approved its share: ${formatPence(approval!.net)} and ${formatPence(approval!.vat)} VAT${dependent ? `, by ${actor.name}${behindApprover({ alsoSigned: true, decidedBy: actor.userId }, signedForBuyer)}` : ""}`,
    actor,
    at,
    before: { state: "requested" },
    after: {
      payerCode,
      state: "approved",
      net: approval!.net,
      vat: approval!.vat,
      ...(dependent ? { notIndependent: dependent.why } : {}),
      ...(notMet.length > 0 ? { approvedThoughNotMet: notMet.map((line) => line.standardId) } : {}),
    },
  });
  await acceptAgreements(tx, { orderId: locked.id, payerCode, payerName, actor, at });
  const state = await finishWhenAllHave(tx, locked, command);
  return { state, already: false };
}

function notMetUnseen(notMet: readonly VerdictLine[]): Problem {
  return new Problem(
    "rule-broken",
    "not-met-unseen",
    {
      title: "The solution does not meet a mandatory standard today.",
      detail: `${notMet.map((line) => line.text).join(" ")} Nothing was approved. Look at the check page, and tick there that you approve the share all the same, or decline it.`,
      rule: GATE_RULE,
    },
    { standards: notMet.map((line) => line.standardId) },
  );
}

function alreadyDeclined(buyerName: string, decided: string): Problem {
  return new Problem("conflict", "share-declined", {
    title: "Your organisation has already declined its share of this order, so nothing was approved.",
    detail: `${decided} The order went back to ${buyerName}, which can change it and send it for approval again.`,
  });
}

async function finishWhenAllHave(tx: Tx, locked: LockedOrder, { actor, at }: Change): Promise<OrderState> {
  const open = await tx
    .select({ payerCode: orderApproval.payerCode })
    .from(orderApproval)
    .where(and(eq(orderApproval.orderId, locked.id), eq(orderApproval.state, "requested")));
  if (open.length > 0) return locked.state;
  const state = requireNextState(ORDER_STATES, ORDER_WORDS, locked.state, "finish_approval_of");
  await tx.update(order).set({ state }).where(eq(order.id, locked.id));
  await recordEvent(tx, {
    stream: `order:${locked.id}`,
    action: "order.approved",
    summary: `Every payer has approved; sent to ${locked.supplierName} to sign`,
    actor,
    at,
    before: { state: locked.state },
    after: { state },
  });
  await notifyPeople(
    tx,
    { organisationCode: locked.supplierOrganisationCode, roles: ["supplier_signatory"] },
    {
      kind: "order-to-sign",
      subject: `Order ${locked.id} is ready for you to sign`,
      body: [
        `${locked.title} (${locked.id}) has been approved by every payer.`,
        { label: "Read it and accept or decline it", path: `/supplying/orders/${locked.id}` },
      ],
    },
  );
  return state;
}
