import { sql } from "drizzle-orm";
import type { Db } from "~db";

/*
 * Lists longer than any test could place by the domain's verbs: copies of rows that the verbs made, straight in the
 * database. Two neighbours share their moments, so that a list has to tell them apart by their ids.
 */

/** Copies an order `count` times with its award and shortlist, as C5nnnnn-01 from `from` on; the last is the newest. */
export async function copyOrders(
  db: Db,
  { orderId, count, from = 1, state }: { orderId: string; count: number; from?: number; state?: string },
): Promise<void> {
  await db.execute(sql`
    with copy as materialized (
      select n, gen_random_uuid() as award_id, 'S8' || n || '-copy' as shortlist_id, 'C' || (500000 + n) as number,
        timestamptz '2026-01-01 09:00:00+00' + (n / 2) * interval '1 minute' as at
      from generate_series(${from}::int, ${from + count - 1}::int) n
    ), origin as (
      select o as the_order, a as the_award, s as the_shortlist from "order" o
      join award a on a.id = o.award_id join shortlist s on s.id = a.shortlist_id where o.id = ${orderId}
    ), shortlists as (
      insert into shortlist select (jsonb_populate_record(the_shortlist, jsonb_build_object('id', shortlist_id))).* from origin, copy
    ), awards as (
      insert into award select (jsonb_populate_record(the_award,
        jsonb_build_object('id', award_id, 'shortlist_id', shortlist_id))).* from origin, copy
    )
    insert into "order" select (jsonb_populate_record(the_order, jsonb_build_object('id', number || '-01', 'call_off_number', number,
      'award_id', award_id, 'created_at', at, 'submitted_at', at, 'title', 'Copy ' || n,
      'state', coalesce(${state ?? null}::text, (the_order).state)))).* from origin, copy`);
}

/** Gives every copied order of a state two milestones on one day, and its shortlist a solution. */
export async function copyMilestonesAndSolutions(
  db: Db,
  { state, solutionId }: { state: string; solutionId: string },
): Promise<void> {
  await db.execute(sql`
    insert into order_milestone (order_id, position, title, due_on, payment_basis_points)
    select id, position, 'Part ' || position, date '2026-12-01', 5000
    from "order", generate_series(1, 2) position where id like 'C5%' and state = ${state}`);
  await db.execute(sql`
    insert into shortlist_item (shortlist_id, solution_id, added_by, added_at)
    select s.id, ${solutionId}, s.created_by, s.created_at
    from "order" o join award a on a.id = o.award_id join shortlist s on s.id = a.shortlist_id
    where o.id like 'C5%' and o.state = ${state}`);
}

/** Asks a payer to approve a share of every copied order; with `decided`, it has. */
export async function askForShares(
  db: Db,
  { payerCode, decided = false }: { payerCode: string; decided?: boolean },
): Promise<void> {
  await db.execute(sql`
    insert into order_approval (order_id, payer_code, state, net_pence, vat_pence, requested_at, decided_at)
    select id, ${payerCode}, ${decided ? "approved" : "requested"}, 100, 20, created_at,
      case when ${decided} then created_at + interval '1 day' end
    from "order" where id like 'C5%'`);
}

/** Records events of a stream that has no others; `bytes` of words after each. */
export async function copyEvents(
  db: Db,
  { stream, count, bytes = 0 }: { stream: string; count: number; bytes?: number },
): Promise<void> {
  await db.execute(sql`
    insert into audit_event (stream, position, at, action, summary, actor_name, after, previous_hash, hash)
    select ${stream}, n, timestamptz '2026-01-01 09:00:00+00' + n * interval '1 second', 'test.copied', 'Event ' || n, 'Test',
      jsonb_build_object('words', repeat('x', ${bytes}::int)), 'none', md5(n::text)
    from generate_series(1, ${count}::int) n`);
}

/**
 * Raises invoices of an order to a payer in states that take turns, £100.00 and £20.00 VAT each. Their numbers pass from
 * six digits to seven, and two neighbours are due on one day.
 */
export async function copyInvoices(
  db: Db,
  {
    orderId,
    payerCode,
    count,
    from = 1,
    states = ["sent"],
  }: {
    orderId: string;
    payerCode: string;
    count: number;
    from?: number;
    states?: readonly string[];
  },
): Promise<void> {
  await db.execute(sql`
    insert into invoice (number, order_id, instalment_year, payer_code, supplier_id, state, net_pence, vat_pence, gross_pence,
      framework_fee_pence, issued_on, due_on, raised_by)
    select 'INV-' || (999000 + n), o.id, n, ${payerCode}, o.supplier_id, split_part(${states.join(",")}, ',', 1 + n % ${states.length}::int),
      10000, 2000, 12000, 0, date '2026-01-01' + n / 2 % 300, date '2026-01-31' + n / 2 % 300, (select id from "user" order by id limit 1)
    from "order" o, generate_series(${from}::int, ${from + count - 1}::int) n where o.id = ${orderId}`);
}
