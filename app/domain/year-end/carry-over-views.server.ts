import { and, asc, eq } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import { fund } from "~db/schema/funding";
import type { FundRow } from "~/domain/funding/funding-views.server";
import { carryOversFrom, type TransferRow } from "~/domain/funding/transfers/transfer-views.server";
import type { FinancialYear } from "~/domain/shared/financial-year";
import type { Pence } from "~/domain/money/money";
import { fundsLeaving } from "~/domain/funding/transfers/leaving-views.server";
import { canLeave } from "~/domain/funding/transfers/fund-transfer";
import { fundsOfYear } from "./year-end-views.server";

export interface CarryOver {
  fund: FundRow;
  /** Requests to carry over out of it that wait, and what may still be asked for besides all that wait, in pence. */
  waiting: TransferRow[];
  canLeave: Pence;
  /** Funds of the year after of the same programme, payer and nature: where its free balance may go. */
  targets: { fundId: string; name: string }[];
}

/** The funds of a year that carry over, with what they may be carried into, and what was asked for. */
export async function carryOversOf(
  q: Queryable,
  input: { financialYear: FinancialYear },
): Promise<{ funds: CarryOver[]; requests: TransferRow[] }> {
  const own = (await fundsOfYear(q, input.financialYear)).filter((one) => one.carriesOver);
  if (own.length === 0) return { funds: [], requests: [] };
  const next = await q
    .select()
    .from(fund)
    .where(
      and(
        eq(fund.financialYear, input.financialYear + 1),
        isAnyOf(
          fund.programmeId,
          own.map((one) => one.programmeId),
        ),
      ),
    )
    .orderBy(asc(fund.name));
  const ids = own.map((one) => one.fundId);
  const leaving = await fundsLeaving(q, ids);
  const requests: TransferRow[] = [];
  const asked = carryOversFrom(q, ids);
  for await (const rows of asked.batches()) requests.push(...rows);
  return {
    funds: own.map((one) => ({
      fund: one,
      waiting: requests.filter((row) => row.fromFundId === one.fundId && row.state === "requested"),
      canLeave: canLeave(
        leaving.find((row) => row.fundId === one.fundId)!,
        "carry-over",
      ).canLeave,
      targets: next
        .filter(
          (other) =>
            other.programmeId === one.programmeId &&
            other.payerCode === one.payerCode &&
            other.nature === one.nature,
        )
        .map((other) => ({ fundId: other.id, name: other.name })),
    })),
    requests,
  };
}
