import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Db, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { fund } from "~db/schema/funding";
import { orderApproval } from "~db/schema/orders";
import { withdrawCertificate } from "~/domain/certification/certificates/withdraw-certificate.server";
import { bindAllocations } from "~/domain/funding/allocations/bind-allocations.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { pence, sum } from "~/domain/money/money";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { closedFundText } from "~/domain/orders/approvals/require-open-funds.server";
import { shareCheck } from "~/domain/orders/approvals/share-check-views.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { addDays } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);
const command = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);

async function sentOrder() {
  const { orderId, editCount } = await makeCompleteOrder(db);
  await command((tx) => submitOrder(tx, { orderId, editCount, at: AT, today: TODAY, actor: PEOPLE.lead }));
  return { orderId, editCount: editCount + 1, at: AT };
}
async function checkOf(
  orderId: string,
  actor: (typeof PEOPLE)["approver"] | (typeof PEOPLE)["officer"],
  q: Db | Tx = db,
) {
  const order = await orderView(q, { id: orderId, actor, on: TODAY });
  const cost = await orderCost(q, { orderId, on: TODAY });
  const check = await shareCheck(q, { order, cost, payerCode: actor.organisationCode!, on: TODAY });
  return { order, check: check! };
}

describe("what an approver looks at before a share is approved", async () => {
  const made = await sentOrder();
  const other = await sentOrder();

  it("is its sums by year, the fund by name and what is free there after it, and who else pays", async () => {
    const { order, check } = await checkOf(made.orderId, PEOPLE.officer);
    const asked = order.approvals.find((one) => one.payerCode === "X24")!;
    expect(sum(check.years.map((row) => row.net))).toBe(asked.net);
    expect(sum(check.years.map((row) => row.vat))).toBe(asked.vat);
    expect(check.sources).toHaveLength(1);
    const [source] = check.sources;
    expect(source).toMatchObject({ reserved: null, allocation: null });
    expect(source!.name).toContain("FD-1");
    expect(source!.free!.today).toBe(100_000_000n);
    expect(source!.free!.after).toBe(100_000_000n - source!.cost);
    expect(check.others.map((one) => [one.code, one.state])).toEqual([["RR8", "requested"]]);
    expect(check.notMet).toEqual([]);
  });

  it("for an own budget, says what orders have reserved of it and no balance", async () => {
    const { check } = await checkOf(made.orderId, PEOPLE.approver);
    expect(check.sources).toMatchObject([
      { name: "The budget of Leeds Teaching Hospitals NHS Trust", free: null, reserved: 0n },
    ]);
  });

  it("names beside it what is approved there and waits for a supplier's signature", async () => {
    await undoneIn(db, async (tx) => {
      const ownOf = async (id: string) => (await checkOf(id, PEOPLE.approver, tx)).check.sources[0]!;
      const { cost } = await ownOf(other.orderId);
      expect(cost).toBeGreaterThan(0n);
      expect((await ownOf(made.orderId)).approved).toBe(0n);
      await approveShare(tx, { ...other, actor: PEOPLE.approver });
      expect(await ownOf(made.orderId)).toMatchObject({ reserved: 0n, approved: cost });
      // Its own page does not count it twice.
      expect((await ownOf(other.orderId)).approved).toBe(0n);
    });
  });

  it("says that the fund is closed today, as the supplier's signature would", async () => {
    await undoneIn(db, async (tx) => {
      const [open] = (await checkOf(made.orderId, PEOPLE.officer)).check.sources;
      expect(open!.notOpen).toBeNull();
      const closesOn = addDays(TODAY, -1);
      await tx.update(fund).set({ closesOn }).where(eq(fund.id, "FD-1"));
      const [closed] = (await checkOf(made.orderId, PEOPLE.officer, tx)).check.sources;
      expect(closed!.notOpen).toMatchObject({ closesOn });
    });
  });

  it("cannot be approved while its fund is closed, with what to do next; one that pays from elsewhere can", async () => {
    await undoneIn(db, async (tx) => {
      await tx
        .update(fund)
        .set({ closesOn: addDays(TODAY, -1) })
        .where(eq(fund.id, "FD-1"));
      const share = { orderId: made.orderId, editCount: made.editCount, at: AT };
      const refusal = await tx
        .transaction((inner) => approveShare(inner, { ...share, actor: PEOPLE.officer }))
        .then(
          () => expect.fail("it was not refused"),
          (error: unknown) => error as Problem,
        );
      expect(refusal.code).toBe("fund-closed");
      expect(refusal.public.detail).toContain("Decline the share and say so");
      const text = await closedFundText(tx, { orderId: made.orderId, payerCode: "X24", on: TODAY });
      expect(text?.title).toBe(refusal.public.title);
      await approveShare(tx, { ...share, actor: PEOPLE.approver });
    });
  });

  it("says what is left of an allocation that binds", async () => {
    const about = { fundId: "FD-1", actor: PEOPLE.officer, at: AT, reason: "Plan" };
    await command((tx) =>
      setAllocations(tx, {
        ...about,
        today: TODAY,
        method: "typed",
        allocations: [
          { organisationCode: "RR8", before: pence(0n), amount: pence(50_000_000n), basis: "Plan" },
        ],
      }),
    );
    await command((tx) => bindAllocations(tx, { ...about, bind: true, byTwo: true }));
    const { check } = await checkOf(made.orderId, PEOPLE.officer);
    const [source] = check.sources;
    expect(source!.allocation).toEqual({
      holderName: "Leeds Teaching Hospitals NHS Trust",
      today: 50_000_000n,
      after: 50_000_000n - source!.cost,
    });
  });
});

describe("a solution that stopped meeting a standard after the order was sent", async () => {
  const made = await sentOrder();
  const withdrawing = { number: "DVC-900001", reason: "Found wanting", at: AT, today: TODAY };
  beforeAll(() => command((tx) => withdrawCertificate(tx, { ...withdrawing, actor: PEOPLE.officer })));

  it("is named on the check", async () => {
    const { check } = await checkOf(made.orderId, PEOPLE.approver);
    expect(check.notMet.map((line) => line.standardId)).toEqual(["DTAC"]);
  });

  it("is approved only by who says that they know, and the audit keeps it", async () => {
    const approving = { ...made, actor: PEOPLE.approver };
    await expect(command((tx) => approveShare(tx, approving))).rejects.toMatchObject({
      code: "not-met-unseen",
    });
    const own = eq(orderApproval.orderId, made.orderId);
    const states = async () => (await db.select().from(orderApproval).where(own)).map((row) => row.state);
    expect(await states()).toEqual(["requested", "requested"]);
    await command((tx) => approveShare(tx, { ...approving, notMetAccepted: true }));
    expect((await states()).sort()).toEqual(["approved", "requested"]);
    const events = await db.select().from(auditEvent).where(eq(auditEvent.action, "order.share-approved"));
    expect(events.at(-1)!.after).toMatchObject({ approvedThoughNotMet: ["DTAC"] });
  });
});
