import { desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { localSpend, localSpendUse } from "~db/schema/local-spend";
import { membership } from "~db/schema/people";
import { email } from "~db/schema/platform";
import type { Actor } from "~/domain/audit/event";
import { decideLocalSpend } from "~/domain/local-spend/decide-local-spend.server";
import { spendForCentre, spendWaitingFor } from "~/domain/local-spend/local-spend-audit-views.server";
import { recordLocalSpend } from "~/domain/local-spend/record-local-spend.server";
import { withdrawLocalSpend } from "~/domain/local-spend/withdraw-local-spend.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { AT, makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
const OFFICER = { userId: PEOPLE.officer.userId!, organisationCode: "X24" };

let count = 0;
async function recorded(): Promise<string> {
  count += 1;
  const spend = {
    category: "training-change" as const,
    spentOn: day("2026-09-01"),
    amount: pence(20_000n),
    description: "Ward training",
    evidence: `INV-${count}`,
  };
  const { id } = await inTransaction(db, (tx) =>
    recordLocalSpend(tx, { spend, actor: PEOPLE.approver, at: AT, today: TODAY }),
  );
  return id;
}

const decide = (id: string, decision: "confirm" | "decline", { reason = "", actor = PEOPLE.officer } = {}) =>
  inTransaction(db, (tx) => decideLocalSpend(tx, { id, decision, reason, actor: actor as Actor, at: AT }));

const withdraw = (id: string) =>
  inTransaction(db, (tx) =>
    withdrawLocalSpend(tx, { id, reason: "Wrong sum", actor: PEOPLE.approver, at: AT }),
  );

describe("the centre's word about spend", () => {
  it("confirms it once, tells the organisation and takes it off what waits", async () => {
    const id = await recorded();
    expect((await spendWaitingFor(db, OFFICER).first(10)).map((row) => row.id)).toContain(id);
    expect(await decide(id, "confirm")).toEqual({ already: false });
    expect(await decide(id, "confirm")).toEqual({ already: true });
    await expect(decide(id, "decline", { reason: "No" })).rejects.toMatchObject({ code: "spend-decided" });
    expect((await spendWaitingFor(db, OFFICER).first(10)).map((row) => row.id)).not.toContain(id);
    expect(await spendForCentre(db, id)).toMatchObject({
      state: "confirmed",
      decidedByName: PEOPLE.officer.name,
    });
    const mails = await db.select().from(email).where(eq(email.kind, "local-spend-confirmed"));
    expect(mails.length).toBeGreaterThan(0);
    expect(mails[0]!.subject).toBe(`Your local spend INV-${count} was confirmed`);
  });

  it("declines it with a reason that its organisation reads", async () => {
    const id = await recorded();
    await expect(decide(id, "decline")).rejects.toMatchObject({ code: "reason-missing" });
    await decide(id, "decline", { reason: "The invoice is of another ward" });
    const [mail] = await db
      .select()
      .from(email)
      .where(eq(email.kind, "local-spend-declined"))
      .orderBy(desc(email.id));
    expect(JSON.stringify(mail!.body)).toContain("Reason: The invoice is of another ward");
  });

  it("is not given by the organisation itself, nor about what was withdrawn or is not there", async () => {
    const id = await recorded();
    await expect(decide(id, "confirm", { actor: PEOPLE.lead })).rejects.toMatchObject({
      code: "not-spend-decider",
    });
    await withdraw(id);
    await expect(decide(id, "confirm")).rejects.toMatchObject({ code: "spend-withdrawn" });
    await expect(decide("00000000-0000-4000-8000-000000000000", "confirm")).rejects.toMatchObject({
      code: "no-such-spend",
    });
  });

  it("leaves a confirmed record to be withdrawn with a reason", async () => {
    const id = await recorded();
    await decide(id, "confirm");
    expect(await withdraw(id)).toEqual({ already: false });
    expect(await spendForCentre(db, id)).toMatchObject({ state: "confirmed", withdrawnReason: "Wrong sum" });
  });
});

describe("the database refuses", () => {
  const set = (id: string, values: Partial<typeof localSpend.$inferInsert>) =>
    db.update(localSpend).set(values).where(eq(localSpend.id, id));
  const confirmedBy = (userId: string | null) => ({
    state: "confirmed",
    decidedBy: userId,
    decidedAt: AT,
  });
  const refusal = (message: string) => ({ cause: { message } });
  const OWN = refusal("nobody confirms or declines the spend of their own organisation");

  it("a decision by who recorded it, by a member of the organisation, and by nobody", async () => {
    const id = await recorded();
    for (const userId of [PEOPLE.approver.userId, PEOPLE.lead.userId, null])
      await expect(set(id, confirmedBy(userId))).rejects.toMatchObject(OWN);
    await db.insert(membership).values({ ...OFFICER, organisationCode: "RR8", role: "approver" });
    await expect(set(id, confirmedBy(OFFICER.userId))).rejects.toMatchObject(OWN);
    await db.delete(membership).where(eq(membership.organisationCode, "RR8"));
    await set(id, confirmedBy(OFFICER.userId));
  });

  it("a change of what is confirmed, and a second decision", async () => {
    const id = await recorded();
    await decide(id, "confirm");
    const changes = [{ amount: pence(1n) }, { description: "Other" }, { recordedBy: OFFICER.userId }];
    for (const change of changes)
      await expect(set(id, change)).rejects.toMatchObject(refusal("recorded local spend is never changed"));
    const once = refusal("local spend is confirmed or declined once, while it waits");
    await expect(set(id, { state: "waiting", decidedBy: null, decidedAt: null })).rejects.toMatchObject(once);
    await expect(set(id, { state: "declined", declinedReason: "No" })).rejects.toMatchObject(once);
  });

  it("a record that begins confirmed, and a match of one that waits or was declined", async () => {
    const id = await recorded();
    const [row] = await db.select().from(localSpend).where(eq(localSpend.id, id));
    const { id: _, ...like } = row!;
    await expect(
      db.insert(localSpend).values({ ...like, evidenceKey: "begins", ...confirmedBy(OFFICER.userId) }),
    ).rejects.toMatchObject(refusal("recorded local spend waits until somebody else confirms it"));
    const { orderId } = await makeCompleteOrder(db);
    const match = () => db.insert(localSpendUse).values({ localSpendId: id, orderId, amount: pence(1n) });
    const unconfirmed = refusal(`local spend ${row!.evidence} is not confirmed`);
    await expect(match()).rejects.toMatchObject(unconfirmed);
    await decide(id, "decline", { reason: "No invoice" });
    await expect(match()).rejects.toMatchObject(unconfirmed);
  });
});
