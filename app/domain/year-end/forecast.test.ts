// Over 300 lines: one arithmetic by fund, organisation and month, each story with its figures.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPence } from "~/domain/money/format";
import { pence, sum } from "~/domain/money/money";
import { addDays, day } from "~/domain/shared/day";
import {
  expectedParts,
  headline,
  lapseForecast,
  putInNow,
  type ForecastAllocation,
  type ForecastFund,
  type ForecastReservation,
} from "./forecast";

const TODAY = day("2026-11-22");
const fund = (over: Partial<ForecastFund> = {}): ForecastFund => ({
  fundId: "FD",
  name: "Frontline 2026/27",
  programmeName: "Frontline",
  payerCode: "X24",
  carriesOver: false,
  allocated: pence(1_000_00),
  committed: pence(600_00),
  drawn: pence(100_00),
  free: pence(300_00),
  lapsed: pence(0),
  carried: pence(0),
  ...over,
});
const reservation = (over: Partial<ForecastReservation> = {}): ForecastReservation => ({
  orderId: "C1",
  orderTitle: "Records",
  fundId: "FD",
  organisationCode: "RR8",
  organisationName: "Leeds",
  drawn: pence(100_00),
  takenBack: pence(0),
  left: pence(600_00),
  invoiced: [],
  open: [
    { dueOn: day("2027-02-01"), weight: 5_000n },
    { dueOn: day("2027-04-01"), weight: 2_500n },
  ],
  ...over,
});
const ask = (
  funds: ForecastFund[],
  reservations: ForecastReservation[],
  allocations: ForecastAllocation[] = [],
  closed = false,
) =>
  lapseForecast({
    financialYear: 2026,
    closed,
    today: TODAY,
    funds,
    reservations,
    allocations,
    drawnByMonth: [],
  });

describe("what is expected to be drawn", () => {
  it("goes by what is not invoiced yet, to the penny", () => {
    // 600.00 in the ratio 50 to 25: 400.00 in February, 200.00 after the year
    expect(expectedParts(reservation(), TODAY)).toEqual([
      { on: "2027-02-01", amount: 400_00n },
      { on: "2027-04-01", amount: 200_00n },
    ]);
  });

  it("takes invoices that are out first, and what is late as due today", () => {
    const late = reservation({
      invoiced: [{ dueOn: day("2026-11-01"), cost: pence(150_00) }],
      open: [{ dueOn: day("2026-10-01"), weight: 1n }],
    });
    expect(expectedParts(late, TODAY)).toEqual([
      { on: TODAY, amount: 150_00n },
      { on: TODAY, amount: 450_00n },
    ]);
  });

  it("never comes when nothing more falls due", () => {
    expect(expectedParts(reservation({ open: [] }), TODAY)).toEqual([{ on: null, amount: 600_00n }]);
  });
});

describe("what lapses", () => {
  it("is what is free and what is reserved for later, and says so in words", () => {
    const forecast = ask([fund()], [reservation()]);
    // 300.00 free + 600.00 - 400.00 in time = 500.00
    expect(forecast.totals).toMatchObject({
      expected: 400_00n,
      notInTime: 200_00n,
      lapses: 500_00n,
      carries: 0n,
    });
    expect(
      headline(forecast, (amount) => formatPence(amount, { whole: true }), { closed: false, today: TODAY }),
    ).toBe(
      "£500 of £1,000 lapses on 31 March 2027 as things stand: £300 is free to commit and £200 is reserved for results that fall due later.",
    );
    expect(
      forecast.months.map((month) => [month.month, month.expected]).filter(([, amount]) => amount !== 0n),
    ).toEqual([
      ["2027-02-01", 400_00n],
      [null, 200_00n],
    ]);
  });

  it("is nothing for a fund that carries over, of which only what was agreed does", () => {
    const forecast = ask([fund({ carriesOver: true })], [reservation()]);
    expect(forecast.totals).toMatchObject({ lapses: 0n, carries: 0n, notAgreed: 500_00n });
    // 40.00 of 1,000.00 went on: 960.00 is put in, and 40.00 in the fund of the year after, once.
    const some = fund({
      carriesOver: true,
      allocated: pence(960_00),
      free: pence(260_00),
      carried: pence(40_00),
    });
    const told = ask([some], [reservation()]);
    expect(told.totals).toMatchObject({ allocated: 960_00n, carries: 40_00n, notAgreed: 460_00n });
    expect(putInNow(told.totals)).toBe(960_00n);
    // What was allocated and not used may be what went on; the rows still come to the fund.
    const allocations = [
      { fundId: "FD", organisationCode: "RR8", organisationName: "Leeds", amount: pence(1_000_00) },
    ];
    expect(
      ask([some], [reservation()], allocations).organisations.map((row) => [
        row.organisationName,
        row.allocated,
        row.left,
      ]),
    ).toEqual([
      ["Leeds", 1_000_00n, 260_00n],
      ["Allocated, and carried over", -40_00n, 0n],
    ]);
    expect(headline(forecast, formatPence, { closed: false, today: TODAY })).toBe(
      "Nothing lapses on 31 March 2027 as things stand.",
    );
    expect(headline(ask([], []), formatPence, { closed: false, today: TODAY })).toBe(
      "There is no fund of this year.",
    );
  });

  it("falls on those whose allocation is unused, as far as the money is still there", () => {
    const allocations = [
      { fundId: "FD", organisationCode: "RR8", organisationName: "Leeds", amount: pence(750_00) },
      { fundId: "FD", organisationCode: "R0A", organisationName: "Manchester", amount: pence(400_00) },
    ];
    // Leeds: 50.00 of 750.00 unused; Manchester: all 400.00; but only 300.00 are free: 33.33 and 266.67
    expect(
      ask([fund()], [reservation()], allocations).organisations.map((row) => [
        row.organisationName,
        row.lapses,
      ]),
    ).toEqual([
      ["Manchester", 266_67n],
      ["Leeds", 233_33n],
      ["Allocated to nobody", 0n],
    ]);
  });

  it("of a closed year is what lapsed, and what is still reserved was kept to be paid", () => {
    const closed = fund({ free: pence(0), lapsed: pence(300_00) });
    const allocations = [
      { fundId: "FD", organisationCode: "R0A", organisationName: "Manchester", amount: pence(400_00) },
    ];
    const forecast = ask([closed], [reservation()], allocations, true);
    expect(forecast.totals).toMatchObject({ lapses: 300_00n, lapsed: 300_00n, notInTime: 0n });
    expect(forecast.organisations.map((row) => [row.organisationName, row.lapses])).toEqual([
      ["Manchester", 300_00n],
      ["Leeds", 0n],
      ["Allocated to nobody", 0n],
    ]);
    expect(headline(forecast, formatPence, { closed: true, today: TODAY })).toBe(
      "The year is closed: £100.00 was drawn and £300.00 lapsed.",
    );
  });

  it("of a closed year says carried over only of what was, and what stays in its fund", () => {
    const keeps = fund({ carriesOver: true, free: pence(260_00), carried: pence(40_00) });
    const gone = fund({ fundId: "OLD", committed: pence(0), free: pence(5_00), lapsed: pence(895_00) });
    const forecast = ask([keeps, gone], [reservation()], [], true);
    expect(forecast.funds.map(({ carries, lapses, stays }) => [carries, lapses, stays])).toEqual([
      [40_00n, 0n, 260_00n],
      [0n, 895_00n, 5_00n],
    ]);
    expect(forecast.totals).toMatchObject({ carries: 40_00n, lapses: 895_00n, stays: 265_00n });
    expect(headline(forecast, formatPence, { closed: true, today: TODAY })).toBe(
      "The year is closed: £200.00 was drawn, £40.00 was carried over and £895.00 lapsed. £265.00 stays in its funds, neither carried over nor lapsed.",
    );
  });

  it("shows what organisations took beyond their allocations, and from what", () => {
    // 1,000.00: 500.00 for Manchester; Leeds has no allocation and took 700.00, so 200.00 of Manchester's own is gone.
    const allocations = [
      { fundId: "FD", organisationCode: "R0A", organisationName: "Manchester", amount: pence(500_00) },
    ];
    const rows = ask([fund()], [reservation()], allocations).organisations;
    expect(rows.map((row) => [row.organisationName, row.allocated, row.moreThanAllocated, row.left])).toEqual(
      [
        ["Manchester", 500_00n, -200_00n, 300_00n],
        ["Leeds", 0n, 700_00n, 0n],
        ["Allocated to nobody", 500_00n, -500_00n, 0n],
      ],
    );
  });

  it("adds up by fund, by organisation and by month, whatever the figures", () => {
    const amount = fc.integer({ min: 0, max: 5_000_000 });
    const due = fc.integer({ min: -200, max: 500 }).map((days) => addDays(TODAY, days));
    const held = fc.record({
      who: fc.constantFrom("A", "B", "C"),
      fundId: fc.constantFrom("F1", "F2"),
      drawn: amount,
      left: amount,
      invoiced: fc.array(fc.record({ dueOn: due, cost: amount.map(pence) }), { maxLength: 2 }),
      open: fc.array(fc.record({ dueOn: due, weight: fc.bigInt({ min: 0n, max: 10_000n }) }), {
        maxLength: 4,
      }),
    });
    const planned = fc.record({
      who: fc.constantFrom("A", "B", "D"),
      fundId: fc.constantFrom("F1", "F2"),
      amount,
    });
    fc.assert(
      fc.property(
        fc.array(held, { maxLength: 8 }),
        fc.array(planned, { maxLength: 4 }),
        amount,
        fc.boolean(),
        fc.boolean(),
        amount,
        (all, plans, free, carries, closed, gone) => {
          const reservations = all.map((one, index) =>
            reservation({
              ...one,
              orderId: `C${index}`,
              organisationCode: one.who,
              organisationName: one.who,
              drawn: pence(one.drawn),
              left: pence(one.left),
            }),
          );
          const funds = ["F1", "F2"].map((fundId) => {
            const own = reservations.filter((one) => one.fundId === fundId);
            const [committed, drawn] = [sum(own.map((one) => one.left)), sum(own.map((one) => one.drawn))];
            const carriesOver = carries && fundId === "F2";
            // What was carried over is no part of an open year; what lapsed is gone only when it is closed.
            const left = pence(closed || carriesOver ? gone : 0);
            const told = closed ? left : pence(0);
            return fund({
              fundId,
              carriesOver,
              committed,
              drawn,
              free: pence(free),
              lapsed: carriesOver ? pence(0) : left,
              carried: carriesOver ? left : pence(0),
              allocated: pence(BigInt(free) + committed + drawn + told),
            });
          });
          const allocations = plans.map((plan) => ({
            ...plan,
            organisationCode: plan.who,
            organisationName: plan.who,
            amount: pence(plan.amount),
          }));
          const forecast = ask(funds, reservations, allocations, closed);
          for (const one of forecast.funds) {
            const rows = forecast.organisations.filter((row) => row.fundId === one.fundId);
            for (const key of ["allocated", "committed", "drawn", "expected", "lapses"] as const) {
              expect(sum(rows.map((row) => row[key]))).toBe(one[key]);
            }
            const gone = closed ? one.lapsed + one.carried : 0n;
            expect(sum(rows.map((row) => row.left))).toBe(one.free + gone);
            expect(putInNow(one)).toBe(one.allocated - gone);
            expect(sum(rows.map((row) => row.moreThanAllocated))).toBe(0n);
            for (const row of rows) {
              expect(row.allocated + row.moreThanAllocated).toBe(row.drawn + row.committed + row.left);
            }
            expect(rows.every((row) => row.lapses >= 0n)).toBe(true);
            const carried = closed ? one.carries : 0n;
            expect(one.drawn + one.expected + one.lapses + carried + one.notAgreed + one.stays).toBe(
              one.allocated,
            );
            // A closed year tells only what was.
            const was = closed ? [one.lapsed, one.carried] : [one.lapses, one.carries];
            expect([one.lapses, one.carries]).toEqual(was);
          }
          expect(sum(forecast.months.map((month) => month.expected))).toBe(forecast.totals.committed);
          if (closed) return;
          const inYear = forecast.months.filter((month) => month.month !== null);
          expect(sum(inYear.map((month) => month.expected))).toBe(forecast.totals.expected);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("after the last day of the year", () => {
  const ended = { closed: false, today: day("2027-04-05") };

  it("nothing stands as things stand: it lapses when the year is closed", () => {
    const forecast = ask([fund()], [reservation()]);
    expect(headline(forecast, (amount) => formatPence(amount, { whole: true }), ended)).toMatch(
      /^The year ended on 31 March 2027. When it is closed, £500 of £1,000 lapses: /,
    );
    expect(headline(ask([fund({ carriesOver: true })], []), formatPence, ended)).toBe(
      "The year ended on 31 March 2027. When it is closed, nothing lapses.",
    );
  });
});
