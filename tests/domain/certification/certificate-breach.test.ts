import { and, eq, like } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { auditEvent } from "~db/schema/audit";
import { orderBreachDecision } from "~db/schema/orders";
import { certificate as held, standardVersion, waiver } from "~db/schema/certification";
import { email } from "~db/schema/platform";
import { shortlist, shortlistItem } from "~db/schema/shortlists";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { breachesOfOrder, breachesWaiting } from "~/domain/orders/breach-views.server";
import { decideBreach } from "~/domain/orders/decide-breach.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { dependentsOf } from "~/domain/shortlists/certificate-dependents-views.server";
import { changeCertificate } from "~/domain/shortlists/change-certificate.server";
import { notifyBuyers } from "~/domain/shortlists/notify-buyers.server";
import { SYSTEM } from "~/domain/audit/event";
import { addDays, day, type Day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import { AT, makeCompleteOrder, makeMarket, makeOrder, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

const NUMBER = "DVC-900001";
const certificate = { number: NUMBER, supplierId: "20001", solutionId: "20001-001" };
let database: TestDatabase;
let liveId: string;
let draftId: string;

const change = (action: "suspend" | "reinstate" | "withdraw", today: Day, reason = "An open weakness.") =>
  inTransaction(database.db, (tx) =>
    changeCertificate(tx, { action, actor: PEOPLE.officer, at: AT, today, number: NUMBER, reason }),
  );
const decide = (given: Partial<Parameters<typeof decideBreach>[1]> = {}) =>
  inTransaction(database.db, (tx) =>
    decideBreach(tx, {
      actor: PEOPLE.lead,
      at: AT,
      today: TODAY,
      orderId: liveId,
      certificateNumber: NUMBER,
      decision: "put_right",
      note: "Agreed with Ruth Alder by telephone.",
      dueOn: addDays(TODAY, 20),
      ...given,
    }),
  );
const waiting = async (on: Day) =>
  (await breachesWaiting(database.db, { buyerCode: "RR8", on })).map((one) => [
    one.order.id,
    one.breach.certificateNumber,
    one.breach.since,
  ]);
const mailsOf = async (kind: string) =>
  (await database.db.select().from(email).where(like(email.kind, kind))).map((mail) => ({
    to: mail.toAddress,
    text: mailText(mail.body),
  }));

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  const { orderId, editCount } = await makeCompleteOrder(database.db);
  liveId = orderId;
  await inTransaction(database.db, async (tx) => {
    const action = { at: AT, today: TODAY, orderId, editCount };
    await submitOrder(tx, { ...action, actor: PEOPLE.lead, signatoryName: PEOPLE.lead.name });
  });
  const fresh = { at: AT, today: TODAY, orderId, editCount: editCount + 1 };
  await inTransaction(database.db, (tx) => approveShare(tx, { ...fresh, actor: PEOPLE.approver }));
  await inTransaction(database.db, (tx) =>
    acceptOrder(tx, { ...fresh, actor: PEOPLE.signatory, signatoryName: PEOPLE.signatory.name }),
  );
  draftId = await makeOrder(database.db);
  await database.db.insert(shortlist).values({
    id: "S5001",
    organisationCode: "QWO",
    name: "Records for practices",
    state: "open",
    lotId: "F1-1",
    termMonths: 12,
    startsOn: day("2027-01-01"),
    createdBy: "helen",
    createdAt: AT,
  });
  await database.db
    .insert(shortlistItem)
    .values({ shortlistId: "S5001", solutionId: "20001-001", addedBy: "helen", addedAt: AT });
});

describe("a certificate that contracts, orders and shortlists rest on", () => {
  it("names them before anything is changed", async () => {
    const found = await dependentsOf(database.db, { certificate, on: TODAY });
    expect(found.live.map((one) => [one.id, one.buyerName])).toEqual([
      [liveId, "Leeds Teaching Hospitals NHS Trust"],
    ]);
    expect(found.drafts.map((one) => one.id)).toEqual([draftId]);
    expect(found.shortlists.map((one) => one.id)).toEqual(["S5001"]);
    const other = await dependentsOf(database.db, {
      certificate: { ...certificate, number: "DVC-900009" },
      on: TODAY,
    });
    expect(other).toEqual({ live: [], drafts: [], shortlists: [] });
    expect(await waiting(TODAY)).toEqual([]);
  });

  it("when suspended tells each buyer what of its own rests on it, and waits for a decision on each contract", async () => {
    await change("suspend", TODAY);
    const mails = await mailsOf("buyer-certificate-suspended");
    expect(mails.map((mail) => mail.to).sort()).toEqual(["helen@example.org", "priya@example.org"]);
    const trust = mails.find((mail) => mail.to === "priya@example.org")!.text;
    for (const words of ["An open weakness.", liveId, draftId, `/certificates/${NUMBER}`]) {
      expect(trust).toContain(words);
    }
    expect(trust).not.toContain("S5001");
    const board = mails.find((mail) => mail.to === "helen@example.org")!.text;
    expect(board).toContain("Records for practices (S5001)");
    expect(board).not.toContain(liveId);
    expect(await waiting(TODAY)).toEqual([[liveId, NUMBER, TODAY]]);
    const noted = await database.db
      .select()
      .from(auditEvent)
      .where(
        and(eq(auditEvent.stream, `order:${liveId}`), eq(auditEvent.action, "order.certificate-suspended")),
      );
    expect(noted).toHaveLength(1);
  });

  it("is decided about by the buyer's procurement lead, who says what was agreed", async () => {
    for (const actor of [PEOPLE.approver, PEOPLE.signatory, PEOPLE.icb]) {
      await expect(decide({ actor })).rejects.toMatchObject({ name: "Problem" });
    }
    await expect(decide({ note: " " })).rejects.toMatchObject({ code: "reason-missing" });
    await expect(decide({ dueOn: null })).rejects.toMatchObject({ code: "breach-due-day" });
    await expect(decide({ dueOn: addDays(TODAY, -1) })).rejects.toMatchObject({ code: "breach-due-day" });
    await decide();
    expect(await waiting(TODAY)).toEqual([]);
    const [breach] = await breachesOfOrder(database.db, { orderId: liveId, on: TODAY });
    expect(breach).toMatchObject({
      open: false,
      decided: { decision: "put_right", decidedByName: "Priya Shah" },
    });
    await expect(decide()).rejects.toMatchObject({ code: "no-open-breach" });
    const told = await mailsOf("breach-decided");
    expect(told.map((mail) => mail.to).sort()).toEqual(["daniel@example.org", "ruth@example.org"]);
    expect(told[0]!.text).toContain("The supplier puts it right by an agreed day");
  });

  it("waits again when the agreed day has passed, and not once it counts again", async () => {
    expect(await waiting(addDays(TODAY, 20))).toEqual([]);
    expect(await waiting(addDays(TODAY, 21))).toEqual([[liveId, NUMBER, TODAY]]);
    await change("reinstate", addDays(TODAY, 22), "Mended.");
    expect(await waiting(addDays(TODAY, 22))).toEqual([]);
    expect(await mailsOf("buyer-certificate-reinstated")).toHaveLength(2);
  });

  it("when withdrawn later is another breach, which the earlier decision does not answer", async () => {
    const later = addDays(TODAY, 30);
    await expect(decide({ today: later, dueOn: addDays(later, 5) })).rejects.toMatchObject({
      code: "no-open-breach",
    });
    await change("withdraw", later, "Never mended.");
    expect(await waiting(later)).toEqual([[liveId, NUMBER, later]]);
    await decide({ today: later, decision: "end", dueOn: null });
    expect(await waiting(addDays(later, 400))).toEqual([]);
  });
});

describe("a buyer with a waiver", () => {
  it.each([
    ["while it counts", 25],
    ["once it does not", 45],
  ])("rests on no certificate that the waiver stands for, %s", async (_, days) => {
    const on = addDays(TODAY, days);
    const undone = new Error("rolled back");
    const found = await inTransaction(database.db, async (tx) => {
      const before = await dependentsOf(tx, { certificate, on });
      const [{ standardId }] = (await tx
        .select({ standardId: standardVersion.standardId })
        .from(held)
        .innerJoin(standardVersion, eq(standardVersion.id, held.standardVersionId))
        .where(eq(held.number, NUMBER))) as [{ standardId: string }];
      await tx.insert(waiver).values({
        standardId,
        solutionId: "20001-001",
        buyerCode: "RR8",
        validFrom: on,
        validTo: on,
        reason: "A pilot",
        grantedBy: null,
      });
      const after = await dependentsOf(tx, { certificate, on });
      throw Object.assign(undone, { found: { before, after } });
    }).catch((error: typeof undone & { found?: unknown }) => {
      if (error !== undone) throw error;
      return error.found as Record<"before" | "after", Awaited<ReturnType<typeof dependentsOf>>>;
    });
    expect(found.before.live.map((one) => one.id)).toEqual([liveId]);
    expect(found.before.shortlists.map((one) => one.id)).toEqual(["S5001"]);
    expect(found.after).toEqual({ live: [], drafts: [], shortlists: found.before.shortlists });
  });
});

describe("a certificate that ends by its date", () => {
  it("is told to the buyers as expired", async () => {
    const told = await inTransaction(database.db, (tx) =>
      notifyBuyers(tx, {
        actor: SYSTEM,
        at: AT,
        today: addDays(TODAY, 40),
        number: NUMBER,
        news: "expired",
        reason: null,
      }),
    );
    expect(told).toBe(2);
    expect((await mailsOf("buyer-certificate-expired"))[0]!.text).toContain("cannot be bought until");
  });
});

it("what was decided is never changed", async () => {
  const refused = { cause: { message: expect.stringContaining("order_breach_decision") } };
  await expect(database.db.update(orderBreachDecision).set({ note: "Other." })).rejects.toMatchObject(
    refused,
  );
  await expect(database.db.delete(orderBreachDecision)).rejects.toMatchObject(refused);
});
