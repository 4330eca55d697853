import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { actsFor, capBucket, payerCodeOf, type Facts, type FundBalance } from "~/domain/cost-sharing/facts";
import type { CapRule, Rule } from "~/domain/agreements/rules/rule";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import { stepsAt } from "~/domain/cost-sharing/trace";
import { pence, ZERO, type Pence } from "~/domain/money/money";
import type { FinancialYear } from "~/domain/shared/financial-year";

/** What one payer bears of an order in one financial year; from a kept share or from a new split. */
export interface BorneShare {
  payerCode: string;
  financialYear: FinancialYear;
  net: Pence;
  cost: Pence;
}

export interface ChangedShare {
  payerCode: string;
  financialYear: FinancialYear;
  oldNet: Pence;
  newNet: Pence;
  oldCost: Pence;
  newCost: Pence;
}

/** What earlier orders of a run have taken of caps that reach over several orders, and of funds. */
export interface Usage {
  caps: { ruleNumber: number; bucket: string; amount: Pence }[];
  funds: { fundId: string; amount: Pence }[];
}

/** Caps of one order need no memory; the others reach over every order of the run. */
const reachesBeyond = (rule: Rule): rule is CapRule => rule.shape === "cap" && rule.scope !== "order";

export const NOTHING_USED: Usage = { caps: [], funds: [] };

/**
 * One order before and after, by payer and year, and how much would pass from one payer to another: half of
 * what all differences in net come to, since what leaves one arrives at another. In pence.
 */
export function compareOrder(
  before: readonly BorneShare[],
  after: readonly BorneShare[],
): { rows: ChangedShare[]; moved: Pence } {
  const rows = new Map<string, ChangedShare>();
  const rowOf = ({ payerCode, financialYear }: BorneShare): ChangedShare => {
    const key = `${payerCode} ${financialYear}`;
    const known = rows.get(key);
    if (known) return known;
    const fresh = { payerCode, financialYear, oldNet: ZERO, newNet: ZERO, oldCost: ZERO, newCost: ZERO };
    rows.set(key, fresh);
    return fresh;
  };
  for (const share of before) {
    const row = rowOf(share);
    row.oldNet = (row.oldNet + share.net) as Pence;
    row.oldCost = (row.oldCost + share.cost) as Pence;
  }
  for (const share of after) {
    const row = rowOf(share);
    row.newNet = (row.newNet + share.net) as Pence;
    row.newCost = (row.newCost + share.cost) as Pence;
  }
  const byPayer = new Map<string, bigint>();
  for (const { payerCode, oldNet, newNet } of rows.values())
    byPayer.set(payerCode, (byPayer.get(payerCode) ?? 0n) + newNet - oldNet);
  const passed = [...byPayer.values()].reduce((total, each) => total + (each < 0n ? -each : each), 0n);
  return { rows: [...rows.values()], moved: pence(passed / 2n) };
}

/**
 * What a split takes of caps that reach over several orders, by rule and pot, and of funds. In pence. Throws
 * Problem rule-broken `fact-missing`.
 */
export function usageOf(
  split: CostSplit,
  { agreement, facts, lines }: { agreement: AgreementVersion; facts: Facts; lines: readonly CostLine[] },
): Usage {
  const caps = agreement.rules.filter(reachesBeyond);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const capped = new Map<string, Usage["caps"][number]>();
  const funds = new Map<string, Pence>();
  split.shares.forEach((share, index) => {
    if (share.fundId) funds.set(share.fundId, ((funds.get(share.fundId) ?? 0n) + share.net) as Pence);
    if (caps.length === 0) return;
    const numbers = new Set(stepsAt(split.trace, index).map((step) => step.ruleNumber));
    for (const cap of caps) {
      if (!counts(cap, share.payerCode, numbers, facts)) continue;
      const bucket = capBucket(cap, byId.get(share.lineId)!, facts);
      const key = `${cap.ruleNumber} ${bucket}`;
      const amount = ((capped.get(key)?.amount ?? 0n) + share.net) as Pence;
      capped.set(key, { ruleNumber: cap.ruleNumber, bucket, amount });
    }
  });
  return {
    caps: [...capped.values()],
    funds: [...funds].map(([fundId, amount]) => ({ fundId, amount })),
  };
}

function counts(cap: CapRule, payerCode: string, ruleNumbers: ReadonlySet<number>, facts: Facts): boolean {
  if ("rule" in cap.appliesTo) return ruleNumbers.has(cap.appliesTo.rule);
  return actsFor(payerCode, payerCodeOf(cap.appliesTo.payer, facts), facts);
}

/** Adds the use of one order to that of those before it. */
export function addUsage(a: Usage, b: Usage): Usage {
  const caps = new Map(a.caps.map((each) => [`${each.ruleNumber} ${each.bucket}`, each]));
  for (const each of b.caps) {
    const key = `${each.ruleNumber} ${each.bucket}`;
    caps.set(key, { ...each, amount: ((caps.get(key)?.amount ?? 0n) + each.amount) as Pence });
  }
  const funds = new Map(a.funds.map((each) => [each.fundId, each.amount]));
  for (const { fundId, amount } of b.funds) funds.set(fundId, ((funds.get(fundId) ?? 0n) + amount) as Pence);
  return { caps: [...caps.values()], funds: [...funds].map(([fundId, amount]) => ({ fundId, amount })) };
}

/**
 * Funds as the next order of a run finds them: whole, or as large as an envelope rule lets them be, less what
 * the orders before it would have taken. In pence.
 */
export function balancesAfter(
  whole: readonly FundBalance[],
  { rules }: AgreementVersion,
  used: Usage,
): FundBalance[] {
  return whole.map((fund) => {
    const envelopes = rules.filter((rule) => rule.shape === "envelope" && rule.fundId === fund.fundId);
    const least = envelopes.reduce(
      (free, rule) => (rule.shape === "envelope" && rule.amount < free ? rule.amount : free),
      fund.free,
    );
    const taken = used.funds.find((each) => each.fundId === fund.fundId)?.amount ?? 0n;
    return { ...fund, free: (least - taken) as Pence };
  });
}

/** As JSON: amounts as text. */
export function usageToJson({ caps, funds }: Usage): unknown {
  return {
    caps: caps.map((each) => ({ ...each, amount: each.amount.toString() })),
    funds: funds.map((each) => ({ ...each, amount: each.amount.toString() })),
  };
}
