import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { splitCosts } from "~/domain/cost-sharing/engine";
import type { Facts, FundBalance } from "~/domain/cost-sharing/facts";
import type { Share } from "~/domain/cost-sharing/share";
import type { CostSplit } from "~/domain/cost-sharing/shares";
import { ZERO, type Pence } from "~/domain/money/money";
import type { FinancialYear } from "~/domain/shared/financial-year";

/** The cost lines that one agreement covers, and everything that their split turns on. */
export interface SplitPart {
  lines: readonly CostLine[];
  agreement: AgreementVersion;
  facts: Facts;
  balances: readonly FundBalance[];
  /** Where each recorded fact comes from, in words. */
  evidence?: readonly string[];
}

/** A purchase: usually one part; several where agreements cover different kinds of cost. */
export type SplitQuestion = readonly SplitPart[];

/** What a payer bears, in pence. */
export interface Borne {
  net: Pence;
  /** Net and the VAT that does not come back. */
  cost: Pence;
}

export interface PayerYear {
  payerCode: string;
  financialYear: FinancialYear;
  /** Nothing when there is nothing to compare with. */
  before: Borne;
  after: Borne;
  /** By how much the cost rises; below zero when it falls. */
  difference: Pence;
}

export interface PayerDifference {
  payerCode: string;
  before: Borne;
  after: Borne;
  difference: Pence;
}

export interface Simulation {
  /** A split for each part; null for an invented purchase that is compared with nothing. */
  before: CostSplit[] | null;
  after: CostSplit[];
  /** By payer in the order of `differences`, then by year. */
  byPayerYear: PayerYear[];
  /** The payer that bears most after the change first, then by code. */
  differences: PayerDifference[];
  total: { before: Borne; after: Borne; difference: Pence };
}

const NOTHING: Borne = { net: ZERO, cost: ZERO };

function add(a: Borne, b: { net: Pence; cost: Pence }): Borne {
  return { net: (a.net + b.net) as Pence, cost: (a.cost + b.cost) as Pence };
}

type Totals = Map<string, { payerCode: string; financialYear: FinancialYear; borne: Borne }>;

function totals(shares: readonly Share[]): Totals {
  const found: Totals = new Map();
  for (const share of shares) {
    const { payerCode, financialYear } = share;
    const key = `${payerCode} ${financialYear}`;
    const borne = add(found.get(key)?.borne ?? NOTHING, share);
    found.set(key, { payerCode, financialYear, borne });
  }
  return found;
}

const rise = (before: Borne, after: Borne) => (after.cost - before.cost) as Pence;

/**
 * What each payer bears in each financial year before and after, of shares that may come from anywhere. In
 * pence.
 */
export function compareShares(
  before: readonly Share[],
  after: readonly Share[],
): Pick<Simulation, "byPayerYear" | "differences" | "total"> {
  const [old, now] = [totals(before), totals(after)];
  const rows = [...new Map([...old, ...now])].map(([key, { payerCode, financialYear }]): PayerYear => {
    const was = old.get(key)?.borne ?? NOTHING;
    const is = now.get(key)?.borne ?? NOTHING;
    return { payerCode, financialYear, before: was, after: is, difference: rise(was, is) };
  });
  const byPayer = new Map<string, PayerDifference>();
  for (const row of rows) {
    const known = byPayer.get(row.payerCode);
    const was = add(known?.before ?? NOTHING, row.before);
    const is = add(known?.after ?? NOTHING, row.after);
    byPayer.set(row.payerCode, {
      payerCode: row.payerCode,
      before: was,
      after: is,
      difference: rise(was, is),
    });
  }
  const differences = [...byPayer.values()].sort(
    (a, b) =>
      Number(b.after.cost - a.after.cost) ||
      Number(b.before.cost - a.before.cost) ||
      (a.payerCode < b.payerCode ? -1 : 1),
  );
  const position = new Map(differences.map(({ payerCode }, index) => [payerCode, index]));
  const byPayerYear = rows.sort(
    (a, b) => position.get(a.payerCode)! - position.get(b.payerCode)! || a.financialYear - b.financialYear,
  );
  const all = (side: "before" | "after") => differences.map((each) => each[side]).reduce(add, NOTHING);
  const total = { before: all("before"), after: all("after") };
  return { byPayerYear, differences, total: { ...total, difference: rise(total.before, total.after) } };
}

/** Splits part after part: the later ones find in a fund what the earlier ones leave. */
function splitParts(parts: SplitQuestion): CostSplit[] {
  const spent = new Map<string, bigint>();
  return parts.map((part) => {
    const balances = part.balances.map((balance) => ({
      ...balance,
      free: (balance.free - (spent.get(balance.fundId) ?? 0n)) as Pence,
    }));
    const split = splitCosts({ ...part, balances });
    for (const { fundId, net } of split.shares)
      if (fundId) spent.set(fundId, (spent.get(fundId) ?? 0n) + net);
    return split;
  });
}

/**
 * Splits a purchase by its rules, and what it is compared with by its own, and says who bears how much more or less.
 * All pence are exact: the payers of a side sum to its basket. The same question on both sides makes no difference.
 * Throws what `splitCosts` throws.
 */
export function simulate(input: { before: SplitQuestion | null; after: SplitQuestion }): Simulation {
  const before = input.before && splitParts(input.before);
  const after = splitParts(input.after);
  const sharesOf = (splits: readonly CostSplit[]) => splits.flatMap((split) => split.shares);
  return { before, after, ...compareShares(sharesOf(before ?? []), sharesOf(after)) };
}
