// Over 300 lines: all that takes two officers, on the same few funds.
import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { ledgerTransaction } from "~db/schema/funding";
import { email } from "~db/schema/platform";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { approveTransfer } from "~/domain/funding/transfers/approve-transfer.server";
import { declineMoneyRequest } from "~/domain/funding/requests/decline-money-request.server";
import type { NewFund } from "~/domain/funding/fund";
import { fundBalances } from "~/domain/funding/funding-views.server";
import type { MoneyWish } from "~/domain/funding/requests/money-request";
import {
  moneyRequestsWaiting,
  moneyRequestView,
  oneOfficerLimit,
  putInAlone,
  reversalRequested,
  whyNotCarryOut,
} from "~/domain/funding/requests/money-request-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { transfersList, transferView } from "~/domain/funding/transfers/transfer-views.server";
import { entryView } from "~/domain/ledger/entry-views.server";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { reverseTransaction } from "~/domain/ledger/reverse-transaction.server";
import { withdrawMoneyRequest } from "~/domain/funding/requests/withdraw-money-request.server";
import { pence, sum } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { askedList } from "~/domain/proposals/asked-views.server";
import { AT, commandIn, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const by = async (key: PersonKey) => ({ actor: await actorFor(db, key), at: AT, today: TODAY });
const ask = async (wish: MoneyWish, as: PersonKey = "nadia") => {
  const who = await by(as);
  return (await inTransaction(db, (tx) => requestMoney(tx, { ...who, wish, reason: "Agreed in March" })))
    .requestId;
};
const approve = async (requestId: string, as: PersonKey = "victor") => {
  const who = await by(as);
  return commandIn(db, (tx) => approveMoneyRequest(tx, { ...who, requestId }));
};
const freeOf = async (id: string) => (await fundBalances(db, [id]))[0]?.free;
let fund: NewFund;

beforeAll(async () => {
  await makePeople(db);
  fund = await makeFund(db, "GIVES", 100_000n);
  await makeFund(db, "GETS", 1_000n);
});

describe("reversing a transfer that two officers agreed on", () => {
  let action: string;

  it("is refused to one of them alone, by the database too", async () => {
    const [nadia, victor] = [await by("nadia"), await by("victor")];
    const { transferId } = await inTransaction(db, (tx) =>
      requestTransfer(tx, {
        ...nadia,
        kind: "transfer",
        fromFundId: "GIVES",
        toFundId: "GETS",
        amount: pence(50_000),
        reason: "More demand",
      }),
    );
    await inTransaction(db, (tx) => approveTransfer(tx, { ...victor, transferId }));
    const [row] = await db
      .select()
      .from(ledgerTransaction)
      .where(eq(ledgerTransaction.idempotencyKey, `transfer:${transferId}`));
    action = row!.id;
    const alone = commandIn(db, (tx) =>
      reverseTransaction(tx, { ...nadia, transactionId: action, reason: "I changed my mind" }),
    );
    expect((await refused(alone)).code).toBe("needs-second-officer");
    expect(await freeOf("GIVES")).toBe(50_000n);
  });

  it("is asked for by one and done when another approves, who is told and finds it waiting", async () => {
    const id = await ask({ kind: "reverse", transactionId: action });
    expect(id).toMatch(/^FR-\d{4}$/);
    expect((await refused(ask({ kind: "reverse", transactionId: action }))).code).toBe("request-waits");
    expect((await refused(approve(id, "nadia"))).code).toBe("own-request");
    expect((await refused(approve(id, "owen"))).kind).toBe("not-allowed");
    expect(await freeOf("GIVES")).toBe(50_000n);
    const told = await db.select().from(email).where(eq(email.kind, "money-request-requested"));
    expect(told.map((mail) => mail.toAddress)).toEqual([PEOPLE.victor.email]);
    const victor = await actorFor(db, "victor");
    expect((await moneyRequestsWaiting(db, victor.userId).first(5)).map((row) => row.id)).toEqual([id]);
    await approve(id);
    expect([await freeOf("GIVES"), await freeOf("GETS")]).toEqual([100_000n, 1_000n]);
    expect(await moneyRequestView(db, id)).toMatchObject({ state: "approved", amount: 50_000n });
    expect((await refused(approve(id))).code).toBe("request-decided");
  });

  it("shows the transfer as reversed, in its list and its filter, and each entry leads to the other", async () => {
    const [made] = await transfersList(db, { states: ["reversed"] }).first(5);
    const { reversalId, reversedOn, movementId } = made!;
    expect([made!.state, movementId, reversedOn]).toEqual(["reversed", action, TODAY]);
    expect(await transferView(db, made!.id)).toMatchObject({ state: "reversed", reversalId });
    expect(await transfersList(db, { states: ["approved"] }).first(5)).toEqual([]);
    const movement = await entryView(db, { transactionId: action });
    expect(movement.reversedBy?.transactionId).toBe(reversalId);
    expect(movement.source).toEqual({
      label: made!.id,
      href: `/commercial/funding/transfers/${made!.id}`,
    });
    // The reversal is known by the request that two officers agreed on, and that request stays approved.
    const request = await reversalRequested(db, action, "approved");
    expect(await moneyRequestView(db, request!)).toMatchObject({
      state: "approved",
      movementId: reversalId,
      reversalId: null,
    });
  });

  it("cannot be asked for again: the reason is known before anything is typed", async () => {
    const why = (await entryView(db, { transactionId: action })).whyNotReverse;
    expect(why?.title).toBe("This entry was reversed on 22 November 2026 already.");
    const refusal = await refused(ask({ kind: "reverse", transactionId: action }));
    expect(refusal.public).toEqual(why);
  });
});

describe("an opening and money added that were reversed", () => {
  it.each(["open", "add"] as const)("say so where they were asked for: %s", async (kind) => {
    const fresh = { ...fund, id: "BRIEF", name: "Brief" };
    const wish: MoneyWish =
      kind === "open"
        ? { kind, fund: fresh, amount: pence(900) }
        : { kind, fundId: "BRIEF", amount: pence(80) };
    const asked = await ask(wish);
    await approve(asked);
    const made = await moneyRequestView(db, asked);
    expect(made).toMatchObject({ state: "approved", reversalId: null });
    const { source } = await entryView(db, { transactionId: made.movementId! });
    expect(source?.label).toBe(kind === "open" ? "BRIEF" : asked);
    if (kind === "open") return;
    await approve(await ask({ kind: "reverse", transactionId: made.movementId! }));
    expect(await moneyRequestView(db, asked)).toMatchObject({ state: "reversed", reversedOn: TODAY });
    const reversed = await askedList(db, { state: "reversed" }).first(5);
    expect(reversed.map(({ id }) => id)).toEqual([asked]);
    const approved = await askedList(db, { state: "approved" }).first(50);
    expect(approved.map(({ id }) => id)).not.toContain(asked);
  });
});

describe("an opening on which allocations rest", () => {
  let opening: string;
  const allocate = async (amount: number, before: number) => {
    const allocations = [
      { organisationCode: "RESTS", amount: pence(amount), before: pence(before), basis: "A plan" },
    ];
    const wish = { fundId: "RESTED", allocations, method: "typed", reason: "Agreed" } as const;
    const who = await by("nadia");
    return inTransaction(db, (tx) => setAllocations(tx, { ...who, ...wish }));
  };
  const balance = async () => {
    const [row] = await fundBalances(db, ["RESTED"]);
    return [row!.allocated, row!.setAside];
  };

  beforeAll(async () => {
    await makeOrganisations(db, [{ code: "RESTS" }]);
    await makeFund(db, "RESTED", 10_000n);
    const key = eq(ledgerTransaction.idempotencyKey, "open-fund:RESTED");
    opening = (await db.select().from(ledgerTransaction).where(key))[0]!.id;
  });

  it("is not reversed: not asked for, and not approved when it was asked for before", async () => {
    const asked = await ask({ kind: "reverse", transactionId: opening });
    await allocate(6_000, 0);
    const refusal = await refused(approve(asked));
    expect(refusal.code).toBe("reversal-allocated");
    expect(refusal.public).toMatchObject({
      title: "Allocations of Fund RESTED rest on this money: £60.00 of them would have nothing behind them.",
      next: { href: "/commercial/funding/RESTED/allocations" },
    });
    expect((await whyNotCarryOut(db, await moneyRequestView(db, asked), TODAY))?.title).toBe(
      refusal.public.title,
    );
    const nadia = await by("nadia");
    await inTransaction(db, (tx) => withdrawMoneyRequest(tx, { ...nadia, requestId: asked }));
    expect((await refused(ask({ kind: "reverse", transactionId: opening }))).code).toBe("reversal-allocated");
    expect(await balance()).toEqual([10_000n, 6_000n]);
  });

  it("is kept by the database, whoever takes the money out", async () => {
    const takeOut = (amount: number) =>
      commandIn(db, (tx) =>
        recordTransaction(tx, {
          idempotencyKey: `transfer:out-${amount}`,
          kind: "transfer",
          text: "Moved past the rules",
          effectiveOn: TODAY,
          at: AT,
          transfers: [{ kind: "move", debit: "fund:RESTED", credit: "fund:GETS", amount: pence(amount) }],
        }),
      );
    const refusal = await refused(takeOut(4_001));
    expect(refusal.code).toBe("allocation-too-large");
    expect(refusal.public.title).toBe("Fund RESTED would set aside £0.01 more than it holds.");
    expect(await balance()).toEqual([10_000n, 6_000n]);
  });

  it("is reversed when they are taken back", async () => {
    await allocate(0, 6_000);
    await approve(await ask({ kind: "reverse", transactionId: opening }));
    expect(await balance()).toEqual([0n, 0n]);
  });
});

describe("money that goes into a fund", () => {
  it("takes two officers from the first penny, to open one and to add to one", async () => {
    const nadia = await by("nadia");
    const fresh = { ...fund, id: "FRESH", name: "Fresh money" };
    const open = inTransaction(db, (tx) => openFund(tx, { ...nadia, fund: fresh, amount: pence(1) }));
    expect((await refused(open)).code).toBe("needs-second-officer");
    const add = inTransaction(db, (tx) =>
      addToFund(tx, { ...nadia, fundId: "GETS", amount: pence(1), reason: "More" }),
    );
    expect((await refused(add)).code).toBe("needs-second-officer");
    const opening = await ask({ kind: "open", fund: fresh, amount: pence(700) });
    expect(await freeOf("FRESH")).toBeUndefined();
    await approve(opening);
    expect(await freeOf("FRESH")).toBe(700n);
    await approve(await ask({ kind: "add", fundId: "FRESH", amount: pence(50) }));
    expect(await freeOf("FRESH")).toBe(750n);
  });

  it("is one officer's up to a limit that two have agreed on, and not a penny above", async () => {
    const nadia = await by("nadia");
    const add = (amount: number) =>
      inTransaction(db, (tx) =>
        addToFund(tx, { ...nadia, fundId: "GETS", amount: pence(amount), reason: "More" }),
      );
    const limit = await ask({ kind: "limit", amount: pence(500) });
    expect(await oneOfficerLimit(db)).toBe(0n);
    await approve(limit);
    expect(await oneOfficerLimit(db)).toBe(500n);
    const same = await refused(ask({ kind: "limit", amount: pence(500) }));
    expect(same.public.title).toBe("The limit is £5.00 already.");
    await add(500);
    const again = await refused(add(501));
    expect(again.public.detail).toContain("up to £5.00");
    expect(await freeOf("GETS")).toBe(1_500n);
  });

  it("is not one officer's in parts, but is another officer's, and one's own again next year", async () => {
    const part = (key: PersonKey, amount: number, on = TODAY, at = AT) =>
      inTransaction(db, async (tx) => {
        const actor = await actorFor(db, key);
        return addToFund(tx, {
          actor,
          at,
          today: on,
          fundId: "PARTS",
          amount: pence(amount),
          reason: "A part",
        });
      });
    const userId = (await actorFor(db, "nadia")).userId;
    const alone = (today = TODAY) => putInAlone(db, { fundId: "PARTS", userId, today });
    await makeFund(db, "PARTS", 1_000n, { carriesOver: true, closesOn: day("2027-12-31") });
    await part("nadia", 200);
    await part("nadia", 300);
    const fourth = await refused(part("nadia", 1));
    expect(fourth.code).toBe("needs-second-officer");
    expect(fourth.public.detail).toContain("you have put £5.00 into this one");
    // What another asked for and she approves is not hers alone, and another officer has a limit of his own.
    await approve(await ask({ kind: "add", fundId: "PARTS", amount: pence(7_000) }, "victor"), "nadia");
    expect(await alone()).toBe(500n);
    await part("victor", 500);
    expect((await refused(part("victor", 1))).code).toBe("needs-second-officer");
    expect(await freeOf("PARTS")).toBe(9_000n);
    expect(await alone(day("2027-03-31"))).toBe(500n);
    expect(await alone(day("2027-04-01"))).toBe(0n);
  });

  it("at once, in two parts, is counted one after the other", async () => {
    const nadia = await by("nadia");
    await makeFund(db, "AT-ONCE", 1_000n);
    const part = () =>
      inTransaction(db, (tx) =>
        addToFund(tx, { ...nadia, fundId: "AT-ONCE", amount: pence(300), reason: "A part" }),
      );
    const done = await Promise.allSettled([part(), part()]);
    expect(done.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await freeOf("AT-ONCE")).toBe(1_300n);
  });

  it("stays where it is when the other declines, or whoever asked withdraws", async () => {
    const [nadia, victor] = [await by("nadia"), await by("victor")];
    const wish = { kind: "add", fundId: "GETS", amount: pence(9_999) } as const;
    const declined = await ask(wish);
    const decline = (reason: string, who = victor) =>
      inTransaction(db, (tx) => declineMoneyRequest(tx, { ...who, requestId: declined, reason }));
    expect((await refused(decline(" "))).code).toBe("reason-missing");
    expect((await refused(decline("No", nadia))).code).toBe("own-request");
    await decline("Not this year");
    const withdrawn = await ask(wish);
    const withdraw = (who: typeof nadia) =>
      inTransaction(db, (tx) => withdrawMoneyRequest(tx, { ...who, requestId: withdrawn }));
    expect((await refused(withdraw(victor))).code).toBe("not-yours");
    await withdraw(nadia);
    const told = await db
      .select()
      .from(email)
      .where(eq(email.subject, `${withdrawn} was withdrawn`));
    expect(told.map((mail) => mail.toAddress)).toEqual([PEOPLE.victor.email]);
    expect(await freeOf("GETS")).toBe(1_500n);
    const states = (await askedList(db).first(2)).map((row) => row.state);
    expect(states).toEqual(["withdrawn", "declined"]);
  });

  it("is not there when its addition is reversed, and has not lapsed", async () => {
    const keeps = await makeFund(db, "CARRIES", 1_000n, { carriesOver: true });
    await approve(await ask({ kind: "add", fundId: keeps.id, amount: pence(9_999) }));
    const [row] = await db
      .select()
      .from(ledgerTransaction)
      .where(like(ledgerTransaction.idempotencyKey, "add-fund:CARRIES:%"));
    await approve(await ask({ kind: "reverse", transactionId: row!.id }));
    const [balance] = await fundBalances(db, [keeps.id]);
    expect(balance).toMatchObject({ allocated: 1_000n, free: 1_000n, drawn: 0n, lapsed: 0n });
    const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
    const own = forecast.funds.find((one) => one.fundId === keeps.id);
    expect(own).toMatchObject({ allocated: 1_000n, lapses: 0n, carries: 0n, notAgreed: 1_000n });
    expect(sum(forecast.organisations.map((one) => one.lapses))).toBe(forecast.totals.lapses);
  });

  it("is never recorded as approved without its movement, nor by the one who asked", async () => {
    const id = await ask({ kind: "add", fundId: "GETS", amount: pence(9_999) });
    const victor = await actorFor(db, "victor");
    const nadia = await actorFor(db, "nadia");
    const decide = (decidedBy: string) =>
      refused(
        (async () =>
          db
            .update(moneyRequest)
            .set({ state: "approved", decidedBy, decidedAt: AT })
            .where(eq(moneyRequest.id, id)))(),
      );
    expect(String(((await decide(victor.userId)) as Error).cause)).toContain("without its movement");
    expect(await decide(nadia.userId)).toBeInstanceOf(Error);
  });
});
