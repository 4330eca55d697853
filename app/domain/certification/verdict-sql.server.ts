import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import type { Queryable } from "~db";
import { isAnyOf } from "~db/lists";
import type { VerdictOutcome } from "./verdict";
import { MOST_GENERATIONS } from "./product-versions/product-version";
import { OWN_LOTS, type VerdictQuestion } from "./verdict-views.server";

/*
 * The verdict's outcome for every solution, worked out in the database: for lists that filter, count or sort by it, where reading
 * the facts of thousands would be most of the work. verdict.ts stays the judge, with its lines, reasons and remedies; a property
 * test holds the two to the same answer.
 */

/** What is a supplier's own stands under this and its id: no solution's code begins so. */
const SUPPLIER = "supplier:";

/** The numbers of a version as an array that sorts as they do; null for a name that is no number. */
const numbersOf = (version: SQL): SQL => sql`case when ${version} ~ '^\\d{1,4}(\\.\\d{1,4}){0,2}$'
    then ((string_to_array(${version}, '.')::int[]) || array[0, 0])[1:3] end`;

/** Which lots' standards bind a solution `i`: all of its own, one, or none. */
function inLots(lotId: VerdictQuestion["lotId"]): SQL {
  if (lotId === null) return sql`false`;
  if (lotId === OWN_LOTS) {
    return sql`exists (select from lot_solution o where o.solution_id = i.id and o.lot_id = b.lot_id)`;
  }
  return sql`b.lot_id = ${lotId}`;
}

/** The version on sale of each solution that ever had a second one, and the versions whose certificates count for it. */
const versionsThatCount = (on: SQL): SQL => sql`
  sold as (
    select distinct on (v.solution_id) v.solution_id, v.version, v.parent_version, v.change_class
      from product_version v
      where (v.withdrawn_on is null or v.withdrawn_on > ${on})
        and (v.change_class = 'first' or v.on_sale_from <= ${on})
      order by v.solution_id, ${numbersOf(sql`v.version`)} desc nulls last
  ),
  line as (
    select s.solution_id, s.version, s.parent_version, s.change_class, 0 as generations from sold s
    union all
    select p.solution_id, p.version, p.parent_version, p.change_class,
        l.generations + (l.change_class = 'minor')::int
      from line l join product_version p on p.solution_id = l.solution_id and p.version = l.parent_version
      where l.change_class <> 'major' and l.generations + (l.change_class = 'minor')::int <= ${MOST_GENERATIONS}
  )`;

/** A certificate that names no version of its product, or one that is not kept, is of the first. */
const isOfAVersionThatCounts = sql`(
    c.solution_id is null
    or not exists (select from sold s where s.solution_id = c.solution_id)
    or exists (select from line l where l.solution_id = c.solution_id and l.version = coalesce(
      (select k.version from product_version k where k.solution_id = c.solution_id and k.version = c.product_version),
      (select k.version from product_version k where k.solution_id = c.solution_id and k.change_class = 'first'))))`;

/** The certificates to look at: all, or those of some solutions and of their suppliers, by their indexes. */
const certificates = (ids: readonly string[] | undefined): SQL =>
  ids
    ? sql`mine as materialized (
        select c.* from certificate c where ${isAnyOf(sql`c.solution_id`, ids)}
        union all
        select c.* from certificate c where c.solution_id is null and c.supplier_id in (
          select m.supplier_id from catalogue_item m where ${isAnyOf(sql`m.id`, ids)}))`
    : sql`mine as not materialized (select c.* from certificate c)`;

/** What belongs to one of these certificates. */
const ofTheirs = (number: SQL, ids: readonly string[] | undefined): SQL =>
  ids ? sql`${number} in (select number from mine)` : sql`true`;

/** The certificates that count on a day: whose, for which standard, and whether without an open condition. */
const counting = (on: SQL, ids?: readonly string[]): SQL => sql`
  ${certificates(ids)},
  decided as (
    select distinct on (e.certificate_number) e.certificate_number, e.kind from certificate_event e
      where e.effective_on <= ${on} and ${ofTheirs(sql`e.certificate_number`, ids)}
      order by e.certificate_number, (e.kind = 'withdrawn') desc, e.effective_on desc, e.id desc
  ),
  unmet as (
    select w.certificate_number, bool_or(w.due_on < ${on}) as late from work_off_condition w
      where (w.met_on is null or w.met_on > ${on}) and ${ofTheirs(sql`w.certificate_number`, ids)} group by 1
  ),
  current_version as (
    select v.id, v.standard_id from standard_version v
      where v.effective_from >= coalesce((select max(n.effective_from) from standard_version n
        where n.standard_id = v.standard_id and n.comply_by < ${on}), '-infinity')
  ),
  held as ${sql.raw(ids ? "materialized" : "not materialized")} (
    -- The versions are joined first, behind a fence: few are known to be few, and a join in another order takes seconds.
    select c.standard_id, c.holder, u.certificate_number is null as whole
      from (select c.number, c.product_version, c.solution_id, v.standard_id,
            coalesce(c.solution_id, ${SUPPLIER} || c.supplier_id) as holder
          from mine c join current_version v on v.id = c.standard_version_id
          where c.valid_from <= ${on} and (c.valid_to is null or c.valid_to >= ${on})
          offset 0) c
        left join decided d on d.certificate_number = c.number
        left join unmet u on u.certificate_number = c.number
      where (d.kind is null or d.kind = 'reinstated') and u.late is not true and ${isOfAVersionThatCounts}
  )`;

/** The standards of suppliers and products that bind each solution on the day of the question. */
const bound = ({ lotId, buyerKind }: VerdictQuestion, on: SQL, ids?: readonly string[]): SQL => sql`
  asked as materialized (
    select b.*, s.applies_to from standard_binding b join standard s on s.id = b.standard_id
      where s.applies_to in ('organisation', 'product')
        and b.valid_from <= ${on} and (b.valid_to is null or b.valid_to >= ${on})
        and (b.buyer_kind is null or b.buyer_kind = ${buyerKind})
        and exists (select from standard_version v where v.standard_id = b.standard_id
          and v.effective_from <= ${on} and (v.retired_on is null or v.retired_on >= ${on}))
  ),
  bound as (
    select i.id as solution_id, b.standard_id,
        case when b.applies_to = 'product' then i.id else ${SUPPLIER} || i.supplier_id end as holder
      from catalogue_item i left join solution o on o.id = i.id cross join asked b
      where i.kind = 'solution' and ${ids ? isAnyOf(sql`i.id`, ids) : sql`true`}
        and (b.capability_ref is null or exists (select from item_capability k where k.item_id = i.id
          and k.capability_ref = b.capability_ref and k.result in ('full', 'partial')))
        and (b.care_setting is null or b.care_setting = any (o.care_settings))
        and (b.lot_id is null or ${inLots(lotId)})
  )`;

/**
 * A query with a row for each solution that is not simply compliant: `solution_id` and `outcome`, as `verdict` says it. A solution
 * without a row is compliant; `outcomesOf` and `hasOutcome` say both. `solutionIds`: of these only.
 */
function verdictOutcomes(question: VerdictQuestion, solutionIds?: readonly string[]): SQL {
  const on = sql`${question.on}::date`;
  const buyer = question.buyerCode ?? null;
  const isHeld = sql`h.standard_id = b.standard_id and h.holder = b.holder`;
  // Of a page, `not in` is looked up in a hash; of all, the hash would outgrow the memory that PostgreSQL gives it, and a join does not.
  const lacks = solutionIds
    ? sql`(b.standard_id, b.holder) not in (select h.standard_id, h.holder from held h where h.whole)`
    : sql`not exists (select from held h where ${isHeld} and h.whole)`;
  return sql`(
    with recursive ${versionsThatCount(on)}, ${counting(on, solutionIds)}, ${bound(question, on, solutionIds)},
    short as (
      select b.* from bound b where ${lacks}
    )
    select solution_id, case when bool_and(
          exists (select from held h where ${isHeld})
          or exists (select from waiver w where w.solution_id = b.solution_id and w.standard_id = b.standard_id
            and (w.buyer_code is null or w.buyer_code = ${buyer}) and w.valid_from <= ${on} and w.valid_to >= ${on}))
        then 'compliant-with-conditions' else 'not-compliant' end as outcome
      from short b group by solution_id)`;
}

/** The outcomes that have a row. */
const NOT_SIMPLY: readonly VerdictOutcome[] = ["compliant-with-conditions", "not-compliant"];

/** Whether a solution's outcome is one of some, as a condition on its id. */
export function hasOutcome(
  q: Queryable,
  solutionId: SQLWrapper,
  outcomes: readonly VerdictOutcome[],
  question: VerdictQuestion,
): SQL {
  const among = (some: readonly VerdictOutcome[]) =>
    sql`${solutionId} in ${q
      .select({ id: sql`verdict.solution_id` })
      .from(sql`${verdictOutcomes(question)} verdict`)
      .where(isAnyOf(sql`verdict.outcome`, some))}`;
  if (!outcomes.includes("compliant")) return among(outcomes);
  return sql`not ${among(NOT_SIMPLY.filter((outcome) => !outcomes.includes(outcome)))}`;
}

/**
 * The outcomes of some solutions by their ids, in one statement: for the rows of a page, and for a file batch by batch. Without ids
 * those of all that are not simply compliant.
 */
export async function outcomesOf(
  q: Queryable,
  question: VerdictQuestion,
  solutionIds?: readonly string[],
): Promise<Map<string, VerdictOutcome>> {
  if (solutionIds?.length === 0) return new Map();
  const rows = await q.execute<{ solution_id: string; outcome: VerdictOutcome }>(
    sql`select solution_id, outcome from ${verdictOutcomes(question, solutionIds)} verdict`,
  );
  const found = new Map(rows.map((row) => [row.solution_id, row.outcome]));
  return solutionIds ? new Map(solutionIds.map((id) => [id, found.get(id) ?? "compliant"])) : found;
}
