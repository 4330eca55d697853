// Over 300 lines: one market for each thing that an agreement can turn on.
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Db, type Tx } from "~db";
import { price } from "~db/schema/catalogue";
import { certificate } from "~db/schema/certification";
import { fund } from "~db/schema/funding";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { order, orderApproval, orderRecipient, orderShare } from "~db/schema/orders";
import { organisation, organisationFact, organisationSuccession } from "~db/schema/organisations";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { calculateCost } from "~/domain/who-pays/calculate-cost.server";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { localSpendList } from "~/domain/local-spend/local-spend-views.server";
import { decideLocalSpend } from "~/domain/local-spend/decide-local-spend.server";
import { recordLocalSpend } from "~/domain/local-spend/record-local-spend.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { withdrawLocalSpend } from "~/domain/local-spend/withdraw-local-spend.server";
import type { Actor } from "~/domain/audit/event";
import type { AgreementScope } from "~/domain/agreements/agreement";
import type { Rule } from "~/domain/agreements/rules/rule";
import { pence, unitPrice } from "~/domain/money/money";
import { day, type Day } from "~/domain/shared/day";
import { makeFund, makeOrganisations } from "../../factories/funding";
import {
  AT,
  makeAgreement,
  makeCompleteOrder,
  makeMarket,
  makeOrder,
  PEOPLE,
  recordFor,
  TODAY,
} from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

describe("an order for nobody yet", () => {
  it("says what comes first, and not that it costs nothing under no agreement", async () => {
    const { db } = await testDatabase();
    await makeMarket(db);
    const orderId = await makeOrder(db);
    await db.delete(orderRecipient).where(eq(orderRecipient.orderId, orderId));
    const cost = await orderCost(db, { orderId, on: TODAY });
    expect(cost).toMatchObject({ payers: [], frozen: false });
    expect(cost.reason).toBe(
      "Choose who it is for first: quantities, and so who pays what, follow from that.",
    );
  });
});

const rest = (ruleNumber: number): Rule => ({ shape: "residual", ruleNumber, payer: "@buyer" });
const half = (ruleNumber: number, more: Partial<Rule> = {}): Rule =>
  ({ shape: "percentage", ruleNumber, payer: "X24", portion: 5_000, ...more }) as Rule;

async function market() {
  const { db } = await testDatabase();
  await makeMarket(db);
  const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
  const by = (orderId: string, editCount: number, actor: Actor = PEOPLE.lead) => ({
    actor,
    at: AT,
    today: TODAY,
    orderId,
    editCount,
  });
  const agree = (id: string, rules: Rule[], scope?: AgreementScope, parties = ["X24"]) =>
    makeAgreement(db, { id, parties, rules, scope });
  const submit = (made: { orderId: string; editCount: number }, actor: Actor = PEOPLE.lead) =>
    action((tx) => submitOrder(tx, by(made.orderId, made.editCount, actor)));
  const fresh = async (orderId: string, on: Day = TODAY) => {
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    return (await calculateCost(db, row!, on))!;
  };
  const sharesOf = (orderId: string) => db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
  /** The usual order with ten users of Alder Forms too, bought as training: £33.33 and £6.67 VAT for four months. */
  const withTraining = async (lead: Actor = PEOPLE.lead) => {
    await db.update(price).set({ costCategory: "training-change" }).where(eq(price.id, "P2"));
    const made = await makeCompleteOrder(db, lead);
    const code = lead.organisationCode!;
    const items = [
      recordFor({ [code]: 1_000n }),
      { itemId: "20001-001A01", priceId: "P2", quantities: { [code]: 10n } },
    ];
    return action((tx) => setItems(tx, by(made.orderId, made.editCount, lead), items));
  };
  return { db, action, by, agree, submit, fresh, sharesOf, withTraining };
}

const fact = (db: Db, organisationCode: string, name: string, asAt: string, numberValue: bigint) =>
  db
    .insert(organisationFact)
    .values({ organisationCode, name, asAt: day(asAt), numberValue, source: "census" });

describe("facts", async () => {
  const { db, agree, fresh } = await market();

  it("are counted as at the census date of each rule, and the share says where they come from", async () => {
    await fact(db, "RR8", "beds", "2025-04-01", 100n);
    await fact(db, "RR8", "beds", "2026-04-01", 127n);
    await fact(db, "RR8", "staff_wte", "2026-09-30", 50n);
    await agree(
      "AG-1",
      [
        // 1.00 a bed as at 1 January 2026, when the last count was that of 2025: 100 beds, £100.00
        {
          shape: "per-unit",
          ruleNumber: 1,
          payer: "X24",
          rate: unitPrice(10_000),
          unit: "bed",
          censusDate: day("2026-01-01"),
        },
        // 0.50 for each of 50 staff: £25.00
        {
          shape: "per-unit",
          ruleNumber: 2,
          payer: "QWO",
          rate: unitPrice(5_000),
          unit: "staffWTE",
          censusDate: day("2026-10-01"),
        },
        rest(3),
      ],
      {},
      ["X24", "QWO"],
    );
    const { orderId } = await makeCompleteOrder(db);
    const { shares } = await fresh(orderId);
    expect(shares.map((share) => [share.payerCode, share.net])).toEqual([
      ["QWO", 2_500n],
      ["RR8", 29_500n],
      ["X24", 10_000n],
    ]);
    expect(shares[2]!.trace.facts).toEqual([
      "100 beds of RR8 as at 1 January 2026, counted on 1 April 2025 (census).",
    ]);
    expect(shares[2]!.trace.on).toBe(TODAY);
  });

  it("know which standards the product meets on the order date, and whether it is assured", async () => {
    await agree(
      "AG-2",
      [
        half(1),
        {
          shape: "eligibility",
          ruleNumber: 2,
          appliesTo: { rule: 1 },
          requires: ["product-assured", "standard:DTAC"],
        },
        rest(3),
      ],
      { organisations: ["RR8"] },
    );
    const { orderId } = await makeCompleteOrder(db);
    const national = (await fresh(orderId)).shares.find((share) => share.payerCode === "X24")!;
    expect(national.trace.facts).toEqual([
      "Alder Record: every standard that binds it is met on 22 November 2026.",
      "DTAC is met by Alder Record on 22 November 2026: certificate DVC-900001.",
    ]);
    await db.update(certificate).set({ validTo: day("2026-11-20") });
    const without = await fresh(orderId);
    expect(without.shares.map((share) => share.payerCode)).toEqual(["RR8"]);
    expect(without.shares[0]!.trace.notCounted).toEqual([
      "Rule 2: rule 1 did not count, because “product-assured” is not met; “standard:DTAC” is not met.",
    ]);
    await db.update(certificate).set({ validTo: day("2027-12-31") });
  });
});

describe("several agreements", async () => {
  const { db, agree, fresh, submit, sharesOf, withTraining } = await market();

  it("the more specific applies, and the share says which gave way and why", async () => {
    await agree("AG-1", [half(1), rest(2)]);
    await agree("AG-2", [rest(1)], { organisations: ["RR8"] });
    const { orderId } = await makeCompleteOrder(db);
    const { shares, agreement } = await fresh(orderId);
    expect(agreement?.agreementId).toBe("AG-2");
    expect(shares.map((share) => share.trace.precedence)).toEqual([
      ["AG-1 version 1 also covers this purchase; AG-2 is more specific: it names the organisation."],
    ]);
  });

  it("each line falls to the agreement for its kind of cost, and its share carries that one", async () => {
    await agree("AG-3", [half(1, { portion: 10_000 } as Partial<Rule>), rest(2)], {
      organisations: ["RR8"],
      categories: ["training-change"],
    });
    const made = await withTraining();
    await submit(made);
    const [row] = await db.select().from(order).where(eq(order.id, made.orderId));
    expect(row).toMatchObject({ agreementId: "AG-2", net: 45_333n });
    const shares = await sharesOf(made.orderId);
    expect(
      shares.map(({ payerCode, costCategory, net, trace }) => [
        payerCode,
        costCategory,
        net,
        (trace as { agreement: { agreementId: string } }).agreement.agreementId,
      ]),
    ).toEqual([
      ["RR8", "licence-subscription", 42_000n, "AG-2"],
      ["X24", "training-change", 3_333n, "AG-3"],
    ]);
  });
});

describe("what an agreement asks before an order is sent", async () => {
  const { db, action, by, agree, submit, withTraining } = await market();

  it("an earmark that is missed is refused with what is missing", async () => {
    await agree("AG-1", [
      half(1),
      { shape: "earmark", ruleNumber: 2, payer: "X24", category: "training-change", portion: 2_000 },
      rest(3),
    ]);
    const made = await withTraining();
    // X24 pays half of £453.33 = £226.66; a fifth is £45.34 (rounded up), half of £33.33 of training is £16.66
    await expect(submit(made)).rejects.toMatchObject({
      code: "earmark-missed",
      public: { detail: expect.stringContaining("more must be for training and change") },
    });
    const { warnings } = await orderCost(db, { orderId: made.orderId, on: TODAY });
    expect(warnings[0]).toContain("Rule 2 wants at least 20%");
  });

  it("a fund of other buyers is refused when the order is sent, and again when it is accepted", async () => {
    await makeFund(db, "FD-P", 1_000_000n, { eligibleBuyerKinds: ["gp_practice"] });
    await agree("AG-2", [half(1, { fundIds: ["FD-P"] } as Partial<Rule>), rest(2)], {
      organisations: ["RR8"],
    });
    const made = await makeCompleteOrder(db);
    await expect(submit(made)).rejects.toMatchObject({
      code: "fund-does-not-fit",
      public: { detail: expect.stringContaining("Fund FD-P is not for this kind of organisation.") },
    });
  });

  it("money that waits for a milestone needs the order to have it", async () => {
    await agree(
      "AG-3",
      [
        half(1),
        { shape: "milestone-release", ruleNumber: 2, payer: "X24", milestone: "Evaluation", portion: 2_500 },
        rest(3),
      ],
      { organisations: ["RR8"], lots: ["F1-1"] },
    );
    const made = await makeCompleteOrder(db);
    await expect(submit(made)).rejects.toMatchObject({
      code: "release-milestone-missing",
      public: { title: "This order needs a milestone with the title “Evaluation”." },
    });
    const { editCount } = await action((tx) =>
      setMilestones(tx, by(made.orderId, made.editCount), [
        { title: "Go live", dueOn: day("2026-12-15"), paymentBasisPoints: 10_000 },
        { title: "evaluation", dueOn: day("2027-03-01"), paymentBasisPoints: 0 },
      ]),
    );
    await expect(submit({ orderId: made.orderId, editCount })).resolves.toMatchObject({
      state: "awaiting_approval",
    });
    const [national] = await db
      .select()
      .from(orderShare)
      .where(and(eq(orderShare.orderId, made.orderId), eq(orderShare.payerCode, "X24")));
    // a quarter of £210.00
    expect(national!.trace).toMatchObject({ releases: [{ milestone: "Evaluation", pence: "5250" }] });
  });
});

describe("match funding", async () => {
  const { db, action, by, agree, submit, fresh } = await market();
  await agree("AG-1", [
    {
      shape: "match",
      ruleNumber: 1,
      payer: "X24",
      ratio: { numerator: 1, denominator: 2 },
      windowMonths: 6,
      eligibleCategories: ["training-change"],
      max: pence(100_000n),
    },
    rest(2),
  ]);
  const spend = (evidence: string, amount: bigint, actor: Actor = PEOPLE.approver) =>
    action((tx) =>
      recordLocalSpend(tx, {
        spend: {
          category: "training-change",
          spentOn: day("2026-09-01"),
          amount: pence(amount),
          description: "Ward training",
          evidence,
        },
        actor,
        at: AT,
        today: TODAY,
      }),
    );
  const decide = (id: string, decision: "confirm" | "decline", actor: Actor = PEOPLE.officer) =>
    action((tx) => decideLocalSpend(tx, { id, decision, reason: "It is of another year", actor, at: AT }));
  const national = async (orderId: string) =>
    (await fresh(orderId)).shares.find((share) => share.payerCode === "X24")?.net ?? 0n;

  it("counts evidence once, and only by people with a budget role", async () => {
    await expect(spend("INV-1", 20_000n, PEOPLE.stranger)).rejects.toMatchObject({ kind: "not-allowed" });
    const first = await spend("INV-1", 20_000n);
    for (const spelling of [" INV-1 ", "inv-1", "I NV -1", "Inv-1\u00a0"])
      expect(await spend(spelling, 20_000n)).toEqual({ id: first.id, already: true });
    await expect(spend("INV-1", 30_000n)).rejects.toMatchObject({ code: "evidence-used" });
    await expect(spend("inv -1 ", 30_000n)).rejects.toMatchObject({
      code: "evidence-used",
      public: { title: "The evidence INV-1 is recorded already, for £200.00 on 1 September 2026." },
    });
    await spend("INV-2", 10_000n);
  });

  it("counts for a match only what the centre has confirmed", async () => {
    const { orderId } = await makeCompleteOrder(db);
    expect(await national(orderId)).toBe(0n);
    const rows = await localSpendList(db, "RR8");
    expect(rows.map((row) => row.state)).toEqual(["waiting", "waiting"]);
    const declined = await spend("INV-3", 80_000n);
    await decide(declined.id, "decline");
    for (const row of rows) await decide(row.id, "confirm");
    // £1 for each £2 of £300.00, and nothing for the £800.00 that were declined.
    expect(await national(orderId)).toBe(15_000n);
    await expect(spend("INV-3", 80_000n)).rejects.toMatchObject({ code: "evidence-declined" });
  });

  it("a pound that an order has had matched is not matched again, until the order is given up", async () => {
    const [one, two] = [await makeCompleteOrder(db), await makeCompleteOrder(db)];
    // £1 for each £2 of £300.00 = £150.00
    expect(await national(one.orderId)).toBe(15_000n);
    await submit(one);
    expect(await national(two.orderId)).toBe(0n);
    expect((await localSpendList(db, "RR8")).flatMap((row) => row.uses.map((use) => use.amount))).toEqual([
      20_000n,
      10_000n,
    ]);
    await action((tx) => cancelOrder(tx, { ...by(one.orderId, one.editCount + 1), reason: "Not needed" }));
    expect(await national(two.orderId)).toBe(15_000n);
  });

  it("two orders at once share the spend between them and never have it twice", async () => {
    const orders = [await makeCompleteOrder(db), await makeCompleteOrder(db)];
    await Promise.all(orders.map((made) => submit(made)));
    const nets = await Promise.all(
      orders.map(async ({ orderId }) => {
        const rows = await db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
        return rows.find((share) => share.payerCode === "X24")?.net ?? 0n;
      }),
    );
    expect(nets.sort()).toEqual([0n, 15_000n]);
    const [use] = await db.select().from(localSpendUse);
    await expect(
      action((tx) =>
        withdrawLocalSpend(tx, { id: use!.localSpendId, reason: "Wrong", actor: PEOPLE.approver, at: AT }),
      ),
    ).rejects.toMatchObject({ code: "spend-matched" });
    await expect(
      db
        .update(localSpend)
        .set({ amount: pence(1n) })
        .where(eq(localSpend.id, use!.localSpendId)),
    ).rejects.toMatchObject({ cause: { message: "recorded local spend is never changed" } });
  });
});

describe("organisations that merge", async () => {
  const { db, action, by, agree, submit, fresh } = await market();
  await makeOrganisations(db, [
    { code: "QNEW", name: "NHS Northern ICB", kind: "icb", regionCode: "Y63" },
    { code: "R00", name: "Old Leeds Trust", kind: "trust", icbCode: "QWO" },
  ]);
  const merge = (predecessorCode: string, successorCode: string, effectiveOn: string) =>
    db.insert(organisationSuccession).values({
      predecessorCode,
      successorCode,
      effectiveOn: day(effectiveOn),
      source: "register",
    });

  it("periods after a merger are the successor's, cut at its day, and the old one answers until it opens", async () => {
    await merge("QWO", "QNEW", "2027-02-01");
    await db
      .update(organisation)
      .set({ openedOn: day("2027-02-01") })
      .where(eq(organisation.code, "QNEW"));
    await agree("AG-1", [half(1, { payer: "@buyers-icb" } as Partial<Rule>), rest(2)], {}, ["QWO"]);
    const made = await makeCompleteOrder(db);
    const { shares } = await fresh(made.orderId);
    // £420.00 over 121 days: 62 before 1 February = £215.21, 59 after = £204.79; the odd pennies are the residual payer's
    expect(shares.map((share) => [share.payerCode, share.period.from, share.net])).toEqual([
      ["QWO", "2026-12-01", 10_760n],
      ["RR8", "2026-12-01", 10_761n],
      ["QNEW", "2027-02-01", 10_239n],
      ["RR8", "2027-02-01", 10_240n],
    ]);
    expect(shares[2]!.trace.facts).toContain(
      "From 1 February 2027 QNEW stands in the place of QWO (register).",
    );
    await submit(made);
    const asked = await db.select().from(orderApproval).where(eq(orderApproval.orderId, made.orderId));
    expect(asked.map((one) => [one.payerCode, one.net]).sort()).toEqual([
      ["QWO", 20_999n],
      ["RR8", 21_001n],
    ]);
    await action((tx) => cancelOrder(tx, { ...by(made.orderId, made.editCount + 1), reason: "Test" }));
  });

  it("a merger opens no new pot under a cap: what the predecessor used counts", async () => {
    await agree(
      "AG-2",
      [
        half(1),
        {
          shape: "cap",
          ruleNumber: 2,
          appliesTo: { rule: 1 },
          amount: pence(30_000n),
          scope: "organisation",
        },
        rest(3),
      ],
      { lots: ["F1-1"] },
    );
    const made = await makeCompleteOrder(db);
    await submit(made);
    const next = await makeCompleteOrder(db);
    const paid = async () =>
      (await fresh(next.orderId)).shares
        .filter((share) => share.payerCode === "X24")
        .reduce((total, share) => total + share.net, 0n);
    // £300.00 less the £210.00 that the first order uses
    expect(await paid()).toBe(9_000n);
    await db.update(order).set({ buyerCode: "R00" }).where(eq(order.id, made.orderId));
    expect(await paid()).toBe(21_000n);
    await merge("R00", "RR8", "2026-10-01");
    expect(await paid()).toBe(9_000n);
  });
});

describe("acceptance", async () => {
  const { db, action, by, agree, submit } = await market();

  it("the database itself refuses capital money for a revenue share", async () => {
    await makeFund(db, "FD-C", 1_000_000n, { nature: "capital" });
    const made = await makeCompleteOrder(db, PEOPLE.practice);
    await submit(made, PEOPLE.practice);
    const [share] = await db.select().from(orderShare).where(eq(orderShare.orderId, made.orderId));
    const { id: _id, ...values } = share!;
    await expect(db.insert(orderShare).values({ ...values, fundId: "FD-C" })).rejects.toMatchObject({
      cause: { message: expect.stringContaining("is capital money and this share is revenue") },
    });
  });

  it("refuses a fund that no longer fits", async () => {
    await makeFund(db, "FD-1", 1_000_000n);
    await agree("AG-1", [half(1, { fundIds: ["FD-1"] } as Partial<Rule>), rest(2)]);
    const made = await makeCompleteOrder(db);
    await submit(made);
    for (const actor of [PEOPLE.approver, PEOPLE.officer])
      await action((tx) => approveShare(tx, by(made.orderId, made.editCount + 1, actor)));
    await db
      .update(fund)
      .set({ eligibleBuyerKinds: ["care_provider"] })
      .where(eq(fund.id, "FD-1"));
    const signing = {
      ...by(made.orderId, made.editCount + 1, PEOPLE.signatory),
      signatoryName: "Ruth Alder",
    };
    await expect(action((tx) => acceptOrder(tx, signing))).rejects.toMatchObject({
      code: "fund-does-not-fit",
    });
  });
});

describe("an agreement kept to a programme", async () => {
  const { db, agree, fresh, action } = await market();

  it("covers a buyer once a fund of the programme has set money aside for it, and not before", async () => {
    await makeFund(db, "PRG", 1_000_000n);
    await agree("AG-P", [half(1), rest(2)], { programmes: ["programme-of-PRG"] });
    const { orderId } = await makeCompleteOrder(db);
    expect((await fresh(orderId)).agreement).toBeNull();
    const by = { actor: PEOPLE.officer, at: AT, today: TODAY };
    await action((tx) =>
      allocateFund(tx, { ...by, fundId: "PRG", organisationCode: "RR8", amount: pence(1) }),
    );
    expect((await fresh(orderId)).agreement?.agreementId).toBe("AG-P");
  });
});
