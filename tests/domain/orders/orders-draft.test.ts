// Over 300 lines: everything that an order in progress can be told, part by part.
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { order, orderContact, orderItem, orderItemQuantity, orderRecipient } from "~db/schema/orders";
import { procurementRule } from "~db/schema/frameworks";
import { organisationSuccession } from "~db/schema/organisations";
import { unitPrice } from "~/domain/money/money";
import { cancelOrder } from "~/domain/orders/cancel-order.server";
import { createOrder } from "~/domain/orders/draft/create-order.server";
import { orderHistory, orderView } from "~/domain/orders/order-views.server";
import { recipientFaults } from "~/domain/orders/draft/recipient-fault-views.server";
import { setContacts } from "~/domain/orders/draft/set-contacts.server";
import { setDataProcessing } from "~/domain/orders/draft/set-data-processing.server";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { setKpis } from "~/domain/orders/draft/set-kpis.server";
import { setMilestones } from "~/domain/orders/draft/set-milestones.server";
import { setRecipients } from "~/domain/orders/draft/set-recipients.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { day } from "~/domain/shared/day";
import {
  AT,
  closeOrganisation,
  makeCompleteOrder,
  makeHalfFunded,
  makeMarket,
  makeOrder,
  PEOPLE,
  recordFor,
  TODAY,
} from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const byLead = { actor: PEOPLE.lead, at: AT, today: TODAY };
const refused = (code: string) => expect.objectContaining({ code });

beforeAll(() => makeMarket(db));

describe("opening an order", () => {
  it("gives a call-off id, the known contacts and, for a trust, itself as recipient", async () => {
    const orderId = await makeOrder(db);
    expect(orderId).toMatch(/^C01\d{4}-01$/);
    const contacts = await db.select().from(orderContact).where(eq(orderContact.orderId, orderId));
    expect(contacts.map((contact) => `${contact.side}: ${contact.name}`).sort()).toEqual([
      "buyer: Priya Shah",
      "supplier: Daniel Alder",
    ]);
    const recipients = await db.select().from(orderRecipient).where(eq(orderRecipient.orderId, orderId));
    expect(recipients.map((one) => one.organisationCode)).toEqual(["RR8"]);
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.stream, `order:${orderId}`));
    expect(events.map((event) => event.action)).toEqual(["order.created"]);
  });

  it("leaves the recipients of an integrated care board open", async () => {
    const orderId = await makeOrder(db, PEOPLE.icb);
    expect(await db.select().from(orderRecipient).where(eq(orderRecipient.orderId, orderId))).toEqual([]);
  });

  it("is for a procurement lead of the buyer, once for each award", async () => {
    await expect(makeOrder(db, PEOPLE.approver)).rejects.toEqual(refused("not-procurement-lead"));
    const orderId = await makeOrder(db);
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    const again = { ...byLead, award: { id: row!.awardId, solutionId: row!.solutionId, lotId: row!.lotId } };
    await expect(
      action((tx) => createOrder(tx, { ...again, buyerCode: "RR8", title: "Again" })),
    ).rejects.toMatchObject({
      cause: { constraint_name: "order_once_per_award" },
    });
  });
});

describe("who may change an order", () => {
  it("hides it from strangers and tells colleagues who may", async () => {
    const orderId = await makeOrder(db);
    const say = (actor: typeof PEOPLE.lead) =>
      action((tx) => setDataProcessing(tx, { actor, at: AT, orderId, editCount: 0 }, "None"));
    await expect(say(PEOPLE.stranger)).rejects.toMatchObject({ kind: "not-found" });
    await expect(say(PEOPLE.practice)).rejects.toMatchObject({ kind: "not-found" });
    await expect(say(PEOPLE.signatory)).rejects.toMatchObject({ kind: "not-found" });
    await expect(say(PEOPLE.approver)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(say(PEOPLE.lead)).resolves.toMatchObject({ editCount: 1 });
  });

  it("refuses a stale tab and writes nothing", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    await action((tx) => setDataProcessing(tx, change, "First"));
    const late = action((tx) => setDataProcessing(tx, change, "Second"));
    await expect(late).rejects.toMatchObject({ kind: "conflict", code: "stale-edit" });
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    expect(row).toMatchObject({ dataProcessing: "First", editCount: 1 });
  });

  it("lets one of two changes at the same moment through", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    const both = await Promise.allSettled(
      ["One", "Two"].map((text) => action((tx) => setDataProcessing(tx, change, text))),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("refuses any change once it was cancelled", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    await expect(action((tx) => cancelOrder(tx, { ...change, reason: " " }))).rejects.toEqual(
      refused("reason-missing"),
    );
    await action((tx) => cancelOrder(tx, { ...change, reason: "Budget cut" }));
    await action((tx) => cancelOrder(tx, { ...change, reason: "Budget cut" }));
    const late = action((tx) => setDataProcessing(tx, { ...change, editCount: 1 }, "None"));
    await expect(late).rejects.toMatchObject({ kind: "conflict", code: "wrong-state" });
  });
});

describe("contacts", () => {
  it("keeps both sides and the purchase order number, and asks for an address", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    const buyer = { name: "Priya Shah", email: "priya@example.org", phone: "0113 000 0000" };
    const supplier = { name: "Ruth Alder", email: "nonsense" };
    await expect(action((tx) => setContacts(tx, change, { buyer, supplier }))).rejects.toEqual(
      refused("contact-incomplete"),
    );
    supplier.email = "ruth@example.org";
    await action((tx) => setContacts(tx, change, { buyer, supplier, purchaseOrderNumber: "PO-7" }));
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    expect(row).toMatchObject({ purchaseOrderNumber: "PO-7", editCount: 1 });
  });
});

describe("recipients", () => {
  const icb = { actor: PEOPLE.icb, at: AT, today: TODAY };

  it("takes practices of the board's area and refuses others", async () => {
    const orderId = await makeOrder(db, PEOPLE.icb);
    const change = { ...icb, orderId, editCount: 0 };
    await action((tx) => setRecipients(tx, change, ["B84613", "B84001"]));
    const stranger = action((tx) => setRecipients(tx, { ...change, editCount: 1 }, ["B84613", "X24"]));
    await expect(stranger).rejects.toMatchObject({ code: "not-your-recipient" });
    const none = action((tx) => setRecipients(tx, { ...change, editCount: 1 }, []));
    await expect(none).rejects.toMatchObject({ code: "no-recipients" });
  });

  it("drops the quantities of a recipient that is taken out, and works the totals out again", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db, PEOPLE.icb, {
      B84613: 9_500n,
      B84001: 4_200n,
    });
    await action((tx) => setRecipients(tx, { ...icb, orderId, editCount }, ["B84001"]));
    const left = await db
      .select({ code: orderItemQuantity.organisationCode, quantity: orderItemQuantity.quantity })
      .from(orderItemQuantity)
      .innerJoin(orderItem, eq(orderItem.id, orderItemQuantity.orderItemId))
      .where(eq(orderItem.orderId, orderId));
    expect(left).toEqual([{ code: "B84001", quantity: 4_200n }]);
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    // 4,200 x 1.26 x 4/12 = 1,764.00 and 20% VAT
    expect(row).toMatchObject({ net: 176_400n, vat: 35_280n });
  });

  it("that are replaced pass on what still fits, services too, and the history says what changed", async () => {
    const orderId = await makeOrder(db, PEOPLE.icb);
    const change = { ...icb, orderId };
    const set = (editCount: number, codes: string[]) =>
      action((tx) => setRecipients(tx, { ...change, editCount }, codes));
    const have = async () => {
      const view = await orderView(db, { id: orderId, actor: PEOPLE.icb, on: TODAY });
      return Object.fromEntries(
        view.items.map(({ priceId, quantities }) => [
          priceId,
          Object.fromEntries(quantities.map((one) => [one.organisationCode, one.quantity])),
        ]),
      );
    };
    let { editCount } = await set(0, ["B84613"]);
    ({ editCount } = await action((tx) =>
      setItems(tx, { ...change, editCount }, [
        recordFor({ B84613: 9_500n }),
        { itemId: "20001-001A01", priceId: "P2", quantities: { B84613: 3n } },
      ]),
    ));
    ({ editCount } = await set(editCount, ["B84001"]));
    expect((await have()).P2).toEqual({ B84001: 3n });
    const [event] = await orderHistory(db, orderId);
    expect(event!.summary).toMatch(
      /Beechwood Medical Centre \(B84613\) 3 → 0, Ash Tree Surgery \(B84001\) 0 → 3|B84613.*B84001 0 → 3, B84613 3 → 0/,
    );
    ({ editCount } = await set(editCount, ["B84001", "B84613"]));
    expect((await have()).P2).toEqual({ B84001: 3n });
    await set(editCount, ["B84613"]);
    expect((await have()).P2).toEqual({ B84613: 3n });
  });

  it("names the successor of a practice that was merged away", async () => {
    const orderId = await makeOrder(db, PEOPLE.icb);
    await db.insert(organisationSuccession).values({
      predecessorCode: "B84001",
      successorCode: "B84613",
      effectiveOn: day("2026-10-01"),
      source: "test",
    });
    await closeOrganisation(db, "B84001", day("2026-09-30"));
    const late = action((tx) => setRecipients(tx, { ...icb, orderId, editCount: 0 }, ["B84001"]));
    await expect(late).rejects.toMatchObject({
      code: "organisation-closed",
      public: { detail: expect.stringContaining("Beechwood Medical Centre (B84613)") },
    });
  });
});

describe("dates, items and milestones", () => {
  it("keeps dates inside the lot and the framework", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    const set = (startsOn: string, termMonths: number) =>
      action((tx) => setDates(tx, change, { startsOn: day(startsOn), termMonths }));
    await expect(set("2026-11-21", 12)).rejects.toMatchObject({
      public: { detail: expect.stringContaining("past") },
    });
    await expect(set("2026-12-01", 37)).rejects.toMatchObject({
      public: { detail: expect.stringContaining("36 months") },
    });
    await expect(set("2029-04-01", 12)).rejects.toEqual(refused("dates-not-allowed"));
    await set("2026-12-01", 36);
  });

  it("freezes the price, takes an agreed price below list and none above it", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    await action((tx) => setDates(tx, change, { startsOn: day("2026-12-01"), termMonths: 12 }));
    const agree = (price: bigint, editCount: number) =>
      action((tx) =>
        setItems(tx, { ...change, editCount }, [
          recordFor({ RR8: 1_000n }, { agreedUnitPrices: [unitPrice(price)] }),
        ]),
      );
    await expect(agree(12_601n, 1)).rejects.toEqual(refused("agreed-price-above-list"));
    await agree(10_000n, 1);
    const [row] = await db.select().from(order).where(eq(order.id, orderId));
    expect(row).toMatchObject({ net: 100_000n, vat: 20_000n, editCount: 2 }); // 1,000 x £1.00
  });

  it("refuses an item that is not offered with the solution, and a quantity for a stranger", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId, editCount: 0 };
    const wrong = action((tx) =>
      setItems(tx, change, [{ itemId: "20002-001", priceId: "P9", quantities: {} }]),
    );
    await expect(wrong).rejects.toEqual(refused("item-not-offered"));
    const stranger = action((tx) => setItems(tx, change, [recordFor({ B84613: 1n })]));
    await expect(stranger).rejects.toEqual(refused("not-a-recipient"));
  });

  it("asks the milestones to add up to 100% inside the order's dates", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const change = { ...byLead, orderId, editCount };
    const half = { title: "Half", dueOn: day("2026-12-15"), paymentBasisPoints: 5_000 };
    await expect(action((tx) => setMilestones(tx, change, [half]))).rejects.toMatchObject({
      public: { detail: expect.stringContaining("50%") },
    });
    const late = { ...half, dueOn: day("2027-04-01") };
    await expect(action((tx) => setMilestones(tx, change, [half, late]))).rejects.toEqual(
      refused("milestones-do-not-add-up"),
    );
  });
});

describe("the history of an order", () => {
  const summaries = async (orderId: string) =>
    (await orderHistory(db, orderId)).map((event) => event.summary).reverse();

  it("keeps the day of delivery when items or quantities change", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const change = { ...byLead, orderId };
    const dates = { startsOn: day("2026-12-01"), termMonths: 4, deliveryOn: day("2027-01-15") };
    const set = await action((tx) => setDates(tx, { ...change, editCount }, dates));
    await action((tx) => setItems(tx, { ...change, editCount: set.editCount }, [recordFor({ RR8: 7_000n })]));
    const items = await db.select().from(orderItem).where(eq(orderItem.orderId, orderId));
    expect(items.map((item) => item.deliveryOn)).toEqual([day("2027-01-15")]);
  });

  it("says what changed, and a form that is saved again without a change adds nothing", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    const change = { ...byLead, orderId };
    const before = (await summaries(orderId)).length;
    const once = await action((tx) => setItems(tx, { ...change, editCount }, [recordFor({ RR8: 5_000n })]));
    for (let time = 0; time < 5; time += 1) {
      const again = await action((tx) =>
        setItems(tx, { ...change, editCount: once.editCount }, [recordFor({ RR8: 5_000n })]),
      );
      expect(again.editCount).toBe(once.editCount);
    }
    const dates = { startsOn: day("2026-12-01"), termMonths: 6 };
    const later = await action((tx) => setDates(tx, { ...change, editCount: once.editCount }, dates));
    await action((tx) => setDates(tx, { ...change, editCount: later.editCount }, dates));
    expect((await summaries(orderId)).slice(before)).toEqual([
      "Changed the items: Alder Record: patients 1,000 → 5,000",
      "Changed the dates: term 4 months → 6 months",
    ]);
  });
});

describe("what a file of recipients gets wrong", () => {
  it("is told for every code at once: unknown, closed with its successor, another's", async () => {
    const faults = await recipientFaults(db, {
      buyerCode: "QWO",
      codes: ["B84613", "NONE1", "B84001", "X24"],
      on: TODAY,
    });
    expect(faults.map(({ code, kind }) => [code, kind])).toEqual([
      ["NONE1", "organisation-unknown"],
      ["B84001", "organisation-closed"],
      ["X24", "not-your-recipient"],
    ]);
    expect(faults[1]!.text).toContain("Beechwood Medical Centre (B84613)");
  });
});

describe("items", () => {
  it("taken out and put back keep what was agreed for them", async () => {
    const orderId = await makeOrder(db);
    const change = { ...byLead, orderId };
    const service = { itemId: "20001-001A01", priceId: "P2", agreedUnitPrices: [unitPrice(90_000n)] };
    const both = [recordFor({ RR8: 10n }), { ...service, quantities: { RR8: 2n } }];
    const first = await action((tx) => setItems(tx, { ...change, editCount: 0 }, both));
    const out = await action((tx) =>
      setItems(tx, { ...change, editCount: first.editCount }, [recordFor({ RR8: 10n })]),
    );
    const view = await orderView(db, { id: orderId, actor: PEOPLE.lead, on: TODAY });
    expect(view.setAsideTerms).toEqual({ P2: { agreed: ["90000"], nature: "revenue" } });
    await action((tx) => setItems(tx, { ...change, editCount: out.editCount }, both));
    expect((await orderView(db, { id: orderId, actor: PEOPLE.lead, on: TODAY })).setAsideTerms).toEqual({});
  });

  it("are not ordered in greater numbers than there are", async () => {
    const orderId = await makeOrder(db);
    const order = (quantity: bigint) =>
      action((tx) => setItems(tx, { ...byLead, orderId, editCount: 0 }, [recordFor({ RR8: quantity })]));
    await expect(order(999_999_999n)).rejects.toEqual(refused("quantity-too-large"));
    const direct = db.execute(
      sql`insert into order_item_quantity select id, 'RR8', 999999999 from order_item limit 1`,
    );
    await expect(direct).rejects.toMatchObject({
      cause: { constraint_name: "order_item_quantity_in_reason" },
    });
  });
});

describe("an order above £5 million", () => {
  it("asks for three key performance indicators, or for the reason why there are none", async () => {
    await db.insert(procurementRule).values({
      id: "PA-18",
      effectiveFrom: day("2025-02-24"),
      area: "kpi",
      ruleText: "If estimated value >£5m, at least 3 KPIs set and published in UK7 unless (reason recorded).",
      reference: "s.52",
      enforcement: "block+reason",
      parameters: {},
    });
    // 12,000,000 patients x £1.26 x 4/12 = £5,040,000.00, with VAT £6,048,000.00
    const made = await makeCompleteOrder(db, PEOPLE.lead, { RR8: 12_000_000n });
    const { orderId } = made;
    const change = { ...byLead, orderId };
    const send = (editCount: number) => action((tx) => submitOrder(tx, { ...change, editCount }));
    await expect(send(made.editCount)).rejects.toMatchObject({
      code: "order-incomplete",
      public: { detail: expect.stringContaining("at least 3 key performance indicators") },
    });
    const kpi = (title: string) => ({ title, target: "99% of each month" });
    const two = [kpi("Availability"), kpi("Calls answered")];
    const said = (editCount: number, kpis: typeof two, noKpisReason: string | null = null) =>
      action((tx) => setKpis(tx, { ...change, editCount }, { kpis, noKpisReason }));
    const few = await said(made.editCount, two);
    await expect(send(few.editCount)).rejects.toMatchObject({ code: "order-incomplete" });
    await expect(said(few.editCount, [...two, kpi("availability ")])).rejects.toMatchObject({
      code: "kpis-not-whole",
    });
    const enough = await said(few.editCount, [...two, kpi("Defects mended")]);
    await expect(send(enough.editCount)).resolves.toMatchObject({ state: "awaiting_approval" });
    const view = await orderView(db, { id: orderId, actor: PEOPLE.lead, on: TODAY });
    expect(view.kpis.map(({ title }) => title)).toEqual(["Availability", "Calls answered", "Defects mended"]);
  });
});

// Last, because its agreement covers every order of this market.
describe("the kind of money of an item", () => {
  it("changes with a refusal that names whose share ends and begins, until that was seen", async () => {
    await makeHalfFunded(db, "FD-1", 1_000_000n);
    const { orderId, editCount } = await makeCompleteOrder(db);
    const change = { ...byLead, orderId, editCount };
    const set = (nature: "capital" | "revenue", more: { editCount?: number; natureSeen?: string } = {}) =>
      action((tx) => setItems(tx, { ...change, ...more }, [recordFor({ RR8: 1_000n }, { nature })]));
    // FD-1 is revenue money and pays half of £420.00; nobody pays half of a capital cost.
    await expect(set("capital")).rejects.toMatchObject({
      code: "nature-changes-shares",
      details: {
        effects: {
          seen: "P1:capital",
          what: "Paying for Alder Record from capital changes who pays.",
          texts: [
            "NHS England’s share of £210.00 from Fund FD-1 ends.",
            "Leeds Teaching Hospitals NHS Trust’s share from its own budget rises from £210.00 to £420.00.",
          ],
        },
      },
    });
    const natureNow = async () =>
      (await orderView(db, { id: orderId, actor: PEOPLE.lead, on: TODAY })).items[0]!.nature;
    expect(await natureNow()).toBe("revenue");
    // What was seen is this change and no other.
    await expect(set("capital", { natureSeen: "P2:capital" })).rejects.toEqual(
      refused("nature-changes-shares"),
    );
    const saved = await set("capital", { natureSeen: "P1:capital" });
    expect(await natureNow()).toBe("capital");
    await expect(set("revenue", saved)).rejects.toMatchObject({
      details: {
        effects: {
          texts: [
            "NHS England’s share of £210.00 from Fund FD-1 begins.",
            "Leeds Teaching Hospitals NHS Trust’s share from its own budget falls from £420.00 to £210.00.",
          ],
        },
      },
    });
    // The same nature again is no change, and asks nothing.
    await expect(set("capital", saved)).resolves.toMatchObject({ editCount: saved.editCount });
  });
});
