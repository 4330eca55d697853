import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { textRows } from "~db/lists";
import type { Day } from "~/domain/shared/day";

/** Rules of a signed agreement that take money back when a standard lapses, and the live orders that they are about. */
export interface LapseRules {
  agreementId: string;
  version: number;
  title: string;
  ruleNumbers: number[];
  orders: number;
}

/** The rules that take money back of some orders when a standard lapses from a day on, by agreement and title. */
export async function lapseRulesBehind(
  q: Queryable,
  { orderIds, from }: { orderIds: readonly string[]; from: Day },
): Promise<LapseRules[]> {
  if (orderIds.length === 0) return [];
  const rows = await q.execute<{
    id: string;
    version: number;
    title: string;
    rules: number[];
    orders: number;
  }>(sql`
    select a.id, v.version, a.title, array_agg(distinct (r.rule->>'ruleNumber')::int) as rules,
      count(distinct o.id)::int as orders
    from "order" o join agreement_version v on v.agreement_id = o.agreement_id and v.version = o.agreement_version
      join agreement a on a.id = v.agreement_id cross join lateral jsonb_array_elements(v.rules) as r(rule)
    where o.id in (${textRows(orderIds)}) and r.rule->>'shape' = 'clawback' and r.rule->>'trigger' = 'standard-lapsed'
      and (v.effective_to is null or v.effective_to >= ${from}::date)
    group by a.id, v.version, a.title order by a.title, a.id, v.version`);
  return rows.map(({ id: agreementId, rules: ruleNumbers, ...row }) => ({
    ...row,
    agreementId,
    ruleNumbers,
  }));
}
