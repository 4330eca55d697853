import type { Queryable } from "~db";
import { fundAccount } from "../funding/ledger";
import { monthlyMovements } from "../funding/ledger-history-views.server";
import type { Day } from "../shared/day";
import { financialYearPeriod, type FinancialYear } from "../shared/financial-year";
import { burnDownOf, type BurnDown } from "./burn-down";

/** Funds against their years as at a day, by fund id; from the ledger's movements by month, in one query for all. */
export async function burnDowns(
  q: Queryable,
  input: { funds: readonly { fundId: string; financialYear: FinancialYear }[]; today: Day },
): Promise<Record<string, BurnDown>> {
  const moved = await monthlyMovements(q, { keys: input.funds.map((fund) => fundAccount(fund.fundId)) });
  return Object.fromEntries(
    input.funds.map(({ fundId, financialYear }) => {
      const own = moved.filter((month) => month.key === fundAccount(fundId));
      return [fundId, burnDownOf(own, financialYearPeriod(financialYear), input.today)];
    }),
  );
}
