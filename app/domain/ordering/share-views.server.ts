import type { Queryable } from "~db";
import { agreementView } from "~/domain/cost-sharing/agreement-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { orderCost } from "./cost-views.server";
import { orderView } from "./order-views.server";
import type { Person } from "./parties";

/** Everything behind one payer's share of an order that this person may see. Throws not-found when it pays nothing. */
export async function shareView(
  q: Queryable,
  { orderId, payerCode, actor, on }: { orderId: string; payerCode: string; actor: Person; on: Day },
) {
  const order = await orderView(q, { id: orderId, actor, on });
  const cost = await orderCost(q, { orderId, on });
  const payer = cost.payers.find((one) => one.payerCode === payerCode);
  if (!payer) {
    throw new Problem("not-found", "no-such-share", {
      title: "This organisation pays no share of this order.",
      next: { label: "See the order", href: `/buying/orders/${orderId}/who-pays` },
    });
  }
  const { agreement } = cost;
  const found = agreement && (await agreementView(q, { agreementId: agreement.agreementId }));
  const version = found?.versions.find((one) => one.version === agreement?.version);
  return { order, cost, payer, signatures: version?.parties ?? [] };
}
