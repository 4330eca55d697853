// Over 300 lines: one payment from the first officer to the payer and back, story by story on one fund.
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { fundPayment } from "~db/schema/fund-changes";
import { auditEvent } from "~db/schema/audit";
import { fund as fundTable } from "~db/schema/funding";
import { email } from "~db/schema/platform";
import { addToFund } from "~/domain/funding/add-to-fund.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import type { NewFund } from "~/domain/funding/fund";
import { fundBalance } from "~/domain/funding/funding-views.server";
import { openFund } from "~/domain/funding/open-fund.server";
import { agreeToPayment } from "~/domain/funding/payments/agree-to-payment.server";
import { declinePayment } from "~/domain/funding/payments/decline-payment.server";
import { paymentsOfFund, paymentsWaiting, paymentView } from "~/domain/funding/payments/payment-views.server";
import { withdrawPayment } from "~/domain/funding/payments/withdraw-payment.server";
import { approveMoneyRequest } from "~/domain/funding/requests/approve-money-request.server";
import { moneyRequestView, putInAlone } from "~/domain/funding/requests/money-request-views.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { fundAccount, sourceAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { pence } from "~/domain/money/money";
import { askedList } from "~/domain/proposals/asked-views.server";
import { addDays, formatDay } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { asSystem, AT, makeFund, TODAY } from "../../factories/funding";
import { actorFor, makePeople, PEOPLE, type PersonKey } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const { db } = await testDatabase();
let given: NewFund;
let trust: string;

beforeAll(async () => {
  await makePeople(db);
  given = await makeFund(db, "OWN", 100n);
  trust = (await actorFor(db, "tom")).organisationCode;
  await db.delete(email);
});

const as = async (tx: Tx, key: PersonKey) => ({
  actor: await actorFor(tx as unknown as typeof db, key),
  at: AT,
  today: TODAY,
});
const joint = () => ({ ...given, id: "JOINT", name: "Records together", payerCode: trust });
/** A fund that the trust is asked to pay, as two officers do it. */
async function opened(tx: Tx): Promise<string> {
  const { fundId, paymentId } = await openFund(tx, {
    ...(await as(tx, "nadia")),
    fund: joint(),
    amount: pence(123_456),
    reason: "Half of the records",
    requestId: "FR-0001",
  });
  expect(fundId).toBe("JOINT");
  return paymentId!;
}
const refusal = async (tx: Tx, work: (inner: Tx) => Promise<unknown>): Promise<Problem> =>
  tx
    .transaction(async (inner) => {
      await work(inner);
      await inner.execute(sql`set constraints all immediate`);
    })
    .then(
      () => expect.fail("it was not refused"),
      (error: unknown) => error as Problem,
    );
const constraintOf = (error: unknown) =>
  (
    ((error as { cause?: unknown }).cause ?? (error as { constraint_name?: string })) as {
      constraint_name?: string;
    }
  ).constraint_name;
const mails = async (tx: Tx, kind = "fund-payer") =>
  (await tx.select().from(email).where(eq(email.kind, kind)))
    .map((mail) => ({ to: mail.toAddress, subject: mail.subject, text: mailText(mail.body) }))
    .sort((a, b) => (a.to < b.to ? -1 : 1));

describe("a fund that another body pays into", () => {
  it("asks whoever decides its money, and holds nothing until then", () =>
    undoneIn(db, async (tx) => {
      const paymentId = await opened(tx);
      const told = await mails(tx);
      expect(told.map(({ to }) => to)).toEqual([PEOPLE.priya.email, PEOPLE.tom.email].sort());
      expect(told[0]!.text).toContain(
        "asks your organisation to pay £1,234.56 into the fund Records together",
      );
      expect(told[0]!.text).toContain(`/buying/funding/payments/${paymentId}`);
      expect(await fundBalance(tx, "JOINT")).toMatchObject({
        allocated: 0n,
        free: 0n,
        payerAgreed: false,
        waiting: 123_456n,
      });
      expect((await paymentsWaiting(tx, trust)).map(({ id }) => id)).toEqual([paymentId]);
      expect((await paymentView(tx, { paymentId, payerCode: trust })).state).toBe("requested");
      const stranger = await refusal(tx, (t) => paymentView(t, { paymentId, payerCode: "X24" }));
      expect(stranger.code).toBe("no-such-payment");
    }));

  it("allocates, gets and is moved nothing meanwhile, by the database too", () =>
    undoneIn(db, async (tx) => {
      const paymentId = await opened(tx);
      const nadia = await as(tx, "nadia");
      const allocations = [{ organisationCode: trust, amount: pence(1), before: pence(0), basis: "" }];
      const plan = { ...nadia, fundId: "JOINT", allocations, method: "typed", reason: "Now" } as const;
      expect((await refusal(tx, (t) => setAllocations(t, plan))).code).toBe("fund-waits-for-payer");
      const own = { ...given, id: "OTHER", name: "Other", payerCode: trust };
      await openFund(tx, { ...asSystem, fund: own, amount: pence(100) });
      const move = { kind: "transfer", fromFundId: "OTHER", toFundId: "JOINT", amount: pence(1) } as const;
      const moved = await refusal(tx, (t) => requestTransfer(t, { ...nadia, ...move, reason: "Now" }));
      expect(moved.public.detail).toContain("has not agreed to pay into it");
      const entry = {
        kind: "open" as const,
        text: "By hand",
        effectiveOn: TODAY,
        at: AT,
        transfers: [
          {
            kind: "move" as const,
            debit: sourceAccount(trust),
            credit: fundAccount("JOINT"),
            amount: pence(123_456),
          },
        ],
      };
      for (const idempotencyKey of ["open-fund:JOINT", "by-hand"]) {
        const error = await refusal(tx, (t) => recordTransaction(t, { ...entry, idempotencyKey }));
        expect(constraintOf(error)).toBe("fund_agreed_by_payer");
      }
      const agreed = await refusal(tx, (t) =>
        t.update(fundTable).set({ payerAgreed: true }).where(eq(fundTable.id, "JOINT")),
      );
      expect(constraintOf(agreed)).toBe("fund_agreed_by_payer");
      const tom = (await as(tx, "tom")).actor.userId;
      const done = { state: "agreed", decidedBy: tom, decidedAt: AT };
      const unmoved = await refusal(tx, (t) =>
        t.update(fundPayment).set(done).where(eq(fundPayment.id, paymentId)),
      );
      expect(String((unmoved as { cause?: unknown }).cause)).toContain("is agreed without its movement");
      const oneself = await refusal(tx, (t) =>
        t
          .update(fundPayment)
          .set({ ...done, decidedBy: nadia.actor.userId })
          .where(eq(fundPayment.id, paymentId)),
      );
      expect(constraintOf(oneself)).toBe("fund_payment_two_people");
    }));

  it("gets its money when a budget approver of the payer agrees, once, and the officer is told", () =>
    undoneIn(db, async (tx) => {
      const paymentId = await opened(tx);
      for (const key of ["priya", "victor", "daniel"] as const) {
        const who = await as(tx, key);
        expect((await refusal(tx, (t) => agreeToPayment(t, { ...who, paymentId }))).code).toBe(
          "not-your-payment",
        );
      }
      const tom = await as(tx, "tom");
      const late = { ...tom, paymentId, today: addDays(given.closesOn, 1) };
      expect((await refusal(tx, (t) => agreeToPayment(t, late))).code).toBe("fund-closed");
      await agreeToPayment(tx, { ...tom, paymentId });
      await tx.execute(sql`set constraints all immediate`);
      expect(await fundBalance(tx, "JOINT")).toMatchObject({
        allocated: 123_456n,
        free: 123_456n,
        payerAgreed: true,
        waiting: 0n,
      });
      const [told] = await mails(tx, "fund-payment-decided");
      expect(told).toMatchObject({ to: PEOPLE.nadia.email });
      expect((await refusal(tx, (t) => agreeToPayment(t, { ...tom, paymentId }))).code).toBe(
        "payment-decided",
      );
      const events = await tx.select().from(auditEvent).where(eq(auditEvent.stream, "fund:JOINT"));
      expect(events.map((each) => each.action)).toEqual([
        "fund.opened",
        "fund.payer-asked",
        "fund.payer-agreed",
      ]);
      const gone = await refusal(tx, (t) => t.delete(fundPayment).where(eq(fundPayment.id, paymentId)));
      expect(String((gone as { cause?: unknown }).cause)).toContain("never changed");
    }));

  it("stays empty when the payer declines with a reason, and may be asked again", () =>
    undoneIn(db, async (tx) => {
      const paymentId = await opened(tx);
      const tom = await as(tx, "tom");
      expect((await refusal(tx, (t) => declinePayment(t, { ...tom, paymentId, reason: " " }))).code).toBe(
        "reason-missing",
      );
      await declinePayment(tx, { ...tom, paymentId, reason: "Not this year" });
      expect((await mails(tx, "fund-payment-decided"))[0]!.text).toContain("Not this year");
      expect(await fundBalance(tx, "JOINT")).toMatchObject({ payerAgreed: false, waiting: 0n });
      const nadia = await as(tx, "nadia");
      const more = { ...nadia, fundId: "JOINT", amount: pence(5), reason: "Less", requestId: "FR-0002" };
      const again = await addToFund(tx, more);
      expect(again.transactionId).toBeNull();
      await agreeToPayment(tx, { ...tom, paymentId: again.paymentId! });
      await tx.execute(sql`set constraints all immediate`);
      expect((await fundBalance(tx, "JOINT")).allocated).toBe(5n);
      expect((await paymentsOfFund(tx, "JOINT")).map(({ state }) => state).sort()).toEqual([
        "agreed",
        "declined",
      ]);
    }));

  it("is taken back by any officer of the centre, and the payer is told why", () =>
    undoneIn(db, async (tx) => {
      const paymentId = await opened(tx);
      const tom = await as(tx, "tom");
      const byPayer = await refusal(tx, (t) => withdrawPayment(t, { ...tom, paymentId, reason: "No" }));
      expect(byPayer.code).toBe("funding-officer-only");
      await withdrawPayment(tx, { ...(await as(tx, "victor")), paymentId, reason: "Next year" });
      expect((await mails(tx, "fund-payment-withdrawn")).map(({ to }) => to)).toContain(PEOPLE.tom.email);
      expect((await refusal(tx, (t) => agreeToPayment(t, { ...tom, paymentId }))).code).toBe(
        "payment-decided",
      );
    }));

  it("is asked after two officers agreed, above the sum for one, and neither of them decides for the payer", () =>
    undoneIn(db, async (tx) => {
      const [nadia, victor] = [await as(tx, "nadia"), await as(tx, "victor")];
      const wish = { kind: "open", fund: joint(), amount: pence(999) } as const;
      const { requestId } = await requestMoney(tx, { ...nadia, wish, reason: "Half of the records" });
      expect(await paymentsWaiting(tx, trust)).toEqual([]);
      await approveMoneyRequest(tx, { ...victor, requestId });
      const [payment] = await paymentsWaiting(tx, trust);
      expect(payment).toMatchObject({ reason: "Half of the records", moneyRequestId: requestId });
      expect(payment!.askedBy.toSorted()).toEqual([nadia.actor.userId, victor.actor.userId].toSorted());
      expect(await moneyRequestView(tx, requestId)).toMatchObject({ state: "approved", movementId: null });
      // The asker is told what it waits for, not that it is done; the list says so too.
      const [decided] = await mails(tx, "money-request-decided");
      const payerName = payment!.payerName;
      expect(decided).toMatchObject({
        to: PEOPLE.nadia.email,
        subject: `${requestId} was approved, and waits for ${payerName}`,
      });
      expect(decided!.text).toContain(`${payerName}, which pays, is asked to agree (${payment!.id})`);
      expect(decided!.text).not.toContain("it is done.");
      const listed = async (state: "requested" | "decided" | "declined") =>
        (await askedList(tx, { state }).first(5)).map((row) => [row.id, row.stateText]);
      expect(await listed("requested")).toEqual([[requestId, `Waits for ${payerName}`]]);
      expect(await listed("decided")).toEqual([]);
      expect(payment).toMatchObject({
        firstAskedByName: nadia.actor.name,
        requestedByName: victor.actor.name,
      });
      const asPayer = { ...nadia.actor, organisationCode: trust, roles: ["approver"] };
      const own = await refusal(tx, (t) =>
        agreeToPayment(t, { ...nadia, actor: asPayer, paymentId: payment!.id }),
      );
      expect(own.code).toBe("own-payment");
      await agreeToPayment(tx, { ...(await as(tx, "tom")), paymentId: payment!.id });
      await tx.execute(sql`set constraints all immediate`);
      const { movementId } = await moneyRequestView(tx, requestId);
      expect(movementId).not.toBeNull();
      // The payer's answer goes to both officers, and says from which day orders can use the money.
      const answers = await mails(tx, "fund-payment-decided");
      expect(answers.map(({ to }) => to)).toEqual([PEOPLE.nadia.email, PEOPLE.victor.email].sort());
      expect(await listed("decided")).toEqual([[requestId, `Agreed by ${payerName}`]]);
      // What was agreed to and taken back is no longer "agreed".
      await tx.execute(sql`set constraints all deferred`);
      const back = await requestMoney(tx, {
        ...nadia,
        wish: { kind: "reverse", transactionId: movementId! },
        reason: "Paid twice",
      });
      await approveMoneyRequest(tx, { ...victor, requestId: back.requestId });
      await tx.execute(sql`set constraints all immediate`);
      const seen = await paymentView(tx, { paymentId: payment!.id, payerCode: trust });
      expect(seen).toMatchObject({ state: "reversed", reversedOn: TODAY });
      expect(seen.reversalId).not.toBeNull();
      expect((await askedList(tx, { state: "reversed" }).first(5)).map(({ id }) => id)).toEqual([requestId]);
      const alone = { fundId: "JOINT", userId: nadia.actor.userId, today: TODAY };
      expect(await putInAlone(tx, alone)).toBe(0n);
    }));

  it("of a fund that opens later says from which day, and a refusal of the payer reaches both officers", () =>
    undoneIn(db, async (tx) => {
      const [nadia, victor, tom] = [await as(tx, "nadia"), await as(tx, "victor"), await as(tx, "tom")];
      const later = { ...joint(), opensOn: addDays(TODAY, 30) };
      const wish = { kind: "open", fund: later, amount: pence(999) } as const;
      const { requestId } = await requestMoney(tx, { ...nadia, wish, reason: "Half of the records" });
      await approveMoneyRequest(tx, { ...victor, requestId });
      const [first] = await paymentsWaiting(tx, trust);
      await declinePayment(tx, { ...tom, paymentId: first!.id, reason: "Not this year" });
      const told = await mails(tx, "fund-payment-decided");
      expect(told.map(({ to }) => to)).toEqual([PEOPLE.nadia.email, PEOPLE.victor.email].sort());
      const [row] = await askedList(tx, { state: "declined" }).first(5);
      expect([row!.id, row!.stateText]).toEqual([requestId, `Declined by ${first!.payerName}`]);
      await tx.delete(email);
      const again = { ...nadia, fundId: "JOINT", amount: pence(5), reason: "Less", requestId: "FR-0009" };
      const { paymentId } = await addToFund(tx, again);
      await agreeToPayment(tx, { ...tom, paymentId: paymentId! });
      const [mail] = await mails(tx, "fund-payment-decided");
      expect(mail!.text).toContain(`orders can use it from ${formatDay(later.opensOn)}`);
      expect(mail!.text).not.toContain("can use it now");
    }));

  it("asks nobody of the officer's own body, nor for what is imported", () =>
    undoneIn(db, async (tx) => {
      const by = await as(tx, "nadia");
      const own = { ...given, id: "OWN-2", name: "Own money", payerCode: by.actor.organisationCode! };
      expect(
        (await openFund(tx, { ...by, fund: own, amount: pence(1), requestId: "FR-0001" })).paymentId,
      ).toBeNull();
      const imported = { ...given, id: "OLD", name: "Old money", payerCode: trust };
      await openFund(tx, { ...asSystem, fund: imported, amount: pence(1), requestId: "FR-0002" });
      expect(await mails(tx)).toEqual([]);
      expect((await fundBalance(tx, "OLD")).payerAgreed).toBe(true);
    }));
});
