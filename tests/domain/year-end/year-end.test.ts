// Over 300 lines: the end of a year in one place: forecast, demand, clawback and the closing, each with its refusals.
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { fund } from "~db/schema/funding";
import { order } from "~db/schema/orders";
import { user } from "~db/schema/people";
import { clawback } from "~db/schema/year-end";
import type { Actor } from "~/domain/audit/event";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { reservationsToExpire } from "~/domain/ledger/expirable-views.server";
import { expireReservation } from "~/domain/ledger/expire-reservation.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import type { MoneyWish } from "~/domain/funding/requests/money-request";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { useByBuyer } from "~/domain/funding/allocations/allocation-views.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { accountAsAt } from "~/domain/ledger/ledger-history-views.server";
import { ledgerLines, recomputeDifferences, trialBalance } from "~/domain/ledger/ledger-views.server";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { carryOversOf } from "~/domain/year-end/carry-over-views.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { pence } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { approveClawback } from "~/domain/year-end/approve-clawback.server";
import { approveClose } from "~/domain/year-end/approve-close.server";
import {
  clawbackDue,
  clawbacksList,
  clawbackSuggestions,
  clawbackView,
} from "~/domain/year-end/clawback-views.server";
import { closeView } from "~/domain/year-end/close-views.server";
import { declineClawback } from "~/domain/year-end/decline-clawback.server";
import { demandFor, reachOf } from "~/domain/year-end/demand-views.server";
import { burnDowns } from "~/domain/statements/burn-down-views.server";
import { headlines, statementOf } from "~/domain/statements/statement";
import { statementTables } from "~/domain/statements/statement-tables";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { requestClawback } from "~/domain/year-end/request-clawback.server";
import { requestClose } from "~/domain/year-end/request-close.server";
import { withdrawClose } from "~/domain/year-end/withdraw-close.server";
import { yearEndForecast, yearsWithFunds } from "~/domain/year-end/year-end-views.server";
import { commitShare, commandIn, makeFund } from "../../factories/funding";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeAgreement, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const victor: Actor = { ...PEOPLE.officer, userId: "victor", name: "Victor Osei" };
const nadia = PEOPLE.officer;
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );

async function market() {
  const database = await testDatabase();
  const { db, sql } = database;
  await makeMarket(db);
  await db
    .insert(user)
    .values({ id: "victor", name: "Victor Osei", email: "victor@example.org", emailVerified: true })
    .onConflictDoNothing();
  const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
  return { db, sql, action };
}

describe("the forecast", async () => {
  const { db, action } = await market();
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const ask = () => yearEndForecast(db, { financialYear: 2026, today: TODAY });

  it("moves when an order is placed, when its result is invoiced and when it is paid", async () => {
    // 10,000.00 free: all of it lapses
    expect((await ask()).totals).toMatchObject({ lapses: 1_000_000n, committed: 0n });
    const { orderId, milestones } = await makeLiveOrder(db);
    // Half of 420.00 + 84.00 VAT is 252.00 of the fund: 40% due on 15 December, 60% on 1 March
    const placed = await ask();
    expect(placed.totals).toMatchObject({
      committed: 252_00n,
      expected: 252_00n,
      notInTime: 0n,
      lapses: 1_000_000n - 252_00n,
    });
    expect(
      placed.months.filter((month) => month.expected > 0n).map((month) => [month.month, month.expected]),
    ).toEqual([
      ["2026-12-01", 100_80n],
      ["2027-03-01", 151_20n],
    ]);
    expect(placed.organisations.map((row) => [row.organisationCode, row.committed, row.lapses])).toEqual([
      ["RR8", 252_00n, 0n],
      [null, 0n, 1_000_000n - 252_00n],
    ]);
    const [, ours] = await makeInvoices(db, orderId, milestones[0]!);
    await action((tx) =>
      recordBacsPayment(tx, {
        number: ours!,
        amount: pence(100_80),
        reference: "BACS-1",
        paidOn: TODAY,
        actor: nadia,
        at: AT,
        today: TODAY,
      }),
    );
    const paid = await ask();
    expect(paid.totals).toMatchObject({ drawn: 100_80n, committed: 151_20n, expected: 151_20n });
    expect(paid.months.find((month) => month.month === "2026-11-01")?.drawn).toBe(100_80n);
    // What the review brings after the year has ended is too late.
    const late = await yearEndForecast(db, { financialYear: 2026, today: day("2027-04-02") });
    expect(late.totals).toMatchObject({ expected: 0n, notInTime: 151_20n, lapses: 1_000_000n - 100_80n });
  });

  it("names the years, the demand and whom the funds have reached", async () => {
    expect(await yearsWithFunds(db)).toEqual([{ financialYear: 2026, funds: 1, closedAt: null }]);
    expect(await demandFor(db, { financialYear: 2026 })).toEqual([]);
    expect(await demandFor(db, { financialYear: 2031 })).toEqual([]);
    expect(await reachOf(db, { financialYear: 2026 })).toEqual([
      { fundId: "FD-1", fundName: "Fund FD-1", eligible: 4, reached: 1 },
    ]);
    expect((await yearEndForecast(db, { financialYear: 2031, today: TODAY })).funds).toEqual([]);
  });
});

describe("a reservation expires", async () => {
  const { db, action } = await market();
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const { orderId } = await makeLiveOrder(db);
  const expire = (today: Day) =>
    action((tx) => expireReservation(tx, { orderId, actor: PEOPLE.officer, at: AT, today }));

  it("only when its order has ended and the term is over, and once", async () => {
    const over = day("2027-04-01");
    expect((await refused(expire(over))).code).toBe("order-not-over");
    await db.update(order).set({ state: "terminated", terminatedAt: AT }).where(eq(order.id, orderId));
    expect((await refused(expire(day("2027-03-31")))).code).toBe("order-not-over");
    expect(await reservationsToExpire(db, { on: day("2027-03-31") })).toEqual([]);
    expect(await reservationsToExpire(db, { on: over })).toEqual([{ orderId }]);
    expect(await reservationsToExpire(db, { on: over, after: orderId })).toEqual([]);
    // 252.00 of the fund and 252.00 of the trust's own budget
    const both = await Promise.all([expire(over), expire(over)]);
    expect(both.map((one) => one.released).sort((a, b) => (a < b ? -1 : 1))).toEqual([0n, 504_00n]);
    expect(await reservationsToExpire(db, { on: over })).toEqual([]);
    expect((await fundBalances(db, ["FD-1"]))[0]).toMatchObject({ committed: 0n, free: 1_000_000n });
  });
});

describe("a clawback", async () => {
  const { db, sql, action } = await market();
  await makeFund(db, "FD-1", 1_000_000n);
  await makeAgreement(db, {
    id: "AG-1",
    parties: ["X24"],
    rules: [
      { shape: "percentage", ruleNumber: 1, payer: "X24", fundIds: ["FD-1"], portion: 5_000 },
      {
        shape: "clawback",
        ruleNumber: 2,
        payer: "X24",
        trigger: "terminated",
        portion: 5_000,
        windowMonths: 12,
      },
      { shape: "residual", ruleNumber: 3, payer: "@buyer" },
    ],
  });
  const { orderId, milestones } = await makeLiveOrder(db);
  const [, ours] = await makeInvoices(db, orderId, milestones[0]!);
  await action((tx) =>
    recordBacsPayment(tx, {
      number: ours!,
      amount: pence(100_80),
      reference: "B1",
      paidOn: TODAY,
      actor: nadia,
      at: AT,
      today: TODAY,
    }),
  );
  const about = { orderId, trigger: "terminated" as const, on: TODAY, certificateNumber: null };
  const request = (actor: Actor = nadia) =>
    action((tx) =>
      requestClawback(tx, { ...about, reason: "The trust ended it", actor, at: AT, today: TODAY }),
    );
  const approve = (clawbackId: string, actor: Actor = victor) =>
    action((tx) => approveClawback(tx, { clawbackId, actor, at: AT, today: TODAY }));

  it("is what the rule says, and is suggested once the order has ended", async () => {
    expect((await clawbackSuggestions(db, { today: TODAY })).views).toEqual([]);
    await db.update(order).set({ state: "terminated", terminatedAt: AT }).where(eq(order.id, orderId));
    const { views, lookedAt, total } = await clawbackSuggestions(db, { today: TODAY });
    const [due] = views;
    expect([lookedAt, total]).toEqual([1, 1]);
    // Half of the 100.80 that was paid from the fund
    expect(due!.due.map((one) => [one.fundName, one.amount])).toEqual([["Fund FD-1", 50_40n]]);
    const delisted = await clawbackDue(db, { ...about, trigger: "delisted" });
    expect(delisted.due).toEqual([]);
  });

  it("is asked for by one officer, declined or approved by another, and never twice", async () => {
    expect((await refused(request(PEOPLE.lead))).kind).toBe("not-allowed");
    const [first] = (await request()).clawbackIds;
    expect((await refused(request())).code).toBe("nothing-due");
    expect((await refused(approve(first!, nadia))).code).toBe("clawback-own-request");
    expect((await refused(approve(first!, PEOPLE.auditor))).kind).toBe("not-allowed");
    await action((tx) =>
      declineClawback(tx, { clawbackId: first!, reason: "They pay by themselves", actor: victor, at: AT }),
    );
    expect((await refused(approve(first!))).code).toBe("clawback-decided");
    const [second] = (await request()).clawbackIds;
    const both = await Promise.allSettled([approve(second!), approve(second!)]);
    expect(both.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await clawbacksList(db).first(10)).map((row) => row.state).sort()).toEqual([
      "approved",
      "declined",
    ]);
    // The fund has 50.40 of the 100.80 back, and the trust paid it from its own budget.
    expect((await fundBalances(db, ["FD-1"]))[0]).toMatchObject({
      drawn: 50_40n,
      free: 1_000_000n - 252_00n + 50_40n,
    });
    expect((await accountAsAt(db, { key: "budget:RR8", on: TODAY }))?.debitsPosted).toBe(50_40n);
    expect(await recomputeDifferences(db)).toEqual([]);
    const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
    expect(forecast.organisations.find((row) => row.organisationCode === "RR8")?.drawn).toBe(50_40n);
  });

  it("stands in the statement of who paid it, in a table, in a sum at its head, and re-adds with the ledger", async () => {
    const facts = await statementFacts(db, { organisationCode: "RR8" });
    expect(facts.clawbacks).toMatchObject([
      { orderId, to: "Fund FD-1", by: "us", amount: 50_40n, financialYear: 2026 },
    ]);
    const statement = statementOf(facts, 2026);
    expect(headlines(statement)).toContainEqual({ label: "Taken back from us", amount: 50_40n });
    const table = statementTables(statement).find(({ key }) => key === "clawbacks")!;
    expect(table.totals).toContain(50_40n);
    const ledgerRow = statement.agreement.rows.find(({ label }) => label.startsWith("Money was taken back"));
    expect([ledgerRow?.paid, statement.agreement.agrees]).toEqual([50_40n, true]);
    expect(statementTables(statementOf(facts, 2027)).some(({ key }) => key === "clawbacks")).toBe(false);
  });

  it("says that it was reversed, and its payments can be asked back again", async () => {
    const [approved] = await clawbacksList(db, { state: "approved" }).first(5);
    const by = { at: AT, today: TODAY };
    const { requestId } = await action((tx) =>
      requestMoney(tx, {
        ...by,
        wish: { kind: "reverse", transactionId: approved!.movementId! },
        reason: "Too soon",
        actor: nadia,
      }),
    );
    await action((tx) => approveMoneyRequest(tx, { ...by, requestId, actor: victor }));
    const [reversed] = await clawbacksList(db, { state: "reversed" }).first(5);
    expect(reversed).toMatchObject({ id: approved!.id, reversedOn: TODAY });
    expect((await statementFacts(db, { organisationCode: "RR8" })).clawbacks).toEqual([]);
    // The fund gave the 50.40 to the trust again: it holds what was put in, and 100.80 of that is drawn, everywhere.
    expect((await fundBalances(db, ["FD-1"]))[0]).toMatchObject({
      allocated: 1_000_000n,
      drawn: 100_80n,
      committed: 151_20n,
      free: 1_000_000n - 252_00n,
    });
    const use = await useByBuyer(db, "FD-1");
    expect(use).toMatchObject([{ buyerCode: "RR8", committed: 151_20n, drawn: 100_80n }]);
    const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
    expect(forecast.organisations.find((row) => row.organisationCode === "RR8")?.drawn).toBe(100_80n);
    expect(forecast.months.reduce((all, { drawn }) => all + drawn, 0n)).toBe(100_80n);
    const burnt = await burnDowns(db, { funds: [{ fundId: "FD-1", financialYear: 2026 }], today: TODAY });
    expect(burnt["FD-1"]!.points.at(-1)).toMatchObject({ drawn: 100_80n });
    const [again] = (await request()).clawbackIds;
    await approve(again!);
    expect((await fundBalances(db, ["FD-1"]))[0]).toMatchObject({ drawn: 50_40n });
    expect(await recomputeDifferences(db)).toEqual([]);
  });

  it("is refused by the database when one decides alone, or a decided one is changed", async () => {
    await expect(sql`update clawback set reason = 'x'`).rejects.toMatchObject({ code: "DV001" });
    const alone = sql`insert into clawback (order_id, organisation_code, payer_code, fund_id, trigger, happened_on, amount_pence,
      reason, state, requested_by, requested_at, decided_by) values (${orderId}, 'RR8', 'X24', 'FD-1', 'delisted', ${TODAY}, 1, 'x',
      'approved', 'nadia', now(), 'nadia')`;
    await expect(alone).rejects.toMatchObject({ constraint_name: "clawback_by_two" });
    const lineless = sql`insert into clawback (order_id, organisation_code, payer_code, fund_id, trigger, happened_on, amount_pence,
      reason, state, requested_by, requested_at) values (${orderId}, 'RR8', 'X24', 'FD-1', 'delisted', ${TODAY}, 1, 'x', 'requested', 'nadia', now())`;
    await expect(lineless).rejects.toMatchObject({ code: "DV003" });
    const unmoved = sql.begin(async (own) => {
      const [row] =
        await own`insert into clawback (order_id, organisation_code, payer_code, fund_id, trigger, happened_on, amount_pence,
        reason, state, requested_by, requested_at, decided_by, decided_at) values (${orderId}, 'RR8', 'X24', 'FD-1', 'delisted', ${TODAY},
        1, 'x', 'approved', 'nadia', now(), 'victor', now()) returning id`;
      await own`insert into clawback_line (clawback_id, payment, rule_number, amount_pence, text) values (${row!.id}, 'INV-9:1', 1, 1, 'x')`;
    });
    await expect(unmoved).rejects.toThrow("is approved without its movement");
  });
});

describe("a financial year closes", async () => {
  const { db, sql, action } = await market();
  const last = { financialYear: 2025, opensOn: day("2025-04-01"), closesOn: day("2026-03-31") };
  await makeFund(db, "OLD", 100_000n, last);
  await makeFund(db, "KEEPS", 50_000n, {
    ...last,
    carriesOver: true,
    programmeId: "P",
    closesOn: day("2026-12-31"),
  });
  await makeFund(db, "NEXT", 10_000n, { carriesOver: true, programmeId: "P" });
  // Written by nobody's order: 300.00 of last year's fund are still reserved.
  const reserve = (key: string, on: Day, amount: number, fundId = "OLD") =>
    commandIn(db, (tx) =>
      recordTransaction(tx, {
        idempotencyKey: `commit:${key}`,
        kind: "commit",
        text: key,
        orderId: key,
        effectiveOn: on,
        at: AT,
        transfers: [
          { kind: "reserve", debit: `fund:${fundId}`, credit: "supplier:20001", amount: pence(amount) },
        ],
      }),
    );
  await reserve("Y1", day("2026-03-01"), 30_000);
  const about = { financialYear: 2025, at: AT, today: TODAY };
  const request = (actor: Actor, accrualReason = "") =>
    action((tx) => requestClose(tx, { ...about, actor, accrualReason }));
  const approve = (actor: Actor) => action((tx) => approveClose(tx, { ...about, actor }));
  const view = () => closeView(db, { financialYear: 2025, today: TODAY, now: AT });
  /** Until so many wait for a lock on the ledger's table. */
  const waiting = async (count: number) => {
    for (;;) {
      const rows =
        await sql`select 1 from pg_locks where relation = 'ledger_transaction'::regclass and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      if (rows.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const unmet = async () => (await view()).conditions.filter((one) => !one.met).map((one) => one.key);

  it("says what stands in the way, and refuses to be asked before that is settled", async () => {
    expect(await unmet()).toEqual(["reservations", "recomputed"]);
    const problem = await refused(request(nadia));
    expect(problem.code).toBe("close-not-ready");
    expect(problem.details).toEqual({ missing: ["reservations", "recomputed"] });
    const { transferId } = await action((tx) =>
      requestTransfer(tx, {
        kind: "carry-over",
        fromFundId: "KEEPS",
        toFundId: "NEXT",
        amount: pence(1),
        reason: "x",
        actor: nadia,
        at: AT,
      }),
    );
    expect(await unmet()).toContain("undecided");
    // What waits is named, and taken off what may still be asked for.
    const { funds } = await carryOversOf(db, { financialYear: 2025 });
    expect(funds.map((one) => [one.canLeave, one.waiting.map(({ id }) => id)])).toEqual([
      [49_999n, [transferId]],
    ]);
    await sql`update fund_transfer set state = 'withdrawn', decided_by = 'nadia', decided_at = now() where id = ${transferId}`;
    await action((tx) => checkLedger(tx, { at: AT, elapsed: () => 1 }));
    expect(await unmet()).toEqual(["reservations"]);
    expect((await refused(request(PEOPLE.auditor, "kept"))).kind).toBe("not-allowed");
    const early = closeView(db, { financialYear: 2026, today: TODAY, now: AT });
    expect((await early).conditions.find((one) => one.key === "year-over")?.met).toBe(false);
  });

  it("is asked for by one officer and taken back, or closed by another", async () => {
    await request(nadia, "The supplier invoices in May");
    expect((await refused(request(victor, "again"))).code).toBe("close-asked-already");
    expect((await refused(approve(nadia))).code).toBe("close-own-request");
    await action((tx) =>
      withdrawClose(tx, { financialYear: 2025, reason: "Too early", actor: victor, at: AT }),
    );
    expect((await refused(approve(victor))).code).toBe("close-not-asked");
    await request(nadia, "The supplier invoices in May");
    expect(await unmet()).toEqual([]);
  });

  it("waits for an action that is under way, which then counts or keeps the year open, and lets none slip in", async () => {
    let go: () => void = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    let written: () => void = () => {};
    const underWay = new Promise<void>((resolve) => (written = resolve));
    const slow = action(async (tx) => {
      await recordTransaction(tx, {
        idempotencyKey: "add-fund:OLD:1",
        kind: "add",
        text: "added on the last day",
        effectiveOn: day("2026-03-31"),
        at: AT,
        transfers: [{ kind: "move", debit: "source:X24", credit: "fund:OLD", amount: pence(500) }],
      });
      written();
      await held;
    });
    await underWay;
    const closing = approve(victor);
    await waiting(1);
    // These come while the closing waits: they queue behind it, and it wins.
    const late = Promise.allSettled([
      reserve("Y2", day("2026-03-31"), 10),
      reserve("Y3", day("2026-03-31"), 10),
    ]);
    await waiting(3);
    go();
    await slow;
    // 1,000.00 + 5.00 - 300.00 reserved = 705.00 lapse
    expect(await closing).toEqual({ lapsed: 70_500n });
    for (const outcome of await late) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "year-closed" } });
    }
    expect((await fundBalances(db, ["OLD"]))[0]).toMatchObject({
      free: 0n,
      committed: 30_000n,
      allocated: 30_000n,
    });
    expect((await fundBalances(db, ["KEEPS"]))[0]).toMatchObject({ free: 50_000n });
    // 500.00 that could have been carried over were not: the books name them, and call nothing carried over.
    expect((await view()).staying.map((one) => [one.fundId, one.free])).toEqual([["KEEPS", 50_000n]]);
    const told = await yearEndForecast(db, { financialYear: 2025, today: TODAY });
    expect(told.totals).toMatchObject({ carries: 0n, carried: 0n, stays: 50_000n, lapses: 70_500n });
    const [mail] = await sql`select body::text as body from email where kind = 'financial-year-closed'`;
    expect(mail!.body).toContain("£500.00 stays in funds that carry over");
  }, 30_000);

  it("and from then on the database refuses every action of that year and before, and no other", async () => {
    const problem = await refused(reserve("Y4", day("2024-05-05"), 10));
    expect(problem.message).toBe(
      "The financial year 2024/25 is closed: nothing can be recorded on 5 May 2024.",
    );
    const raw = sql`insert into ledger_transaction (idempotency_key, kind, text, effective_on) values ('raw', 'open', 'x', '2026-03-31')`;
    await expect(raw).rejects.toMatchObject({ code: "DV006" });
    const underneath = sql`insert into ledger_transfer (transaction_id, kind, debit_account_id, credit_account_id, amount_pence)
      select x.id, 'move', t.debit_account_id, t.credit_account_id, 1 from ledger_transaction x join ledger_transfer t on t.transaction_id = x.id
      where x.idempotency_key = 'commit:Y1'`;
    await expect(underneath).rejects.toMatchObject({ code: "DV006" });
    const snapshot = sql.begin(
      "isolation level repeatable read",
      (t) =>
        t`insert into ledger_transaction (idempotency_key, kind, text, effective_on) values ('raw', 'open', 'x', '2026-11-01')`,
    );
    await expect(snapshot).rejects.toMatchObject({ code: "DV003" });
    await makeFund(db, "NOW", 1_000n);
    await commitShare(db, { orderId: "Y5", fundId: "NOW", cost: 1_000n });
    expect((await trialBalance(db)).totals.postedDifference).toBe(0n);
  });

  it("and takes no money any more, and gives nothing of it back", async () => {
    const by = { actor: nadia, at: AT, today: TODAY };
    const ask = (wish: MoneyWish) => action((tx) => requestMoney(tx, { ...by, wish, reason: "More" }));
    const [lapse] = await sql`select id from ledger_transaction where idempotency_key = 'lapse:OLD:2025'`;
    const back = await refused(ask({ kind: "reverse", transactionId: lapse!.id }));
    expect(back.code).toBe("reversal-in-closed-year");
    expect(back.message).toContain("What lapsed when its year was closed stays lapsed");
    const [old] = await sql`select id from ledger_transaction where idempotency_key = 'add-fund:OLD:1'`;
    const dated = await refused(ask({ kind: "reverse", transactionId: old!.id }));
    expect(dated.message).toContain("dated 31 March 2026, and 2025/26 is closed");
    const added = await refused(ask({ kind: "add", fundId: "KEEPS", amount: pence(500) }));
    expect(added.code).toBe("fund-year-closed");
    expect(added.message).toContain("no more money goes into its funds");
    const [keeps] = await db.select().from(fund).where(eq(fund.id, "KEEPS"));
    const fresh = { ...keeps!, id: "LATE", nature: "revenue" as const };
    const opened = await refused(ask({ kind: "open", fund: fresh, amount: pence(500) }));
    expect(opened.public.detail).toContain("2025/26, and that year is closed");
  });

  it("and refuses at approval what was asked for before it closed", async () => {
    const [lapse] = await sql`select id from ledger_transaction where idempotency_key = 'lapse:OLD:2025'`;
    await sql`insert into money_request (id, kind, transaction_id, amount_pence, reason, state, requested_by, requested_at)
      values ('FR-9001', 'reverse', ${lapse!.id}, 70500, 'x', 'requested', 'nadia', now())`;
    await sql`insert into money_request (id, kind, fund_id, amount_pence, reason, state, requested_by, requested_at)
      values ('FR-9002', 'add', 'KEEPS', 500, 'x', 'requested', 'nadia', now())`;
    const late = (requestId: string) =>
      refused(action((tx) => approveMoneyRequest(tx, { requestId, actor: victor, at: AT, today: TODAY })));
    expect((await late("FR-9001")).code).toBe("reversal-in-closed-year");
    expect((await late("FR-9002")).code).toBe("fund-year-closed");
    expect((await view()).conditions.find((one) => one.key === "undecided")?.text).toContain(
      "FR-9002, £5.00 into Fund KEEPS",
    );
    expect((await fundBalances(db, ["OLD"]))[0]).toMatchObject({ lapsed: 70_500n, free: 0n });
  });

  it("and takes no clawback that is approved afterwards: the money goes to the fund's payer, in the open year", async () => {
    await makeHalfFunded(db, "HALF", 100_000n);
    const { orderId } = await makeLiveOrder(db);
    const before = await fundBalances(db, ["KEEPS"]);
    const yearBefore = await yearEndForecast(db, { financialYear: 2025, today: TODAY });
    const asked = (fundId: string, paid: string) =>
      sql.begin(async (own) => {
        const [row] =
          await own`insert into clawback (order_id, organisation_code, payer_code, fund_id, trigger, happened_on, amount_pence,
        reason, state, requested_by, requested_at) values (${orderId}, 'RR8', 'X24', ${fundId}, 'terminated', ${TODAY}, 1234, 'x',
        'requested', 'nadia', now()) returning id`;
        await own`insert into clawback_line (clawback_id, payment, rule_number, amount_pence, text) values (${row!.id}, ${paid}, 1, 1234, 'x')`;
        return row!.id as string;
      });
    const id = await asked("KEEPS", "INV-9:1");
    expect(await clawbackView(db, id)).toMatchObject({ state: "requested", toPayer: true });
    // The database takes neither a closed fund nor, while its year is open, the payer in place of the fund.
    const moved = (clawbackId: string, credit: string) =>
      action(async (tx) => {
        await recordTransaction(tx, {
          idempotencyKey: `clawback:${clawbackId}`,
          kind: "clawback",
          text: "x",
          orderId,
          effectiveOn: TODAY,
          at: AT,
          transfers: [{ kind: "move", debit: "budget:RR8", credit, amount: pence(1_234) }],
        });
        const decided = { state: "approved" as const, decidedBy: "victor", decidedAt: AT };
        await tx.update(clawback).set(decided).where(eq(clawback.id, clawbackId));
      });
    await expect(moved(id, "fund:KEEPS")).rejects.toThrow("is approved without its movement");
    const open = await asked("HALF", "INV-9:2");
    await expect(moved(open, "source:X24")).rejects.toThrow("is approved without its movement");
    expect(await clawbackView(db, open)).toMatchObject({ toPayer: false });
    await action((tx) => approveClawback(tx, { clawbackId: id, actor: victor, at: AT, today: TODAY }));
    expect(await clawbackView(db, id)).toMatchObject({ state: "approved", toPayer: true });
    expect(await fundBalances(db, ["KEEPS"])).toEqual(before);
    expect(await yearEndForecast(db, { financialYear: 2025, today: TODAY })).toEqual(yearBefore);
    const lines = await ledgerLines(db, { accountKey: "source:X24", limit: 1 });
    expect(lines[0]).toMatchObject({ debit: "budget:RR8", credit: "source:X24", amount: 1_234n });
    expect(lines[0]!.text).toContain("because the fund’s year is closed");
    const { clawbacks } = await statementFacts(db, { organisationCode: "RR8" });
    expect(clawbacks).toMatchObject([{ financialYear: 2026, amount: 1_234n, to: "NHS England" }]);
    expect(await recomputeDifferences(db)).toEqual([]);
  });

  it("and stays closed", async () => {
    expect((await refused(request(nadia, "again"))).code).toBe("year-closed-already");
    expect((await refused(approve(victor))).code).toBe("close-not-asked");
    const back = action((tx) =>
      withdrawClose(tx, { financialYear: 2025, reason: "no", actor: victor, at: AT }),
    );
    expect((await refused(back)).code).toBe("close-not-asked");
    await expect(sql`delete from financial_year_close`).rejects.toMatchObject({ code: "DV001" });
    await expect(sql`update financial_year_close set accrued_pence = 0`).rejects.toMatchObject({
      code: "DV001",
    });
    await expect(sql`truncate financial_year_close`).rejects.toMatchObject({ code: "DV001" });
    const alone = sql`insert into financial_year_close (financial_year, accrued_pence, requested_by, requested_at, approved_by, closed_at, lapsed_pence)
      values (2024, 0, 'nadia', now(), 'nadia', now(), 0)`;
    await expect(alone).rejects.toMatchObject({ constraint_name: "financial_year_close_by_two" });
    expect((await view()).close).toMatchObject({
      approvedByName: "Victor Osei",
      lapsed: 70_500n,
      accrued: 30_000n,
    });
  });
});
