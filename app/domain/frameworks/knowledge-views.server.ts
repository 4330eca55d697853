import { asc, eq, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { standard, standardBinding, standardVersion } from "~db/schema/certification";
import { procurementRule, procurementThreshold } from "~db/schema/frameworks";
import { KNOWN_IN_THE_CODE, type DatedKnowledge } from "~/domain/shared/dated-knowledge";
import type { Day } from "~/domain/shared/day";
import { thresholdKnownUntil } from "./rule";

/**
 * Everything that the portal knows up to a day: what is written in the code, the thresholds and rules of procurement, and
 * the standards that something binds to on or after the day.
 */
export async function datedKnowledge(q: Queryable, on: Day): Promise<DatedKnowledge[]> {
  const [thresholds, rules, standards] = await Promise.all([
    knownThresholds(q),
    knownRules(q),
    knownStandards(q, on),
  ]);
  return [...KNOWN_IN_THE_CODE, ...thresholds, ...rules, ...standards];
}

async function knownThresholds(q: Queryable): Promise<DatedKnowledge[]> {
  const rows = await q.select().from(procurementThreshold).orderBy(asc(procurementThreshold.id));
  return [...new Set(rows.map((row) => row.id))].map((id) => ({
    id: `threshold:${id}`,
    what: `Procurement threshold ${id}`,
    lastDay: thresholdKnownUntil(rows, id),
    projectedUntil: null,
    source: "The Procurement Act 2023 (Threshold Amounts) Regulations, every two years",
    whatToDo: "Record the new amounts with npm run import as soon as the regulations are made.",
  }));
}

/** Of each rule the version that ends last; one without an end goes on. */
async function knownRules(q: Queryable): Promise<DatedKnowledge[]> {
  const rows = await q
    .select({
      id: procurementRule.id,
      text: sql<string>`(array_agg(${procurementRule.reference} order by ${procurementRule.effectiveFrom} desc))[1]`,
      lastDay: LATEST(procurementRule.effectiveTo),
    })
    .from(procurementRule)
    .groupBy(procurementRule.id)
    .orderBy(asc(procurementRule.id));
  return rows.map(({ id, text, lastDay }) => ({
    id: `rule:${id}`,
    what: `Procurement rule ${id}`,
    lastDay,
    projectedUntil: null,
    source: text,
    whatToDo: "Record the rule that follows with npm run import.",
  }));
}

/** Of each standard that is still demanded the version that is retired last. */
async function knownStandards(q: Queryable, on: Day): Promise<DatedKnowledge[]> {
  const rows = await q
    .select({
      id: standard.id,
      title: standard.title,
      source: standard.source,
      lastDay: LATEST(standardVersion.retiredOn),
    })
    .from(standard)
    .innerJoin(standardVersion, eq(standardVersion.standardId, standard.id))
    .where(
      sql`exists (select 1 from ${standardBinding} where ${standardBinding.standardId} = ${standard.id}
        and (${standardBinding.validTo} is null or ${standardBinding.validTo} >= ${on}::date))`,
    )
    .groupBy(standard.id)
    .orderBy(asc(standard.id));
  return rows.map(({ id, title, source, lastDay }) => ({
    id: `standard:${id}`,
    what: `${title}, its newest version`,
    lastDay,
    projectedUntil: null,
    source,
    whatToDo: "Publish the version that follows, or end what makes the standard mandatory.",
  }));
}

/** The latest of some ends, none of which is open. */
const LATEST = (column: typeof procurementRule.effectiveTo | typeof standardVersion.retiredOn) =>
  sql<Day | null>`case when bool_and(${column} is not null) then max(${column})::text end`;
