import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { order, orderShare } from "~db/schema/orders";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import {
  actsFor,
  capBucket,
  payerCodeOf,
  payerOn,
  reachesBeyond,
  type Facts,
} from "~/domain/cost-sharing/facts";
import type { CapRule } from "~/domain/agreements/rules/rule";
import type { Pence } from "~/domain/money/money";
import { ReadOnce } from "./read-once";

/** What the shares of one buyer, payer, year and place come to that the same rules have made. */
interface UsedSum {
  buyerCode: string;
  payerCode: string;
  financialYear: number;
  location: string | null;
  ruleNumbers: number[];
  net: Pence;
}

/** Summed in the database: an agreement can have a hundred thousand shares behind it. */
async function sumsUnder(q: Queryable, agreement: AgreementVersion, orderId: string): Promise<UsedSum[]> {
  const trace = sql`${orderShare.trace}`;
  const rows = await q.execute<{
    buyer: string;
    payer: string;
    year: number;
    location: string | null;
    rules: number[];
    net: string;
  }>(sql`
    select ${order.buyerCode} as buyer, ${orderShare.payerCode} as payer, ${orderShare.financialYear} as year,
           ${trace}->'line'->>'location' as location,
           jsonb_path_query_array(${trace}, '$.steps[*].ruleNumber') as rules,
           sum(${orderShare.net})::text as net
    from ${orderShare} join ${order} on ${order.id} = ${orderShare.orderId}
    where ${trace}->'agreement'->>'agreementId' = ${agreement.agreementId}
      and (${trace}->'agreement'->>'version')::int = ${agreement.version}
      and ${order.id} <> ${orderId} and ${order.state} not in ('in_progress', 'cancelled')
    group by 1, 2, 3, 4, 5`);
  return [...rows].map(({ buyer, payer, year, location, rules, net }) => ({
    buyerCode: buyer,
    payerCode: payer,
    financialYear: year,
    location,
    ruleNumbers: rules,
    net: BigInt(net) as Pence,
  }));
}

/**
 * What other orders under the same agreement version have used of its caps, by rule and pot. Orders that were
 * given back or cancelled hold nothing. What the buyer's predecessors used counts as its own: a merger opens
 * no new pot. In pence. Throws Problem rule-broken `fact-missing`.
 */
export async function alreadyUsed(
  q: Queryable,
  input: { orderId: string; agreement: AgreementVersion; facts: Facts; once?: ReadOnce },
): Promise<NonNullable<Facts["alreadyUsed"]>> {
  const { orderId, agreement, facts, once = new ReadOnce() } = input;
  const caps = agreement.rules.filter(reachesBeyond);
  if (caps.length === 0) return [];
  const used = new Map<string, { ruleNumber: number; bucket: string; amount: Pence }>();
  const sums = await once.ask(["used", agreement.agreementId, agreement.version, orderId], () =>
    sumsUnder(q, agreement, orderId),
  );
  for (const one of sums) {
    const replaced = payerOn(one.buyerCode, facts.orderDate, facts) === facts.buyerCode;
    const buyerCode = replaced ? facts.buyerCode : one.buyerCode;
    const theirs: Facts = { ...facts, buyerCode };
    const line = { financialYear: one.financialYear, locationCode: one.location } as CostLine;
    for (const cap of caps) {
      if (!counts(cap, one, theirs)) continue;
      const bucket = capBucket(cap, line, theirs);
      const key = `${cap.ruleNumber} ${bucket}`;
      const amount = ((used.get(key)?.amount ?? 0n) + one.net) as Pence;
      used.set(key, { ruleNumber: cap.ruleNumber, bucket, amount });
    }
  }
  return [...used.values()];
}

function counts(cap: CapRule, share: UsedSum, facts: Facts): boolean {
  if ("rule" in cap.appliesTo) return share.ruleNumbers.includes(cap.appliesTo.rule);
  const payer = payerCodeOf(cap.appliesTo.payer, facts);
  return actsFor(share.payerCode, payer, facts) || actsFor(payer, share.payerCode, facts);
}
