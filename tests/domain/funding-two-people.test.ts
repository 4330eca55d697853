import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { moneyRequest } from "~db/schema/fund-changes";
import { ledgerTransaction } from "~db/schema/funding";
import { email } from "~db/schema/platform";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import { approveMoneyRequest } from "~/domain/funding/approve-money-request.server";
import { approveTransfer } from "~/domain/funding/approve-transfer.server";
import { declineMoneyRequest } from "~/domain/funding/decline-money-request.server";
import type { NewFund } from "~/domain/funding/fund";
import { fundBalances } from "~/domain/funding/funding-views.server";
import type { MoneyWish } from "~/domain/funding/money-request";
import {
  moneyRequestsList,
  moneyRequestsWaiting,
  moneyRequestView,
  oneOfficerLimit,
} from "~/domain/funding/money-request-views.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { requestMoney } from "~/domain/funding/request-money.server";
import { requestTransfer } from "~/domain/funding/request-transfer.server";
import { reverseTransaction } from "~/domain/ledger/reverse-transaction.server";
import { withdrawMoneyRequest } from "~/domain/funding/withdraw-money-request.server";
import { pence, sum } from "~/domain/money/money";
import type { Problem } from "~/domain/shared/problem";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { AT, deedIn, makeFund, TODAY } from "../factories/funding";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../factories/people";
import { testDatabase } from "../setup/test-database";

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
  return deedIn(db, (tx) => approveMoneyRequest(tx, { ...who, requestId }));
};
const freeOf = async (id: string) => (await fundBalances(db, [id]))[0]?.free;
let fund: NewFund;

beforeAll(async () => {
  await makePeople(db);
  fund = await makeFund(db, "GIVES", 100_000n);
  await makeFund(db, "GETS", 1_000n);
});

describe("reversing a transfer that two officers agreed on", () => {
  let deed: string;

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
      .where(eq(ledgerTransaction.deedKey, `transfer:${transferId}`));
    deed = row!.id;
    const alone = deedIn(db, (tx) =>
      reverseTransaction(tx, { ...nadia, transactionId: deed, reason: "I changed my mind" }),
    );
    expect((await refused(alone)).code).toBe("needs-second-officer");
    expect(await freeOf("GIVES")).toBe(50_000n);
  });

  it("is asked for by one and done when another approves, who is told and finds it waiting", async () => {
    const id = await ask({ kind: "reverse", transactionId: deed });
    expect(id).toMatch(/^FR-\d{4}$/);
    expect((await refused(ask({ kind: "reverse", transactionId: deed }))).code).toBe("request-waits");
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
    expect((await refused(add(501))).public.detail).toContain("up to £5.00");
    expect(await freeOf("GETS")).toBe(1_500n);
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
    expect(await freeOf("GETS")).toBe(1_500n);
    const states = (await moneyRequestsList(db).first(2)).map((row) => row.state);
    expect(states).toEqual(["withdrawn", "declined"]);
  });

  it("is not there when its addition is reversed, and has not lapsed", async () => {
    const keeps = await makeFund(db, "CARRIES", 1_000n, { carriesOver: true });
    await approve(await ask({ kind: "add", fundId: keeps.id, amount: pence(9_999) }));
    const [row] = await db
      .select()
      .from(ledgerTransaction)
      .where(like(ledgerTransaction.deedKey, "add-fund:CARRIES:%"));
    await approve(await ask({ kind: "reverse", transactionId: row!.id }));
    const [balance] = await fundBalances(db, [keeps.id]);
    expect(balance).toMatchObject({ allocated: 1_000n, free: 1_000n, drawn: 0n, lapsed: 0n });
    const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
    const own = forecast.funds.find((one) => one.fundId === keeps.id);
    expect(own).toMatchObject({ allocated: 1_000n, lapses: 0n, carries: 1_000n });
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
