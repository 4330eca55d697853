import { and, desc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { fund } from "~db/schema/funding";
import { grantAward, grantAwardCost } from "~db/schema/applications";
import type { Pence } from "../money/money";
import { costKey, type NeedCost } from "./profile/profile";

/** An award that pays for a cost already. */
export interface Clash {
  awardId: string;
  fundName: string;
  needId: string;
  cost: NeedCost;
  /** What that award gives for the cost. */
  amount: Pence;
}

/** Awards that pay for one of these costs of a need: neither withdrawn nor given back whole. Sums are pence. */
export async function clashesOf(
  q: Queryable,
  input: { organisationCode: string; needId: string; costs: readonly NeedCost[] },
): Promise<Clash[]> {
  const asked = new Set(input.costs.map(costKey));
  const held = await costsHeld(q, input.organisationCode);
  return held.filter(({ needId, cost }) => needId === input.needId && asked.has(costKey(cost)));
}

/** Awards for costs of the same category, nature and year under other needs: perhaps the same thing by another name. */
export async function lookalikesOf(
  q: Queryable,
  input: { organisationCode: string; needId: string; costs: readonly NeedCost[] },
): Promise<Clash[]> {
  const asked = new Set(input.costs.map(costKey));
  const held = await costsHeld(q, input.organisationCode);
  return held.filter(({ needId, cost }) => needId !== input.needId && asked.has(costKey(cost)));
}

async function costsHeld(q: Queryable, organisationCode: string): Promise<Clash[]> {
  const rows = await q
    .select({ cost: grantAwardCost, fundName: fund.name })
    .from(grantAwardCost)
    .innerJoin(grantAward, eq(grantAward.id, grantAwardCost.awardId))
    .innerJoin(fund, eq(fund.id, grantAward.fundId))
    .where(and(eq(grantAwardCost.organisationCode, organisationCode), grantAwardCost.active))
    .orderBy(grantAwardCost.awardId, desc(grantAwardCost.amount), grantAwardCost.category);
  return rows.map(({ cost, fundName }) => ({
    awardId: cost.awardId,
    fundName,
    needId: cost.needId,
    cost: cost as unknown as NeedCost,
    amount: cost.amount,
  }));
}
