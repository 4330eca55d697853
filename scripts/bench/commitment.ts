import { randomUUID } from "node:crypto";
import type { ISql } from "postgres";
import { inTransaction, type Connection } from "~db";
import { organisation } from "~db/schema/organisations";
import { SYSTEM } from "~/domain/audit/event";
import { commitOrder } from "~/domain/ledger/commit-order.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { openProgramme } from "~/domain/funding/open-programme.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { measurePair, withScratchDatabase, type Bench, type Result } from "./harness";

const CLIENTS = 16;
/** Suppliers that are paid from each fund, so that few orders meet at a supplier's account. */
const SUPPLIERS_PER_FUND = 50;
const asSystem = { actor: SYSTEM, at: new Date("2026-11-22T10:00:00Z"), today: day("2026-11-22") };

/**
 * Orders that commit money, against a bare UPDATE ... RETURNING of as many counters, by 16 connections of one client:
 * on one fund that everybody wants, and on a thousand. The commitment is the verb in its transaction: year and fund open
 * on the day, once per entry, reservation written, both accounts moved, never below the floor. Accounts are open before, as
 * the counters are. The last row is what no verb in a transaction can pass: the bare update itself between BEGIN and
 * COMMIT.
 */
export const commitment: Bench = {
  name: "commitment",
  run: async ({ databaseUrl }) => [
    ...(await onFunds(databaseUrl, { funds: 1, goal: 0.4 })),
    ...(await onFunds(databaseUrl, { funds: 1_000, goal: 0.6 })),
  ],
};

function onFunds(databaseUrl: string, { funds, goal }: { funds: number; goal: number }): Promise<Result[]> {
  return withScratchDatabase(databaseUrl, CLIENTS, async (connection) => {
    await prepare(connection, funds);
    let turn = 0;
    const baseline = { name: "update returning", once: () => takeOne(connection.sql, (turn += 1), funds) };
    const where = `${funds === 1 ? "one fund" : `${funds} funds`}, ${CLIENTS} clients`;
    const commitments = await measurePair({
      name: `commitments on ${where}`,
      clients: CLIENTS,
      goal,
      baseline,
      subject: { name: "commitOrder", once: committer(connection, funds) },
    });
    if (funds === 1) return [commitments];
    const bound = await measurePair({
      name: `that update in a transaction, ${where}`,
      clients: CLIENTS,
      goal: 0,
      baseline,
      subject: {
        name: "begin, update returning, commit",
        once: () => connection.sql.begin((tx) => takeOne(tx, (turn += 1), funds)),
      },
    });
    return [commitments, { ...bound, goal: "none: the bound" }];
  });
}

/** The bare update: takes one from a counter that has it. */
function takeOne(sql: ISql, turn: number, funds: number) {
  const id = spread(turn, funds);
  return sql`update bench_counter set free = free - 1 where id = ${id} and free >= 1 returning free`;
}

/** Commits one order after the other, each of one share. */
function committer({ db }: Connection, funds: number): () => Promise<unknown> {
  let order = 0;
  return () => {
    const number = (order += 1);
    const fundId = `BENCH-${spread(number, funds)}`;
    return inTransaction(db, (tx) =>
      commitOrder(tx, {
        ...asSystem,
        orderId: `B${number}`,
        supplierId: `S${spread(number, SUPPLIERS_PER_FUND * funds)}`,
        shares: [{ shareId: randomUUID(), payerCode: "X24", fundId, cost: pence(1) }],
      }),
    );
  };
}

/** Goes over all of them evenly and in no order: 7,919 is prime. */
function spread(number: number, among: number): number {
  return (number * 7_919) % among;
}

async function prepare({ db, sql }: Connection, funds: number): Promise<void> {
  await sql`create table bench_counter (id integer primary key, free bigint not null) with (fillfactor = 50)`;
  await sql`insert into bench_counter select id, 1000000000000 from generate_series(0, ${funds - 1}::integer) id`;
  const suppliers = SUPPLIERS_PER_FUND * funds;
  await sql`select count(ledger_open_account('supplier:S' || n)) from generate_series(0, ${suppliers - 1}::integer) n`;
  await inTransaction(db, async (tx) => {
    await tx.insert(organisation).values({
      code: "X24",
      name: "NHS England",
      kind: "national",
      scheme: "ods",
      source: "bench",
    });
    await openProgramme(tx, {
      ...asSystem,
      programme: {
        id: "BENCH",
        name: "Bench",
        summary: "Measured, not spent",
        firstYear: 2026,
        lastYear: null,
      },
    });
    for (let index = 0; index < funds; index += 1) {
      await openFund(tx, {
        ...asSystem,
        amount: pence(1_000_000_000_000n),
        fund: {
          id: `BENCH-${index}`,
          programmeId: "BENCH",
          name: `Bench fund ${index}`,
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
}
