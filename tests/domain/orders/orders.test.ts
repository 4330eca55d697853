// Over 300 lines: one story, told by the people who take part in it.
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { price } from "~db/schema/catalogue";
import { certificate } from "~db/schema/certification";
import { auditEvent } from "~db/schema/audit";
import { ledgerAccount } from "~db/schema/funding";
import { order, orderApproval, orderMilestone, orderShare, orderSignature } from "~db/schema/orders";
import { membership } from "~db/schema/people";
import { email } from "~db/schema/platform";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { completeIfDone } from "~/domain/orders/complete-if-done.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { orderCost } from "~/domain/orders/cost-views.server";
import { refusalsOf } from "~/domain/orders/refusal-views.server";
import { buyerTodos } from "~/web/home/buyer-todos.server";
import type { MemberActor } from "~/domain/people/role";
import { declineOrder } from "~/domain/orders/decline-order.server";
import { declineShare } from "~/domain/orders/approvals/decline-share.server";
import { approvalsWaiting, ordersForSupplier } from "~/domain/orders/order-list-views.server";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { orderHistory, orderView } from "~/domain/orders/order-views.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import type { Actor } from "~/domain/audit/event";
import { pence } from "~/domain/money/money";
import { SIGNING_ROLES } from "~/domain/people/signature";
import { ROUNDING } from "~/domain/pricing/price-terms";
import { orderPaper } from "~/papers/order-pdf.server";
import { day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import {
  AT,
  BEGUN,
  closeOrganisation,
  makeCompleteOrder,
  makeHalfFunded,
  makeMarket,
  makeOrder,
  PEOPLE,
  TODAY,
} from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

async function market(fundPence = 1_000_000n) {
  const database = await testDatabase();
  await makeMarket(database.db);
  await makeHalfFunded(database.db, "FD-1", fundPence);
  return { database, ...verbs(database) };
}

function verbs({ db }: TestDatabase) {
  const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
  const by = (actor: Actor, orderId: string, editCount: number) => ({
    actor,
    at: AT,
    today: TODAY,
    orderId,
    editCount,
  });
  return {
    action,
    by,
    submit: (orderId: string, editCount: number, today = TODAY) =>
      action((tx) => submitOrder(tx, { ...by(PEOPLE.lead, orderId, editCount), today })),
    approve: (actor: Actor, orderId: string, editCount: number) =>
      action((tx) => approveShare(tx, by(actor, orderId, editCount))),
    accept: (orderId: string, editCount: number, today = TODAY, actor: Actor = PEOPLE.signatory) =>
      action((tx) =>
        acceptOrder(tx, { ...by(actor, orderId, editCount), today, signatoryName: "Ruth Alder" }),
      ),
    row: async (orderId: string) => (await db.select().from(order).where(eq(order.id, orderId)))[0]!,
    fund: async () => (await db.select().from(ledgerAccount).where(eq(ledgerAccount.key, "fund:FD-1")))[0]!,
    /** An order that waits for the supplier. */
    toSign: async () => {
      const { orderId, editCount } = await makeCompleteOrder(db);
      await action((tx) => submitOrder(tx, by(PEOPLE.lead, orderId, editCount)));
      await action((tx) => approveShare(tx, by(PEOPLE.approver, orderId, editCount + 1)));
      await action((tx) => approveShare(tx, by(PEOPLE.officer, orderId, editCount + 1)));
      return { orderId, editCount: editCount + 1 };
    },
  };
}

describe("an order that is cancelled", async () => {
  const { database, action, by, toSign } = await market();

  it("is told to everybody who was asked for something, with the reason", async () => {
    const { orderId, editCount } = await toSign();
    await action((tx) => cancelOrder(tx, { ...by(PEOPLE.lead, orderId, editCount), reason: "Budget cut" }));
    const mails = await database.db
      .select()
      .from(email)
      .where(isAnyOf(email.kind, ["share-cancelled", "order-cancelled"]));
    const told = (of: string) =>
      mails.flatMap(({ kind, toAddress }) => (kind === of ? [toAddress] : [])).sort();
    expect(told("order-cancelled")).toEqual(["ruth@example.org"]);
    // Whoever approves for the trust, and the officers who answer for NHS England's money.
    expect(told("share-cancelled")).toEqual(expect.arrayContaining(["nadia@example.org", "tom@example.org"]));
    expect(told("share-cancelled")).not.toContain("priya@example.org");
    for (const { body } of mails) expect(JSON.stringify(body)).toContain("Budget cut");
  });
});

describe("a day that the contract does not reach", async () => {
  const { database, action, by, submit, approve, accept, toSign } = await market();
  const { db } = database;
  /** As an order may stand that was written before the rule. */
  const putMilestone = (orderId: string, dueOn: string) =>
    db
      .update(orderMilestone)
      .set({ dueOn: day(dueOn) })
      .where(and(eq(orderMilestone.orderId, orderId), eq(orderMilestone.position, 2)));
  const outside = (what: string) => ({
    code: "day-not-in-contract",
    public: { detail: expect.stringMatching(what) },
  });

  it("is not set: a delivery before or after the contract, and the refusal says its days", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const set = (deliveryOn: string) =>
      action((tx) =>
        setDates(tx, by(PEOPLE.lead, orderId, editCount), {
          startsOn: day("2026-12-01"),
          termMonths: 4,
          deliveryOn: day(deliveryOn),
        }),
      );
    await expect(set("2027-04-01")).rejects.toMatchObject({
      public: {
        detail:
          "The delivery is due on 1 April 2027, after the contract ends on 31 March 2027. Choose a day from 1 December 2026 to 31 March 2027.",
      },
    });
    await expect(set("2026-11-30")).rejects.toMatchObject({ code: "dates-not-allowed" });
    await set("2027-03-31");
  });

  it("stops the order from being sent when the term was shortened under a milestone, and names the part", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const shorter = await action((tx) =>
      setDates(tx, by(PEOPLE.lead, orderId, editCount), { startsOn: day("2026-12-01"), termMonths: 2 }),
    );
    await expect(submit(orderId, shorter.editCount)).rejects.toMatchObject({
      code: "order-incomplete",
      details: { parts: ["milestones"] },
      public: {
        detail: expect.stringContaining(
          "Review is due on 1 March 2027, after the contract ends on 31 January 2027",
        ),
      },
    });
  });

  it("stops the approval and the acceptance, and lets neither through until it is mended", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await submit(orderId, editCount);
    await putMilestone(orderId, "2027-04-01");
    await expect(approve(PEOPLE.approver, orderId, editCount + 1)).rejects.toMatchObject(
      outside("Review is due on 1 April 2027.*Decline your share"),
    );
    const signing = await toSign();
    await putMilestone(signing.orderId, "2026-11-30");
    await expect(accept(signing.orderId, signing.editCount)).rejects.toMatchObject(
      outside("Review is due on 30 November 2026, before the contract starts.*Decline the order"),
    );
    await putMilestone(signing.orderId, "2026-12-20");
    expect((await accept(signing.orderId, signing.editCount)).state).toBe("live");
  });
});

describe("a signature is the signatory's own", async () => {
  const { database, action, by, toSign } = await market();
  const { db } = database;
  const limit = (userId: string, signingLimit: bigint | null) =>
    db
      .update(membership)
      .set({ signingLimit: signingLimit === null ? null : pence(signingLimit) })
      .where(and(eq(membership.userId, userId), isAnyOf(membership.role, [...SIGNING_ROLES])));

  it("refuses another's name on either side and takes one's own, case and spacing aside", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const send = (signatoryName: string) =>
      action((tx) => submitOrder(tx, { ...by(PEOPLE.lead, orderId, editCount), signatoryName }));
    await expect(send("Somebody Else")).rejects.toMatchObject({ code: "not-your-name" });
    await send("  priya   SHAH ");
    const view = await orderView(db, { id: orderId, actor: PEOPLE.lead, on: TODAY });
    expect(view.signedForBuyer).toMatchObject({ name: "Priya Shah", role: "procurement_lead" });
    const waiting = await toSign();
    const accept = (signatoryName: string) =>
      action((tx) =>
        acceptOrder(tx, { ...by(PEOPLE.signatory, waiting.orderId, waiting.editCount), signatoryName }),
      );
    await expect(accept("Daniel Alder")).rejects.toMatchObject({ code: "not-your-name" });
    await accept("ruth alder");
    const signed = await db.select().from(orderSignature).where(eq(orderSignature.orderId, waiting.orderId));
    expect(signed.map(({ signatoryName, role }) => [signatoryName, role]).sort()).toEqual([
      ["Priya Shah", "procurement_lead"],
      ["Ruth Alder", "supplier_signatory"],
    ]);
    const order = await orderView(db, { id: waiting.orderId, actor: PEOPLE.lead, on: TODAY });
    const cost = await orderCost(db, { orderId: waiting.orderId, on: TODAY });
    const paper = JSON.stringify(orderPaper(order, cost));
    expect(paper).toContain("Priya Shah, procurement lead, 22 November 2026 at 10:00");
    expect(paper).toContain("Ruth Alder, supplier signatory, 22 November 2026 at 10:00");
    // The sums and how they come about: price, quantity, term, VAT, rounding.
    expect(paper).toContain("£1.26 per patient, a year");
    expect(paper).toContain("1,000 patients × £1.26 per patient = £1,260.00 a year");
    expect(paper).toContain("£1,260.00 a year × 4 months ÷ 12 = £420.00");
    expect(paper).toContain("VAT at 20% of £420.00 = £84.00");
    expect(paper).toContain(ROUNDING);
  });

  it("is refused above the limit that the organisation set, and says who may", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db); // £504.00 including VAT
    const send = () => action((tx) => submitOrder(tx, by(PEOPLE.lead, orderId, editCount)));
    await limit("priya", 50_399n);
    await expect(send()).rejects.toMatchObject({
      code: "above-signing-limit",
      public: { title: expect.stringContaining("£503.99"), detail: expect.stringContaining("Nobody") },
    });
    await limit("priya", 50_400n);
    await send();
    const waiting = await toSign();
    await limit("ruth", 1n);
    const sign = { ...by(PEOPLE.signatory, waiting.orderId, waiting.editCount), signatoryName: "Ruth Alder" };
    await expect(action((tx) => acceptOrder(tx, sign))).rejects.toMatchObject({
      code: "above-signing-limit",
    });
    await limit("ruth", null);
    await action((tx) => acceptOrder(tx, sign));
  });
});

describe("from order to completion", async () => {
  const { database, action, by, submit, approve, accept, row, fund } = await market();
  const { db } = database;
  let orderId = "";
  let editCount = 0;
  beforeAll(async () => {
    ({ orderId, editCount } = await makeCompleteOrder(db));
  });

  it("shows who pays what before it is sent", async () => {
    const cost = await orderCost(db, { orderId, on: TODAY });
    // £420.00 and £84.00 VAT, halved; neither recovers VAT on a licence
    expect(cost.payers.map(({ payerCode, net, vat, cost: own }) => ({ payerCode, net, vat, own }))).toEqual([
      { payerCode: "RR8", net: 21_000n, vat: 4_200n, own: 25_200n },
      { payerCode: "X24", net: 21_000n, vat: 4_200n, own: 25_200n },
    ]);
    expect(cost).toMatchObject({ frozen: false, reason: null, agreement: { agreementId: "AG-FD-1" } });
  });

  it("asks both payers and freezes the shares with their trace", async () => {
    await expect(submit(orderId, editCount)).resolves.toEqual({ state: "awaiting_approval", already: false });
    await expect(submit(orderId, editCount)).resolves.toEqual({ state: "awaiting_approval", already: true });
    editCount += 1;
    const shares = await db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
    expect(shares).toHaveLength(2);
    const national = shares.find((share) => share.payerCode === "X24")!;
    expect(national).toMatchObject({ fundId: "FD-1", net: 21_000n });
    expect(national.trace).toMatchObject({
      agreement: { agreementId: "AG-FD-1", version: 1 },
      line: { net: "420.00", vat: "84.00" },
      steps: [{ ruleNumber: 1, amount: "210.00" }],
    });
    const approvals = await db.select().from(orderApproval).where(eq(orderApproval.orderId, orderId));
    expect(approvals.map((one) => one.state)).toEqual(["requested", "requested"]);
    const mails = await db.select().from(email).where(eq(email.kind, "share-to-approve"));
    expect(mails.map((mail) => mail.toAddress).sort()).toEqual([
      "ann@example.org",
      "nadia@example.org",
      "tom@example.org",
      "victor@example.org",
    ]);
  });

  it("takes one effect from two approvers at once, and waits for the other payer", async () => {
    const both = await Promise.all([
      approve(PEOPLE.approver, orderId, editCount),
      approve(PEOPLE.secondApprover, orderId, editCount),
    ]);
    expect(both.map((one) => one.already).sort()).toEqual([false, true]);
    expect((await row(orderId)).state).toBe("awaiting_approval");
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.stream, `order:${orderId}`));
    expect(events.filter((event) => event.action === "order.share-approved")).toHaveLength(1);
  });

  it("lets only approvers of a payer decide, and nobody sign before they have", async () => {
    await expect(approve(PEOPLE.lead, orderId, editCount)).rejects.toMatchObject({ code: "not-approver" });
    await expect(approve(PEOPLE.auditor, orderId, editCount)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(approve(PEOPLE.practice, orderId, editCount)).rejects.toMatchObject({ kind: "not-found" });
    await expect(accept(orderId, editCount)).rejects.toMatchObject({ code: "wrong-state" });
  });

  it("goes to the supplier when the last payer has approved", async () => {
    await expect(approve(PEOPLE.officer, orderId, editCount)).resolves.toEqual({
      state: "awaiting_signature",
      already: false,
    });
    const late = action((tx) =>
      declineShare(tx, { ...by(PEOPLE.approver, orderId, editCount), reason: "Changed our mind" }),
    );
    await expect(late).rejects.toMatchObject({ code: "share-approved" });
  });

  it("goes live once, commits the fund, keeps both signatures and queues the publication", async () => {
    await expect(accept(orderId, editCount, TODAY, PEOPLE.editor)).rejects.toMatchObject({
      code: "not-signatory",
    });
    await expect(accept(orderId, editCount, TODAY, PEOPLE.stranger)).rejects.toMatchObject({
      kind: "not-found",
    });
    const twice = await Promise.all([accept(orderId, editCount), accept(orderId, editCount)]);
    expect(twice.map((one) => one.already).sort()).toEqual([false, true]);
    editCount += 1;
    expect(await row(orderId)).toMatchObject({ state: "live", editCount });
    expect(await fund()).toMatchObject({
      creditsPosted: 1_000_000n,
      debitsPending: 25_200n,
      debitsPosted: 0n,
    });
    const signatures = await db.select().from(orderSignature).where(eq(orderSignature.orderId, orderId));
    expect(signatures.map((one) => `${one.side}: ${one.signatoryName}`).sort()).toEqual([
      "buyer: Priya Shah",
      "supplier: Ruth Alder",
    ]);
    const jobs = await db.execute(
      sql`select 1 from graphile_worker.jobs where task_identifier = 'publish-release'`,
    );
    expect(jobs).toHaveLength(1);
  });

  it("confirms milestones once, by the buyer, and is not done while nothing is paid", async () => {
    const milestones = await db.select().from(orderMilestone).where(eq(orderMilestone.orderId, orderId));
    const confirm = (actor: Actor, milestoneId: string, at = BEGUN) =>
      action((tx) => confirmMilestone(tx, { actor, at, orderId, milestoneId }));
    await expect(confirm(PEOPLE.lead, milestones[0]!.id, AT)).rejects.toMatchObject({
      code: "contract-not-begun",
    });
    await expect(confirm(PEOPLE.signatory, milestones[0]!.id)).rejects.toMatchObject({ kind: "not-found" });
    const twice = await Promise.all([
      confirm(PEOPLE.lead, milestones[0]!.id),
      confirm(PEOPLE.lead, milestones[0]!.id),
    ]);
    expect(twice.map((one) => one.already).sort()).toEqual([false, true]);
    await confirm(PEOPLE.lead, milestones[1]!.id);
    await expect(action((tx) => completeIfDone(tx, { orderId, actor: PEOPLE.lead, at: AT }))).resolves.toBe(
      false,
    );
    expect((await row(orderId)).state).toBe("live");
  });

  it("completes when what was paid equals the shares to the penny", async () => {
    const milestones = await db.select().from(orderMilestone).where(eq(orderMilestone.orderId, orderId));
    for (const [index, [payerCode, gross]] of [
      ["RR8", 25_200],
      ["X24", 25_200],
    ].entries()) {
      await db.execute(sql`insert into invoice (number, order_id, milestone_id, payer_code, supplier_id, state, net_pence,
        vat_pence, gross_pence, framework_fee_pence, issued_on, due_on, raised_by) values (${`INV-${index}`}, ${orderId},
        ${milestones[0]!.id}, ${payerCode}, '20001', 'paid', ${gross}, 0, ${gross}, 0, '2026-12-16', '2027-01-15', 'daniel')`);
    }
    await expect(action((tx) => completeIfDone(tx, { orderId, actor: PEOPLE.lead, at: AT }))).resolves.toBe(
      true,
    );
    await expect(action((tx) => completeIfDone(tx, { orderId, actor: PEOPLE.lead, at: AT }))).resolves.toBe(
      false,
    );
    expect((await row(orderId)).state).toBe("completed");
  });
});

describe("what stops an order from being sent", async () => {
  const { database, submit } = await market();
  const { db } = database;

  it("names every part that is missing", async () => {
    const orderId = await makeOrder(db);
    await expect(submit(orderId, 0)).rejects.toMatchObject({
      code: "order-incomplete",
      details: { parts: ["dates", "dates", "items", "milestones", "data-processing"] },
    });
  });

  it("refuses a stale page", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await expect(submit(orderId, editCount - 1)).rejects.toMatchObject({ code: "stale-edit" });
  });

  it("refuses a solution whose certificate lapsed since the shortlist, and says which and who can mend it", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await db.update(certificate).set({ validTo: day("2026-11-20") });
    await expect(submit(orderId, editCount)).rejects.toMatchObject({
      code: "not-compliant",
      public: { title: expect.stringContaining("20 November 2026") },
      details: { certificates: ["DVC-900001"] },
    });
    await db.update(certificate).set({ validTo: day("2027-12-31") });
  });

  it("refuses a price that is no longer offered", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await db
      .update(price)
      .set({ validTo: day("2026-11-21") })
      .where(eq(price.id, "P1"));
    await expect(submit(orderId, editCount)).rejects.toMatchObject({ code: "price-not-current" });
    await db.update(price).set({ validTo: null }).where(eq(price.id, "P1"));
  });

  it("refuses when the framework has ended or the value is over its ceiling", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await db.execute(sql`update framework set state = 'suspended'`);
    await expect(submit(orderId, editCount)).rejects.toMatchObject({ code: "route-closed" });
    await db.execute(sql`update framework set state = 'live', ceiling_pence = 100`);
    await expect(submit(orderId, editCount)).rejects.toMatchObject({ details: { rules: ["PA-09"] } });
    await db.execute(sql`update framework set ceiling_pence = 1000000000`);
  });

  it("refuses a buyer that was merged away, while its orders keep their code", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await closeOrganisation(db, "RR8", day("2026-11-01"));
    await expect(submit(orderId, editCount)).rejects.toMatchObject({ code: "organisation-closed" });
  });
});

describe("who sees an order", async () => {
  const { database, toSign, submit } = await market();
  const { db } = database;
  const sees = (actor: Actor, id: string) =>
    orderView(db, { id, actor, on: TODAY }).then(
      () => true,
      (error: { kind?: string }) => (error.kind === "not-found" ? false : Promise.reject(error)),
    );

  it("the buyer and the centre always, a payer once asked, the supplier once it is its to sign, nobody else", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    expect(await sees(PEOPLE.lead, orderId)).toBe(true);
    expect(await sees(PEOPLE.auditor, orderId)).toBe(true);
    for (const actor of [PEOPLE.icb, PEOPLE.practice, PEOPLE.signatory, PEOPLE.stranger]) {
      expect(await sees(actor, orderId)).toBe(false);
    }
    await submit(orderId, editCount);
    expect(await sees(PEOPLE.signatory, orderId)).toBe(false);
    const second = await toSign();
    expect(await sees(PEOPLE.signatory, second.orderId)).toBe(true);
    expect(await sees(PEOPLE.stranger, second.orderId)).toBe(false);
    const listed = await ordersForSupplier(db, "S20001").first(100);
    expect(listed.map((row) => row.id)).toEqual([second.orderId]);
    const waiting = await approvalsWaiting(db, "X24").first(100);
    expect(waiting.map((row) => row.orderId)).toEqual([orderId]);
  });
});

describe("saying no", async () => {
  const { database, action, by, submit, approve, row, toSign } = await market();
  const { db } = database;

  it("gives a declined order back with everything but its shares, and it can be sent again", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await submit(orderId, editCount);
    await approve(PEOPLE.approver, orderId, editCount + 1);
    const decline = (reason: string) =>
      action((tx) => declineShare(tx, { ...by(PEOPLE.officer, orderId, editCount + 1), reason }));
    await expect(decline("")).rejects.toMatchObject({ code: "reason-missing" });
    await expect(decline("Wrong year")).resolves.toEqual({ state: "in_progress", already: false });
    await expect(decline("Wrong year")).resolves.toMatchObject({ already: true });
    // The buyer reads the payer's name, in the mail and in the order's history.
    const told = await db.select().from(email).where(eq(email.kind, "share-declined"));
    expect(mailText(told.at(-1)!.body)).toContain("NHS England declined its share of");
    const [last] = await orderHistory(db, orderId);
    expect(last!.summary).toBe("NHS England declined its share: Wrong year");
    expect((await refusalsOf(db, [orderId])).get(orderId)?.text).toBe(last!.summary);
    expect(await row(orderId)).toMatchObject({
      state: "in_progress",
      editCount: editCount + 2,
      net: 42_000n,
    });
    expect(await db.select().from(orderShare).where(eq(orderShare.orderId, orderId))).toEqual([]);
    await expect(approve(PEOPLE.officer, orderId, editCount + 2)).rejects.toMatchObject({
      code: "share-declined",
    });
    await submit(orderId, editCount + 2);
    const approvals = await db.select().from(orderApproval).where(eq(orderApproval.orderId, orderId));
    expect(approvals.map((one) => one.state)).toEqual(["requested", "requested"]);
  });

  it("lets one of an approval and a refusal of the same payer at once through", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await submit(orderId, editCount);
    const both = await Promise.allSettled([
      approve(PEOPLE.approver, orderId, editCount + 1),
      action((tx) =>
        declineShare(tx, { ...by(PEOPLE.secondApprover, orderId, editCount + 1), reason: "No" }),
      ),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("does not approve what was sent again with other contents", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await submit(orderId, editCount);
    await expect(approve(PEOPLE.approver, orderId, editCount)).rejects.toMatchObject({ code: "stale-edit" });
  });

  it("lets the supplier decline with a reason, and the buyer send it again", async () => {
    const { orderId, editCount } = await toSign();
    await action((tx) =>
      declineOrder(tx, { ...by(PEOPLE.signatory, orderId, editCount), reason: "Too soon" }),
    );
    expect((await row(orderId)).state).toBe("in_progress");
    // The buyer reads why, on the order and on its home, until it is sent again.
    expect((await refusalsOf(db, [orderId])).get(orderId)?.text).toMatch(/ declined the order: Too soon$/);
    const lead = {
      ...PEOPLE.lead,
      organisation: { name: "", kind: "", supplierId: null },
    } as unknown as MemberActor;
    const home = async () => {
      const { todos } = await buyerTodos(db, lead, TODAY);
      return todos.filter(({ key }) => key === `order-${orderId}`);
    };
    expect(await home()).toMatchObject([
      { label: `Change order ${orderId} and send it again`, about: expect.stringMatching(/: Too soon$/) },
    ]);
    await expect(submit(orderId, editCount + 1)).resolves.toMatchObject({ state: "awaiting_approval" });
    expect(await refusalsOf(db, [orderId])).toEqual(new Map());
    expect(await home()).toEqual([]);
  });
});

describe("what stops an order from going live", async () => {
  it("a short fund refuses, says by how much, and the order goes on waiting", async () => {
    const { database, accept, row, fund, toSign } = await market(25_200n);
    const [first, second] = [await toSign(), await toSign()];
    await accept(first.orderId, first.editCount);
    await expect(accept(second.orderId, second.editCount)).rejects.toMatchObject({
      kind: "rule-broken",
      code: "fund-short",
      public: { title: expect.stringContaining("£252.00") },
    });
    expect(await row(second.orderId)).toMatchObject({
      state: "awaiting_signature",
      editCount: second.editCount,
    });
    expect(await fund()).toMatchObject({ debitsPending: 25_200n });
    const signed = await database.db
      .select()
      .from(orderSignature)
      .where(eq(orderSignature.orderId, second.orderId));
    expect(signed).toEqual([]);
  });

  it("a certificate that lapsed since approval refuses", async () => {
    const { database, accept, row, toSign } = await market();
    const { orderId, editCount } = await toSign();
    await database.db.update(certificate).set({ validTo: day("2026-11-20") });
    await expect(accept(orderId, editCount)).rejects.toMatchObject({ code: "not-compliant" });
    expect((await row(orderId)).state).toBe("awaiting_signature");
  });
});
