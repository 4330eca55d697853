import { inTransaction, type Connection } from "~db";
import { organisation } from "~db/schema/organisations";
import { user } from "~db/schema/people";
import { SYSTEM } from "~/domain/audit/event";
import { publishStandard } from "~/domain/certification/publish-standard.server";
import { day } from "~/domain/shared/day";
import { changeDraft } from "~/domain/standards/change-draft.server";
import { impactCounts } from "~/domain/standards/impact";
import { impactReport } from "~/domain/standards/impact-views.server";
import { startDraft } from "~/domain/standards/start-draft.server";
import { median, withScratchDatabase, type Bench, type Result } from "./harness";

const PRODUCTS = 10_000;
const CONTRACTS = 1_000;
const SUPPLIERS = 500;
const LIMIT_MS = 2_000;
const ROUNDS = 7;
const today = day("2026-12-01");
const at = new Date("2026-12-01T09:00:00Z");

/**
 * The impact report of a new version that reaches 10,000 products, each with a certificate, two capabilities and a lot, and 1,000
 * live contracts, against a plain read of the same rows.
 */
export const standardsImpact: Bench = {
  name: "standards-impact",
  run: (context) =>
    withScratchDatabase(context.databaseUrl, 6, async (connection) => {
      const draftId = await prepare(connection);
      context.log(`${PRODUCTS.toLocaleString("en-GB")} products are there`);
      return [await measure(connection, draftId)];
    }),
};

async function measure(connection: Connection, draftId: string): Promise<Result> {
  const plain: number[] = [];
  const report: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    plain.push(await milliseconds(() => plainRead(connection)));
    report.push(
      await milliseconds(async () => {
        const counts = impactCounts(await impactReport(connection.db, { draftId, today }));
        if (counts.products !== PRODUCTS || counts.contracts !== CONTRACTS)
          throw new Error(`not all were reached: ${JSON.stringify(counts)}`);
      }),
    );
  }
  const [baseline, subject] = [median(plain), median(report)];
  return {
    name: `impact report of ${PRODUCTS.toLocaleString("en-GB")} products and ${CONTRACTS.toLocaleString("en-GB")} contracts, against a plain read of their rows`,
    measure: "milliseconds",
    baseline,
    subject,
    ratio: baseline / subject,
    goal: `under ${LIMIT_MS.toLocaleString("en-GB")} milliseconds`,
    met: subject < LIMIT_MS,
  };
}

/** The rows that the report needs, sent together and read as they are. */
async function plainRead({ sql }: Connection): Promise<void> {
  const [products, certificates, contracts] = await Promise.all([
    sql`select i.id, i.name, i.supplier_id, s.product_version, s.care_settings, p.name as supplier_name,
        array(select capability_ref from item_capability c where c.item_id = i.id) as capabilities,
        array(select lot_id from lot_solution l where l.solution_id = i.id) as lots
      from catalogue_item i join solution s on s.id = i.id join supplier p on p.id = i.supplier_id
      where i.state = 'published'`,
    sql`select * from certificate`,
    sql`select o.*, b.name, b.kind from "order" o join organisation b on b.code = o.buyer_code where o.state = 'live'`,
  ]);
  if (products.length !== PRODUCTS || certificates.length !== PRODUCTS || contracts.length !== CONTRACTS)
    throw new Error("the rows are not there");
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function prepare(connection: Connection): Promise<string> {
  await makeProducts(connection);
  await makeContracts(connection);
  await connection.sql`analyze`;
  return draftVersion(connection);
}

async function makeProducts({ db, sql }: Connection): Promise<void> {
  await db.insert(organisation).values([
    { code: "X24", scheme: "ods", name: "NHS England", kind: "national", source: "bench" },
    { code: "RR8", scheme: "ods", name: "A trust", kind: "trust", source: "bench" },
  ]);
  await db.insert(user).values({ id: "officer", name: "Officer", email: "officer@example.org" });
  await sql`insert into organisation (code, scheme, name, kind, source)
    select 'S' || n, 'dovetail', 'Supplier ' || n, 'supplier', 'bench' from generate_series(1, ${SUPPLIERS}::int) n`;
  await sql`insert into supplier (id, organisation_code, name, legal_name)
    select n::text, 'S' || n, 'Supplier ' || n, 'Supplier ' || n from generate_series(1, ${SUPPLIERS}::int) n`;
  await sql`insert into framework (id, name, short_name, owner_name, state, starts_on, ends_on, maximum_term_months)
    values ('F1', 'Framework', 'F', 'NHS England', 'live', '2025-04-01', '2029-03-31', 48)`;
  await sql`insert into lot (id, framework_id, number, name, scope, maximum_term_months, eligible_buyer_kinds)
    values ('F1-1', 'F1', '1', 'Records', 'Records', 36, '{trust}')`;
  await sql`insert into capability (ref, name, description, category_name, version, status)
    values ('C1', 'One', 'One', 'Test', '1', 'Effective'), ('C2', 'Two', 'Two', 'Test', '1', 'Effective')`;
  await sql`insert into catalogue_item (id, kind, supplier_id, name, state)
    select 'P' || n, 'solution', (n % ${SUPPLIERS}::int + 1)::text, 'Product ' || n, 'published'
      from generate_series(1, ${PRODUCTS}::int) n`;
  await sql`insert into solution (id, product_version) select id, '1.0' from catalogue_item`;
  await sql`insert into item_capability (item_id, capability_ref, result)
    select id, ref, 'full' from catalogue_item, (values ('C1'), ('C2')) c(ref)`;
  await sql`insert into lot_solution (lot_id, solution_id) select 'F1-1', id from catalogue_item`;
  await inTransaction(db, (tx) =>
    publishStandard(tx, {
      actor: SYSTEM,
      at,
      standard: {
        id: "safety",
        title: "Safety case",
        summary: "What it holds.",
        ownerName: "NHS England",
        category: "clinical-safety",
        appliesTo: "product",
        source: "bench",
      },
      versions: [
        { version: "1", effectiveFrom: day("2021-01-01"), validityMonths: null, evidence: ["Safety case"] },
      ],
      bindings: [
        { validFrom: day("2021-01-01"), lotId: "F1-1" },
        { validFrom: day("2021-01-01"), capabilityRef: "C1" },
      ],
    }),
  );
  await sql`insert into certificate (number, standard_version_id, supplier_id, solution_id, valid_from, valid_to, issued_at, source)
    select 'DVC-' || lpad(n::text, 6, '0'), 'safety@1', (n % ${SUPPLIERS}::int + 1)::text, 'P' || n, date '2026-01-01',
      date '2027-08-01' + n % 300, timestamptz '2026-01-01 09:00Z', 'bench' from generate_series(1, ${PRODUCTS}::int) n`;
}

async function makeContracts({ sql }: Connection): Promise<void> {
  await sql`insert into shortlist (id, organisation_code, name, state, term_months, starts_on, created_by, created_at)
    select 'S' || n, 'RR8', 'Records', 'awarded', 36, '2026-12-01', 'officer', timestamptz '2026-12-01 09:00Z' from generate_series(1, ${CONTRACTS}::int) n`;
  await sql`insert into award (id, shortlist_id, solution_id, lot_id, route, estimated_value_pence, route_check, mechanism, awarded_by, awarded_at)
    select gen_random_uuid(), 'S' || n, 'P' || n, 'F1-1', 'direct_award', 0, '{}', '{}', 'officer', timestamptz '2026-12-01 09:00Z'
      from generate_series(1, ${CONTRACTS}::int) n`;
  await sql`insert into "order" (id, call_off_number, buyer_code, supplier_id, solution_id, lot_id, award_id, title, state, starts_on,
      term_months, created_by, created_at)
    select 'C' || (100000 + substr(a.solution_id, 2)::int) || '-01', 'C' || (100000 + substr(a.solution_id, 2)::int), 'RR8',
      i.supplier_id, a.solution_id, 'F1-1', a.id, 'An order', 'live', '2026-12-01', 36, 'officer', timestamptz '2026-12-01 09:00Z'
      from award a join catalogue_item i on i.id = a.solution_id`;
}

async function draftVersion({ db }: Connection): Promise<string> {
  const actor = {
    userId: "officer",
    name: "Officer",
    organisationCode: "X24",
    roles: ["commercial_officer"],
    requestId: "bench",
  };
  return inTransaction(db, async (tx) => {
    const of = { kind: "version", standardId: "safety" } as const;
    const draftId = await startDraft(tx, { actor, at, today, of });
    const fields = { effectiveFrom: day("2027-01-04"), complyBy: day("2027-06-30"), whatChanged: "A test." };
    await changeDraft(tx, { draftId, seen: 1, actor, at, change: { fields } });
    return draftId;
  });
}
