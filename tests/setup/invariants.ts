import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "~db";
import { auditEvent } from "~db/schema/audit";
import { ledgerTransaction } from "~db/schema/funding";
import { invoice, payment } from "~db/schema/invoices";
import { order, orderShare } from "~db/schema/orders";
import { ocdsRelease } from "~db/schema/contracts";
import { verifyStreams } from "~/domain/audit/audit-views.server";
import { recomputeDifferences, trialBalance } from "~/domain/ledger/ledger-views.server";
import { reconciliationView } from "~/domain/invoices/reconciliation-views.server";
import { sum } from "~/domain/money/money";
import { agreementWithLedger } from "~/domain/statements/statement";
import { statementFacts } from "~/domain/statements/statement-views.server";

/*
 * What must hold of a database whatever happened to the processes that wrote it. Reads tables rather than pages, so that
 * a page that hides a fault does not hide it here.
 */

/** Every invariant that does not hold, in words; an empty list when all do. Call it when nothing is under way. */
export async function brokenInvariants(db: Db): Promise<string[]> {
  const found = await Promise.all([
    ledger(db),
    brokenStatements(db),
    orders(db),
    invoices(db),
    chains(db),
    books(db),
    atStripe(db),
  ]);
  return found.flat();
}

async function ledger(db: Db): Promise<string[]> {
  const { totals } = await trialBalance(db);
  const broken = [];
  if (totals.debitsPosted !== totals.creditsPosted || totals.debitsPending !== totals.creditsPending)
    broken.push(`the trial balance is not zero: ${Object.entries(totals).join("; ")}`);
  for (const { key } of await recomputeDifferences(db))
    broken.push(`the counters of ${key} are not the sum of its transfers`);
  return broken;
}

/** Every organisation's statement, worked out from its shares, is what the counters of its accounts hold. */
export async function brokenStatements(db: Db): Promise<string[]> {
  const owners = await db.execute<{ code: string }>(sql`
    select distinct owner_code as code from ledger_account where kind in ('budget', 'vat') order by code`);
  const broken = [];
  for (const { code } of owners) {
    const {
      agrees,
      total,
      ledger: held,
    } = agreementWithLedger(await statementFacts(db, { organisationCode: code }));
    if (!agrees)
      broken.push(
        `the statement of ${code} says ${Object.values(total).join(", ")}, the ledger ${Object.values(held).join(", ")}`,
      );
  }
  return broken;
}

/** Shares sum to the order; one commitment for an order that was signed and none before; then it is published. */
async function orders(db: Db): Promise<string[]> {
  const broken: string[] = [];
  for (const row of await db.select().from(order)) {
    const shares = await db.select().from(orderShare).where(eq(orderShare.orderId, row.id));
    const total = (of: "net" | "vat") => sum(shares.map((share) => share[of]));
    if (shares.length > 0 && row.net !== null && (total("net") !== row.net || total("vat") !== row.vat))
      broken.push(`the shares of ${row.id} do not sum to it`);
    const signed = row.liveAt !== null;
    const commits = await actions(db, "commit", row.id);
    if (commits !== (signed ? 1 : 0))
      broken.push(`${row.id} is ${row.state} and was committed ${commits} times`);
    if (signed && (await db.$count(ocdsRelease, eq(ocdsRelease.orderId, row.id))) === 0)
      broken.push(`${row.id} is signed and not published`);
  }
  return broken;
}

const actions = (db: Db, kind: string, orderId: string) =>
  db.$count(ledgerTransaction, sql`kind = ${kind} and order_id = ${orderId}`);

/** Each milestone or annual charge and payer has one invoice; a paid one has one payment and one draw; its release says so. */
async function invoices(db: Db): Promise<string[]> {
  const broken: string[] = [];
  const seen = new Set<string>();
  for (const row of await db.select().from(invoice)) {
    const key = `${row.milestoneId ?? `${row.orderId} of ${row.instalmentYear}`} ${row.payerCode}`;
    if (seen.has(key)) broken.push(`${row.number} is a second invoice of ${key}`);
    seen.add(key);
    const paid = row.state === "paid" ? 1 : 0;
    const payments = await db.select().from(payment).where(eq(payment.invoiceNumber, row.number));
    const draws = await db.$count(ledgerTransaction, sql`kind = 'draw' and invoice_number = ${row.number}`);
    const standing = payments.filter(({ reversalId }) => reversalId === null);
    if (
      standing.length !== paid ||
      draws !== payments.length ||
      payments.some(({ amount }) => amount !== row.gross)
    )
      broken.push(`${row.number} is ${row.state} with ${payments.length} payments and ${draws} draws`);
    if (paid === 0) continue;
    const releases = await db
      .select()
      .from(ocdsRelease)
      .where(eq(ocdsRelease.orderId, row.orderId))
      .orderBy(asc(ocdsRelease.sequence));
    if (!JSON.stringify(releases.at(-1)?.body ?? null).includes(`"${row.number}"`))
      broken.push(`the last release of ${row.orderId} does not know that ${row.number} is paid`);
  }
  return broken;
}

async function chains(db: Db): Promise<string[]> {
  const streams = await db.selectDistinct({ stream: auditEvent.stream }).from(auditEvent);
  const checks = await verifyStreams(
    db,
    streams.map(({ stream }) => stream),
  );
  return [...checks.values()]
    .filter(({ intact }) => !intact)
    .map(({ stream, brokenAt }) => `the audit chain of ${stream} is broken at ${brokenAt}`);
}

async function books(db: Db): Promise<string[]> {
  const rows = await reconciliationView(db, { actor: { roles: ["auditor"] } });
  return rows
    .filter(({ outcome }) => outcome === "differs")
    .map(({ number, differences }) => `${number}: ${differences.join(" ")}`);
}

/** The payment service has each invoice that was sent once, paid when ours is, so that nobody can pay it twice. */
async function atStripe(db: Db): Promise<string[]> {
  const sent = await db
    .select()
    .from(invoice)
    .where(inArray(invoice.state, ["sent", "paid"]));
  const rows = await db.execute<{ id: string; number: string; status: string; total: string }>(sql`
    select id, body->>'number' as number, body->>'status' as status, body->>'total' as total from stand_in_object
    where service = 'stripe' and kind = 'invoice' and body->>'status' <> 'void'`);
  return sent.flatMap((row) => {
    const there = [...rows].filter(({ number }) => number === row.number);
    const [one] = there;
    const fits =
      there.length === 1 &&
      one!.id === row.stripeInvoiceId &&
      BigInt(one!.total) === row.gross &&
      one!.status === (row.state === "paid" ? "paid" : "open");
    return fits ? [] : [`${row.number} (${row.state}) is at Stripe as ${JSON.stringify(there)}`];
  });
}

/** What the worker has still to do, or gave up: empty when everything that was promised is done. */
export async function unfinishedWork(db: Db): Promise<string[]> {
  const jobs = await db.execute<{ task: string; attempts: number; last_error: string | null }>(sql`
    select task_identifier as task, attempts, last_error from graphile_worker.jobs`);
  const events = await db.execute<{ id: string }>(sql`
    select id from stripe_event where handled_at is null
    union all select id from stand_in_object where service = 'stripe' and kind = 'delivery'
    union all select id::text from email where state <> 'sent'`);
  return [
    ...[...jobs].map((job) => `${job.task} (attempts: ${job.attempts}) ${job.last_error ?? ""}`.trim()),
    ...[...events].map(({ id }) => `${id} waits`),
  ];
}
