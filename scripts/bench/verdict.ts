import { sql } from "drizzle-orm";
import type { Connection } from "~db";
import { outcomesOf } from "~/domain/certification/verdict-sql.server";
import { verdict, type VerdictInputs } from "~/domain/certification/verdict";
import { OWN_LOTS } from "~/domain/certification/verdict-views.server";
import { loadVerdictFacts } from "~/domain/certification/verdict-facts.server";
import { requirementsFor } from "~/domain/certification/requirement";
import { day } from "~/domain/shared/day";
import { median, withScratchDatabase, type Bench, type Result } from "./harness";

const PRODUCTS = 10_000;
const SUPPLIERS = 500;
const STANDARDS = 25;
/** So many of the standards are met by the supplier for all of its products. */
const OF_SUPPLIERS = 10;
const ROUNDS = 9;
const PAGE = 25;
const on = day("2026-12-01");
const question = { lotId: OWN_LOTS, buyerKind: null, on } as const;

/**
 * The verdict in lists over 10,000 products that 25 standards bind, each with a certificate, an event for every twentieth and a
 * condition for every thirtieth, against the same list without it; and the pure verdict of one product.
 */
export const verdictLists: Bench = {
  name: "verdict",
  run: (context) =>
    withScratchDatabase(context.databaseUrl, 6, async (connection) => {
      await prepare(connection);
      context.log(`${PRODUCTS.toLocaleString("en-GB")} products and their certificates are there`);
      return [await pageOf(connection), await wholeList(connection), await pure(connection)];
    }),
};

const listed = sql`select i.id, i.name, i.state, i.state_reason, i.state_changed_at, i.support_ends_on, p.id as supplier_id,
    p.name as supplier_name from catalogue_item i join supplier p on p.id = i.supplier_id where i.kind = 'solution'`;

/** A page of the officers' list, its rows judged. */
async function pageOf({ db }: Connection): Promise<Result> {
  const rows = () => db.execute<{ id: string }>(sql`${listed} order by lower(i.name), i.id limit ${PAGE}`);
  return paired(
    `a page of ${PAGE} of the list of ${PRODUCTS.toLocaleString("en-GB")} solutions with its verdicts, against the page without`,
    rows,
    async () => {
      const found = await rows();
      const outcomes = await outcomesOf(
        db,
        question,
        found.map((row) => row.id),
      );
      if (outcomes.size !== PAGE) throw new Error("not all of the page were judged");
    },
  );
}

/** All rows with the outcome of each, as the list's file reads them. */
async function wholeList({ db }: Connection): Promise<Result> {
  const ordered = sql`order by lower(i.name), i.id`;
  return paired(
    `the whole list of ${PRODUCTS.toLocaleString("en-GB")} solutions with their outcomes under ${STANDARDS} standards, against the list without`,
    () => db.execute(sql`${listed} ${ordered}`),
    async () => {
      const [rows, outcomes] = await Promise.all([
        db.execute<{ id: string }>(sql`${listed} ${ordered}`),
        outcomesOf(db, question),
      ]);
      const unmet = rows.filter((row) => outcomes.get(row.id) === "not-compliant");
      if (rows.length !== PRODUCTS || unmet.length === 0) throw new Error("not all were judged");
    },
  );
}

async function paired(
  name: string,
  without: () => PromiseLike<unknown>,
  withVerdict: () => Promise<unknown>,
): Promise<Result> {
  const rounds: { baseline: number; subject: number }[] = [];
  for (let round = -1; round < ROUNDS; round += 1) {
    const baseline = await milliseconds(without);
    const subject = await milliseconds(withVerdict);
    if (round >= 0) rounds.push({ baseline, subject });
  }
  const ratio = median(rounds.map((round) => round.baseline / round.subject));
  return {
    name,
    measure: "milliseconds",
    baseline: median(rounds.map((round) => round.baseline)),
    subject: median(rounds.map((round) => round.subject)),
    ratio,
    goal: "at least 0.5",
    met: ratio >= 0.5,
  };
}

/** The verdict as a function, without the database: one product, its certificates and the standards that bind it. */
async function pure({ db }: Connection): Promise<Result> {
  const facts = await loadVerdictFacts(db, { solutionIds: ["P1"], on });
  const found = facts.solutions.get("P1")!;
  const inputs: VerdictInputs = {
    solution: found,
    supplier: { id: found.supplierId, name: found.supplierName },
    requirements: requirementsFor(facts.bindings, facts.standards, facts.versions, {
      capabilityRefs: found.capabilityRefs,
      careSettings: found.careSettings,
      lotIds: found.lotIds,
      buyerKind: null,
      on,
    }).slice(0, 1),
    certificates: [...(facts.certificates.bySolution.get("P1") ?? [])].slice(0, 1),
    versions: facts.versions.slice(0, 1),
    waivers: [],
    buyerCode: null,
    on,
  };
  const each = 100_000;
  const rate = () => {
    const started = performance.now();
    for (let at = 0; at < each; at += 1) verdict(inputs);
    return (each * 1_000) / (performance.now() - started);
  };
  rate();
  const subject = median([rate(), rate(), rate()]);
  return {
    name: "the pure verdict of a product under one standard",
    measure: "per second",
    baseline: 200_000,
    subject,
    ratio: subject / 200_000,
    goal: "at least 200,000 a second",
    met: subject >= 200_000,
  };
}

async function milliseconds(work: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function prepare({ sql: run }: Connection): Promise<void> {
  await run`insert into organisation (code, scheme, name, kind, source)
    select 'S' || n, 'dovetail', 'Supplier ' || n, 'supplier', 'bench' from generate_series(1, ${SUPPLIERS}::int) n`;
  await run`insert into supplier (id, organisation_code, name, legal_name)
    select n::text, 'S' || n, 'Supplier ' || n, 'Supplier ' || n from generate_series(1, ${SUPPLIERS}::int) n`;
  await run`insert into capability (ref, name, description, category_name, version, status)
    values ('C1', 'One', 'One', 'Test', '1', 'Effective')`;
  await run`insert into catalogue_item (id, kind, supplier_id, name, state)
    select 'P' || n, 'solution', (n % ${SUPPLIERS}::int + 1)::text, 'Product ' || n, 'published'
      from generate_series(1, ${PRODUCTS}::int) n`;
  await run`insert into solution (id, product_version) select id, '1.0' from catalogue_item`;
  await run`insert into item_capability (item_id, capability_ref, result) select id, 'C1', 'full' from catalogue_item`;
  await run`insert into standard (id, title, summary, owner_name, category, applies_to, source)
    select 'T' || n, 'Standard ' || n, 'What it asks.', 'NHS England', 'test',
      case when n <= ${OF_SUPPLIERS}::int then 'organisation' else 'product' end, 'bench' from generate_series(1, ${STANDARDS}::int) n`;
  await run`insert into standard_version (id, standard_id, version, effective_from)
    select id || '@1', id, '1', date '2021-01-01' from standard`;
  await run`insert into standard_binding (id, standard_id, capability_ref, valid_from, source)
    select 'B' || id, id, case when applies_to = 'product' then 'C1' end, date '2021-01-01', 'bench' from standard`;
  await run`insert into certificate (number, standard_version_id, supplier_id, solution_id, valid_from, valid_to, issued_at, source)
    select 'DVC-' || lpad(row_number() over ()::text, 7, '0'), s.id || '@1', o.supplier_id, o.solution_id, date '2026-01-01',
        date '2026-11-25' + (row_number() over () % 900)::int, timestamptz '2026-01-01 09:00Z', 'bench'
      from standard s join (select id as supplier_id, null as solution_id, 'organisation' as kind from supplier
        union all select supplier_id, id, 'product' from catalogue_item) o on o.kind = s.applies_to`;
  await run`insert into certificate_event (certificate_number, kind, effective_on, reason)
    select number, 'suspended', date '2026-06-01', 'A fault' from certificate where right(number, 2) in ('00', '20', '40', '60', '80')`;
  await run`insert into work_off_condition (certificate_number, text, due_on)
    select number, 'Do it', date '2027-01-01' from certificate where right(number, 2) in ('11', '33', '66')`;
  await run`analyze`;
}
