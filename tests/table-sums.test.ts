// Over 300 lines: one list of all tables of figures, each with the figures that it is tried with.
import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { partsOfFree, whereTheMoneyIs } from "~/domain/funding/fund";
import { trialBalanceByKindOf, trialBalanceOf, type AccountKind } from "~/domain/ledger/ledger";
import { formatPence } from "~/domain/money/format";
import { pence, sum, type Pence } from "~/domain/money/money";
import { payerTotals, totalsOf, yearRows, type Share } from "~/domain/who-pays/cost";
import { day } from "~/domain/shared/day";
import { financialYearPeriod, type FinancialYear } from "~/domain/shared/financial-year";
import { compareShares } from "~/domain/simulator/simulate";
import { comparedRows, comparedTotals } from "~/domain/simulator/compared-rows";
import { burnDownOf } from "~/domain/statements/burn-down";
import { BOARD_MAPS } from "~/domain/statements/board-maps";
import { placesOf } from "~/domain/statements/places";
import type { FlowRow } from "~/domain/statements/flows";
import { areaTable, flowTable, regionTable } from "~/domain/statements/money-tables";
import type { PaperTable } from "~/domain/statements/paper";
import { statementOf, withUseOnce, type StatementFacts } from "~/domain/statements/statement";
import { statementTables } from "~/domain/statements/statement-tables";
import { AllocationTable } from "~/ui/funding/allocation-table";
import { BurnDown } from "~/ui/statements/burn-down";
import { FundBars } from "~/ui/funding/fund-bar";
import { RunTotals, RunYears } from "~/ui/simulator/market-run";
import { PayersTable, YearsTable } from "~/ui/orders/order-document";
import { DifferencesTable, PayersByYear } from "~/ui/simulator/scenario-result";
import { DataTable } from "~/ui/kit/lists/data-table";
import { pagedTotals } from "~/ui/kit/lists/paged-totals";
import { TrialBalanceTable } from "~/ui/ledger/trial-balance";
import { csvSumFaults, sumFaults, tableFaults, tablesOf } from "./setup/table-sums";

/*
 * Every table of figures re-adds, whatever the figures are: the tables of papers, and the components of pages, rendered.
 * tests/journeys/whole/links.test.ts does the same with every page and file of the demonstration.
 */
const YEAR = 2026 as FinancialYear;
const RUNS = { numRuns: 60 };
const money = fc.integer({ min: 0, max: 9_999_999_99 }).map(pence);
const less = (a: Pence, ...others: Pence[]) => others.reduce<bigint>((left, one) => left - one, a) as Pence;

/** A paper's table as somebody reads it. */
function faultsOf({ title, columns, rows, totals }: PaperTable): string[] {
  const cells = (row: readonly unknown[]) =>
    row.map((cell, at) =>
      cell === null ? "" : columns[at]!.kind === "money" ? formatPence(cell as Pence) : String(cell),
    );
  return tableFaults({
    caption: title,
    headings: columns.map(({ header }) => header),
    rows: rows.map((row) => cells(row.cells)),
    totals: totals && rows.length > 0 ? [cells(totals)] : [],
  });
}

const rendered = (...parts: Parameters<typeof createElement>) =>
  renderToStaticMarkup(createElement(...parts));

describe("the reader of tables", () => {
  const table = (foot: string, cell = "£2.00") =>
    `<table><caption>T</caption><thead><tr><th>Fund</th><th>Excluding VAT</th><th>VAT</th><th>Including VAT</th></tr></thead>
    <tbody><tr><th>A</th><td><span class="nhsuk-table__heading" aria-hidden="true">Excluding VAT </span>£1,000.00</td><td>${cell}</td><td>£1,002.00</td></tr>
    <tr><th>B</th><td>−£0.50</td><td></td><td></td></tr></tbody>
    <tfoot><tr><td>Total</td><td>${foot}</td><td></td><td></td></tr></tfoot></table>`;

  it("finds a column and a row that do not add up, and no fault where they do", () => {
    expect(sumFaults(table("£999.50"))).toEqual([]);
    expect(sumFaults(table("£999.51"))).toEqual([
      'the table "T": the column "Excluding VAT" comes to £999.50, its foot says £999.51',
    ]);
    expect(sumFaults(table("£999.50", "£2.01"))).toEqual([
      'the table "T": in the row "A" Excluding VAT + VAT is £1002.01, and Including VAT is £1002.00',
    ]);
    expect(tablesOf(table("£1"))[0]!.rows[0]).toEqual(["A", "£1,000.00", "£2.00", "£1,002.00"]);
  });

  it("finds them in a total column, in counts, in a foot of three rows and in a file", () => {
    const head = "<thead><tr><th>Year</th><th>A</th><th>B</th><th>Total</th></tr></thead>";
    const body = (last: string) =>
      `<table>${head}<tbody><tr><th>2026</th><td>£1</td><td>£2</td><td>${last}</td></tr></tbody></table>`;
    expect([sumFaults(body("£3")), sumFaults(body("£4")).length]).toEqual([[], 1]);
    const counts = (foot: string) =>
      `<table><thead><tr><th>Kind</th><th>How many</th></tr></thead><tbody><tr><th>A</th><td>1,200</td></tr><tr><th>B</th><td>3</td></tr></tbody><tfoot><tr><th>Total</th><td>${foot}</td></tr></tfoot></table>`;
    expect([sumFaults(counts("1,203")), sumFaults(counts("1,204")).length]).toEqual([[], 1]);
    const order = (gross: string) =>
      `<table><thead><tr><th>Item</th><th>Sum</th></tr></thead><tbody><tr><th>A</th><td>£10</td></tr></tbody><tfoot><tr><th>Total excluding VAT</th><td>£10</td></tr><tr><th>VAT</th><td>£2</td></tr><tr><th>Total including VAT</th><td>${gross}</td></tr></tfoot></table>`;
    expect([sumFaults(order("£12")), sumFaults(order("£13")).length]).toEqual([[], 1]);
    const file = (vat: string) =>
      `Order,Excluding VAT (pounds),VAT (pounds),Including VAT (pounds)\r\n"C1, x",100.00,${vat},120.00\r\n`;
    expect([csvSumFaults(file("20.00")), csvSumFaults(file("20.01")).length]).toEqual([[], 1]);
  });
});

describe("papers re-add, whatever the figures", () => {
  const line = fc
    .record({
      buyerCode: fc.constantFrom("OWN", "OTHER"),
      payerCode: fc.constantFrom("OWN", "OTHER"),
      fundId: fc.constantFrom(null, "F1"),
      nature: fc.constantFrom("capital", "revenue"),
      net: money,
      vat: money,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      back: fc.constantFrom(0, 1),
      ended: fc.constantFrom(0, 1),
    })
    .map(({ share, back, ended, ...each }) => {
      const recoverableVat = back ? each.vat : pence(0);
      const cost = less((each.net + each.vat) as Pence, recoverableVat);
      const released = ended ? pence(BigInt(Math.floor(Number(cost) * share))) : pence(0);
      const paid = pence(BigInt(Math.floor(Number(cost - released) * share)));
      return {
        ...each,
        orderId: "C1",
        title: "Order",
        buyerName: each.buyerCode,
        supplierName: "Supplier",
        payerName: each.payerCode,
        fundName: each.fundId,
        financialYear: YEAR,
        recoverableVat,
        released,
        paid,
        left: less(cost, released, paid),
        vatPaid: pence(0),
        invoiced: pence(0),
      };
    });
  const fund = fc.record({ committed: money, drawn: money, free: money }).map((held) => ({
    fundId: "F1",
    name: "Fund",
    financialYear: YEAR,
    ...held,
    putIn: sum([held.committed, held.drawn, held.free]),
  }));
  const clawback = fc
    .record({ amount: money, by: fc.constantFrom("us", "others"), into: fc.constantFrom("fund", "budget") })
    .map((one) => ({
      ...one,
      orderId: "C1",
      from: "Own",
      to: "Fund",
      on: day("2026-11-22"),
      financialYear: YEAR,
    }));
  const grant = fc.record({
    amount: money,
    used: money,
    takenBack: money,
    kind: fc.constantFrom("allocation", "award", "offer"),
  });

  it("statements: those of buyers and those of who keeps funds", () => {
    const some = fc.record({
      lines: fc.array(line, { maxLength: 8 }),
      grants: fc.array(grant, { maxLength: 5 }),
      funds: fc.array(fund, { maxLength: 3 }),
      clawbacks: fc.array(clawback, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(some, ({ lines, grants, funds, clawbacks }) => {
        const facts = {
          organisation: { code: "OWN", name: "Own", kind: "trust" },
          lines,
          grants: withUseOnce(
            grants.map((one, at) => ({
              ...one,
              kind: one.kind as "award",
              fundId: `G${at}`,
              fundName: "Fund",
              financialYear: YEAR,
              nature: "revenue",
            })),
          ),
          funds,
          due: { first: [], count: 0, gross: pence(0) },
          accounts: [],
          clawbacks,
          position: { movement: 0n },
        } as StatementFacts;
        expect(statementTables(statementOf(facts, YEAR)).flatMap(faultsOf)).toEqual([]);
      }),
      RUNS,
    );
  }, 60_000);

  it("where the money goes: flows, boards and regions come to one sum", () => {
    const row = fc.record({
      boardCode: fc.constantFrom(null, "none", ...BOARD_MAPS[0]!.boards.slice(0, 9).map(({ code }) => code)),
      amount: money,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (some) => {
        const rows = some.map((one, at) => ({ ...one, fundId: `F${at}`, buyerCode: "B", supplierId: "S" }));
        const places = placesOf(rows as unknown as FlowRow[], day("2027-03-31"));
        const tables = [
          areaTable(places),
          regionTable(places),
          flowTable(rows as unknown as FlowRow[], "paid"),
        ];
        expect(tables.flatMap(faultsOf)).toEqual([]);
        expect(
          new Set(tables.map(({ totals }) => totals!.find((cell) => typeof cell === "bigint"))).size,
        ).toBe(1);
      }),
      RUNS,
    );
  }, 60_000);
});

describe("tables of pages re-add, whatever the figures", () => {
  const shares = fc.array(
    fc
      .record({
        payerCode: fc.constantFrom("A", "B", "C"),
        costCategory: fc.constantFrom("licence-subscription", "training-change"),
        nature: fc.constantFrom("capital" as const, "revenue" as const),
        financialYear: fc.constantFrom(2026, 2027),
        net: money,
        vat: money,
        back: fc.boolean(),
      })
      .map(
        ({ back, ...each }) => ({ ...each, recoverableVat: back ? each.vat : pence(0) }) as unknown as Share,
      ),
    { minLength: 1, maxLength: 10 },
  );
  const named = <Row extends { payerCode: string }>(row: Row) => ({ ...row, payerName: row.payerCode });

  it("who pays an order, in all and by year", () => {
    fc.assert(
      fc.property(shares, (some) => {
        const cost = {
          payers: payerTotals(some).map(named),
          years: yearRows(some).map(named),
          totals: totalsOf(some),
          shares: [],
          agreement: null,
          reason: null,
        } as never;
        expect(sumFaults(rendered(PayersTable as never, { cost } as never))).toEqual([]);
        expect(sumFaults(rendered(YearsTable as never, { cost } as never))).toEqual([]);
        const { years, totals } = cost as { years: { cost: Pence }[]; totals: { cost: Pence } };
        expect(sum(years.map((row) => row.cost))).toBe(totals.cost);
      }),
      RUNS,
    );
  }, 60_000);

  it("the simulator, runs over the market and scenarios side by side", () => {
    fc.assert(
      fc.property(shares, shares, (before, after) => {
        const withCost = (some: Share[]) =>
          some.map((share) => ({ ...share, cost: (share.net + share.vat - share.recoverableVat) as Pence }));
        const { byPayerYear, differences, total } = compareShares(
          withCost(before) as never,
          withCost(after) as never,
        );
        const rows = byPayerYear.map(named);
        const html = [
          rendered(
            DifferencesTable as never,
            {
              rows: differences.map(named),
              total,
              compared: true,
              explainHref: () => "/",
              downloads: [],
            } as never,
          ),
          rendered(PayersByYear as never, { title: "T", rows, compared: true } as never),
          rendered(
            RunYears as never,
            {
              title: "T",
              years: rows.map((row) => ({ ...row, before: row.before.cost, after: row.after.cost })),
            } as never,
          ),
          rendered(
            RunTotals as never,
            {
              totals: differences
                .map(named)
                .map((row) => ({ ...row, before: row.before.cost, after: row.after.cost })),
            } as never,
          ),
        ];
        expect(html.flatMap(sumFaults)).toEqual([]);
        const compared = comparedRows([rows, null]);
        const [all, none] = comparedTotals([rows, null]);
        expect(none).toBeNull();
        for (const whole of [false, true]) {
          const cells = compared
            .filter((row) => (row.financialYear === null) === whole)
            .map((row) => row.costs[0]!);
          expect(sum(cells)).toBe(all);
        }
      }),
      RUNS,
    );
  }, 60_000);

  it("funds: where the money is, how it is used up, and what of each allocation is left", () => {
    const held = fc.record({ committed: money, drawn: money, free: money, unusedAllocations: money });
    fc.assert(
      fc.property(fc.array(held, { minLength: 1, maxLength: 4 }), (some) => {
        const funds = some.map((one) => ({
          ...one,
          allocated: sum([one.committed, one.drawn, one.free]),
        }));
        for (const one of funds) {
          const parts = partsOfFree(one, one.unusedAllocations);
          expect(parts.allocated + parts.freeToAllocate).toBe(one.free);
          expect(parts.freeToAllocate >= 0n).toBe(true);
          expect(sum(Object.values(whereTheMoneyIs(one)))).toBe(one.allocated);
        }
        const [first] = funds;
        const figures = burnDownOf(
          [
            {
              month: day("2026-04-01"),
              creditsPosted: first!.allocated,
              debitsPosted: first!.drawn,
              debitsPending: first!.committed,
            },
          ],
          financialYearPeriod(YEAR),
          day("2026-11-24"),
        );
        const html = [
          rendered(
            FundBars as never,
            {
              title: "T",
              funds: funds.map((one, at) => ({ key: String(at), name: "F", money: whereTheMoneyIs(one) })),
            } as never,
          ),
          rendered(BurnDown as never, { name: "F", figures } as never),
          rendered(
            AllocationTable as never,
            {
              base: "/",
              eligibleKinds: [],
              rows: funds.map((one, at) => ({
                organisationCode: String(at),
                organisationName: "O",
                basis: "",
                amount: one.unusedAllocations,
                committed: one.committed,
                drawn: one.drawn,
                takenBack: first!.drawn,
                offered: one.free,
                free: less(one.unusedAllocations, one.committed, one.drawn, first!.drawn, one.free),
              })),
            } as never,
          ),
        ];
        expect(html.flatMap(tablesOf).length).toBeGreaterThanOrEqual(2);
        expect(html.flatMap(sumFaults)).toEqual([]);
      }),
      RUNS,
    );
  }, 60_000);

  it("the trial balance, by kind of account", () => {
    const account = fc.record({
      kind: fc.constantFrom<AccountKind>("fund", "budget", "supplier", "vat", "source"),
      debitsPending: money,
      debitsPosted: money,
      creditsPending: money,
      creditsPosted: money,
    });
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 12 }), (accounts) => {
        const kinds = trialBalanceByKindOf(accounts);
        const html = rendered(
          TrialBalanceTable as never,
          { kinds, totals: trialBalanceOf(accounts) } as never,
        );
        expect(tablesOf(html)[0]!.totals).toHaveLength(1);
        expect(sumFaults(html)).toEqual([]);
      }),
      RUNS,
    );
  }, 60_000);

  it("page by page: the foot has what is in sight, what is not, and all rows", () => {
    const account = fc.record({ key: fc.uuid(), creditsPosted: money, debitsPosted: money });
    fc.assert(
      fc.property(
        fc.array(account, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (all, size) => {
          const shown = all.slice(0, size);
          const figures = {
            in: (row: (typeof all)[number]) => row.creditsPosted,
            out: (row: (typeof all)[number]) => row.debitsPosted,
          };
          const totals = pagedTotals(shown, all, { name: "key", noun: "accounts", figures });
          const html = rendered(
            DataTable as never,
            {
              caption: "Accounts",
              rows: shown,
              rowKey: (row: (typeof all)[number]) => row.key,
              columns: [
                { key: "key", header: "Account", rowHeader: true, cell: () => "An account" },
                ...(["in", "out"] as const).map((key) => ({
                  key,
                  header: key,
                  numeric: true,
                  cell: (row: (typeof all)[number]) => formatPence(figures[key](row)),
                })),
              ],
              totals,
            } as never,
          );
          expect(totals).toHaveLength(shown.length < all.length ? 3 : 1);
          expect(totals.at(-1)!["in"]).toBe(formatPence(sum(all.map((row) => row.creditsPosted))));
          expect(sumFaults(html)).toEqual([]);
        },
      ),
      RUNS,
    );
  }, 60_000);
});
