import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { pence, type Pence } from "~/domain/money/money";
import { financialYearOf, financialYearPeriod } from "~/domain/shared/financial-year";
import type { Day } from "~/domain/shared/day";

export interface MarketFigures {
  /** Orders that both sides signed in the financial year of the day, excluding VAT. */
  committed: Pence;
  committedSince: Day;
  contractsPublished: number;
}

/** Two figures of the front page that change with orders and not with the catalogue. */
export async function marketFigures(q: Queryable, today: Day): Promise<MarketFigures> {
  const { from } = financialYearPeriod(financialYearOf(today));
  const [row] = await q.execute<{ committed: string; contracts: string }>(sql`
    select (select coalesce(sum(net_pence), 0)::text from "order"
             where live_at >= (${from}::date)::timestamp at time zone 'Europe/London') as committed,
           (select count(distinct ocid)::text from ocds_release where order_id is not null) as contracts`);
  return {
    committed: pence(BigInt(row!.committed)),
    committedSince: from,
    contractsPublished: Number(row!.contracts),
  };
}
