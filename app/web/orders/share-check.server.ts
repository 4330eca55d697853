import { redirect } from "@remix-run/node";
import type { Queryable, Tx } from "~db";
import { acceptanceText } from "~/domain/orders/acceptance";
import { agreementsToAccept } from "~/domain/orders/acceptance-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { notIndependent } from "~/domain/orders/approvals/approver-views.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { closedFundText } from "~/domain/orders/approvals/require-open-funds.server";
import { shareCheck } from "~/domain/orders/approvals/share-check-views.server";
import type { MemberActor } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { fieldRefused } from "~/web/refusals.server";

const UNTICKED: Readonly<Record<string, [field: "notMet" | "sole", text: string]>> = {
  "not-met-unseen": [
    "notMet",
    "Tick that you approve it although a standard is not met, or go back and decline it",
  ],
  "sole-approver-unticked": ["sole", "Tick that you approve it although nobody independent does, or go back"],
};

/** What the check page of a share shows; an approval that does not wait any more leads back to its own page. */
export async function loadShareCheck(
  q: Queryable,
  input: { actor: MemberActor; orderId: string; today: Day; base: string },
) {
  const { actor, orderId, today: on } = input;
  const payerCode = actor.organisationCode;
  const order = await orderView(q, { id: orderId, actor, on });
  const cost = await orderCost(q, { orderId, on });
  const check = await shareCheck(q, { order, cost, payerCode, on });
  const waits = order.approvals.some((one) => one.payerCode === payerCode && one.state === "requested");
  if (!check || !waits || order.state !== "awaiting_approval") throw redirect(`${input.base}/${orderId}`);
  const toAccept = await agreementsToAccept(q, { orderId, payerCode });
  const dependent = await notIndependent(q, {
    signedForBuyer: order.signedForBuyer,
    approver: actor,
    payerCode,
  });
  const acceptance = acceptanceText(toAccept);
  const closedFund = await closedFundText(q, { orderId, payerCode, on });
  const about = { order, cost, check, payerCode, acceptance, closedFund };
  return { ...about, signer: actor.name, notIndependent: dependent };
}

/** Approves a share from its check page; a standard that is not met and not ticked is an error beside the tick. */
export async function approveFromCheck(
  tx: Tx,
  input: {
    actor: MemberActor;
    at: Date;
    orderId: string;
    form: { editCount: number; notMet?: string; sole?: string };
    base: string;
  },
) {
  const { actor, at, orderId, form } = input;
  const accepted = { notMetAccepted: form.notMet === "yes", soleAccepted: form.sole === "yes" };
  const late = redirect(`${input.base}/${orderId}?late=approve`);
  try {
    const { already } = await approveShare(tx, {
      actor,
      at,
      orderId,
      editCount: form.editCount,
      ...accepted,
    });
    if (already) return late;
  } catch (error) {
    // The check page of what does not wait any more leads to the share, which says who was first.
    if (error instanceof Problem && error.code === "share-declined") return late;
    const unticked = error instanceof Problem ? UNTICKED[error.code] : undefined;
    if (!unticked) throw error;
    return fieldRefused({ [unticked[0]]: unticked[1] });
  }
  return redirect(`${input.base}/${orderId}`);
}
