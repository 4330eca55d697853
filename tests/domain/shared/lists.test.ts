// Over 300 lines: every long list is walked by the same few steps, on one database that is filled once.
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { claimsDecided } from "~/domain/certification/claims/claim-views.server";
import { allocationHistory } from "~/domain/funding/allocations/allocation-views.server";
import {
  carryOversFrom,
  transfersList,
  transfersWaiting,
} from "~/domain/funding/transfers/transfer-views.server";
import { OPEN_INVOICES, SETTLED_INVOICES } from "~/domain/invoices/invoice";
import {
  invoicesGross,
  invoicesList,
  type InvoiceRow,
  type InvoiceFilter,
} from "~/domain/invoices/invoice-views.server";
import { unsettledPayments } from "~/domain/invoices/reconciliation-views.server";
import {
  approvalsWaiting,
  milestonesWaiting,
  ordersForBuyer,
  ordersForCentre,
  ordersForSupplier,
} from "~/domain/orders/order-list-views.server";
import { mailbox } from "~/domain/people/mail-views.server";
import { ORDER_SORTS, type OrderSort } from "~/domain/orders/order-sort";
import type { List } from "~/domain/shared/keyset.server";
import { PAGE_ROWS, type Page, type PagePlace } from "~/domain/shared/page-place";
import { shortlistedSolutions } from "~/domain/simulator/base-views.server";
import { marketRuns, ordersWithProblems } from "~/domain/simulator/market-run-views.server";
import { scenariosFor } from "~/domain/simulator/scenario-views.server";
import { clawbacksList } from "~/domain/year-end/clawback-views.server";
import { longWork } from "~/web/jobs/queue-views.server";
import { askForShares, copyInvoices, copyMilestonesAndSolutions, copyOrders } from "../../factories/many";
import { makeCompleteOrder, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { day } from "~/domain/shared/day";
import { testDatabase } from "../../setup/test-database";
import { DUE_FIRST, type InvoiceSort } from "~/domain/invoices/invoice-sort";

/** A day on which every milestone of the factory has come. */
const ALL_DUE = { today: day("2027-03-31"), dueBy: day("2027-03-31") };

/* Every bound that used to cut a list is passed: orders stopped at 1,000, invoices at 500, approvals at 200. */

const COPIES = 1_234;
const { db } = await testDatabase();
let origin: string;

beforeAll(async () => {
  await makeMarket(db);
  origin = (await makeCompleteOrder(db)).orderId;
  await copyOrders(db, { orderId: origin, count: COPIES });
});

/** Walks from the first page to the last by the links of each; `between` happens after every page. */
async function walk<Row>(list: List<Row>, between: (page: number) => Promise<void> = async () => {}) {
  const pages: Page<Row>[] = [];
  for (let place: PagePlace | null = null; ;) {
    const page: Page<Row> = await list.page(place);
    pages.push(page);
    await between(pages.length);
    if (page.next === null) return pages;
    place = page.next;
  }
}

/** And back from the last page to the first. */
async function walkBack<Row>(list: List<Row>, last: Page<Row>) {
  const pages = [last];
  while (pages[0]!.previous !== null) {
    const { previous } = pages[0]!;
    pages.unshift(await list.page(previous === "start" ? null : previous));
  }
  return pages;
}

const idsOf = (pages: readonly Page<{ id: string }>[]) =>
  pages.flatMap(({ rows }) => rows.map(({ id }) => id));

describe("a list in pages", () => {
  it("has every row exactly once, says where each page stands and how many there are", async () => {
    const pages = await walk(ordersForBuyer(db, "RR8"));
    expect(pages.length).toBe(Math.ceil((COPIES + 1) / PAGE_ROWS));
    const ids = idsOf(pages);
    expect(ids.length).toBe(COPIES + 1);
    expect(new Set(ids).size).toBe(COPIES + 1);
    expect(pages.map(({ first }) => first)).toEqual(pages.map((_, at) => at * PAGE_ROWS + 1));
    expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([COPIES + 1]));
    expect(pages[0]!.previous).toBeNull();
    expect(pages[1]!.previous).toBe("start");
  });

  it("leads back by the way it came", async () => {
    const list = ordersForBuyer(db, "RR8");
    const pages = await walk(list);
    expect(idsOf(await walkBack(list, pages.at(-1)!))).toEqual(idsOf(pages));
  });

  it.each(Object.keys(ORDER_SORTS) as OrderSort[])(
    "is whole whichever way it is sorted by %s",
    async (by) => {
      const up = idsOf(await walk(ordersForCentre(db, { sort: { by, descending: false } })));
      const down = idsOf(await walk(ordersForCentre(db, { sort: { by, descending: true } })));
      expect(up.length).toBe(COPIES + 1);
      expect(up.toReversed()).toEqual(down);
    },
  );

  it("shows the newest first by the day it names", async () => {
    const days = (await walk(ordersForBuyer(db, "RR8"))).flatMap(({ rows }) =>
      rows.map(({ begunAt }) => begunAt.getTime()),
    );
    expect(days).toEqual(days.toSorted((a, b) => b - a));
  });

  it("shows nothing of another organisation", async () => {
    expect(await ordersForBuyer(db, "QWO").page(null)).toMatchObject({ rows: [], total: 0, next: null });
    const place = (await ordersForBuyer(db, "RR8").page(null)).next;
    expect(await ordersForBuyer(db, "QWO").page(place)).toMatchObject({ rows: [], total: 0 });
    expect(await ordersForSupplier(db, "S20001").count()).toBe(0);
  });

  it("answers the last page for a place behind its end, the first for one before its beginning", async () => {
    const list = ordersForBuyer(db, "RR8");
    const end = await list.page({ side: "after", keys: ["1999-01-01 00:00:00+00", "2", "C1"] });
    expect(end).toMatchObject({ total: COPIES + 1, first: COPIES + 1 - (PAGE_ROWS - 1), next: null });
    const start = await list.page({ side: "before", keys: ["2199-01-01 00:00:00+00", "2", "C1"] });
    expect(start).toMatchObject({ first: 1, previous: null });
  });

  it.each([
    [["C500001-01"]],
    [["today", "10", "C500001-01"]],
    [["2026-02-30 00:00:00+00", "10", "x"]],
    [["a", "b", "c"]],
  ])("refuses the place %j, and not by failing", async (keys) => {
    const bent = ordersForBuyer(db, "RR8").page({ side: "after", keys });
    await expect(bent).rejects.toMatchObject({ kind: "not-found", code: "no-such-page" });
  });

  it("narrows its count and its pages alike", async () => {
    const list = ordersForCentre(db, { words: "Copy 12" });
    const page = await list.page(null);
    expect(page.total).toBe(1 + 10 + COPIES - 1_199);
    expect(idsOf(await walk(list)).length).toBe(page.total);
    expect(await list.count()).toBe(page.total);
  });

  it("passes by each row once while others are added before and behind", async () => {
    const there = new Set(idsOf(await walk(ordersForCentre(db))));
    const pages = await walk(ordersForCentre(db), (page) =>
      copyOrders(db, { orderId: origin, from: 20_000 + 2 * page, count: page % 2 }),
    );
    const seen = idsOf(pages);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...there].filter((id) => !seen.includes(id))).toEqual([]);
  });
});

describe("approvals", () => {
  it("are all there, the longest waiting first, and as many when they are decided", async () => {
    await askForShares(db, { payerCode: "QWO", decided: true });
    const waiting = approvalsWaiting(db, "QWO", { decided: true });
    const pages = await walk(waiting);
    const ids = pages.flatMap(({ rows }) => rows.map(({ orderId }) => orderId));
    expect(ids.length).toBeGreaterThanOrEqual(COPIES);
    expect(new Set(ids).size).toBe(pages[0]!.total);
    expect(await approvalsWaiting(db, "RR8", { decided: true }).count()).toBe(0);
  });
});

describe("approvals in another order", () => {
  it.each(["moment", "title", "buyer", "share"] as const)("by %s are all there, each once", async (by) => {
    for (const descending of [false, true]) {
      const list = approvalsWaiting(db, "QWO", { decided: true, sort: { by, descending } });
      const pages = await walk(list);
      const ids = pages.flatMap(({ rows }) => rows.map(({ orderId }) => orderId));
      expect(new Set(ids).size).toBe(pages[0]!.total);
      expect(ids).toHaveLength(pages[0]!.total);
    }
  });
});

describe("invoices", () => {
  const INVOICES = 1_236;
  const numbersOf = (pages: readonly Page<{ invoice: { number: string } }>[]) =>
    pages.flatMap(({ rows }) => rows.map(({ invoice }) => invoice.number));
  const byPayer: InvoiceFilter = { actor: PEOPLE.approver, as: "payer" };
  const bySupplier: InvoiceFilter = { actor: PEOPLE.editor, as: "supplier" };
  const openFirst: InvoiceFilter = { ...byPayer, states: OPEN_INVOICES, sort: DUE_FIRST };

  beforeAll(() =>
    copyInvoices(db, {
      orderId: origin,
      payerCode: "RR8",
      count: INVOICES,
      states: ["raised", "sent", "sent", "sent", "paid", "void"],
    }),
  );

  it.each([
    ["of a payer", byPayer, INVOICES],
    ["of a supplier", bySupplier, INVOICES],
    ["of the centre", { actor: PEOPLE.officer }, INVOICES],
    ["to pay, what is due first", openFirst, (INVOICES / 6) * 4],
    ["settled", { ...bySupplier, states: SETTLED_INVOICES }, (INVOICES / 6) * 2],
  ] as const)(
    "%s are all there, each once, counted, and in their file as on their pages",
    async (_, filter, all) => {
      const list = invoicesList(db, filter);
      const pages = await walk(list);
      const numbers = numbersOf(pages);
      expect(numbers.length).toBe(all);
      expect(new Set(numbers).size).toBe(all);
      expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([all]));
      expect(numbersOf(await walkBack(list, pages.at(-1)!))).toEqual(numbers);
      const inFile: string[] = [];
      for await (const rows of list.batches(500)) inFile.push(...rows.map(({ invoice }) => invoice.number));
      expect(inFile).toEqual(numbers);
    },
  );

  it.each(
    (["number", "due", "payer", "supplier", "gross"] as const).flatMap((by) => [
      [by, false] as const,
      [by, true] as const,
    ]),
  )("sorted by %s (downwards: %s) are all there, each once and in that order", async (by, descending) => {
    const rows = (await walk(invoicesList(db, { ...bySupplier, sort: { by, descending } }))).flatMap(
      (page) => page.rows,
    );
    expect(new Set(rows.map(({ invoice }) => invoice.number)).size).toBe(INVOICES);
    const keyOf: Record<InvoiceSort, (row: InvoiceRow) => string | bigint> = {
      number: (row: InvoiceRow) => BigInt(row.invoice.number.slice(4)),
      due: (row: InvoiceRow) => row.invoice.dueOn,
      payer: (row: InvoiceRow) => row.payerName,
      supplier: (row: InvoiceRow) => row.supplierName,
      gross: (row: InvoiceRow) => row.invoice.gross,
    };
    const key = keyOf[by];
    const keys = descending ? rows.map(key).reverse() : rows.map(key);
    expect(keys.every((each, at) => at === 0 || keys[at - 1]! <= each)).toBe(true);
  });

  it("are found by words in number, order, title, payer or supplier, and counted as found", async () => {
    const [first] = await invoicesList(db, byPayer).first(1);
    for (const words of [first!.invoice.number, first!.invoice.number.toLowerCase()]) {
      expect(await invoicesList(db, { ...byPayer, words }).count()).toBe(1);
    }
    expect(await invoicesList(db, { ...byPayer, words: first!.supplierName }).count()).toBe(INVOICES);
    expect(await invoicesList(db, { ...byPayer, words: "100%" }).count()).toBe(0);
    expect(await invoicesGross(db, { ...byPayer, words: first!.invoice.number })).toBe(first!.invoice.gross);
  });

  it("come with the latest first by their numbers, past the digit that is added at a million", async () => {
    const numbers = numbersOf(await walk(invoicesList(db, byPayer)));
    const asFigures = numbers.map((number) => Number(number.slice(4)));
    expect(asFigures).toEqual(asFigures.toSorted((a, b) => b - a));
    expect(asFigures[0]).toBe(999_000 + INVOICES);
  });

  it("that are due first lead, and the sum is of all of them and not of a page", async () => {
    const rows = (await walk(invoicesList(db, openFirst))).flatMap((page) => page.rows);
    const days = rows.map(({ invoice }) => invoice.dueOn);
    expect(days).toEqual(days.toSorted());
    expect(await invoicesGross(db, openFirst)).toBe(BigInt(rows.length) * 12_000n);
    expect(await invoicesGross(db, { ...openFirst, actor: PEOPLE.stranger })).toBe(0n);
  });

  it("that were due before a day are counted past the first page, for what needs somebody now", async () => {
    const sent = await invoicesList(db, { ...bySupplier, states: ["sent"], dueBefore: TODAY }).page(null, 20);
    expect(sent.rows.every(({ invoice }) => invoice.state === "sent" && invoice.dueOn < TODAY)).toBe(true);
    const whole = (await walk(invoicesList(db, bySupplier))).flatMap((page) => page.rows);
    const due = whole.filter(({ invoice }) => invoice.state === "sent" && invoice.dueOn < TODAY);
    expect(sent).toMatchObject({ total: due.length, first: 1 });
    expect(sent.rows).toHaveLength(20);
  });

  it("are nobody else's", async () => {
    expect(await invoicesList(db, { actor: PEOPLE.stranger }).count()).toBe(0);
    const place = (await invoicesList(db, byPayer).page(null)).next;
    expect(await invoicesList(db, { actor: PEOPLE.stranger }).page(place)).toMatchObject({
      rows: [],
      total: 0,
    });
  });
});

describe("lists that are mostly short", () => {
  beforeAll(() =>
    db.execute(sql`insert into email (to_address, subject, body, kind, created_at)
      select 'many@example.org', 'Mail ' || n, '[]', 'test', timestamptz '2026-01-01 09:00:00+00' + (n / 2) * interval '1 minute'
      from generate_series(1, 120) n`),
  );
  beforeAll(async () => {
    await copyOrders(db, { orderId: origin, from: 40_000, count: 60, state: "live" });
    await copyMilestonesAndSolutions(db, { state: "live", solutionId: "20001-001" });
  });

  it.each<[string, List<unknown>, number]>([
    ["e-mails to one address", mailbox(db, { to: "Many@example.org" }), 120],
    ["transfers between funds", transfersList(db), 0],
    ["transfers that wait", transfersWaiting(db, PEOPLE.officer.userId!), 0],
    ["transfers out of funds", carryOversFrom(db, ["FD-1"]), 0],
    ["clawbacks", clawbacksList(db, { financialYear: 2026, notBy: PEOPLE.officer.userId! }), 0],
    ["runs over the market", marketRuns(db), 0],
    ["orders with problems", ordersWithProblems(db, "MR-0001"), 0],
    ["milestones to confirm", milestonesWaiting(db, "RR8", ALL_DUE), 120],
    ["milestones of somebody else", milestonesWaiting(db, "QWO", ALL_DUE), 0],
    ["solutions on shortlists", shortlistedSolutions(db, "RR8"), 60],
    ["solutions on shortlists of somebody else", shortlistedSolutions(db, "QWO"), 0],
    ["scenarios", scenariosFor(db, PEOPLE.icb), 0],
    ["decided claims", claimsDecided(db), 0],
    ["changes of allocations", allocationHistory(db, { fundId: "none", organisationCode: "QWO" }), 0],
    ["unsettled payments", unsettledPayments(db), 0],
    ["long work", longWork(db), 0],
  ])("%s are counted and whole", async (_, list, all) => {
    expect(await list.count()).toBe(all);
    const rows = (await walk(list)).flatMap((page) => page.rows.map((row) => JSON.stringify(row)));
    expect(new Set(rows).size).toBe(all);
  });
});

describe("a list in batches", () => {
  it("has the rows of one moment, in the order of the pages, while others are added", async () => {
    const before = idsOf(await walk(ordersForCentre(db)));
    const ids = await db.transaction(
      async (tx) => {
        const found: string[] = [];
        for await (const rows of ordersForCentre(tx).batches(100)) {
          found.push(...rows.map(({ id }) => id));
          await copyOrders(db, { orderId: origin, from: 30_000 + found.length, count: 1 });
        }
        return found;
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
    expect(ids).toEqual(before);
    expect(await ordersForCentre(db).count()).toBeGreaterThan(before.length);
  });
});
