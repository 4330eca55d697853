import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { agreementAcceptance } from "~db/schema/orders";
import { acceptanceText } from "~/domain/orders/acceptance";
import { acceptancesOf, agreementsToAccept } from "~/domain/orders/acceptance-views.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
// X24 is its party; the buyer pays the rest and is none.
await makeHalfFunded(db, "FD-1", 100_000_000n);
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);

async function sentOrder() {
  const made = await makeCompleteOrder(db);
  const by = { at: AT, today: TODAY, orderId: made.orderId };
  await action((tx) => submitOrder(tx, { ...by, actor: PEOPLE.lead, editCount: made.editCount }));
  return { ...by, editCount: made.editCount + 1 };
}
const rows = () => db.select().from(agreementAcceptance);
const events = async (stream: string) =>
  (await db.select().from(auditEvent).where(eq(auditEvent.stream, stream))).filter(
    (event) => event.action === "agreement.accepted",
  );

describe("who pays by an agreement without being its party", async () => {
  const first = await sentOrder();
  const asked = { orderId: first.orderId, payerCode: "RR8" };

  it("is told before the first share is approved what is accepted by it", async () => {
    const toAccept = await agreementsToAccept(db, asked);
    expect(toAccept).toEqual([{ agreementId: "AG-FD-1", version: 1, title: "Agreement AG-FD-1" }]);
    expect(acceptanceText(toAccept)).toContain(
      "pays by Agreement AG-FD-1 (AG-FD-1, version 1) for the first time",
    );
    expect(acceptanceText([])).toBeNull();
    expect(await agreementsToAccept(db, { ...asked, payerCode: "X24" })).toEqual([]);
  });

  it("accepts it with that share: who, in which role, when and which version are kept", async () => {
    await action((tx) => approveShare(tx, { ...first, actor: PEOPLE.approver }));
    expect(await rows()).toMatchObject([
      {
        agreementId: "AG-FD-1",
        version: 1,
        organisationCode: "RR8",
        acceptedBy: "tom",
        personName: "Tom Okafor",
        role: "approver",
        orderId: first.orderId,
        acceptedAt: AT,
      },
    ]);
    const [inOrder] = await events(`order:${first.orderId}`);
    expect(inOrder!.summary).toBe(
      `Tom Okafor accepted Agreement AG-FD-1 (AG-FD-1, version 1) for Leeds Teaching Hospitals NHS Trust with its first purchase, order ${first.orderId}`,
    );
    expect(await events("agreement:AG-FD-1")).toHaveLength(1);
  });

  it("and nothing is accepted by a party, nor a second time", async () => {
    await action((tx) => approveShare(tx, { ...first, actor: PEOPLE.officer }));
    const second = await sentOrder();
    expect(await agreementsToAccept(db, { ...asked, orderId: second.orderId })).toEqual([]);
    await action((tx) => approveShare(tx, { ...second, actor: PEOPLE.secondApprover }));
    expect(await rows()).toHaveLength(1);
    expect(await events(`order:${second.orderId}`)).toEqual([]);
  });

  it("stands in the agreement's list, for all and for one organisation, and is never changed", async () => {
    const list = await acceptancesOf(db, { agreementId: "AG-FD-1" }).first(10);
    expect(list).toMatchObject([{ organisationName: "Leeds Teaching Hospitals NHS Trust", version: 1 }]);
    const other = acceptancesOf(db, { agreementId: "AG-FD-1", organisationCode: "QWO" });
    expect((await other.page(null)).total).toBe(0);
    const change = db.execute(sql`update agreement_acceptance set person_name = 'Somebody'`);
    await expect(change).rejects.toMatchObject({ cause: { code: "DV001" } });
  });
});
