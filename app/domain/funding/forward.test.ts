import { describe, expect, it } from "vitest";
import { pence } from "../money/money";
import { day } from "../shared/day";
import { closingSoon, daysText, forwardView, yearsTable, type ForwardFund } from "./forward";
import { fundCalendar } from "./fund-calendar";

const TODAY = day("2026-11-22");
const fund = (
  fundId: string,
  opensOn: string,
  closesOn: string,
  more: Partial<ForwardFund> = {},
): ForwardFund => ({
  fundId,
  name: `Fund ${fundId}`,
  programmeId: "p",
  programmeName: "Programme",
  payerName: "NHS England",
  financialYear: 2026,
  nature: "revenue",
  carriesOver: false,
  opensOn: day(opensOn),
  closesOn: day(closesOn),
  eligibleBuyerKinds: [],
  allocated: pence(100),
  committed: pence(0),
  drawn: pence(0),
  free: pence(100),
  payerAgreed: true,
  lapsed: pence(0),
  ...more,
});
const FUNDS = [
  fund("past", "2025-04-01", "2026-03-31", { financialYear: 2025 }),
  fund("later", "2027-04-01", "2028-03-31", { financialYear: 2027, free: pence(60) }),
  fund("long", "2026-04-01", "2027-03-31", { eligibleBuyerKinds: ["trust"] }),
  fund("soon", "2026-04-01", "2026-12-01", {
    nature: "capital",
    programmeId: "a",
    programmeName: "Another; one",
  }),
  fund("next", "2026-11-23", "2027-03-31"),
];

describe("the years at one look", () => {
  it("has what is open of a year that is over, and nothing else of it", () => {
    const over = day("2027-04-05");
    const funds = [
      ...FUNDS,
      fund("carries", "2026-04-01", "2027-09-30", { carriesOver: true, programmeId: "c" }),
    ];
    const { years, rows } = yearsTable(funds, over);
    expect(years).toEqual([2026, 2027]);
    expect(rows.find((row) => row.programmeId === "c")?.byYear.get(2026)?.funds).toBe(1);
    expect(rows.filter((row) => row.byYear.has(2026)).map((row) => row.programmeId)).toEqual(["c"]);
  });
});

describe("the forward view", () => {
  it("puts what closes first at the top, then what opens first, then the past", () => {
    const rows = forwardView(FUNDS, {}, TODAY);
    expect(rows.map((row) => [row.fundId, row.state, daysText(row)])).toEqual([
      ["soon", "open", "Closes in 9 days"],
      ["long", "open", "Closes in 129 days"],
      ["next", "coming", "Opens tomorrow"],
      ["later", "coming", "Opens in 130 days"],
      ["past", "closed", "Closed"],
    ]);
    expect(closingSoon(rows, 90).map((row) => row.fundId)).toEqual(["soon"]);
    expect(daysText(forwardView(FUNDS, {}, day("2026-12-01"))[0]!)).toBe("Closes today");
  });

  it("is filtered by who may use a fund and by kind of money", () => {
    const ids = (filter: Parameters<typeof forwardView>[1]) =>
      forwardView(FUNDS, filter, TODAY).map((row) => row.fundId);
    expect(ids({ kind: "icb" })).not.toContain("long");
    expect(ids({ kind: "trust" })).toContain("long");
    expect(ids({ nature: "capital" })).toEqual(["soon"]);
    expect(ids({ programmeId: "a", financialYear: 2026 })).toEqual(["soon"]);
  });

  it("adds up the years to come by programme", () => {
    const table = yearsTable(FUNDS, TODAY);
    expect(table.years).toEqual([2026, 2027]);
    expect(table.rows.map((row) => [row.programmeName, row.byYear.get(2026)?.amount])).toEqual([
      ["Another; one", 100n],
      ["Programme", 200n],
    ]);
    expect(table.totals.get(2027)).toEqual({ amount: 100n, free: 60n, funds: 1 });
  });

  it("is a calendar that other programs can read", () => {
    const text = fundCalendar(
      forwardView(FUNDS, {}, TODAY),
      "dovetail.example",
      new Date("2026-11-22T10:00:00Z"),
    );
    expect(text).toContain("DTSTAMP:20261122T100000Z\r\n");
    const closing = text.split("BEGIN:VEVENT\r\n").find((event) => event.startsWith("UID:soon-closes@"));
    expect(closing).toContain("UID:soon-closes@dovetail.example\r\n");
    expect(closing).toContain("DTSTART;VALUE=DATE:20261201\r\n");
    expect(text.replaceAll("\r\n ", "")).toContain(
      "DESCRIPTION:Another\\; one\\, 2026/27 capital\\, paid by NHS England.",
    );
    expect(text).not.toContain("past");
    expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});
