import { eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { certificate } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import { SYSTEM } from "~/domain/audit/event";
import { certificateByNumber } from "~/domain/certification/certificates/certificate-views.server";
import { expiryNoticesDue } from "~/domain/certification/certificates/expiry-notice-views.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { breachesOfOrder } from "~/domain/orders/breach-views.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { addDays } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import { dependentsOf, toldOf } from "~/domain/shortlists/certificate-dependents-views.server";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { notifyBuyers } from "~/domain/shortlists/notify-buyers.server";
import { AT, makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const NUMBER = "DVC-900001";
let database: TestDatabase;
let liveId: string;

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  const { orderId, editCount } = await makeCompleteOrder(database.db);
  liveId = orderId;
  await inTransaction(database.db, (tx) =>
    submitOrder(tx, {
      at: AT,
      today: TODAY,
      orderId,
      editCount,
      actor: PEOPLE.lead,
      signatoryName: PEOPLE.lead.name,
    }),
  );
  const fresh = { at: AT, today: TODAY, orderId, editCount: editCount + 1 };
  await inTransaction(database.db, (tx) => approveShare(tx, { ...fresh, actor: PEOPLE.approver }));
  await inTransaction(database.db, (tx) =>
    acceptOrder(tx, { ...fresh, actor: PEOPLE.signatory, signatoryName: PEOPLE.signatory.name }),
  );
  await database.db.delete(email);
});

type Change = Parameters<typeof changeCertificate>[1];
const undone = (work: (tx: Tx) => Promise<unknown>) => undoneIn(database.db, work);
const change = (tx: Tx, given: Partial<Change>) =>
  changeCertificate(tx, {
    action: "suspend",
    actor: PEOPLE.officer,
    at: AT,
    today: TODAY,
    number: NUMBER,
    reason: "An open weakness.",
    ...given,
  });
const mailsOf = async (tx: Tx, kind: string) =>
  (await tx.select().from(email).where(like(email.kind, kind))).map((mail) => mailText(mail.body));

describe("a change while an older certificate of the same standard ran on", () => {
  const OLDER = "DVC-900008";
  const row = { number: NUMBER, supplierId: "20001", solutionId: "20001-001" };
  /** The older one began before and ends on a day of choice; the newer one, which speaks, ends after it. */
  const withOlder = async (tx: Tx, validTo: typeof TODAY) => {
    const [held] = await tx.select().from(certificate).where(eq(certificate.number, NUMBER));
    await tx.insert(certificate).values({
      ...held!,
      number: OLDER,
      claimId: null,
      validFrom: addDays(held!.validFrom, -100),
      validTo,
    });
    expect(held!.validTo === null || held!.validTo > validTo).toBe(true);
  };
  const toldBefore = async (tx: Tx, effectiveOn: typeof TODAY) => {
    const view = await certificateByNumber(tx, { number: NUMBER, on: TODAY });
    const told = await toldOf(tx, { certificate: view, effectiveOn, today: TODAY });
    return told.live.map(({ id }) => id);
  };
  const noted = async (tx: Tx) =>
    (
      await tx
        .select()
        .from(auditEvent)
        .where(eq(auditEvent.stream, `order:${liveId}`))
    )
      .map(({ action }) => action)
      .filter((action) => action.startsWith("order.certificate-"));

  it.each([
    ["expired yesterday", -1],
    ["counts today", 10],
  ])(
    "and %s: whoever the page names is e-mailed, when it is suspended and when it counts again",
    async (_, days) =>
      undone(async (tx) => {
        await withOlder(tx, addDays(TODAY, days));
        const effectiveOn = addDays(TODAY, -5);
        expect(await toldBefore(tx, effectiveOn)).toEqual([liveId]);
        expect(await change(tx, { effectiveOn })).toBe(1);
        expect(await mailsOf(tx, "buyer-certificate-suspended")).toHaveLength(1);
        expect(await toldBefore(tx, TODAY)).toEqual([liveId]);
        expect(await change(tx, { action: "reinstate", reason: "Mended." })).toBe(1);
        expect(await mailsOf(tx, "buyer-certificate-reinstated")).toHaveLength(1);
        expect(await noted(tx)).toEqual(["order.certificate-suspended", "order.certificate-reinstated"]);
      }),
  );

  it("has the buyer decide where neither counts, about the one that was suspended", async () =>
    undone(async (tx) => {
      await withOlder(tx, addDays(TODAY, -1));
      await change(tx, { effectiveOn: addDays(TODAY, -5) });
      const found = await breachesOfOrder(tx, { orderId: liveId, on: TODAY });
      expect(found.map(({ certificateNumber, since }) => [certificateNumber, since])).toEqual([
        [NUMBER, addDays(TODAY, -5)],
      ]);
      expect(found[0]!.text).toContain("has been suspended");
      const [mail] = await mailsOf(tx, "buyer-certificate-suspended");
      expect(mail).toContain("Say for each what you decide");
    }));

  it("asks nothing of the buyer about an order that the older one still carries", async () =>
    undone(async (tx) => {
      await withOlder(tx, addDays(TODAY, 10));
      await change(tx, { effectiveOn: addDays(TODAY, -5) });
      expect(await breachesOfOrder(tx, { orderId: liveId, on: TODAY })).toEqual([]);
      const [mail] = await mailsOf(tx, "buyer-certificate-suspended");
      expect(mail).not.toContain("Say for each what you decide");
      expect(mail).toContain("another certificate of the same standard decides by now");
      expect((await dependentsOf(tx, { certificate: row, on: TODAY })).live).toEqual([]);
    }));
});

describe("an older certificate that ends while the newer one is suspended", () => {
  it("is told to the buyers, though the suspended one speaks from then on", async () =>
    undone(async (tx) => {
      await change(tx, { effectiveOn: addDays(TODAY, -5) });
      const [held] = await tx.select().from(certificate).where(eq(certificate.number, NUMBER));
      const [number, validTo] = ["DVC-900008", addDays(TODAY, -1)];
      await tx
        .insert(certificate)
        .values({ ...held!, number, validTo, validFrom: addDays(held!.validFrom, -100) });
      const due = await expiryNoticesDue(tx, { on: TODAY });
      expect(due.map((one) => [one.certificate.number, one.notice])).toEqual([[number, "ended"]]);
      const news = { number, news: "expired", reason: null } as const;
      expect(await notifyBuyers(tx, { actor: SYSTEM, at: AT, today: TODAY, ...news })).toBe(1);
      const [mail] = await mailsOf(tx, "buyer-certificate-expired");
      expect(mail).toContain("another certificate of the same standard decides by now");
    }));
});
