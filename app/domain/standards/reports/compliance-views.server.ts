import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { certificate, certificateEvent, claim, standard } from "~db/schema/certification";
import { standardCompliance } from "~db/schema/standards";
import { addMonths, type Day } from "~/domain/shared/day";
import type { ComplianceCount } from "./compliance";

/** How far back the report looks, and how far ahead for what ends, in months. */
const MONTHS = 12;

export interface StandardComplianceRow extends ComplianceCount {
  title: string;
}

/** The last count on or before a day, standards by title; null before the first count. */
export async function latestCompliance(
  q: Queryable,
  input: { on: Day },
): Promise<{ on: Day; rows: StandardComplianceRow[] } | null> {
  const [last] = await q
    .select({ on: standardCompliance.on })
    .from(standardCompliance)
    .where(lte(standardCompliance.on, input.on))
    .orderBy(desc(standardCompliance.on))
    .limit(1);
  if (!last) return null;
  const rows = await q
    .select({
      standardId: standardCompliance.standardId,
      title: standard.title,
      bound: standardCompliance.bound,
      met: standardCompliance.met,
      withConditions: standardCompliance.withConditions,
      waived: standardCompliance.waived,
    })
    .from(standardCompliance)
    .innerJoin(standard, eq(standard.id, standardCompliance.standardId))
    .where(eq(standardCompliance.on, last.on))
    .orderBy(asc(sql`lower(${standard.title})`), asc(standard.id));
  return { on: last.on, rows };
}

/** How one standard was met at the last count of each of the twelve months before a day and of its own, the earliest first. */
export async function complianceByMonth(
  q: Queryable,
  input: { standardId: string; on: Day },
): Promise<(ComplianceCount & { on: Day })[]> {
  const { standardId, on } = input;
  const month = sql`date_trunc('month', ${standardCompliance.on}::timestamp)`;
  const first = `${addMonths(on, -MONTHS).slice(0, 7)}-01` as Day;
  return q
    .selectDistinctOn([month], {
      on: standardCompliance.on,
      standardId: standardCompliance.standardId,
      bound: standardCompliance.bound,
      met: standardCompliance.met,
      withConditions: standardCompliance.withConditions,
      waived: standardCompliance.waived,
    })
    .from(standardCompliance)
    .where(
      and(
        eq(standardCompliance.standardId, standardId),
        gte(standardCompliance.on, first),
        lte(standardCompliance.on, on),
      ),
    )
    .orderBy(month, desc(standardCompliance.on));
}

/** How many certificates have their last day in each of the next twelve months and this one; withdrawn ones are left out. */
export async function endingByMonth(
  q: Queryable,
  input: { on: Day },
): Promise<{ month: string; certificates: number }[]> {
  const { on } = input;
  const rows = await q.execute<{ month: string; certificates: number }>(sql`
    select to_char(${certificate.validTo}, 'YYYY-MM') as month, count(*)::int as certificates
      from ${certificate}
      where ${certificate.validTo} between ${on} and ${addMonths(on, MONTHS)}
        and not exists (
          select from ${certificateEvent} where ${certificateEvent.certificateNumber} = ${certificate.number}
            and ${certificateEvent.kind} = 'withdrawn' and ${certificateEvent.effectiveOn} <= ${on})
      group by 1 order by 1`);
  return [...rows];
}

export interface DecisionTime {
  /** The first day of the month in which the claims were decided, as "2026-11". */
  month: string;
  claims: number;
  /** Whole days from sending to decision: half of the claims took no longer, and nine of ten. */
  medianDays: number;
  ninthDecileDays: number;
}

/** How long decisions took, by the month of the decision, over the twelve months before a day and its own. */
export async function decisionTimes(q: Queryable, input: { on: Day }): Promise<DecisionTime[]> {
  const { on } = input;
  const days = sql`(${claim.decidedAt} at time zone 'Europe/London')::date - (${claim.submittedAt} at time zone 'Europe/London')::date`;
  const rows = await q.execute<{ month: string; claims: number; median: number; ninth: number }>(sql`
    select to_char(${claim.decidedAt} at time zone 'Europe/London', 'YYYY-MM') as month, count(*)::int as claims,
        percentile_disc(0.5) within group (order by ${days})::int as median,
        percentile_disc(0.9) within group (order by ${days})::int as ninth
      from ${claim}
      where ${claim.submittedAt} is not null and ${claim.decidedAt} >= ${addMonths(on, -MONTHS)}::date
      group by 1 order by 1`);
  return [...rows].map(({ month, claims, median, ninth }) => ({
    month,
    claims,
    medianDays: median,
    ninthDecileDays: ninth,
  }));
}
