// Over 300 lines: all that allocations promise, on one market.
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { organisation, organisationFact } from "~db/schema/organisations";
import { email } from "~db/schema/platform";
import {
  allocationHistory,
  allocationsFor,
  allocationsOf,
} from "~/domain/funding/allocations/allocation-views.server";
import { candidatesFor, countedWeights } from "~/domain/funding/allocations/allocation-weights.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { bindAllocations } from "~/domain/funding/allocations/bind-allocations.server";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { claimAllocations } from "~/domain/funding/allocations/claim-allocations.server";
import { commitOrder } from "~/domain/ledger/commit-order.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { pence } from "~/domain/money/money";
import { mailText } from "~/domain/shared/mail";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { roomToAllocate } from "~/domain/funding/transfers/leaving-views.server";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { AT, asSystem, commandIn, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const officer = async () => ({ actor: await actorFor(db, "nadia"), at: AT, today: TODAY });
type Row = [code: string, amount: number, before?: number];
const set = async (fundId: string, rows: Row[], by: Partial<Awaited<ReturnType<typeof officer>>> = {}) => {
  const who = { ...(await officer()), ...by };
  return inTransaction(db, (tx) =>
    setAllocations(tx, {
      ...who,
      fundId,
      method: "typed",
      reason: "Agreed in March",
      allocations: rows.map(([organisationCode, amount, before = 0]) => ({
        organisationCode,
        amount: pence(amount),
        before: pence(before),
        basis: "A plan",
      })),
    }),
  );
};

/** An order of a buyer that commits a share of a fund, as acceptance does it. */
let orders = 0;
async function orderOf(buyerCode: string, fundId: string, cost: number): Promise<string> {
  const orderId = `C09${String(++orders).padStart(4, "0")}-01`;
  await commandIn(db, async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`insert into "order" (id, call_off_number, buyer_code, supplier_id, solution_id, lot_id, award_id, title, state, created_by, created_at)
      values (${orderId}, ${orderId}, ${buyerCode}, 'alder', 'none', 'none', gen_random_uuid(), 'An order', 'live', 'nobody', now())`);
  });
  await commandIn(db, async (tx) => {
    const shares = [
      { shareId: crypto.randomUUID(), payerCode: "X24", fundId, cost: pence(cost) },
      { shareId: crypto.randomUUID(), payerCode: buyerCode, fundId: null, cost: pence(cost) },
    ];
    await claimAllocations(tx, { buyerCode, shares });
    await commitOrder(tx, { ...asSystem, orderId, supplierId: "alder", shares });
  });
  return orderId;
}

beforeAll(async () => {
  await makePeople(db);
  await makeOrganisations(db, [
    { code: "QOP", name: "NHS Greater Manchester ICB", kind: "icb", regionCode: "Y62" },
    { code: "B00001", name: "One practice", kind: "gp_practice", icbCode: "QOP" },
    { code: "B00002", name: "Two practice", kind: "gp_practice", icbCode: "QOP" },
  ]);
});

describe("allocations of a fund", async () => {
  it("are set for several at once, and the sum is never above the fund", async () => {
    await makeFund(db, "AL1", 100_000n);
    const over = await refused(
      set("AL1", [
        ["QWO", 60_000],
        ["QOP", 40_001],
      ]),
    );
    expect(over.public.title).toContain("£0.01 more than the fund has");
    expect((await allocationsOf(db, "AL1")).rows).toEqual([]);
    expect(
      await set("AL1", [
        ["QWO", 60_000],
        ["QOP", 40_000],
      ]),
    ).toEqual({ changed: 2, total: 100_000n });
    expect((await fundBalances(db, ["AL1"]))[0]).toMatchObject({ setAside: 100_000n, free: 100_000n });
    const told = await db.select().from(email).where(eq(email.kind, "allocation-changed"));
    expect(told.map((mail) => [mail.toAddress, mail.subject])).toEqual([
      [PEOPLE.helen.email, "£600.00 of Fund AL1 is set aside for NHS West Yorkshire Integrated Care Board"],
    ]);
  });

  it("change by a new record with its reason, and the history stays", async () => {
    await set("AL1", [["QWO", 50_000, 60_000]]);
    await set("AL1", [["QWO", 0, 50_000]]);
    const history = await allocationHistory(db, { fundId: "AL1", organisationCode: "QWO" }).first(100);
    expect(history.map((row) => [row.amountBefore, row.amount, row.reason, row.decidedByName])).toEqual([
      [50_000n, 0n, "Agreed in March", "Nadia Rahman"],
      [60_000n, 50_000n, "Agreed in March", "Nadia Rahman"],
      [0n, 60_000n, "Agreed in March", "Nadia Rahman"],
    ]);
    expect((await allocationsOf(db, "AL1")).rows.map((row) => row.organisationCode)).toEqual(["QOP"]);
  });

  it("are told to the organisation as from what to what, and by whom", async () => {
    const told = await db.select().from(email).where(eq(email.kind, "allocation-changed"));
    const holder = "NHS West Yorkshire Integrated Care Board";
    const said = told.map((mail) => [mail.subject, mailText(mail.body).split("\n")[0]]);
    expect(said).toContainEqual([
      `What Fund AL1 sets aside for ${holder} was cut from £600.00 to £500.00`,
      "Nadia Rahman cut what Fund AL1 sets aside for your organisation from £600.00 to £500.00.",
    ]);
    expect(said).toContainEqual([
      `Nothing of Fund AL1 is set aside for ${holder} any more: it was £500.00`,
      "Nadia Rahman cut what Fund AL1 sets aside for your organisation from £500.00 to £0.00.",
    ]);
  });

  it("leave what a request to move money would take", async () => {
    await makeFund(db, "AL9", 1_000n);
    await makeFund(db, "AL8", 100n);
    const nadia = await actorFor(db, "nadia");
    const wish = { kind: "transfer" as const, fromFundId: "AL9", toFundId: "AL8", amount: pence(400) };
    await inTransaction(db, (tx) =>
      requestTransfer(tx, { ...wish, reason: "More is needed there", actor: nadia, at: AT }),
    );
    expect(await roomToAllocate(db, (await fundBalances(db, ["AL9"]))[0]!)).toEqual({
      room: 600n,
      waitingOut: 400n,
    });
    expect((await refused(set("AL9", [["QWO", 601]]))).public.title).toContain(
      "£6.00 was put in and is not allocated, besides £4.00 that requests that wait would take",
    );
    expect(await set("AL9", [["QWO", 600]])).toMatchObject({ changed: 1 });
  });

  it("are changed by officers only, with a reason, and not on figures that are old", async () => {
    const owen = await actorFor(db, "owen");
    expect((await refused(set("AL1", [["QWO", 1]], { actor: owen }))).code).toBe("funding-officer-only");
    expect((await refused(set("AL1", [["QOP", 1, 39_999]]))).code).toBe("allocations-changed");
    expect((await refused(set("AL1", [["QOP", 40_000, 40_000]]))).code).toBe("nothing-changes");
    expect((await refused(set("NONE", [["QOP", 1]]))).kind).toBe("not-found");
    expect((await refused(set("AL1", [["ZZZ", 1]]))).kind).toBe("not-found");
  });

  it("of two that are set at the same moment, only what fits is kept", async () => {
    await makeFund(db, "AL2", 1_000n);
    const both = await Promise.allSettled([set("AL2", [["QWO", 600]]), set("AL2", [["QOP", 600]])]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await fundBalances(db, ["AL2"]))[0]!.setAside).toBe(600n);
  });

  it("are kept by the database itself: within the fund, and by changes only", async () => {
    await expect(
      db.execute(sql`update allocation set amount_pence = 1 where fund_id = 'AL2'`),
    ).rejects.toMatchObject({ cause: { code: "DV001" } });
    await expect(db.execute(sql`delete from allocation_change`)).rejects.toMatchObject({
      cause: { code: "DV001" },
    });
    const code = await db
      .execute(
        sql`insert into allocation_change (fund_id, organisation_code, amount_before_pence, amount_pence, method, basis, reason, decided_on, recorded_at)
          values ('AL2', 'RR8', 0, 401, 'typed', '', '', '2026-11-22', now())`,
      )
      .then(
        () => "kept",
        (error: { cause: { code: string } }) => error.cause.code,
      );
    expect(code).toBe("DV005");
  });
});

describe("what an allocation is used for", () => {
  it("is counted for the buyer, or else for its board; and it never falls below that", async () => {
    await makeFund(db, "AL3", 100_000n);
    await set("AL3", [
      ["QOP", 50_000],
      ["B00001", 10_000],
    ]);
    await orderOf("B00001", "AL3", 4_000);
    await orderOf("B00002", "AL3", 3_000);
    await orderOf("RR8", "AL3", 500);
    const { rows, others } = await allocationsOf(db, "AL3");
    expect(rows.map((row) => [row.organisationCode, row.committed, row.drawn, row.free])).toEqual([
      ["QOP", 3_000n, 0n, 47_000n],
      ["B00001", 4_000n, 0n, 6_000n],
    ]);
    expect(others.committed).toBe(500n);
    const low = await refused(set("AL3", [["QOP", 2_999, 50_000]]));
    expect(low.public.title).toContain("has committed or drawn £30.00 already");
    // Lowered to what is used, exactly.
    await set("AL3", [["QOP", 3_000, 50_000]]);
    const own = (await allocationsFor(db, "QOP")).find((row) => row.fundId === "AL3");
    expect(own).toMatchObject({ fundId: "AL3", amount: 3_000n, free: 0n });
  });

  it("is a limit only where the fund says so", async () => {
    await makeFund(db, "AL4", 100_000n);
    await set("AL4", [["QOP", 1_000]]);
    await orderOf("B00002", "AL4", 600);
    const who = await officer();
    const bind = (on: boolean) =>
      inTransaction(db, (tx) =>
        bindAllocations(tx, { ...who, fundId: "AL4", bind: on, reason: "Agreed", byTwo: true }),
      );
    await bind(true);
    expect((await refused(bind(true))).code).toBe("bound-already");
    const short = await refused(orderOf("B00001", "AL4", 401));
    expect(short.public.title).toContain("is £0.01 short: this needs £4.01 and £4.00 of it is left");
    expect((await refused(orderOf("RR8", "AL4", 1))).code).toBe("allocation-missing");
    await orderOf("B00001", "AL4", 400);
    expect((await allocationsOf(db, "AL4")).rows[0]).toMatchObject({ committed: 1_000n, free: 0n });
  });

  it("holds when many orders come at once: as many commit as fit", async () => {
    await makeFund(db, "AL5", 1_000_000n);
    await set("AL5", [["QOP", 1_000]]);
    const who = await officer();
    await inTransaction(db, (tx) =>
      bindAllocations(tx, { ...who, fundId: "AL5", bind: true, reason: "Agreed", byTwo: true }),
    );
    const results = await Promise.allSettled(
      Array.from({ length: 24 }, (_, index) => orderOf(index % 2 ? "B00001" : "B00002", "AL5", 90)),
    );
    // 11 times 0.90 is 9.90; the twelfth does not fit into 10.00.
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(11);
    expect((await allocationsOf(db, "AL5")).rows[0]).toMatchObject({ committed: 990n, free: 10n });
  });
});

describe("what a formula counts", () => {
  it("is an organisation's own count, or that of its area, newest on or before the day", async () => {
    const fact = (organisationCode: string, asAt: string, numberValue: bigint) => ({
      organisationCode,
      name: "registered_patients",
      asAt: day(asAt),
      numberValue,
      source: "test",
    });
    await db
      .insert(organisationFact)
      .values([
        fact("B00001", "2026-04-01", 5_000n),
        fact("B00001", "2026-10-01", 6_000n),
        fact("B00001", "2027-01-01", 9_000n),
        fact("B00002", "2026-07-01", 4_000n),
      ]);
    const found = await countedWeights(db, {
      fact: "registered_patients",
      codes: ["QOP", "B00001", "QWO"],
      on: TODAY,
    });
    expect(found.get("QOP")).toEqual({
      weight: 10_000n,
      asAt: "2026-10-01",
      oldest: "2026-07-01",
      of: 2,
    });
    expect(found.get("B00001")).toEqual({
      weight: 6_000n,
      asAt: "2026-10-01",
      oldest: "2026-10-01",
      of: null,
    });
    expect(found.has("QWO")).toBe(false);
  });

  it("is asked of organisations that are open, by kind and region or by code", async () => {
    await db.insert(organisation).values({
      code: "QZZ",
      name: "A board that closed",
      kind: "icb",
      scheme: "ods",
      source: "test",
      closedOn: day("2026-03-31"),
    });
    const boards = await candidatesFor(db, { kind: "icb" }, TODAY);
    expect(boards.map((row) => row.code)).toEqual(["QOP", "QWO"]);
    const region = await candidatesFor(db, { kind: "icb", regionCode: "Y62" }, TODAY);
    expect(region.map((row) => row.code)).toEqual(["QOP"]);
    expect((await candidatesFor(db, { codes: ["qwo", "QZZ"] }, TODAY)).map((row) => row.code)).toEqual([
      "QWO",
    ]);
  });
});

describe("a fund's money and dates", () => {
  it("grow by what is added, each time, while it is not closed", async () => {
    await makeFund(db, "AL6", 1_000n);
    const who = await officer();
    const victor = await actorFor(db, "victor");
    const add = (amount: number, on = who.today) =>
      inTransaction(db, async (tx) => {
        const wish = { kind: "add", fundId: "AL6", amount: pence(amount) } as const;
        const asked = await requestMoney(tx, { ...who, today: on, wish, reason: "More came" });
        await approveMoneyRequest(tx, { ...who, ...asked, actor: victor });
      });
    await Promise.all([add(1), add(1)]);
    expect((await fundBalances(db, ["AL6"]))[0]).toMatchObject({ allocated: 1_002n, free: 1_002n });
    expect((await refused(add(0))).code).toBe("amount-not-positive");
    expect((await refused(add(1, day("2027-04-01")))).code).toBe("fund-closed");
  });

  it("change with a reason: closed at once, and never beyond the year that it lapses with", async () => {
    const who = await officer();
    const dates = (opensOn: string, closesOn: string, reason = "Agreed") =>
      inTransaction(db, (tx) =>
        changeFundDates(tx, {
          ...who,
          byTwo: true,
          fundId: "AL6",
          opensOn: day(opensOn),
          closesOn: day(closesOn),
          draftBuyers: [],
          reason,
        }),
      );
    expect((await refused(dates("2026-04-01", "2027-04-01"))).public.detail).toContain(
      "must close by 31 March 2027",
    );
    expect((await refused(dates("2026-05-01", "2027-03-31"))).public.detail).toContain(
      "cannot change any more",
    );
    expect((await refused(dates("2026-04-01", "2026-11-01"))).public.detail).toContain("21 November 2026");
    expect((await refused(dates("2026-04-01", "2027-02-01", " "))).code).toBe("reason-missing");
    await dates("2026-04-01", "2026-11-21");
    expect((await refused(orderOf("RR8", "AL6", 1))).code).toBe("fund-closed");
    await dates("2026-04-01", "2027-03-31");
    await expect(db.execute(sql`update fund set nature = 'capital' where id = 'AL6'`)).rejects.toMatchObject({
      cause: { code: "DV001" },
    });
  });
});
