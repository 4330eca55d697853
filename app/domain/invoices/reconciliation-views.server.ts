import { and, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "~db";
import { stripeEvent } from "~db/schema/invoices";
import { pence, type Pence } from "~/domain/money/money";
import type { Actor } from "~/domain/audit/event";
import { keysetList, type List, type SortOrder } from "~/domain/shared/keyset.server";
import { day, type Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { reconcile, type Entry, type Outcome } from "./reconciliation";

const MAY_SEE = ["commercial_officer", "auditor"];

export interface ReconciliationRow extends Entry {
  dueOn: Day;
  payerName: string;
  supplierName: string;
  outcome: Outcome;
  differences: string[];
}

interface Raw extends Record<string, unknown> {
  number: string;
  state: string;
  due_on: string;
  payer_name: string;
  supplier_name: string;
  stripe_invoice_id: string | null;
  gross: string;
  paid: string | null;
  method: string | null;
  ledger: string | null;
  stripe_total: string | null;
  stripe_paid: string | null;
  reversed: boolean;
}

const optional = (text: string | null): Pence | null => (text === null ? null : pence(BigInt(text)));

/**
 * Invoices, payments, the ledger and what Stripe's webhooks said, side by side: those that differ first, then
 * the latest. For commercial officers and auditors. Sums are pence. Throws Problem not-allowed
 * `not-overseer`.
 */
export async function reconciliationView(
  q: Queryable,
  input: { actor: Pick<Actor, "roles"> },
): Promise<ReconciliationRow[]> {
  if (!input.actor.roles.some((role) => MAY_SEE.includes(role))) {
    throw new Problem("not-allowed", "not-overseer", "Only commercial officers and auditors see this.");
  }
  const rows = await q.execute<Raw>(sql`
    with told as (
      select distinct on (stripe_id) stripe_id, total, status, paid, off_stripe from (
        select payload->'data'->'object'->>'id' as stripe_id, payload->'data'->'object'->>'total' as total,
          payload->'data'->'object'->>'status' as status, payload->'data'->'object'->>'amount_paid' as paid,
          coalesce(payload->'data'->'object'->>'amount_paid_off_stripe', '0') as off_stripe,
          (payload->>'created')::bigint as created, type, id
        from stripe_event where type like 'invoice.%'
      ) e order by stripe_id, (type = 'invoice.paid') desc, created desc, id desc
    ), credited as (
      select t.invoice_number, sum(case when c.kind = 'supplier' then r.amount_pence when d.kind = 'supplier' then -r.amount_pence
        else 0 end) as amount
      from ledger_transaction t join ledger_transfer r on r.transaction_id = t.id
        join ledger_account d on d.id = r.debit_account_id join ledger_account c on c.id = r.credit_account_id
      where t.invoice_number is not null and r.kind in ('post', 'move') group by t.invoice_number
    )
    select i.number, i.state, i.due_on::text as due_on, o.name as payer_name, s.name as supplier_name, i.stripe_invoice_id,
      i.gross_pence::text as gross, p.amount_pence::text as paid, p.method, c.amount::text as ledger,
      exists (select from payment gone where gone.invoice_number = i.number and gone.reversal_id is not null) as reversed,
      told.total as stripe_total,
      case when told.status = 'paid' and told.paid::bigint > told.off_stripe::bigint
        then (told.paid::bigint - told.off_stripe::bigint)::text end as stripe_paid
    from invoice i
      join organisation o on o.code = i.payer_code
      join supplier s on s.id = i.supplier_id
      left join payment p on p.invoice_number = i.number and p.reversal_id is null
      left join credited c on c.invoice_number = i.number
      left join told on told.stripe_id = i.stripe_invoice_id
    order by length(i.number) desc, i.number desc`);
  const checked = [...rows].map(rowOf);
  const rank = { differs: 0, waiting: 1, agrees: 2 };
  return checked.sort((a, b) => rank[a.outcome] - rank[b.outcome]);
}

function rowOf(row: Raw): ReconciliationRow {
  const entry: Entry = {
    number: row.number,
    state: row.state,
    gross: pence(BigInt(row.gross)),
    stripeInvoiceId: row.stripe_invoice_id,
    stripeTotal: optional(row.stripe_total),
    stripePaid: optional(row.stripe_paid),
    payment: row.method && row.paid ? { method: row.method, amount: pence(BigInt(row.paid)) } : null,
    ledger: optional(row.ledger),
    reversed: row.reversed,
  };
  return {
    ...entry,
    dueOn: day(row.due_on),
    payerName: row.payer_name,
    supplierName: row.supplier_name,
    ...reconcile(entry),
  };
}

type UnsettledPayment = Pick<typeof stripeEvent.$inferSelect, "id" | "receivedAt" | "outcome">;

/** Payments that Stripe told us of and that settled nothing, the latest first: somebody has to look at them. */
export function unsettledPayments(q: Queryable): List<UnsettledPayment> {
  const keys: SortOrder["keys"] = [
    { by: stripeEvent.receivedAt, type: "timestamptz" },
    { by: stripeEvent.id, type: "text" },
  ];
  const unsettled = sql`${stripeEvent.type} = 'invoice.paid' and ${isNotNull(stripeEvent.outcome)}
    and ${stripeEvent.outcome} ~ '(not settled|not one of ours|pay it back|pay one of them back)'`;
  return keysetList<UnsettledPayment>(q, { keys, descending: true }, (keyColumns, past) =>
    q
      .select({
        id: stripeEvent.id,
        receivedAt: stripeEvent.receivedAt,
        outcome: stripeEvent.outcome,
        ...keyColumns,
      })
      .from(stripeEvent)
      .where(and(unsettled, past)),
  );
}
