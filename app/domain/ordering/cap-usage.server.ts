import { and, eq, ne, notInArray } from "drizzle-orm";
import type { Queryable } from "~db";
import { order, orderShare } from "~db/schema/ordering";
import type { AgreementVersion } from "~/domain/cost-sharing/agreement";
import type { CostLine } from "~/domain/cost-sharing/cost-line";
import { capBucket, payerCodeOf, type Facts } from "~/domain/cost-sharing/facts";
import type { CapRule } from "~/domain/cost-sharing/rule";
import type { Pence } from "~/domain/money/money";
import { readTrace } from "./share-trace";

/** Caps of one order or one place need no memory; the others reach over every order under the agreement. */
function reachesBeyond(rule: { shape: string }): rule is CapRule {
  return rule.shape === "cap" && (rule as CapRule).scope !== "order";
}

/**
 * What other orders under the same agreement version have used of its caps, by rule and pot. Orders that were given
 * back or cancelled hold nothing.
 */
export async function alreadyUsed(
  q: Queryable,
  input: { orderId: string; agreement: AgreementVersion; lines: readonly CostLine[]; facts: Facts },
): Promise<NonNullable<Facts["alreadyUsed"]>> {
  const { orderId, agreement, facts } = input;
  const caps = agreement.rules.filter(reachesBeyond);
  if (caps.length === 0) return [];
  const rows = await q
    .select({ buyerCode: order.buyerCode, share: orderShare })
    .from(orderShare)
    .innerJoin(order, eq(order.id, orderShare.orderId))
    .where(
      and(
        eq(order.agreementId, agreement.agreementId),
        eq(order.agreementVersion, agreement.version),
        ne(order.id, orderId),
        notInArray(order.state, ["in_progress", "cancelled"]),
      ),
    );
  const used = new Map<string, { ruleNumber: number; bucket: string; amount: Pence }>();
  for (const { buyerCode, share } of rows) {
    const theirs: Facts = { ...facts, buyerCode };
    const line = { financialYear: share.financialYear, locationCode: null } as CostLine;
    for (const cap of caps) {
      if (!counts(cap, share, theirs)) continue;
      const bucket = capBucket(cap, line, theirs);
      const key = `${cap.ruleNumber} ${bucket}`;
      const amount = ((used.get(key)?.amount ?? 0n) + share.net) as Pence;
      used.set(key, { ruleNumber: cap.ruleNumber, bucket, amount });
    }
  }
  return [...used.values()];
}

function counts(cap: CapRule, share: typeof orderShare.$inferSelect, facts: Facts): boolean {
  if ("payer" in cap.appliesTo) return payerCodeOf(cap.appliesTo.payer, facts) === share.payerCode;
  const { rule } = cap.appliesTo;
  return readTrace(share.trace).steps.some((step) => step.ruleNumber === rule);
}
