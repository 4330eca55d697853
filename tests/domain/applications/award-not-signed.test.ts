import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { application, grantAward, providerNeed } from "~db/schema/applications";
import { fund } from "~db/schema/funding";
import { grantView } from "~/domain/applications/awards/grant-views.server";
import { changeSetAside } from "~/domain/applications/set-aside.server";
import {
  allocationHistory,
  allocationsOf,
  bindingAllocation,
} from "~/domain/funding/allocations/allocation-views.server";
import { bindingEffect } from "~/domain/funding/allocations/binding-views.server";
import { claimAllocations } from "~/domain/funding/allocations/claim-allocations.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { partsOfFree } from "~/domain/funding/fund";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { pence } from "~/domain/money/money";
import { decideProposal } from "~/domain/proposals/decide-proposal.server";
import { makeProposal } from "~/domain/proposals/make-proposal.server";
import type { Problem } from "~/domain/shared/problem";
import { headlines, statementOf } from "~/domain/statements/statement";
import { statementsList } from "~/domain/statements/statement-list-views.server";
import { statementTables } from "~/domain/statements/statement-tables";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { makeFund } from "../../factories/funding";
import { makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

/*
 * An award is allocated from the day on which it is made, on every page and in every file, so that nobody promises it twice;
 * until both sides have signed no order uses it, not one that was there before either.
 */
const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 1_000_000n);
// Half of 420.00 + 84.00 VAT: 252.00 of the fund, for an order of RR8 that was there before the award.
await makeLiveOrder(db);
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const claim = (cost: bigint) =>
  action((tx) => claimAllocations(tx, { buyerCode: "RR8", shares: [{ fundId: "FD-1", cost: pence(cost) }] }));
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );

async function makeAward(amount: bigint): Promise<void> {
  await action(async (tx) => {
    const by = { organisationCode: "RR8", createdBy: "priya", createdAt: AT };
    await tx.insert(providerNeed).values({ id: "ND-9", ...by, createdBy: PEOPLE.lead.userId! });
    await tx.insert(application).values({
      id: "APP-9",
      ...by,
      createdBy: PEOPLE.lead.userId!,
      fundId: "FD-1",
      state: "draft",
      content: {},
    });
    await changeSetAside(tx, {
      fundId: "FD-1",
      organisationCode: "RR8",
      awardId: "GA-9",
      by: pence(amount),
      reason: "Awarded",
      actor: PEOPLE.officer,
      at: AT,
      today: TODAY,
    });
    await tx.insert(grantAward).values({
      id: "GA-9",
      applicationId: "APP-9",
      fundId: "FD-1",
      organisationCode: "RR8",
      needId: "ND-9",
      amount: pence(amount),
      state: "awaiting_signature",
      conditions: [],
      memorandum: {},
      awardedBy: PEOPLE.officer.userId!,
      awardedAt: AT,
    });
  });
}

it("is allocated and used by no order, on every page alike, until both have signed", async () => {
  await makeAward(50_000n);
  // Its page names no order either, though the fund pays one that was there before it.
  expect((await grantView(db, { awardId: "GA-9", organisationCode: null })).orders).toEqual([]);
  const { rows, others } = await allocationsOf(db, "FD-1");
  expect(rows).toMatchObject([
    { organisationCode: "RR8", amount: 50_000n, offered: 50_000n, committed: 0n, drawn: 0n, free: 0n },
  ]);
  expect(others).toMatchObject({ committed: 252_00n });
  const [held] = await withUnusedAllocations(db, await fundBalances(db, ["FD-1"]));
  expect([held!.setAside, held!.unusedAllocations]).toEqual([50_000n, 50_000n]);
  expect(partsOfFree(held!, held!.unusedAllocations).freeToAllocate).toBe(1_000_000n - 252_00n - 50_000n);

  const facts = await statementFacts(db, { organisationCode: "RR8" });
  expect(facts.grants).toMatchObject([{ kind: "offer", amount: 50_000n, used: 0n }]);
  const statement = statementOf(facts, 2026);
  expect([headlines(statement)[0]!.amount, statement.left.freeGrants]).toEqual([50_000n, 0n]);
  const table = statementTables(statement).find(({ key }) => key === "gets")!;
  expect(table.columns.map(({ header }) => header)).toContain("Awarded but not signed");
  expect(table.rows[0]!.cells).toContain("Award, not signed");
  const list = await statementsList(db, { year: 2026 });
  expect(list.rows.find((row) => row.code === "RR8")!.grants).toBe(50_000n);
  const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
  expect(forecast.organisations.find((row) => row.organisationCode === "RR8")!.allocated).toBe(50_000n);

  await db.update(fund).set({ allocationsBind: true }).where(eq(fund.id, "FD-1"));
  expect((await bindingEffect(db, "FD-1")).takenByOthers).toBe(252_00n);
  expect(await bindingAllocation(db, { fundId: "FD-1", buyerCode: "RR8" })).toEqual({
    holderName: null,
    left: 0n,
  });
  expect((await problemOf(claim(1n))).code).toBe("allocation-missing");
});

it("is set aside for its own organisation in its own fund, and nowhere else", async () => {
  await makeFund(db, "FD-2", 1_000_000n, { name: "Another fund" });
  const elsewhere = [
    { fundId: "FD-2", organisationCode: "B84613" },
    { fundId: "FD-2", organisationCode: "QWO" },
  ];
  for (const each of elsewhere) {
    await action((tx) =>
      changeSetAside(tx, {
        ...each,
        awardId: "GA-7",
        by: pence(1_000),
        reason: "A little",
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
      }),
    );
  }
  const [other] = await withUnusedAllocations(db, await fundBalances(db, ["FD-2"]));
  expect(other!.unusedAllocations).toBe(2_000n);
  for (const { organisationCode } of elsewhere) {
    const row = (await allocationsOf(db, "FD-2")).rows.find(
      (each) => each.organisationCode === organisationCode,
    );
    expect(row).toMatchObject({ amount: 1_000n, offered: 0n, free: 1_000n });
  }
});

it("leaves to orders what was set aside besides, and says why not more; signed, it is theirs", async () => {
  await action((tx) =>
    changeSetAside(tx, {
      fundId: "FD-1",
      organisationCode: "RR8",
      awardId: "GA-8",
      by: pence(30_000),
      reason: "More",
      actor: PEOPLE.officer,
      at: AT,
      today: TODAY,
    }),
  );
  const [row] = (await allocationsOf(db, "FD-1")).rows;
  expect(row).toMatchObject({ amount: 80_000n, offered: 50_000n, committed: 252_00n, free: 48_00n });
  const short = await problemOf(claim(48_01n));
  expect([short.code, short.public.detail]).toEqual([
    "allocation-short",
    expect.stringContaining("£500.00 more is awarded and can be used once both sides have signed."),
  ]);
  await claim(48_00n);
  await db.update(grantAward).set({ state: "in_force", inForceAt: AT }).where(eq(grantAward.id, "GA-9"));
  expect((await allocationsOf(db, "FD-1")).rows[0]).toMatchObject({ offered: 0n, free: 548_00n });
  await claim(548_00n);
  const { orders, awardedAt } = await grantView(db, { awardId: "GA-9", organisationCode: null });
  expect(orders).toMatchObject([{ cost: 252_00n }]);
  expect(orders[0]!.placedAt!.getTime()).toBeLessThanOrEqual(awardedAt.getTime());
  const { grants } = await statementFacts(db, { organisationCode: "RR8" });
  expect(grants.map(({ kind, amount }) => [kind, amount])).toEqual([
    ["award", 50_000n],
    ["allocation", 30_000n],
  ]);
});

it("that ends says what stays and why, also where orders have taken all of it", async () => {
  const history = () => allocationHistory(db, { fundId: "FD-1", organisationCode: "RR8" }).page(null, 10);
  const letGo = (by: bigint, awardId: string) =>
    action((tx) =>
      changeSetAside(tx, {
        fundId: "FD-1",
        organisationCode: "RR8",
        awardId,
        by: pence(-by),
        reason: `Withdrew award ${awardId}: Ended`,
        basis: `What stays after award ${awardId} was withdrawn`,
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
      }),
    );
  const by = { at: AT, today: TODAY, reason: "Ended" };
  const names = { organisationName: "Leeds", fundName: "FD-1" };
  const wish = { kind: "withdraw-award" as const, awardId: "GA-9", ...names };
  await action(async (tx) => {
    const proposalId = await makeProposal(tx, { ...by, wish, actor: PEOPLE.officer });
    await decideProposal(tx, { ...by, proposalId, decision: "approve", actor: PEOPLE.secondOfficer });
  });
  // 800.00 less 500.00, of which orders took 252.00
  expect((await history()).rows[0]).toMatchObject({ amountBefore: 80_000n, amount: 30_000n });
  await letGo(30_000n, "GA-8");
  expect((await history()).rows[0]).toMatchObject({ amountBefore: 30_000n, amount: 252_00n });
  await letGo(10_000n, "GA-7");
  expect((await history()).rows[0]).toMatchObject({
    amountBefore: 252_00n,
    amount: 252_00n,
    basis: "What stays after award GA-7 was withdrawn",
    reason: "Withdrew award GA-7: Ended",
  });
  expect((await allocationsOf(db, "FD-1")).rows).toMatchObject([
    { amount: 252_00n, free: 0n, basis: "What stays after award GA-7 was withdrawn" },
  ]);
});
