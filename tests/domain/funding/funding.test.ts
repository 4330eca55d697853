import { describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { agreement, agreementVersion } from "~db/schema/agreements";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { drawForInvoice } from "~/domain/ledger/draw-for-invoice.server";
import { agreementsUsingFunds } from "~/domain/funding/fund-agreement-views.server";
import {
  fundBalances,
  fundView,
  organisationStatement,
  programmesList,
  programmeView,
} from "~/domain/funding/funding-views.server";
import { trialBalanceByKind } from "~/domain/ledger/ledger-views.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { commitShare, asSystem, makeFund, makeOrganisations, TODAY } from "../../factories/funding";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeOrganisations(db, [
  { code: "QWO", name: "NHS West Yorkshire ICB", kind: "icb" },
  { code: "RR8", name: "Leeds Teaching Hospitals" },
]);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const allocateTo = (fundId: string, organisationCode: string, amount: number) =>
  inTransaction(db, (tx) =>
    allocateFund(tx, { ...asSystem, fundId, organisationCode, amount: pence(amount) }),
  );

describe("a fund as people see it", async () => {
  await makeFund(db, "DSC", 100_000n);
  await allocateTo("DSC", "QWO", 60_000);
  const shareId = await commitShare(db, { orderId: "C1", fundId: "DSC", cost: 30_000n });
  const parts = [{ shareId, payerCode: "X24", cost: pence(10_000), recoverableVat: pence(2_000) }];
  await inTransaction(db, (tx) =>
    drawForInvoice(tx, { ...asSystem, orderId: "C1", supplierId: "20001", invoiceNumber: "INV-1", parts }),
  );

  it("has what was put in, reserved, paid and left, which add up", async () => {
    const [fund] = await fundBalances(db, ["DSC"]);
    // 1,000.00 = 200.00 committed + 100.00 drawn + 700.00 free
    expect(fund).toMatchObject({
      allocated: 100_000n,
      committed: 20_000n,
      drawn: 10_000n,
      free: 70_000n,
      setAside: 60_000n,
    });
    expect(await fundBalances(db, [])).toEqual([]);
  });

  it("shows its movements newest first with their order and invoice, page by page", async () => {
    const first = await fundView(db, { fundId: "DSC", size: 2 });
    expect(
      first.lines.rows.map((line) => [line.kind, line.orderId, line.invoiceNumber, line.amount]),
    ).toEqual([
      ["post", "C1", "INV-1", 10_000n],
      ["reserve", "C1", null, 30_000n],
    ]);
    const second = await fundView(db, { fundId: "DSC", size: 2, place: first.lines.next });
    expect(second.lines.rows.map((line) => line.entry)).toEqual(["open"]);
    expect(second.lines.next).toBeNull();
    expect((await refused(fundView(db, { fundId: "NONE" }))).kind).toBe("not-found");
  });

  it("is listed under its programme with its state on the day", async () => {
    const [programme] = await programmesList(db, { on: TODAY });
    expect(programme!.funds.map((fund) => [fund.fundId, fund.state])).toEqual([["DSC", "open"]]);
    const later = await programmeView(db, { programmeId: programme!.id, on: day("2027-04-01") });
    expect(later.funds[0]!.state).toBe("closed");
  });

  it("leaves a trial balance by kind that is zero", async () => {
    const { kinds, totals } = await trialBalanceByKind(db);
    expect(kinds.map((kind) => kind.kind)).toEqual(["fund", "source", "supplier", "vat"]);
    expect([totals.postedDifference, totals.pendingDifference]).toEqual([0n, 0n]);
  });

  it("is on the statement of the organisation that it is set aside for", async () => {
    expect((await organisationStatement(db, { organisationCode: "QWO" })).allocations).toEqual([
      { fundId: "DSC", fundName: "Fund DSC", amount: 60_000n },
    ]);
    expect((await organisationStatement(db, { organisationCode: "X24" })).recoverableVat).toBe(2_000n);
  });
});

describe("the actions refuse", () => {
  it("an allocation beyond the fund, a second one, and two at once that only fit singly", async () => {
    expect((await refused(allocateTo("DSC", "RR8", 40_001))).code).toBe("allocation-too-large");
    expect((await refused(allocateTo("DSC", "QWO", 1))).code).toBe("allocated-already");
    await makeFund(db, "TWO", 100n);
    const both = await Promise.allSettled([allocateTo("TWO", "QWO", 60), allocateTo("TWO", "RR8", 60)]);
    expect(both.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  });

  it("a fund that exists, or whose terms contradict each other", async () => {
    expect((await refused(makeFund(db, "DSC", 1n))).code).toBe("fund-exists");
    const late = makeFund(db, "LATE", 1n, { closesOn: day("2027-04-01") });
    expect((await refused(late)).public.detail).toContain("must close by 31 March 2027");
  });

  it("a buyer who would open a fund", async () => {
    const actor = { ...asSystem.actor, userId: "priya", roles: ["procurement_lead"] };
    const fund = { ...(await makeFund(db, "MINE", 1n)), id: "MINE-2" };
    const opened = inTransaction(db, (tx) => openFund(tx, { ...asSystem, actor, fund, amount: pence(1) }));
    expect((await refused(opened)).kind).toBe("not-allowed");
  });
});

describe("the agreements that use a programme's funds", () => {
  it("are those in force whose rules name one of them, with the funds named", async () => {
    await makeFund(db, "AGR", 1_000n);
    const version = (agreementId: string, state: string, fundId: string) => ({
      agreementId,
      version: 1,
      state,
      summary: "Half of it.",
      rules: [{ shape: "percentage", payer: "X24", fundIds: [fundId] }, { shape: "residual" }],
      scope: {},
      effectiveFrom: day("2026-04-01"),
    });
    for (const [id, state, fundId] of [
      ["AG-9001", "in_force", "AGR"],
      ["AG-9002", "draft", "AGR"],
      ["AG-9003", "in_force", "DSC"],
    ] as const) {
      await db.insert(agreement).values({ id, title: `Agreement ${id}`, ownerCode: "X24" });
      await db.insert(agreementVersion).values(version(id, state, fundId));
    }
    const found = await agreementsUsingFunds(db, { programmeId: "programme-of-AGR", on: TODAY });
    expect(found.map((row) => [row.agreementId, row.fundIds, row.effectiveTo])).toEqual([
      ["AG-9001", ["AGR"], null],
    ]);
  });
});
