import { inTransaction, type Connection } from "~db";
import { organisation } from "~db/schema/organisations";
import { SYSTEM } from "~/domain/audit/event";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { fundView } from "~/domain/funding/funding-views.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { rollUpMovements } from "~/domain/ledger/roll-up-movements.server";
import { takeWatermark } from "~/domain/ledger/take-watermark.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import {
  measurePair,
  median,
  withScratchDatabase,
  type Bench,
  type BenchContext,
  type Result,
} from "./harness";

const SHORT = 5_000;
const LONG = 5_000_000;
/** Reservations that one order writes. */
const PER_ENTRY = 10;
const NIGHT_LIMIT_SECONDS = 60;
const asSystem = { actor: SYSTEM, at: new Date("2026-11-22T10:00:00Z"), today: day("2026-11-22") };

/**
 * A ledger with a long history: the statement of a fund with 5,000,000 postings behind it against that of one with
 * 5,000, and the nightly recomputation of every balance against a bare sum over the same table.
 */
export const ledgerHistory: Bench = {
  name: "ledger-history",
  run: (context) =>
    withScratchDatabase(context.databaseUrl, 2, async (connection) => {
      await prepare(connection, context);
      const statement = (fundId: string) => ({
        name: `statement of ${fundId}`,
        once: () => fundView(connection.db, { fundId }),
      });
      return [
        await measurePair({
          name: `fund statement, ${count(LONG)} postings behind it, against ${count(SHORT)}`,
          clients: 1,
          // One and a half times as long at most.
          goal: 1 / 1.5,
          baseline: statement("SHORT"),
          subject: statement("LONG"),
        }),
        await night(connection, context),
      ];
    }),
};

const count = (number: number) => number.toLocaleString("en-GB");

/** The entry of the nightly job: balances by day brought up to date, every counter and every balance recomputed. */
async function night({ db, sql }: Connection, { log }: BenchContext): Promise<Result> {
  const rollUp = async () => {
    const through = await inTransaction(db, takeWatermark);
    await inTransaction(db, (tx) => rollUpMovements(tx, { through }));
  };
  const first = await seconds(rollUp);
  log(`Balances by day of ${count(LONG + SHORT)} postings for the first time: ${first.toFixed(1)} seconds`);
  const bare: number[] = [];
  const nights: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    bare.push(await seconds(() => sql`select sum(amount_pence) from ledger_transfer`));
    nights.push(
      await seconds(async () => {
        const started = performance.now();
        const elapsed = () => performance.now() - started;
        await rollUp();
        const { differing } = await inTransaction(db, (tx) => checkLedger(tx, { at: asSystem.at, elapsed }));
        if (differing.length > 0) throw new Error(`${differing.join(", ")} differ`);
      }),
    );
  }
  const [baseline, subject] = [median(bare), median(nights)];
  return {
    name: `nightly recomputation of every balance from ${count(LONG + SHORT)} postings, against a bare sum`,
    measure: "seconds",
    baseline,
    subject,
    ratio: baseline / subject,
    goal: `under ${NIGHT_LIMIT_SECONDS} seconds`,
    met: subject < NIGHT_LIMIT_SECONDS,
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

async function prepare(connection: Connection, { log }: BenchContext): Promise<void> {
  const { db } = connection;
  await inTransaction(db, async (tx) => {
    const nhsEngland = { code: "X24", name: "NHS England", kind: "national", scheme: "ods", source: "bench" };
    await tx.insert(organisation).values(nhsEngland);
    const programme = {
      id: "BENCH",
      name: "Bench",
      summary: "Measured, not spent",
      firstYear: 2026,
      lastYear: null,
    };
    await openProgramme(tx, { ...asSystem, programme });
    for (const id of ["SHORT", "LONG"]) {
      await openFund(tx, {
        ...asSystem,
        amount: pence(1_000_000_000_000n),
        fund: {
          id,
          programmeId: "BENCH",
          name: `${id} history`,
          payerCode: "X24",
          financialYear: 2026,
          nature: "revenue",
          carriesOver: false,
          opensOn: day("2026-04-01"),
          closesOn: day("2027-03-31"),
          eligibleBuyerKinds: [],
        },
      });
    }
  });
  for (const [fundId, postings] of [
    ["SHORT", SHORT],
    ["LONG", LONG],
  ] as const) {
    log(`Writing ${count(postings)} postings`);
    await writeHistory(connection, fundId, postings);
  }
  await connection.sql`vacuum (analyze) ledger_transfer, ledger_transaction, ledger_account`;
}

/**
 * Writes reservations as years of orders would have left them. Row triggers are put aside for it, since one by one this
 * takes an hour, and the counters are set to what the triggers would have counted; the recomputation checks that.
 */
async function writeHistory({ sql }: Connection, fundId: string, postings: number): Promise<void> {
  await sql.begin(async (t) => {
    await t`set local session_replication_role = replica`;
    await t`
      insert into ledger_account (key, kind)
      select 'supplier:' || id, 'supplier' from generate_series(1, 50) id on conflict (key) do nothing`;
    await t`
      insert into ledger_transaction (idempotency_key, kind, text, order_id, effective_on, recorded_at)
      select ${`bench:${fundId}:`}::text || n, 'commit', 'Order reserved', 'B' || n, date '2026-04-01' + (n % 200), now()
      from generate_series(1, ${postings / PER_ENTRY}::integer) n`;
    await t`
      insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence)
      select entry.id, 'reserve', fund.id, supplier.id, 1 + part
      from ledger_transaction entry
      cross join generate_series(1, ${PER_ENTRY}::integer) part
      join ledger_account fund on fund.key = ${`fund:${fundId}`}
      join ledger_account supplier on supplier.key = 'supplier:' || 1 + (substr(entry.order_id, 2)::integer + part) % 50
      where starts_with(entry.idempotency_key, ${`bench:${fundId}:`})`;
    await t`
      update ledger_account a set debits_pending_pence = debits_pending_pence + moved.debit,
        credits_pending_pence = credits_pending_pence + moved.credit
      from (
        select account, sum(debit) as debit, sum(credit) as credit
        from ledger_transfer t
        join ledger_transaction entry on entry.id = t.transaction_id
        cross join lateral (values (debit_account_id, amount_pence, 0), (credit_account_id, 0, amount_pence)) side (account, debit, credit)
        where starts_with(entry.idempotency_key, ${`bench:${fundId}:`})
        group by account
      ) moved
      where a.id = moved.account`;
  });
}
