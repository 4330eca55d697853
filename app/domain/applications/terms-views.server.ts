import { eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { applicationTerms } from "~db/schema/applications";
import { fundBalances, type FundRow } from "../funding/funding-views.server";
import { Problem } from "../shared/problem";
import { conditionsFor, readConditions, type FundCondition } from "./profile/condition";
import { USUAL_CRITERIA, type Criterion } from "./scoring";

export interface FundTermsRow {
  conditions: FundCondition[];
  criteria: Criterion[];
  /** False while the usual ones hold. */
  chosen: boolean;
}

export type ApplicableFund = FundRow & FundTermsRow;

/** Funds with who may apply to them, all or those with the ids. */
export async function fundsWithTerms(q: Queryable, ids?: readonly string[]): Promise<ApplicableFund[]> {
  const [funds, terms] = await Promise.all([
    fundBalances(q, ids),
    q
      .select()
      .from(applicationTerms)
      .where(ids ? isAnyOf(applicationTerms.fundId, [...ids, ""]) : undefined),
  ]);
  const byFund = new Map(terms.map((row) => [row.fundId, row]));
  return funds.map((fund) => {
    const row = byFund.get(fund.fundId);
    return {
      ...fund,
      conditions: conditionsFor(fund.nature, readConditions(row?.conditions ?? [])),
      criteria: row?.criteria ?? [...USUAL_CRITERIA],
      chosen: row !== undefined,
    };
  });
}

/** One fund with its terms. Throws Problem not-found `no-such-fund`. */
export async function fundWithTerms(q: Queryable, fundId: string): Promise<ApplicableFund> {
  const [fund] = await fundsWithTerms(q, [fundId]);
  if (fund) return fund;
  throw new Problem("not-found", "no-such-fund", {
    title: `There is no fund ${fundId}.`,
    next: { label: "See the funds", href: "/funding" },
  });
}

/** The stored terms of a fund, as its form shows them; null while the usual ones hold. */
export async function chosenTerms(q: Queryable, fundId: string) {
  const [row] = await q.select().from(applicationTerms).where(eq(applicationTerms.fundId, fundId));
  return row ? { conditions: readConditions(row.conditions), criteria: row.criteria } : null;
}
