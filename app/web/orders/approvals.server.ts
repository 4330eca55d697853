import type { Queryable } from "~db";
import { acceptanceText } from "~/domain/orders/acceptance";
import { agreementsToAccept } from "~/domain/orders/acceptance-views.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { approvalsWaiting } from "~/domain/orders/order-list-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { signaturesBehind } from "~/domain/orders/approvals/share-views.server";
import type { MemberActor, Role } from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { placeIn, shownPage } from "~/web/lists/list-page";
import { shownApprovals, type ApprovalsAsked } from "./order-forms";

/** What the list of approvals shows to a payer; `decider` is the role that decides there. */
export async function loadApprovals(
  q: Queryable,
  input: { actor: MemberActor; query: ApprovalsAsked; url: string; decider: Role },
) {
  const { actor, query, url } = input;
  const filter = { words: query.q || undefined, sort: query.sort };
  const [waiting, decided] = await Promise.all([
    approvalsWaiting(q, actor.organisationCode, filter).page(placeIn(query)),
    approvalsWaiting(q, actor.organisationCode, { ...filter, decided: true }).page(placeIn(query, "decided")),
  ]);
  return {
    waiting: shownPage(url, waiting),
    decided: shownPage(url, decided, "decided"),
    mayDecide: actor.roles.includes(input.decider),
    search: shownApprovals(url, query),
  };
}

/** What the page of one share shows to its payer. Throws Problem not-found where the order is not the payer's to see. */
export async function loadApproval(q: Queryable, input: { actor: MemberActor; orderId: string; today: Day }) {
  const { actor, orderId, today } = input;
  const order = await orderView(q, { id: orderId, actor, on: today });
  const cost = await orderCost(q, { orderId, on: today });
  const signatures = await signaturesBehind(q, cost.shares);
  const payerCode = actor.organisationCode;
  const toAccept = await agreementsToAccept(q, { orderId, payerCode });
  return { order, cost, signatures, payerCode, acceptance: acceptanceText(toAccept) };
}
