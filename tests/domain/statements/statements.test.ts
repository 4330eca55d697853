import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { csvRecords } from "~/domain/shared/csv-records";
import { inTransaction } from "~db";
import { invoice } from "~db/schema/invoices";
import { ocdsRelease } from "~db/schema/contracts";
import { approveAskedMoney } from "~/domain/invoices/approve-asked-money.server";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import { fundBalances } from "~/domain/funding/funding-views.server";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { releaseOrder } from "~/domain/ledger/release-order.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { pence, sum } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { burnDowns } from "~/domain/statements/burn-down-views.server";
import { placesOf } from "~/domain/statements/places";
import { flowChoices, flowRows, type FlowFilter } from "~/domain/statements/flow-views.server";
import { costOf, statementOf } from "~/domain/statements/statement";
import { statementsList } from "~/domain/statements/statement-list-views.server";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { statementTables } from "~/domain/statements/statement-tables";
import { statementPdf } from "~/papers/statement-pdf.server";
import { statementTableFile } from "~/web/statements/statement-files.server";
import { commitShare, makeFund } from "../../factories/funding";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { brokenStatements } from "../../setup/invariants";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const by = { at: AT, today: TODAY };
const statement = async (code: string, year = 2026) =>
  statementOf(await statementFacts(db, { organisationCode: code }), year);

async function pay(number: string, reference: string): Promise<void> {
  const [row] = await db.select().from(invoice).where(eq(invoice.number, number));
  const payment = { number, amount: row!.gross, reference, paidOn: TODAY, actor: PEOPLE.approver, ...by };
  await inTransaction(db, (tx) => recordBacsPayment(tx, payment));
}

let orderId: string;
let milestones: string[];

beforeAll(async () => {
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  const officer = { actor: PEOPLE.officer, ...by };
  await inTransaction(db, (tx) =>
    allocateFund(tx, { ...officer, fundId: "FD-1", organisationCode: "RR8", amount: pence(600_00) }),
  );
  ({ orderId, milestones } = await makeLiveOrder(db));
});

describe("a statement", () => {
  it("says what an organisation gets, what others pay for it, what it pays and what is left", async () => {
    const found = await statement("RR8");
    // £420.00 and £84.00 VAT, half of it from the fund: £252.00 each.
    expect(found.grants).toMatchObject([{ fundId: "FD-1", amount: 600_00n, used: 252_00n }]);
    expect(found.paidForUs).toMatchObject([{ payerCode: "X24", fundId: "FD-1", net: 210_00n, vat: 42_00n }]);
    expect(found.paidByUs).toMatchObject([{ orderId, payerCode: "RR8", net: 210_00n, vat: 42_00n }]);
    expect(found.totals).toEqual({ grants: 600_00n, forUs: 252_00n, byUs: 252_00n, byUsPaid: 0n });
    expect(found.left).toEqual({
      freeGrants: 348_00n,
      notInvoiced: 504_00n,
      invoiced: 0n,
      ownToPay: 252_00n,
    });
    expect(found.agreement.agrees).toBe(true);
    expect(await brokenStatements(db)).toEqual([]);
  });

  it("follows an invoice from raised to paid", async () => {
    const [ours] = await makeInvoices(db, orderId, milestones[0]!);
    const raised = await statement("RR8");
    // 40% of £252.00 for each of the two payers.
    expect(raised.left).toMatchObject({ invoiced: 201_60n, notInvoiced: 302_40n });
    expect(raised.due).toMatchObject({ first: [{ number: ours, gross: 100_80n }], count: 1, gross: 100_80n });
    await pay(ours!, "RR8 STATEMENT 1");
    const paid = await statement("RR8");
    expect(paid.paidByUs).toMatchObject([{ paid: 100_80n, left: 151_20n }]);
    expect(paid.due).toEqual({ first: [], count: 0, gross: 0n });
    expect(paid.left).toMatchObject({ invoiced: 100_80n, ownToPay: 151_20n });
    expect(await brokenStatements(db)).toEqual([]);
  });

  it("is of one organisation: the payer sees its funds, a neighbour nothing, a supplier has none", async () => {
    const national = await statement("X24");
    expect(national.funds).toMatchObject([{ fundId: "FD-1", putIn: 10_000_00n, committed: 252_00n }]);
    expect(national.due).toMatchObject({ count: 1, gross: 100_80n });
    expect(national.paidByUs).toEqual([]);
    const neighbour = await statement("B84613");
    expect([
      ...neighbour.paidForUs,
      ...neighbour.paidByUs,
      ...neighbour.grants,
      ...neighbour.due.first,
    ]).toEqual([]);
    await expect(statement("S20001")).rejects.toMatchObject({ code: "no-such-organisation" });
    await expect(statement("NONE")).rejects.toMatchObject({ code: "no-such-organisation" });
  });

  it("of another year has that year's lines, and agrees with the ledger all the same", async () => {
    const later = await statement("RR8", 2031);
    expect(later.paidByUs).toEqual([]);
    expect(later.years).toEqual([2031, 2026]);
    expect(later.agreement).toMatchObject({ agrees: true, total: { reserved: 151_20n, paid: 100_80n } });
  });

  it("lists organisations with money of the year, and finds those without", async () => {
    const { rows, total } = await statementsList(db, { year: 2026 });
    expect(total).toBe(rows.length);
    expect(rows).toMatchObject([{ code: "RR8", grants: 600_00n, forUs: 252_00n, byUs: 252_00n }]);
    expect(
      (await statementsList(db, { year: 2026, words: "beechwood" })).rows.map((row) => row.code),
    ).toEqual(["B84613"]);
    expect((await statementsList(db, { year: 2026, words: "100%_" })).total).toBe(0);
  });
});

describe("its files", () => {
  it("PDF: opens, with title, language, page numbers and the figures", async () => {
    const pdf = (await statementPdf(await statement("RR8"), AT)).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(pdf).toContain("/Lang (en-GB)");
    expect(pdf).toContain("/DisplayDocTitle true");
    // Tagged: a screen reader hears headings and tables as such.
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toContain("595.28 841.89");
  });

  it("CSV: one table a file, with its own headings and no other's", async () => {
    const found = await statement("RR8");
    for (const table of statementTables(found)) {
      const file = await statementTableFile(found, { kind: "csv", table: table.key });
      const records = csvRecords(await file.text())!;
      expect(records).toHaveLength(table.rows.length + 1);
      expect(new Set(records.map(({ fields }) => fields.length))).toEqual(new Set([table.columns.length]));
      expect(file.headers.get("Content-Disposition")).toContain(`statement-RR8-2026-${table.key}.csv`);
    }
    expect(() => statementTableFile(found, { kind: "csv", table: null })).toThrow("holds one table");
    expect(() => statementTableFile(found, { kind: "csv", table: "none" })).toThrow("no such table");
  });

  it("XLSX: all tables, a sheet each", async () => {
    const found = await statement("RR8");
    const xlsx = await statementTableFile(found, { kind: "xlsx", table: null });
    const bytes = new Uint8Array(await xlsx.arrayBuffer());
    expect(String.fromCodePoint(...bytes.slice(0, 2))).toBe("PK");
    expect(xlsx.headers.get("Content-Disposition")).toContain("statement-RR8-2026.xlsx");
  });
});

describe("the pictures", () => {
  const filter: FlowFilter = { year: 2026, measure: "committed", source: { kind: "all" }, published: false };

  it("of flows hold what the ledger holds, committed and paid", async () => {
    const rows = await flowRows(db, filter);
    expect(rows.map((row) => [row.fundId, row.buyerCode, row.supplierId, row.amount])).toEqual(
      expect.arrayContaining([
        ["FD-1", "RR8", "20001", 252_00n],
        [null, "RR8", "20001", 252_00n],
      ]),
    );
    const paid = await flowRows(db, { ...filter, measure: "paid" });
    expect(paid.map((row) => [row.fundId, row.amount])).toEqual([[null, 100_80n]]);
    const programme = { kind: "programme", programmeId: "programme-of-FD-1" } as const;
    expect(sum((await flowRows(db, { ...filter, source: programme })).map((row) => row.amount))).toBe(
      252_00n,
    );
    expect(await flowRows(db, { ...filter, source: { kind: "programme", programmeId: "none" } })).toEqual([]);
    expect(await flowChoices(db)).toMatchObject({ years: [2026], programmes: [{ id: "programme-of-FD-1" }] });
    const places = placesOf(rows, day("2027-03-31"));
    expect(places.boards.find((place) => place.code === "QWO")!.amount).toBe(504_00n);
  });

  it("for the public count published orders only", async () => {
    expect(await flowRows(db, { ...filter, published: true })).toEqual([]);
    await db.insert(ocdsRelease).values({
      id: `${orderId}-1`,
      ocid: "ocds-test-1",
      orderId,
      tags: ["contract"],
      publishedAt: AT,
      body: {},
    });
    expect(await flowRows(db, { ...filter, published: true })).toHaveLength(2);
  });

  it("of a fund end where its account stands", async () => {
    const { "FD-1": figures } = await burnDowns(db, {
      funds: [{ fundId: "FD-1", financialYear: 2026 }],
      today: TODAY,
    });
    expect(figures!.points.at(-1)).toMatchObject({
      putIn: 10_000_00n,
      committed: 252_00n,
      drawn: 0n,
      free: 9_748_00n,
    });
  });
});

describe("a fund against its year", () => {
  it("does not count as drawn what moved on or lapsed", async () => {
    await makeFund(db, "FD-MOVED", 100_000n);
    await inTransaction(db, (tx) =>
      recordTransaction(tx, {
        idempotencyKey: "lapse:FD-MOVED",
        kind: "lapse",
        text: "Moved on for a test",
        effectiveOn: day("2026-10-05"),
        at: AT,
        transfers: [{ kind: "move", debit: "fund:FD-MOVED", credit: "source:X24", amount: pence(30_000) }],
      }),
    );
    const { "FD-MOVED": figures } = await burnDowns(db, {
      funds: [{ fundId: "FD-MOVED", financialYear: 2026 }],
      today: TODAY,
    });
    expect(figures!.points.at(-1)).toMatchObject({ putIn: 70_000n, drawn: 0n, committed: 0n, free: 70_000n });
    const [balance] = await fundBalances(db, ["FD-MOVED"]);
    expect(balance).toMatchObject({ allocated: 70_000n, drawn: 0n, free: 70_000n });
    expect(await burnDowns(db, { funds: [], today: TODAY })).toEqual({});
  });
});

describe("whatever happens, the statement is what the ledger's counters hold", () => {
  it("a payment that is reversed, an order that gives back, and movements of no order", async () => {
    const [draw] = await db.execute<{ id: string }>(
      sql`select id from ledger_transaction where kind = 'draw' and order_id = ${orderId}`,
    );
    const reason = "Paid twice by mistake";
    await inTransaction(db, async (tx) => {
      const wish = { kind: "reverse", transactionId: draw!.id } as const;
      const asked = await requestMoney(tx, { wish, reason, actor: PEOPLE.officer, ...by });
      await approveAskedMoney(tx, { ...asked, actor: PEOPLE.secondOfficer, ...by });
    });
    expect(await brokenStatements(db)).toEqual([]);
    expect((await statement("RR8")).paidByUs).toMatchObject([{ paid: 0n }]);
    await inTransaction(db, (tx) =>
      releaseOrder(tx, { orderId, reason: "Ended", actor: PEOPLE.officer, ...by }),
    );
    await commitShare(db, { orderId: "C019999-01", fundId: null, cost: 77_00n, payerCode: "RR8" });
    const found = await statement("RR8");
    expect(found.paidByUs.map((line) => costOf(line))).toEqual([0n]);
    expect(found.agreement.rows.at(-1)).toMatchObject({
      label: "An order reserved money, for no share of an order",
      reserved: 77_00n,
    });
    expect(found.agreement).toMatchObject({ agrees: true, ledger: { reserved: 77_00n, paid: 0n } });
    expect(await brokenStatements(db)).toEqual([]);
  });
});
