import { asc, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { invoice } from "~db/schema/invoices";
import { orderMilestone } from "~db/schema/orders";
import type { Actor } from "~/domain/audit/event";
import { raiseInvoices } from "~/domain/invoices/raise-invoices.server";
import { acceptOrder } from "~/domain/orders/accept-order.server";
import { approveShare } from "~/domain/orders/approvals/approve-share.server";
import { confirmMilestone } from "~/domain/orders/confirm-milestone.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import type { MemberActor } from "~/domain/people/role";
import { contractsList } from "~/domain/contracts/release-views.server";
import { publishOrder } from "~/domain/contracts/publish-order.server";
import { addDays, day, type Day } from "~/domain/shared/day";
import type { PagePlace } from "~/domain/shared/page-place";
import { buyerTodos } from "~/web/home/buyer-todos.server";
import { latestContracts } from "~/web/home/home-data.server";
import { invoicesToPay } from "~/web/home/invoice-todos.server";
import { supplierTodos } from "~/web/home/supplier-todos.server";
import { AT, makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let orderId: string;
let editCount: number;

const member = (actor: Actor) =>
  ({ ...actor, organisation: { name: "", kind: "", supplierId: null } }) as unknown as MemberActor;
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(database.db, work);
const buyerSees = async (actor: Actor, today: Day = TODAY) => buyerTodos(database.db, member(actor), today);
const supplierSees = async (actor: Actor, today: Day = TODAY) =>
  supplierTodos(database.db, member(actor), { today, now: AT });
const labels = ({ todos }: { todos: { label: string }[] }) => todos.map((one) => one.label);
const GO_LIVE = day("2026-12-15");

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  ({ orderId, editCount } = await makeCompleteOrder(database.db));
});

describe("what needs somebody now is what they may do and nobody has done", () => {
  it("an order to finish for the procurement lead only", async () => {
    expect(labels(await buyerSees(PEOPLE.lead))).toEqual([`Finish order ${orderId}`]);
    expect(labels(await buyerSees(PEOPLE.approver))).toEqual([]);
  });

  it("a share for the approver only, with its sum", async () => {
    await action((tx) => submitOrder(tx, { actor: PEOPLE.lead, at: AT, today: TODAY, orderId, editCount }));
    editCount += 1;
    expect(labels(await buyerSees(PEOPLE.lead))).toEqual([]);
    const { todos } = await buyerSees(PEOPLE.approver);
    expect(todos).toMatchObject([{ href: `/buying/approvals/${orderId}`, amount: 50_400n }]);
  });

  it("an order to sign for the signatory only", async () => {
    await action((tx) => approveShare(tx, { actor: PEOPLE.approver, at: AT, orderId, editCount }));
    expect(labels(await supplierSees(PEOPLE.editor))).toEqual([]);
    expect(labels(await supplierSees(PEOPLE.signatory))).toEqual([`Accept or decline order ${orderId}`]);
    expect(await latestContracts(database.db, { naming: "S20001" })).toEqual([]);
    await action((tx) =>
      acceptOrder(tx, {
        actor: PEOPLE.signatory,
        at: AT,
        today: TODAY,
        orderId,
        editCount,
        signatoryName: PEOPLE.signatory.name,
      }),
    );
    expect(labels(await supplierSees(PEOPLE.signatory))).toEqual([]);
  });

  it("a milestone once the contract runs and the milestone is near, marked when it is late", async () => {
    expect(labels(await buyerSees(PEOPLE.lead, day("2026-11-30")))).toEqual([]);
    expect(labels(await buyerSees(PEOPLE.lead, day("2026-12-01")))).toEqual(["Confirm Go live"]);
    expect(labels(await buyerSees(PEOPLE.approver, day("2026-12-01")))).toEqual([]);
    const { todos } = await buyerSees(PEOPLE.lead, addDays(GO_LIVE, 2));
    expect(todos[0]!.late).toBe("Overdue by 2 days");
  });

  it("what a supplier can invoice, until it has", async () => {
    const [milestone] = await database.db
      .select()
      .from(orderMilestone)
      .where(eq(orderMilestone.orderId, orderId))
      .orderBy(asc(orderMilestone.position));
    const at = new Date("2026-12-15T10:00:00Z");
    const milestoneId = milestone!.id;
    await action((tx) =>
      confirmMilestone(tx, { actor: PEOPLE.lead, at, orderId, milestoneId, note: "It runs on every ward." }),
    );
    for (const actor of [PEOPLE.editor, PEOPLE.signatory]) {
      expect(labels(await supplierSees(actor, GO_LIVE))).toEqual(["Raise the invoices of Go live"]);
    }
    await action((tx) =>
      raiseInvoices(tx, { actor: PEOPLE.editor, at, today: GO_LIVE, orderId, milestoneId }),
    );
    expect(labels(await supplierSees(PEOPLE.editor, GO_LIVE))).toEqual([]);
  });

  it("an invoice with its number, its sum and how late it is; and what all of them come to", async () => {
    await database.db.update(invoice).set({ state: "sent" });
    const [made] = await database.db.select().from(invoice);
    const late = addDays(made!.dueOn, 3);
    for (const actor of [PEOPLE.approver, PEOPLE.lead]) {
      const { todos, sums } = await buyerSees(actor, late);
      expect(todos).toMatchObject([
        { label: `Pay invoice ${made!.number}`, amount: made!.gross, late: "Overdue by 3 days" },
      ]);
      expect(sums).toEqual(["1 invoice to pay, £201.60 including VAT. All overdue."]);
    }
    // An officer's first page lists what is overdue of the centre's own, and says what all of it comes to.
    const lead = member(PEOPLE.lead);
    const pays = (today: Day) =>
      invoicesToPay({ q: database.db, actor: lead, today, list: "/commercial/invoices", lateOnly: true });
    expect(await pays(late)).toMatchObject({
      todos: [{ label: `Pay invoice ${made!.number}`, late: "Overdue by 3 days" }],
      more: [],
      sums: ["1 invoice to pay, £201.60 including VAT. All overdue."],
    });
    expect(await pays(made!.dueOn)).toMatchObject({
      todos: [],
      more: [{ label: "1 more invoice to pay", href: "/commercial/invoices" }],
      sums: ["1 invoice to pay, £201.60 including VAT. None is overdue."],
    });
    const supplier = await supplierSees(PEOPLE.editor, late);
    expect(labels(supplier)).toEqual([
      `Ask Leeds Teaching Hospitals NHS Trust about invoice ${made!.number}`,
    ]);
    expect((await supplierSees(PEOPLE.editor, made!.dueOn)).sums).toEqual([
      "1 invoice not paid yet, £201.60 including VAT. None is overdue.",
    ]);
  });
});

describe("what is new", () => {
  it("is what names this organisation", async () => {
    await action((tx) => publishOrder(tx, { orderId, at: AT }));
    for (const naming of ["RR8", "S20001"]) {
      expect(await latestContracts(database.db, { naming })).toMatchObject([
        { title: "Patient record for Leeds" },
      ]);
    }
    expect(await latestContracts(database.db, { naming: "QWO" })).toEqual([]);
    expect(await latestContracts(database.db)).toHaveLength(1);
  });
});

describe("published contracts", () => {
  const found = async (filter: Parameters<typeof contractsList>[1]) => {
    const { rows } = await contractsList(database.db, filter).page(null, 2);
    return rows.map((row) => (row.body as { title: string }).title);
  };

  it("are searched, filtered, sorted and read in pages", async () => {
    for (const [number, title, amount, status] of [
      ["2", "Bed board", 90, "terminated"],
      ["3", "Appointments", 20_000, "active"],
    ] as const) {
      await database.db.execute(sql`
        insert into ocds_release (id, ocid, tags, body, published_at)
          select id || ${number}::text, ocid || ${number}::text, tags,
              jsonb_set(jsonb_set(jsonb_set(body, '{title}', to_jsonb(${title}::text)),
                '{contracts,0,value,amount}', to_jsonb(${amount}::numeric)),
                '{contracts,0,status}', to_jsonb(${status}::text)), published_at + interval '1 day'
            from ocds_release where id = (select min(id) from ocds_release)`);
    }
    expect(await found({ words: "bed LEEDS" })).toEqual(["Bed board"]);
    expect(await found({ words: "birch" })).toEqual([]);
    expect(await found({ status: "terminated" })).toEqual(["Bed board"]);
    expect(await found({ sort: { by: "value", descending: true } })).toEqual([
      "Appointments",
      "Patient record for Leeds",
    ]);
    expect(await found({ sort: { by: "title", descending: false } })).toEqual(["Appointments", "Bed board"]);
    const list = contractsList(database.db, { sort: { by: "ends", descending: false } });
    const first = await list.page(null, 2);
    expect(first.total).toBe(3);
    expect((await list.page(first.next as PagePlace, 2)).rows).toHaveLength(1);
  });
});
