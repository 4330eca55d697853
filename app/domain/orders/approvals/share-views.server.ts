import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { order as orderTable } from "~db/schema/orders";
import { signaturesOf } from "~/domain/agreements/agreement-views.server";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { orderCost, type OrderCost } from "../cost-views.server";
import { orderView } from "../order-views.server";
import type { Person } from "../parties";
import type { AgreementSignature } from "~/domain/who-pays/share-explanation";

/** Who signed the agreements behind some shares. */
export async function signaturesBehind(
  q: Queryable,
  shares: OrderCost["shares"],
): Promise<AgreementSignature[]> {
  const versions = new Map(
    shares.flatMap(({ trace: { agreement } }) =>
      agreement ? [[`${agreement.agreementId} ${agreement.version}`, agreement] as const] : [],
    ),
  );
  return signaturesOf(q, [...versions.values()]);
}

/**
 * Everything behind one payer's share of an order that this person may see. Throws not-found when it pays
 * nothing. Codes: not-found `no-such-share`.
 */
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
  const own = cost.shares.filter((share) => share.payerCode === payerCode);
  return { order, cost, payer, signatures: await signaturesBehind(q, own) };
}

/**
 * One share that an order was sent with, and who signed its agreement. Ask first who may see it: an invoice
 * or the audit has its own rule. Throws not-found when the order has no such share. Codes: not-found
 * `no-such-share`.
 */
export async function sentShareView(
  q: Queryable,
  { orderId, shareId, on }: { orderId: string; shareId: string; on: Day },
) {
  const cost = await orderCost(q, { orderId, on });
  const share = cost.shares.find((one) => one.id === shareId);
  if (!share) throw new Problem("not-found", "no-such-share", "This order has no such share.");
  return { share, signatures: await signaturesBehind(q, [share]) };
}

/** Every share of an order as it stands, for those who audit. Throws Problem not-found `no-such-order`. */
export async function auditedShares(q: Queryable, { orderId, on }: { orderId: string; on: Day }) {
  const [found] = await q
    .select({ id: orderTable.id, title: orderTable.title, state: orderTable.state })
    .from(orderTable)
    .where(eq(orderTable.id, orderId));
  if (!found) throw new Problem("not-found", "no-such-order", "There is no such order.");
  const cost = await orderCost(q, { orderId, on });
  return { order: found, cost, signatures: await signaturesBehind(q, cost.shares) };
}
