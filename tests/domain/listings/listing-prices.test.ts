import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "~db";
import { capability, capabilityEpic, epic, price } from "~db/schema/catalogue";
import { framework } from "~db/schema/frameworks";
import { order, orderItem } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import { solutionView } from "~/domain/catalogue/solution-views.server";
import { ownChange } from "~/domain/listings/change-views.server";
import { previewOf } from "~/domain/listings/preview-views.server";
import { publishChange } from "~/domain/listings/review/publish-change.server";
import { startChange } from "~/domain/listings/start-change.server";
import { submitChange } from "~/domain/listings/submit-change.server";
import { day, type Day } from "~/domain/shared/day";
import { mailText } from "~/domain/shared/mail";
import type { Problem } from "~/domain/shared/problem";
import { PATIENT_PRICE, WHOLE, write } from "../../factories/listings";
import { makeCompleteOrder, makeMarket, makeOrder, PEOPLE } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { undoneIn } from "../../setup/undone";

const at = new Date("2026-12-01T09:00:00Z");
const today = day("2026-12-01");
const solutionId = "20001-001";
const own = { supplierId: "20001", actor: PEOPLE.editor, at };
const FULL = { ...WHOLE, summary: "Records of patients." };
let database: TestDatabase;
let running: string;
let draft: string;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  await makeMarket(db);
  await db.insert(capability).values({
    ref: "C1",
    name: "Care planning",
    categoryName: "Records",
    description: "Plans",
    version: "1",
    status: "Effective",
  });
  await db.insert(epic).values({ id: "C1E1", name: "Write a plan", isActive: true, supplierDefined: false });
  await db.insert(capabilityEpic).values({ capabilityRef: "C1", epicId: "C1E1", level: "MUST" });
  ({ orderId: running } = await makeCompleteOrder(db));
  await db.update(order).set({ state: "live", startsOn: today, termMonths: 12 }).where(eq(order.id, running));
  draft = await makeOrder(db, PEOPLE.practice);
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

const view = (tx: Tx, changeId: string) => ownChange(tx, { changeId, supplierId: "20001", today });
const seenOf = async (tx: Tx, changeId: string) => (await view(tx, changeId)).revision;

/** An edit of the price of a patient, from a day. */
async function priced(tx: Tx, unitPrice: string, pricesFrom: Day | null): Promise<string> {
  const changeId = await startChange(tx, { ...own, solutionId });
  await write(tx, changeId, own, { fields: { ...FULL, pricesFrom } });
  const tiers = [{ from: "1", to: null, unitPrice }];
  await write(tx, changeId, own, { priceId: "P1", price: { ...PATIENT_PRICE, tiers } });
  return changeId;
}

const send = async (tx: Tx, changeId: string) =>
  submitChange(tx, { ...own, changeId, seen: await seenOf(tx, changeId), today });
const publish = async (tx: Tx, changeId: string, on: Day = today) =>
  publishChange(tx, { changeId, seen: await seenOf(tx, changeId), actor: PEOPLE.officer, at, today: on });
const pricesOf = async (tx: Tx, on: Day) =>
  (await solutionView(tx, solutionId, on)).items[0]!.prices.map(({ tiers }) => tiers[0]!.unitPrice);
const announced = (tx: Tx) =>
  tx.select().from(email).where(eq(email.kind, "price-change")).orderBy(email.toAddress);

describe("a higher price is announced with the notice of the framework", () => {
  it("and refused on a day that comes too soon", async () =>
    undone(async (tx) => {
      await tx.update(framework).set({ priceNoticeDays: 90 }).where(eq(framework.id, "F1"));
      const changeId = await priced(tx, "15000", day("2027-02-28"));
      const error = await send(tx, changeId).catch((thrown: unknown) => thrown);
      expect((error as Problem).code).toBe("listing-incomplete");
      expect((error as Problem).public.detail).toContain(
        "buyers are told 90 days before, as Clinical Systems Framework states: choose 1 March 2027 or later",
      );
      await write(tx, changeId, own, { fields: { pricesFrom: day("2027-03-01") } });
      expect(await send(tx, changeId)).toBe("submitted");
    }));

  it("holds from its day on, and the former price until the day before", async () =>
    undone(async (tx) => {
      const changeId = await priced(tx, "15000", day("2027-02-01"));
      expect(await send(tx, changeId)).toBe("submitted");
      await publish(tx, changeId);
      expect(await pricesOf(tx, day("2027-01-31"))).toEqual([12_600n]);
      expect(await pricesOf(tx, day("2027-02-01"))).toEqual([15_000n]);
    }));

  it("begins when the notice is over, where it is published too late for its day", async () =>
    undone(async (tx) => {
      const changeId = await priced(tx, "15000", day("2027-01-01"));
      await send(tx, changeId);
      await publish(tx, changeId, day("2026-12-20"));
      expect(await pricesOf(tx, day("2027-01-18"))).toEqual([12_600n]);
      expect(await pricesOf(tx, day("2027-01-19"))).toEqual([15_000n]);
    }));

  it("is not asked of an ended framework", async () =>
    undone(async (tx) => {
      await tx.update(framework).set({ state: "expired" }).where(eq(framework.id, "F1"));
      const changeId = await priced(tx, "15000", today);
      expect((await view(tx, changeId)).notice).toEqual({ days: 0, frameworkName: null, comingFrom: null });
      await send(tx, changeId);
      await publish(tx, changeId);
      expect(await pricesOf(tx, today)).toEqual([15_000n]);
    }));
});

describe("buyers with drafts and live orders", () => {
  it("are told once each, with their orders and the day; nobody else is", async () =>
    undone(async (tx) => {
      const changeId = await priced(tx, "15000", day("2027-02-01"));
      await send(tx, changeId);
      expect(await announced(tx)).toEqual([]);
      await publish(tx, changeId);
      const mails = await announced(tx);
      expect(mails.map(({ toAddress }) => toAddress)).toEqual(
        ["ann", "priya", "sam", "tom"].map((name) => expect.stringContaining(name)),
      );
      const text = (name: string) => {
        const mail = mails.find(({ toAddress }) => toAddress.includes(name))!;
        return `${mail.subject} ${mailText(mail.body as never)}`;
      };
      expect(text("priya")).toContain("from 1 February 2027; at least one goes up");
      expect(text("priya")).toContain(`Your orders with it: ${running}.`);
      expect(text("sam")).toContain(`Your orders with it: ${draft}.`);
      expect(text("sam")).not.toContain(running);
      expect(text("tom")).toContain("/solutions/20001-001#prices");
    }));

  it("keep the prices that their orders were made with", async () =>
    undone(async (tx) => {
      const snapshots = () =>
        tx.select({ of: orderItem.priceSnapshot }).from(orderItem).where(eq(orderItem.orderId, running));
      const before = await snapshots();
      expect(before.length).toBeGreaterThan(0);
      const changeId = await priced(tx, "15000", day("2027-02-01"));
      await send(tx, changeId);
      await publish(tx, changeId);
      expect(await snapshots()).toEqual(before);
    }));

  it("are told of a lower price too, which is published at once and without notice", async () =>
    undone(async (tx) => {
      // What was never said of this listing is said first, and waits for the centre.
      const first = await startChange(tx, { ...own, solutionId });
      await write(tx, first, own, { fields: FULL });
      await send(tx, first);
      await publish(tx, first);
      expect(await announced(tx)).toEqual([]);
      const changeId = await priced(tx, "10000", null);
      expect(await send(tx, changeId)).toBe("published");
      expect(await pricesOf(tx, today)).toEqual([10_000n]);
      const mails = await announced(tx);
      expect(mails).toHaveLength(4);
      expect(mailText(mails[0]!.body as never)).not.toContain("goes up");
    }));
});

it("a price that was announced and has not begun is replaced on its day, and no day has two", async () =>
  undone(async (tx) => {
    const changeId = await priced(tx, "15000", day("2027-02-01"));
    await send(tx, changeId);
    await publish(tx, changeId);
    const next = await startChange(tx, { ...own, solutionId });
    const [coming] = (await view(tx, next)).content.prices;
    const tiers = [{ from: "1", to: null, unitPrice: "14000" }];
    await write(tx, next, own, { priceId: coming!.id, price: { ...PATIENT_PRICE, tiers } });
    await write(tx, next, own, { fields: { pricesFrom: day("2027-01-15") } });
    expect((await view(tx, next)).gaps.map(({ text }) => text)).toEqual([
      "Buyers were told of prices from 1 February 2027. Choose that day or later, or leave it empty.",
    ]);
    await write(tx, next, own, { fields: { pricesFrom: null } });
    expect(await send(tx, next)).toBe("published");
    const days = ["2027-01-31", "2027-02-01"].map((text) => day(text));
    expect([await pricesOf(tx, days[0]!), await pricesOf(tx, days[1]!)]).toEqual([[12_600n], [14_000n]]);
    const held = await tx
      .select({ id: price.id })
      .from(price)
      .where(and(eq(price.itemId, solutionId), eq(price.published, true)));
    expect(held).toHaveLength(2);
  }));

it("the public page and the preview say what comes and from when, and the price of today until then", async () =>
  undone(async (tx) => {
    const changeId = await priced(tx, "15000", day("2027-02-01"));
    const terms = (shown: Awaited<ReturnType<typeof solutionView>>) => ({
      now: shown.items[0]!.prices.map(({ tiers }) => tiers[0]!.unitPrice),
      coming: shown.coming.map(({ validFrom, tiers }) => [validFrom, tiers[0]!.unitPrice]),
    });
    const expected = { now: [12_600n], coming: [["2027-02-01", 15_000n]] };
    const preview = await previewOf(tx, await view(tx, changeId), today);
    expect(terms(preview)).toEqual(expected);
    const ids = [...preview.items.flatMap(({ prices }) => prices), ...preview.coming].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    await send(tx, changeId);
    await publish(tx, changeId);
    expect(terms(await solutionView(tx, solutionId, today))).toEqual(expected);
    const after = await solutionView(tx, solutionId, day("2027-02-01"));
    expect(terms(after)).toEqual({ now: [15_000n], coming: [] });
  }));
