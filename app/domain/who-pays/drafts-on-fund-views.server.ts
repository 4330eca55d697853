import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { fund } from "~db/schema/funding";
import { order } from "~db/schema/orders";
import { later, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { calculateCost } from "./calculate-cost.server";
import { ReadOnce } from "./read-once";

/** At most so many orders that are being written are worked out; the newest come first. */
export const MOST_DRAFTS = 500;

/** Orders that are being written and would be paid by a fund, and their buyers, each once. */
export interface DraftsOnFund {
  orders: number;
  buyerCodes: string[];
}

/**
 * Which orders that are being written would be paid by a fund as things stand on a day, or on the day on which it opens. They have no
 * share of it yet, so each is worked out as its own page does. None where no agreement in force names the fund.
 */
export async function draftsOnFund(q: Queryable, input: { fundId: string; on: Day }): Promise<DraftsOnFund> {
  const nothing = { orders: 0, buyerCodes: [] };
  const [held] = await q
    .select({ opensOn: fund.opensOn, closesOn: fund.closesOn })
    .from(fund)
    .where(eq(fund.id, input.fundId));
  if (!held) return nothing;
  const on = later(input.on, held.opensOn);
  if (on > held.closesOn || !(await isNamed(q, input.fundId))) return nothing;
  const drafts = await q
    .select()
    .from(order)
    .where(eq(order.state, "in_progress"))
    .orderBy(sql`${order.createdAt} desc`, asc(order.id))
    .limit(MOST_DRAFTS);
  const once = new ReadOnce();
  const found: string[] = [];
  for (const row of drafts) {
    const cost = await calculateCost(q, row, on, { once }).catch((error: unknown) => {
      // What is missing in a draft, or cannot be worked out, says its own page.
      if (error instanceof Problem) return null;
      throw error;
    });
    if (cost?.shares.some((share) => share.fundId === input.fundId)) found.push(row.buyerCode);
  }
  return { orders: found.length, buyerCodes: [...new Set(found)].sort() };
}

/** Whether an agreement in force pays from the fund. */
async function isNamed(q: Queryable, fundId: string): Promise<boolean> {
  const [row] = await q.execute<{ named: boolean }>(sql`
    select exists (select from agreement_version v
      cross join lateral jsonb_path_query(v.rules, '$.**.fundId') one(id)
      where v.state = 'in_force' and one.id #>> '{}' = ${fundId})
      or exists (select from agreement_version v
      cross join lateral jsonb_path_query(v.rules, '$.**.fundIds[*]') one(id)
      where v.state = 'in_force' and one.id #>> '{}' = ${fundId}) as named`);
  return row!.named;
}
