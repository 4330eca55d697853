import { and, eq, ne } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Db, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { orderApproval } from "~db/schema/orders";
import { invitation, membership, user } from "~db/schema/people";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import type { MemberActor } from "~/domain/people/role";
import { buyerTodos } from "~/web/home/buyer-todos.server";
import type { Actor } from "~/domain/audit/event";
import { orderPaper } from "~/papers/order-pdf.server";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";
import { databaseSays, refused, undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);

/** Priya leads the buying of her trust and may approve what it pays, beside Tom and Ann. */
const both: Actor = { ...PEOPLE.lead, roles: ["procurement_lead", "approver"] };
await db.insert(membership).values({ userId: "priya", organisationCode: "RR8", role: "approver" });

const command = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
async function sent(by: Actor) {
  const { orderId, editCount } = await makeCompleteOrder(db, by);
  await command((tx) => submitOrder(tx, { orderId, editCount, at: AT, today: TODAY, actor: by }));
  return { orderId, editCount: editCount + 1, at: AT };
}
const approvalOf = async (q: Db | Tx, orderId: string, payerCode: string) =>
  (
    await q
      .select()
      .from(orderApproval)
      .where(and(eq(orderApproval.orderId, orderId), eq(orderApproval.payerCode, payerCode)))
  )[0]!;

describe("whoever signed an order for its buyer", async () => {
  it("does not approve a share while the payer has another approver, and is told whom to ask", async () => {
    const made = await sent(both);
    for (const soleAccepted of [false, true]) {
      const problem = await refused(
        command((tx) => approveShare(tx, { ...made, actor: both, soleAccepted })),
      );
      expect(problem.code).toBe("signed-for-buyer");
      expect(problem.public.detail).toContain("Ann Doyle or Tom Okafor");
    }
    expect((await approvalOf(db, made.orderId, "RR8")).state).toBe("requested");
    // Nor does it wait for her on her first page; it does where there is nobody else.
    const waits = async (q: Db | Tx, who: Actor) =>
      (await buyerTodos(q, { ...who, organisation: {} } as MemberActor, TODAY)).todos.some(
        ({ key }) => key === `approval-${made.orderId}`,
      );
    expect([await waits(db, both), await waits(db, PEOPLE.approver)]).toEqual([false, true]);
    await undoneIn(db, async (tx) => {
      const approvers = and(eq(membership.role, "approver"), ne(membership.userId, "priya"));
      await tx.delete(membership).where(approvers);
      expect(await waits(tx, both)).toBe(true);
    });
    await command((tx) => approveShare(tx, { ...made, actor: PEOPLE.approver }));
    expect(await approvalOf(db, made.orderId, "RR8")).toMatchObject({ state: "approved", alsoSigned: false });
  });

  it("approves where there is nobody else, after a tick, and order, paper and audit say so", async () => {
    const made = await sent(PEOPLE.practice);
    const approving = { ...made, actor: PEOPLE.practice };
    expect((await refused(command((tx) => approveShare(tx, approving)))).code).toBe("sole-approver-unticked");
    await command((tx) => approveShare(tx, { ...approving, soleAccepted: true }));
    const order = await orderView(db, { id: made.orderId, actor: PEOPLE.auditor, on: TODAY });
    expect(order.approvals.find((one) => one.payerCode === "B84613")!.alsoSigned).toBe(true);
    const cost = await orderCost(db, { orderId: made.orderId, on: TODAY });
    expect(JSON.stringify(orderPaper(order, cost))).toContain(
      "by Sam Whitfield, who also signed the order for its buyer",
    );
    const [event] = await db
      .select()
      .from(auditEvent)
      .where(
        and(eq(auditEvent.stream, `order:${made.orderId}`), eq(auditEvent.action, "order.share-approved")),
      );
    expect(event).toMatchObject({
      summary: expect.stringContaining("who also signed the order for its buyer"),
      after: { notIndependent: "same-account" },
    });
  });

  it("is refused by the database as well, unless the approval says so", async () => {
    const made = await sent(both);
    await undoneIn(db, async (tx) => {
      const said = await databaseSays(tx, (inner) =>
        inner
          .update(orderApproval)
          .set({ state: "approved", decidedBy: "priya", decidedAt: AT })
          .where(eq(orderApproval.orderId, made.orderId)),
      );
      expect(said).toContain("approved by the one who signed it");
    });
  });

  it("does not sign it for the supplier either", async () => {
    const made = await sent(PEOPLE.lead);
    await command((tx) => approveShare(tx, { ...made, actor: PEOPLE.approver }));
    await command((tx) => approveShare(tx, { ...made, actor: PEOPLE.officer }));
    const atSupplier: Actor = { ...PEOPLE.signatory, userId: "priya", name: "Priya Shah" };
    const signing = { ...made, today: TODAY, actor: atSupplier, signatoryName: "Priya Shah" };
    expect((await refused(command((tx) => acceptOrder(tx, signing)))).code).toBe("signed-for-buyer");
  });
});

describe("whoever is not independent of who signed an order for its buyer", async () => {
  const later = new Date(AT.getTime() + 60_000);
  /** Somebody who becomes an approver of the trust on an invitation. */
  async function join(tx: Tx, id: string, name: string, invitedBy: string, acceptedAt: Date): Promise<Actor> {
    const email = `${id}@second.example`;
    const place = { organisationCode: "RR8", role: "approver" };
    await tx.insert(user).values({ id, name, email });
    await tx.insert(membership).values({ ...place, userId: id, grantedAt: acceptedAt });
    await tx
      .insert(invitation)
      .values({ ...place, email, invitedBy, tokenHash: id, createdAt: AT, expiresAt: later, acceptedAt });
    return { ...PEOPLE.approver, userId: id, name };
  }
  const made = await sent(both);
  const before = new Date(AT.getTime() - 60_000);

  it.each([
    ["her own second address", "Priya  SHAH", "priya", before, "You have the same name as Priya Shah"],
    ["invited by her since", "Second Hand", "priya", later, "You got your role after Priya Shah signed"],
  ])("does not approve: %s", async (_, name, by, acceptedAt, title) => {
    await undoneIn(db, async (tx) => {
      const second = await join(tx, "second", name, by, acceptedAt);
      const problem = await refused(approveShare(tx, { ...made, actor: second, soleAccepted: true }));
      expect(problem.code).toBe("signed-for-buyer");
      expect(problem.public.title).toContain(title);
      expect(problem.public.detail).toContain("Ask Ann Doyle or Tom Okafor");
      expect((await refused(approveShare(tx, { ...made, actor: both }))).public.detail).not.toContain(name);
    });
  });

  it("nor whoever was invited by somebody of her making", async () => {
    await undoneIn(db, async (tx) => {
      await join(tx, "second", "Second Hand", "priya", later);
      const third = await join(tx, "third", "Third Hand", "second", later);
      expect((await refused(approveShare(tx, { ...made, actor: third }))).code).toBe("signed-for-buyer");
    });
  });

  it("while who had the role before may, whoever invited them, and who was invited by another", async () => {
    for (const [by, acceptedAt] of [
      ["priya", before],
      ["tom", later],
    ] as const) {
      await undoneIn(db, async (tx) => {
        const second = await join(tx, "second", "Second Person", by, acceptedAt);
        await approveShare(tx, { ...made, actor: second });
        expect((await approvalOf(tx, made.orderId, "RR8")).alsoSigned).toBe(false);
      });
    }
  });

  it("approves where there is nobody else, after a tick, and order, paper and audit say so", async () => {
    await undoneIn(db, async (tx) => {
      await tx
        .delete(membership)
        .where(and(eq(membership.organisationCode, "RR8"), eq(membership.role, "approver")));
      const second = await join(tx, "second", "Second Hand", "priya", later);
      const approving = { ...made, actor: second };
      expect((await refused(approveShare(tx, approving))).code).toBe("sole-approver-unticked");
      await approveShare(tx, { ...approving, soleAccepted: true });
      const order = await orderView(tx, { id: made.orderId, actor: PEOPLE.auditor, on: TODAY });
      const cost = await orderCost(tx, { orderId: made.orderId, on: TODAY });
      const said = "by Second Hand, who is not independent of whoever signed the order for its buyer";
      expect(JSON.stringify(orderPaper(order, cost))).toContain(said);
      const [event] = await tx
        .select()
        .from(auditEvent)
        .where(
          and(eq(auditEvent.stream, `order:${made.orderId}`), eq(auditEvent.action, "order.share-approved")),
        );
      expect(event!.summary).toContain(said);
    });
  });
});
