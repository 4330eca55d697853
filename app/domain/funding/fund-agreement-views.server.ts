import { sql } from "drizzle-orm";
import type { Queryable } from "~db";
import type { Day } from "../shared/day";

export interface FundAgreement {
  agreementId: string;
  title: string;
  summary: string;
  effectiveFrom: Day;
  effectiveTo: Day | null;
  /** The funds that its rules name. */
  fundIds: string[];
}

/** The agreements in force on a day, or to come, whose rules pay from a programme's funds, by title. */
export async function agreementsUsingFunds(
  q: Queryable,
  input: { programmeId: string; on: Day },
): Promise<FundAgreement[]> {
  const rows = await q.execute<Record<string, unknown>>(sql`
    select v.agreement_id, a.title, v.summary, v.effective_from::text as effective_from, v.effective_to::text as effective_to,
      array_agg(distinct named.id order by named.id) as fund_ids
    from agreement_version v
    join agreement a on a.id = v.agreement_id
    cross join lateral (select jsonb_path_query(v.rules, '$.**.fundIds[*]') #>> '{}' as id) named
    join fund f on f.id = named.id and f.programme_id = ${input.programmeId}
    where v.state = 'in_force' and (v.effective_to is null or v.effective_to >= ${input.on}::date)
    group by v.agreement_id, v.version, a.title, v.summary, v.effective_from, v.effective_to
    order by a.title, v.agreement_id`);
  return [...rows].map((row) => ({
    agreementId: row.agreement_id as string,
    title: row.title as string,
    summary: row.summary as string,
    effectiveFrom: row.effective_from as Day,
    effectiveTo: row.effective_to as Day | null,
    fundIds: row.fund_ids as string[],
  }));
}
