// Over 300 lines: reversal, expiry, history and checks of the ledger, each with what must be refused.
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { checkLedger } from "~/domain/ledger/check-ledger.server";
import { entryView } from "~/domain/ledger/entry-views.server";
import { drawForInvoice } from "~/domain/ledger/draw-for-invoice.server";
import { latestLedgerCheck } from "~/domain/ledger/ledger-check-views.server";
import {
  accountAsAt,
  balancesAsAt,
  historyDifferences,
  monthlyMovements,
} from "~/domain/ledger/ledger-history-views.server";
import {
  ledgerLines,
  ledgerList,
  recomputeDifferences,
  trialBalance,
  type LedgerLine,
} from "~/domain/ledger/ledger-views.server";
import { budgetAccount, recompute, trialBalanceOf, type TransferRequest } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { releaseOrder } from "~/domain/ledger/release-order.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { rollUpMovements } from "~/domain/ledger/roll-up-movements.server";
import { takeWatermark } from "~/domain/ledger/take-watermark.server";
import { pence } from "~/domain/money/money";
import { addDays, day, type Day } from "~/domain/shared/day";
import type { Page, PagePlace } from "~/domain/shared/page-place";
import type { Problem } from "~/domain/shared/problem";
import { commitShare, asSystem, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { actorFor, makePeople } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const database = await testDatabase();
const { db, sql } = database;
await makePeople(db);
await makeOrganisations(
  db,
  ["HA", "HB", "HC", "HD", "HE"].map((code) => ({ code })),
);
const nadia = await actorFor(db, "nadia");
const victor = await actorFor(db, "victor");

const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const entryId = async (idempotencyKey: string) =>
  (
    await sql<{ id: string }[]>`select id from ledger_transaction where idempotency_key = ${idempotencyKey}`
  )[0]!.id;
const free = async (fundId: string) => {
  const [row] = await sql<{ free: string; pending: string }[]>`
    select credits_posted_pence - debits_posted_pence - debits_pending_pence as free, debits_pending_pence as pending
    from ledger_account where fund_id = ${fundId}`;
  return [BigInt(row!.free), BigInt(row!.pending)];
};
/** One officer asks for it and another approves; answers the entry that reverses. */
const reverse = (transactionId: string, actor = nadia, reason = "entered twice") =>
  inTransaction(db, async (tx) => {
    const asked = await requestMoney(tx, {
      ...asSystem,
      actor,
      wish: { kind: "reverse", transactionId },
      reason,
    });
    await approveMoneyRequest(tx, { ...asSystem, ...asked, actor: victor });
    return { transactionId: (await entryView(tx, { transactionId })).reversedBy!.transactionId };
  });
const draw = (orderId: string, invoiceNumber: string, shareId: string, cost: number) =>
  inTransaction(db, (tx) =>
    drawForInvoice(tx, {
      ...asSystem,
      orderId,
      invoiceNumber,
      supplierId: "20001",
      parts: [{ shareId, payerCode: "X24", cost: pence(cost), recoverableVat: pence(200) }],
    }),
  );
async function expectSound() {
  const { totals } = await trialBalance(db);
  expect([totals.postedDifference, totals.pendingDifference]).toEqual([0n, 0n]);
  expect(await recomputeDifferences(db)).toEqual([]);
  expect(await historyDifferences(db)).toEqual([]);
}

describe("a reversal", () => {
  it("releases what was reserved, and both entries name each other", async () => {
    await makeFund(db, "REV", 100_000n);
    await commitShare(db, { orderId: "R1", fundId: "REV", cost: 60_000n });
    expect(await free("REV")).toEqual([40_000n, 60_000n]);
    const first = await entryId("commit:R1");
    const { transactionId } = await reverse(first);
    expect(await free("REV")).toEqual([100_000n, 0n]);
    expect((await entryView(db, { transactionId: first })).reversedBy?.transactionId).toBe(transactionId);
    const second = await entryView(db, { transactionId });
    expect(second.reverses?.transactionId).toBe(first);
    expect(second.lines.map((line) => line.kind)).toEqual(["release"]);
    const [event] = await sql`select * from audit_event where stream = ${`ledger:${first}`}`;
    expect(event).toMatchObject({ action: "ledger.reversed", actor_name: "Victor Osei" });
  });

  it("refunds what was paid, VAT too", async () => {
    const shareId = await commitShare(db, { orderId: "R2", fundId: "REV", cost: 30_000n });
    await draw("R2", "INV-R2", shareId, 10_000);
    expect(await free("REV")).toEqual([70_000n, 20_000n]);
    await reverse(await entryId("draw:INV-R2"));
    // 100.00 came back from the supplier and is owed again: all 300.00 are reserved
    expect(await free("REV")).toEqual([70_000n, 30_000n]);
    const lines = await ledgerLines(db, { accountKey: "vat:X24", limit: 10 });
    expect(lines.map((line) => [line.debit, line.credit, line.amount])).toEqual([
      ["supplier:20001", "vat:X24", 200n],
      ["vat:X24", "supplier:20001", 200n],
    ]);
  });

  it("is refused a second time, also at the same moment, and of a reversal", async () => {
    await commitShare(db, { orderId: "R3", fundId: "REV", cost: 1_000n });
    const id = await entryId("commit:R3");
    const both = await Promise.allSettled([reverse(id), reverse(id)]);
    expect(both.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await refused(reverse(id))).code).toBe("reversed-already");
    const reversal = await entryId(`reverse:${id}`);
    expect((await refused(reverse(reversal))).code).toBe("reversal-of-reversal");
  });

  it("is refused when the money is no longer there, was paid since, or was given back", async () => {
    await makeFund(db, "GONE", 10_000n);
    const shareId = await commitShare(db, { orderId: "R4", fundId: "GONE", cost: 6_000n });
    const short = await refused(reverse(await entryId("open-fund:GONE")));
    expect([short.code, short.public.title]).toEqual([
      "reversal-short",
      "The money is no longer there to go back: Fund GONE is £60.00 short.",
    ]);
    await draw("R4", "INV-R4", shareId, 1);
    expect((await refused(reverse(await entryId("commit:R4")))).code).toBe("reversal-answered");
    await inTransaction(db, (tx) => releaseOrder(tx, { ...asSystem, orderId: "R4", reason: "ended" }));
    expect((await refused(reverse(await entryId("release:R4")))).code).toBe("release-not-reversed");
    expect((await refused(reverse(randomUUID()))).kind).toBe("not-found");
  });

  it("is a commercial officer's, and needs a reason", async () => {
    const id = await entryId("commit:R2");
    for (const key of ["priya", "owen", "isla"] as const) {
      expect((await refused(reverse(id, await actorFor(db, key)))).kind).toBe("not-allowed");
    }
    expect((await refused(reverse(id, nadia, " "))).code).toBe("no-reason");
    await expectSound();
  });
});

describe("balances as at a date", () => {
  const rollUp = async () => {
    const through = await inTransaction(db, takeWatermark);
    return inTransaction(db, (tx) => rollUpMovements(tx, { through }));
  };

  it("are what a plain addition of the postings gives, summed by night or not, whatever day an entry names", async () => {
    const START = day("2025-01-15");
    const entry = fc.record({
      kind: fc.constantFrom("move" as const, "reserve" as const),
      from: fc.integer({ min: 0, max: 4 }),
      to: fc.integer({ min: 0, max: 3 }),
      amount: fc.integer({ min: 1, max: 1_000_000 }),
      days: fc.integer({ min: 0, max: 600 }),
      // A part of it is paid so many days after, or before: people backdate.
      answered: fc.option(
        fc.record({ part: fc.integer({ min: 1, max: 100 }), days: fc.integer({ min: -40, max: 90 }) }),
      ),
      sumBefore: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: -5, max: 650 }),
        async (entries, ahead) => {
          for (const one of entries) {
            if (one.sumBefore) await rollUp();
            await carryOut(one, START);
          }
          await expectHistory(addDays(START, ahead));
        },
      ),
      { numRuns: 40 },
    );
    await rollUp();
    expect(await rollUp()).toEqual({ postings: 0n });
    await expectHistory(TODAY);
    await expectSound();
  }, 120_000);

  async function carryOut(
    one: {
      kind: "move" | "reserve";
      from: number;
      to: number;
      amount: number;
      days: number;
      answered: { part: number; days: number } | null;
    },
    start: Day,
  ) {
    const codes = ["HA", "HB", "HC", "HD", "HE"];
    const debit = budgetAccount(codes[one.from]!);
    const credit = budgetAccount(codes[(one.from + 1 + one.to) % 5]!);
    const key = randomUUID();
    const record = (suffix: string, on: Day, transfers: TransferRequest[]) =>
      inTransaction(db, (tx) =>
        recordTransaction(tx, {
          idempotencyKey: `${key}${suffix}`,
          kind: "open",
          text: "history",
          effectiveOn: on,
          at: asSystem.at,
          transfers,
        }),
      );
    const on = addDays(start, one.days);
    const { transactionId } = await record("", on, [
      { kind: one.kind, debit, credit, amount: pence(one.amount) },
    ]);
    const part = one.answered && (BigInt(one.amount) * BigInt(one.answered.part)) / 100n;
    if (one.kind !== "reserve" || !one.answered || !part) return;
    const [reservation] = await sql<{ id: string }[]>`
      select id from ledger_transfer where transaction_id = ${transactionId}`;
    await record("-answer", addDays(on, one.answered.days), [
      { kind: "post", debit, credit, amount: pence(part), reservation: BigInt(reservation!.id) },
    ]);
  }

  async function expectHistory(on: Day) {
    const lines = await ledgerLines(db, { to: on, limit: 100_000 });
    const plain = recompute(lines);
    const held = await balancesAsAt(db, { on });
    for (const { key, name: _name, kind: _kind, ownerCode: _owner, fundId: _fund, ...counters } of held) {
      const expected = plain.get(key) ?? {
        debitsPending: 0n,
        debitsPosted: 0n,
        creditsPending: 0n,
        creditsPosted: 0n,
      };
      expect({ key, ...counters }).toEqual({ key, ...expected });
    }
    expect(held.length).toBeGreaterThanOrEqual(plain.size);
    const totals = trialBalanceOf(held);
    expect([totals.postedDifference, totals.pendingDifference]).toEqual([0n, 0n]);
    for (const one of held.filter((row) => row.key === "budget:HA")) {
      const { key: _key, name: _name, kind: _kind, ownerCode: _owner, fundId: _fund, ...counters } = one;
      expect(await accountAsAt(db, { key: "budget:HA", on })).toEqual(counters);
    }
  }

  it("know nothing of an account that does not exist, and answer by month", async () => {
    expect(await accountAsAt(db, { key: "fund:NOWHERE", on: TODAY })).toBeNull();
    await makeFund(db, "MONTHS", 5_000n);
    await commitShare(db, { orderId: "M1", fundId: "MONTHS", cost: 2_000n });
    expect(await monthlyMovements(db, { keys: ["fund:MONTHS"] })).toEqual([
      {
        key: "fund:MONTHS",
        month: "2026-11-01",
        debitsPending: 2_000n,
        debitsPosted: 0n,
        creditsPending: 0n,
        creditsPosted: 5_000n,
      },
    ]);
    expect(await monthlyMovements(db, { keys: [] })).toEqual([]);
  });

  it("miss no posting that was under way when they were summed", async () => {
    await makeFund(db, "LATE-COMMIT", 5_000n);
    // A lower number commits after a higher one: the sum waits for it.
    let go: () => void = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    let written: () => void = () => {};
    const underWay = new Promise<void>((resolve) => (written = resolve));
    const slow = inTransaction(db, async (tx) => {
      await recordTransaction(tx, {
        idempotencyKey: "slow",
        kind: "open",
        text: "slow",
        effectiveOn: TODAY,
        at: asSystem.at,
        transfers: [{ kind: "move", debit: "budget:HA", credit: "budget:HB", amount: pence(7) }],
      });
      written();
      await held;
    });
    await underWay;
    const summed = rollUp();
    for (let waits = 0; waits === 0;) {
      const rows =
        await sql`select 1 from pg_locks where relation = 'ledger_transfer'::regclass and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      waits = rows.length;
    }
    go();
    await Promise.all([slow, summed]);
    await commitShare(db, { orderId: "LC", fundId: "LATE-COMMIT", cost: 1n });
    await rollUp();
    await expectSound();
  });
});

describe("the list of movements", () => {
  it("goes by the day it shows and then by number, page by page, and narrows by a kind or a code alone", async () => {
    await makeFund(db, "BY-DAY", 100_000n);
    const late = (key: string, on: Day) =>
      inTransaction(db, (tx) =>
        recordTransaction(tx, {
          idempotencyKey: `transfer:${key}`,
          kind: "transfer",
          text: key,
          effectiveOn: on,
          at: asSystem.at,
          transfers: [{ kind: "move", debit: "fund:BY-DAY", credit: budgetAccount("HE"), amount: pence(1) }],
        }),
      );
    // Recorded one after the other, for days in no order.
    for (const back of [3, 0, 9, 3, 1, 0]) await late(`LATE-${randomUUID()}`, addDays(TODAY, -back));
    const list = ledgerList(db, { accountKey: "fund:BY-DAY" });
    const shown: LedgerLine[] = [];
    for (let place: PagePlace | null = null; ;) {
      const page: Page<LedgerLine> = await list.page(place, 2);
      shown.push(...page.rows);
      if (page.next === null) break;
      place = page.next;
    }
    const order = (a: LedgerLine, b: LedgerLine) =>
      a.effectiveOn === b.effectiveOn ? Number(b.id - a.id) : a.effectiveOn < b.effectiveOn ? 1 : -1;
    expect(shown.map(({ id }) => id)).toEqual(shown.toSorted(order).map(({ id }) => id));
    expect(shown.map(({ id }) => id)).not.toEqual(
      shown.toSorted((a, b) => Number(b.id - a.id)).map(({ id }) => id),
    );
    expect(shown).toHaveLength(7);
    const ofCode = await ledgerList(db, { accountCode: "by-day" }).count();
    expect(ofCode).toBe(7);
    const vat = await ledgerLines(db, { accountKind: "vat", limit: 1_000 });
    expect(vat.length).toBeGreaterThan(0);
    expect(vat.every(({ debit, credit }) => debit.startsWith("vat:") || credit.startsWith("vat:"))).toBe(
      true,
    );
    expect(vat.length).toBeLessThan(await ledgerList(db, {}).count());
  });
});

describe("the nightly check", () => {
  const check = () => inTransaction(db, (tx) => checkLedger(tx, { at: asSystem.at, elapsed: () => 12.4 }));

  it("writes down that all is well", async () => {
    const outcome = await check();
    expect(outcome.differing).toEqual([]);
    expect(await latestLedgerCheck(db)).toMatchObject({ differences: 0, milliseconds: 12 });
  });

  it("raises the alarm when a counter or the history is not the sum of its postings", async () => {
    // Nobody can do this through the ledger: a superuser who turns the triggers off can.
    await sql.begin(async (own) => {
      await own`set local session_replication_role = replica`;
      await own`update ledger_account set credits_posted_pence = credits_posted_pence + 1 where key = 'fund:REV'`;
    });
    const broken = await sql`
      update ledger_movement set debits_posted_pence = debits_posted_pence + 1
      where grain = 'day' and account_id = (select id from ledger_account where key = 'fund:GONE') returning 1`;
    const outcome = await check();
    expect(outcome.differing).toEqual(broken.length > 0 ? ["fund:GONE", "fund:REV"] : ["fund:REV"]);
    expect(await latestLedgerCheck(db)).toMatchObject({ differingAccounts: outcome.differing });
    const mails = await sql`select to_address from email where kind = 'ledger-differs' order by 1`;
    expect(mails.map((mail) => (mail.to_address as string).split("@")[0])).toEqual([
      "isla.grant",
      "nadia.rahman",
      "victor.osei",
    ]);
    await expect(sql`delete from ledger_check`).rejects.toMatchObject({ code: "DV001" });
  });
});
