// Over 300 lines: every guarantee of the ledger in one place, so that none is forgotten when it changes.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connect, inTransaction } from "~db";
import { commitOrder } from "~/domain/ledger/commit-order.server";
import { drawForInvoice } from "~/domain/ledger/draw-for-invoice.server";
import { ledgerLines, recomputeDifferences, trialBalance } from "~/domain/ledger/ledger-views.server";
import { available, recompute } from "~/domain/ledger/ledger";
import { fundAccount } from "~/domain/ledger/ledger";
import { releaseOrder } from "~/domain/ledger/release-order.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { commitShare, asSystem, commandIn, makeFund, makeOrganisations } from "../../factories/funding";
import { testDatabase } from "../../setup/test-database";

const database = await testDatabase();
const { db, sql } = database;

async function account(key: string) {
  const [row] = await sql<
    { dp: string; d: string; cp: string; c: string }[]
  >`select debits_pending_pence as dp, debits_posted_pence as d, credits_pending_pence as cp, credits_posted_pence as c from ledger_account where key = ${key}`;
  return row && [row.dp, row.d, row.cp, row.c].map(BigInt);
}

async function expectSound() {
  const { totals } = await trialBalance(db);
  expect([totals.postedDifference, totals.pendingDifference]).toEqual([0n, 0n]);
  expect(await recomputeDifferences(db)).toEqual([]);
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as { code: string; constraint_name?: string; message: string },
  );

describe("a fund", () => {
  it("goes from free to committed, drawn and back, by counters that add up", async () => {
    await makeFund(db, "COUNTERS", 100_000n);
    const shareId = await commitShare(db, {
      orderId: "C1",
      fundId: "COUNTERS",
      cost: 60_000n,
      supplierId: "20777",
    });
    // reserved 600.00 of 1,000.00
    expect(await account("fund:COUNTERS")).toEqual([60_000n, 0n, 0n, 100_000n]);
    const parts = [{ shareId, payerCode: "X24", cost: pence(25_000), recoverableVat: pence(5_000) }];
    await inTransaction(db, (tx) =>
      drawForInvoice(tx, { ...asSystem, orderId: "C1", invoiceNumber: "INV-1", supplierId: "20777", parts }),
    );
    // 250.00 of the 600.00 paid; the supplier has 250.00 + 50.00 VAT, and 350.00 still reserved for it
    expect(await account("fund:COUNTERS")).toEqual([35_000n, 25_000n, 0n, 100_000n]);
    expect(await account("supplier:20777")).toEqual([0n, 0n, 35_000n, 30_000n]);
    expect(await account("vat:X24")).toEqual([0n, 5_000n, 0n, 0n]);
    const { released } = await inTransaction(db, (tx) =>
      releaseOrder(tx, { ...asSystem, orderId: "C1", reason: "ended early" }),
    );
    expect(released).toBe(35_000n);
    expect(await account("fund:COUNTERS")).toEqual([0n, 25_000n, 0n, 100_000n]);
    await expectSound();
  });

  it("that is short refuses and says by how much, and nothing of the order is reserved", async () => {
    await makeFund(db, "SHORT", 100_000n, { name: "Digitising Social Care 2026/27" });
    await makeOrganisations(db, [{ code: "RR8" }]);
    const problem = await refused(
      inTransaction(db, (tx) =>
        commitOrder(tx, {
          ...asSystem,
          orderId: "C2",
          supplierId: "20001",
          shares: [
            { shareId: randomUUID(), payerCode: "RR8", fundId: null, cost: pence(5_000) },
            { shareId: randomUUID(), payerCode: "X24", fundId: "SHORT", cost: pence(70_000) },
            { shareId: randomUUID(), payerCode: "X24", fundId: "SHORT", cost: pence(42_345) },
          ],
        }),
      ),
    );
    // 700.00 + 423.45 asked, 1,000.00 free: 123.45 short
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.code).toBe("fund-short");
    expect((problem as unknown as Problem).details).toMatchObject({
      asked: "112345",
      available: "100000",
      short: "12345",
    });
    expect(problem.message).toBe(
      "Digitising Social Care 2026/27 is £123.45 short: this needs £1,123.45 and £1,000.00 is free to commit.",
    );
    expect(await account("fund:SHORT")).toEqual([0n, 0n, 0n, 100_000n]);
    expect(await sql`select 1 from ledger_transaction where idempotency_key = 'commit:C2'`).toHaveLength(0);
  });

  it("that is not open refuses, and one that does not exist refuses", async () => {
    await makeFund(db, "LAST-YEAR", 100_000n, {
      financialYear: 2025,
      opensOn: day("2025-04-01"),
      closesOn: day("2026-03-31"),
    });
    const closed = await refused(commitShare(db, { orderId: "C3", fundId: "LAST-YEAR", cost: 1n }));
    expect(closed.message).toContain("it is open from 1 April 2025 to 31 March 2026");
    const missing = await refused(commitShare(db, { orderId: "C3", fundId: "NOWHERE", cost: 1n }));
    expect(missing.code).toBe("no-such-fund");
  });

  it("is spent to the last penny and no further", async () => {
    await makeFund(db, "PENNY", 100n);
    await commitShare(db, { orderId: "C4", fundId: "PENNY", cost: 100n });
    expect((await refused(commitShare(db, { orderId: "C5", fundId: "PENNY", cost: 1n }))).code).toBe(
      "fund-short",
    );
  });
});

describe("an entry happens once", () => {
  it("whether it is repeated later or at the same moment", async () => {
    await makeFund(db, "ONCE", 100_000n);
    const shareId = randomUUID();
    const commit = () =>
      inTransaction(db, (tx) =>
        commitOrder(tx, {
          ...asSystem,
          orderId: "C10",
          supplierId: "20001",
          shares: [{ shareId, payerCode: "X24", fundId: "ONCE", cost: pence(1_000) }],
        }),
      );
    const answers = [...(await Promise.all([commit(), commit(), commit()])), await commit()];
    expect(new Set(answers.map((answer) => answer.transactionId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(await account("fund:ONCE")).toEqual([1_000n, 0n, 0n, 100_000n]);
  });

  it("and is refused when it comes back with another amount", async () => {
    expect((await refused(commitShare(db, { orderId: "C10", fundId: "ONCE", cost: 999n }))).code).toBe(
      "entry-recorded-otherwise",
    );
  });

  it("a second release gives nothing back twice", async () => {
    const release = () =>
      inTransaction(db, (tx) => releaseOrder(tx, { ...asSystem, orderId: "C10", reason: "ended" }));
    const answers = [...(await Promise.all([release(), release()])), await release()];
    expect(answers.map((answer) => answer.released)).toEqual([1_000n, 1_000n, 1_000n]);
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
    expect(await account("fund:ONCE")).toEqual([0n, 0n, 0n, 100_000n]);
  });
});

describe("the database refuses", async () => {
  await makeFund(db, "GUARDED", 100_000n);
  await commitShare(db, { orderId: "C20", fundId: "GUARDED", cost: 10_000n });
  const [reservation] =
    await sql`select t.* from ledger_transfer t join ledger_transaction x on x.id = t.transaction_id where x.idempotency_key = 'commit:C20'`;
  const insert = (kind: string, amount: number, answers: unknown = null) => sql`
    insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id)
    values (${reservation!.transaction_id}, ${kind}, ${reservation!.debit_account_id}, ${reservation!.credit_account_id}, ${amount}, ${answers as null})`;

  it.each([
    [
      "a counter moved by hand",
      "update ledger_account set credits_posted_pence = credits_posted_pence + 1",
      "DV001",
    ],
    ["a floor lowered by hand", "update ledger_account set floor_pence = null", "DV001"],
    ["an account deleted", "delete from ledger_account", "DV001"],
    ["an account emptied", "truncate ledger_account, ledger_transfer, ledger_transaction cascade", "DV001"],
    ["a transfer edited", "update ledger_transfer set amount_pence = 1", "DV001"],
    ["a transfer deleted", "delete from ledger_transfer", "DV001"],
    ["the transfers truncated", "truncate ledger_transfer", "DV001"],
    ["a transaction edited", "update ledger_transaction set text = 'x'", "DV001"],
    ["a transaction deleted", "delete from ledger_transaction", "DV001"],
    [
      "an account that opens with money",
      "insert into ledger_account (key, kind, credits_posted_pence) values ('budget:NEW', 'budget', 100)",
      "DV003",
    ],
  ])("%s", async (_what, statement, code) => {
    expect((await refused(sql.unsafe(statement))).code).toBe(code);
  });

  it("an overdraft, by whatever kind of transfer", async () => {
    expect((await refused(insert("move", 90_001))).code).toBe("DV002");
    expect((await refused(insert("reserve", 90_001))).code).toBe("DV002");
  });

  it("a post or a release beyond the reservation, also in parts and in one statement", async () => {
    expect((await refused(insert("post", 10_001, reservation!.id))).constraint_name).toBe(
      "ledger_reservation_not_exceeded",
    );
    expect((await refused(insert("release", 10_001, reservation!.id))).constraint_name).toBe(
      "ledger_reservation_not_exceeded",
    );
    const twoHalves = sql`
      insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id)
      select transaction_id, k, debit_account_id, credit_account_id, 5001, id from ledger_transfer, unnest(array['post', 'release']) k
      where id = ${reservation!.id}`;
    expect((await refused(twoHalves)).constraint_name).toBe("ledger_reservation_not_exceeded");
  });

  it("a post that answers something else than its reservation", async () => {
    const [move] = await sql`select id from ledger_transfer where kind = 'move' limit 1`;
    expect((await refused(insert("post", 1, move!.id))).code).toBe("DV003");
    const backwards = sql`
      insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id)
      select transaction_id, 'post', credit_account_id, debit_account_id, 1, id from ledger_transfer where id = ${reservation!.id}`;
    expect((await refused(backwards)).code).toBe("DV003");
    expect((await refused(insert("post", 1))).constraint_name).toBe("ledger_transfer_answers_a_reservation");
  });

  it("a transfer between accounts that do not exist", async () => {
    const statement = sql`insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence)
      values (${reservation!.transaction_id}, 'move', 999999, ${reservation!.credit_account_id}, 1)`;
    expect((await refused(statement)).code).toBe("23503");
  });

  it("a transfer of a transaction that does not exist, and an account or a transfer of no known kind or of nothing", async () => {
    const orphan = sql`insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence)
      values (${randomUUID()}, 'move', ${reservation!.debit_account_id}, ${reservation!.credit_account_id}, 1)`;
    expect((await refused(orphan)).code).toBe("23503");
    expect((await refused(insert("gift", 1))).constraint_name).toBe("ledger_transfer_kind_known");
    expect((await refused(insert("move", 0))).constraint_name).toBe("ledger_transfer_amount_positive");
    const account = sql`insert into ledger_account (key, kind) values ('purse:X', 'purse')`;
    expect((await refused(account)).constraint_name).toBe("ledger_account_kind_known");
  });

  it("a post under a snapshot older than its lock", async () => {
    const repeatable = sql.begin(
      "isolation level repeatable read",
      (t) => t`
      insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence, reservation_id)
      select transaction_id, 'post', debit_account_id, credit_account_id, 1, id from ledger_transfer where id = ${reservation!.id}`,
    );
    expect((await refused(repeatable)).code).toBe("DV003");
  });

  it("and all of it left no trace", expectSound);
});

describe("many at once", () => {
  it("400 orders from two pools with 1% more demand than money commit exactly what fits", async () => {
    const orders = Array.from({ length: 400 }, (_, index) => BigInt(10_000 + ((index * 7_919) % 5_003)));
    const demand = orders.reduce((a, b) => a + b, 0n);
    const money = (demand * 100n) / 101n;
    await makeFund(db, "RACE", money);
    const other = connect(database.url, { max: 12, applicationName: "second-process" });
    const first = connect(database.url, { max: 12, applicationName: "first-process" });
    const outcomes = await Promise.allSettled(
      orders.map((cost, index) =>
        commitShare([first, other][index % 2]!.db, {
          orderId: `RACE-${index}`,
          fundId: "RACE",
          cost,
          supplierId: `S${index % 7}`,
        }),
      ),
    );
    await Promise.all([first.close(), other.close()]);
    const committed = outcomes.reduce(
      (total, outcome, i) => total + (outcome.status === "fulfilled" ? orders[i]! : 0n),
      0n,
    );
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as Problem] : [],
    );
    expect(await account("fund:RACE")).toEqual([committed, 0n, 0n, money]);
    expect(committed <= money).toBe(true);
    expect(refusals.length).toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(refusal.code).toBe("fund-short");
      const { asked, available: free, short } = refusal.details as Record<string, string>;
      expect(BigInt(short!)).toBe(BigInt(asked!) - BigInt(free!));
      // What was free only ever falls here, so whoever was refused would be refused now as well.
      expect(BigInt(asked!)).toBeGreaterThan(money - committed);
    }
    await expectSound();
  }, 60_000);

  it("orders that draw on the same funds in opposite order never deadlock", async () => {
    await makeFund(db, "LEFT", 10_000_000n);
    await makeFund(db, "RIGHT", 10_000_000n);
    const before = await deadlocks();
    await Promise.all(
      Array.from({ length: 120 }, (_, index) => {
        const funds = index % 2 === 0 ? ["LEFT", "RIGHT"] : ["RIGHT", "LEFT"];
        const shares = funds.map((fundId) => ({
          shareId: randomUUID(),
          payerCode: "X24",
          fundId,
          cost: pence(100),
        }));
        // Not inTransaction, which would hide a deadlock by trying again.
        return db.transaction((tx) =>
          commitOrder(tx, { ...asSystem, orderId: `CROSS-${index}`, supplierId: `S${index % 3}`, shares }),
        );
      }),
    );
    expect(await deadlocks()).toBe(before);
    expect(await account("fund:LEFT")).toEqual([12_000n, 0n, 0n, 10_000_000n]);
    expect(await account("fund:RIGHT")).toEqual([12_000n, 0n, 0n, 10_000_000n]);
  });

  it("draws and a release of one reservation at once never take more than it", async () => {
    await makeFund(db, "ANSWERS", 100_000n);
    const shareId = await commitShare(db, { orderId: "C30", fundId: "ANSWERS", cost: 10_000n });
    const parts = [{ shareId, payerCode: "X24", cost: pence(900), recoverableVat: pence(0) }];
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 15 }, (_, index) =>
        inTransaction(db, (tx) =>
          drawForInvoice(tx, {
            ...asSystem,
            orderId: "C30",
            supplierId: "20001",
            invoiceNumber: `A-${index}`,
            parts,
          }),
        ),
      ),
      inTransaction(db, (tx) => releaseOrder(tx, { ...asSystem, orderId: "C30", reason: "ended" })),
    ]);
    const drawn = outcomes.slice(0, 15).filter((outcome) => outcome.status === "fulfilled").length;
    const [pending, posted] = (await account("fund:ANSWERS"))!;
    expect(posted).toBe(BigInt(drawn) * 900n);
    expect(pending).toBe(0n);
    await expectSound();
  });

  async function deadlocks() {
    const [row] = await sql`select deadlocks from pg_stat_database where datname = current_database()`;
    return Number(row!.deadlocks);
  }
});

describe("whatever happens", () => {
  type Step = { entry: "commit" | "draw" | "release"; order: number; amount: number; fund: number };
  const step = fc.record<Step>({
    entry: fc.constantFrom("commit", "commit", "draw", "draw", "release"),
    order: fc.integer({ min: 0, max: 5 }),
    amount: fc.integer({ min: 0, max: 60_000 }),
    fund: fc.integer({ min: 0, max: 2 }),
  });

  it("the trial balance is zero, counters equal their transfers, and no fund is below zero", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        run += 1;
        for (const fund of [0, 1]) await makeFund(db, `P${run}-${fund}`, 100_000n);
        const shares = new Map<number, string>();
        for (const [index, { entry, order, amount, fund }] of steps.entries()) {
          const orderId = `P${run}-${order}`;
          const fundId = fund === 2 ? null : `P${run}-${fund}`;
          await commandIn(db, async (tx) => {
            if (entry === "commit" && !shares.has(order)) {
              const shareId = randomUUID();
              await commitOrder(tx, {
                ...asSystem,
                orderId,
                supplierId: "S1",
                shares: [{ shareId, payerCode: "X24", fundId, cost: pence(amount) }],
              });
              shares.set(order, shareId);
            } else if (entry === "draw") {
              const parts = [
                {
                  shareId: shares.get(order) ?? randomUUID(),
                  payerCode: "X24",
                  cost: pence(amount),
                  recoverableVat: pence(amount % 7),
                },
              ];
              await drawForInvoice(tx, {
                ...asSystem,
                orderId,
                supplierId: "S1",
                invoiceNumber: `P${run}-${index}`,
                parts,
              });
            } else if (entry === "release") {
              await releaseOrder(tx, { ...asSystem, orderId, reason: "test" });
            }
          }).catch((error: unknown) => {
            if (!(error instanceof Problem)) throw error;
            shares.forEach((_, key) => key === order && entry === "commit" && shares.delete(key));
          });
        }
        await expectSound();
        const { accounts } = await trialBalance(db);
        const overdrawn = accounts.filter((each) => each.kind === "fund" && available(each) < 0n);
        expect(overdrawn).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 60_000);

  it("and the pure arithmetic gives the same counters", async () => {
    const lines = await ledgerLines(db, { limit: 100_000 });
    const pure = recompute(lines);
    const { accounts } = await trialBalance(db);
    for (const each of accounts.filter(({ key }) => pure.has(key))) {
      const { debitsPending, debitsPosted, creditsPending, creditsPosted } = each;
      expect({ debitsPending, debitsPosted, creditsPending, creditsPosted }).toEqual(pure.get(each.key));
    }
    expect(pure.has(fundAccount("RACE"))).toBe(true);
  });
});
