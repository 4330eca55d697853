import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf, textRows } from "~db/lists";
import { organisation } from "~db/schema/organisations";
import type { Day } from "../../shared/day";

export interface Candidate {
  code: string;
  name: string;
  kind: string;
  regionCode: string | null;
  icbCode: string | null;
}

/** Organisations open on a day that money can be set aside for: by kind and region, or those with the codes, by code. */
export async function candidatesFor(
  q: Queryable,
  choice: { kind: string; regionCode?: string | null } | { codes: readonly string[] },
  on: Day,
): Promise<Candidate[]> {
  const named =
    "codes" in choice
      ? // People type codes in small letters; the codes of care providers have some.
        isAnyOf(organisation.code, [
          ...new Set(choice.codes.flatMap((code) => [code, code.toUpperCase(), code.toLowerCase()])),
        ])
      : and(
          eq(organisation.kind, choice.kind),
          choice.regionCode ? eq(organisation.regionCode, choice.regionCode) : undefined,
        );
  if ("codes" in choice && choice.codes.length === 0) return [];
  return q
    .select({
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      regionCode: organisation.regionCode,
      icbCode: organisation.icbCode,
    })
    .from(organisation)
    .where(
      and(
        named,
        or(isNull(organisation.openedOn), lte(organisation.openedOn, on)),
        or(isNull(organisation.closedOn), gte(organisation.closedOn, on)),
      ),
    )
    .orderBy(asc(organisation.code));
}

export interface CountedWeight {
  weight: bigint;
  /** The newest day that a part of it was counted, and the oldest. */
  asAt: Day;
  oldest: Day;
  /** How many organisations it is the sum of, where it is not its own count. */
  of: number | null;
}

/**
 * How many of a fact (registered_patients, beds) organisations have, newest count on or before a day: their own; a board
 * without one that of the organisations in its area; a provider that of the sites it operates. Uncounted ones are absent.
 */
export async function countedWeights(
  q: Queryable,
  input: { fact: string; codes: readonly string[]; on: Day },
): Promise<Map<string, CountedWeight>> {
  if (input.codes.length === 0) return new Map();
  const rows = await q.execute<{
    code: string;
    weight: string;
    as_at: Day;
    oldest: Day;
    of: number | null;
  }>(sql`
    with newest as (
      select distinct on (f.organisation_code) f.organisation_code as code, f.number_value as amount, f.as_at
      from organisation_fact f
      where f.name = ${input.fact} and f.as_at <= ${input.on}::date and f.number_value is not null
      order by f.organisation_code, f.as_at desc
    ), asked as (
      select o.code, o.kind from organisation o where o.code in (${textRows(input.codes)})
    ), counted as (
      select a.code, n.amount, n.as_at, 1 as rank from asked a join newest n on n.code = a.code
      union all
      select a.code, n.amount, n.as_at, 2 from asked a join organisation m on m.icb_code = a.code and a.kind = 'icb' and m.code <> a.code
        and (m.closed_on is null or m.closed_on >= ${input.on}::date)
      join newest n on n.code = m.code
      union all
      select a.code, n.amount, n.as_at, 3 from asked a join organisation_relationship r on r.target_code = a.code
        and r.relationship_id = 'RE6' and a.kind <> 'icb'
        and (r.valid_to is null or r.valid_to >= ${input.on}::date)
      join newest n on n.code = r.organisation_code
    )
    select c.code, sum(c.amount)::text as weight, max(c.as_at)::text as as_at,
      min(c.as_at)::text as oldest, case when min(c.rank) > 1 then count(*)::int end as of
    from counted c
    where c.rank = (select min(b.rank) from counted b where b.code = c.code)
    group by c.code`);
  return new Map(
    [...rows].map((row) => [
      row.code,
      { weight: BigInt(row.weight), asAt: row.as_at, oldest: row.oldest, of: row.of },
    ]),
  );
}
