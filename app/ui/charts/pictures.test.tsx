import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { financialYearPeriod } from "~/domain/shared/financial-year";
import { burnDownOf } from "~/domain/statements/burn-down";
import { perHeadOf, placesOf } from "~/domain/statements/places";
import { flowsOf, type FlowRow } from "~/domain/statements/flows";
import { BurnDown, burnDownFinding } from "~/ui/statements/burn-down";
import { fitted, shortMoney, widthOf, wrapped } from "./picture-text";
import { flowFinding, Sankey } from "./sankey";
import { shadeOf, shadesFor } from "./shades";
import { placesFinding, TileGrid, tileText } from "./tile-grid";

const html = renderToStaticMarkup;
const row = (change: Partial<FlowRow>): FlowRow => ({
  programmeId: "fd",
  programmeName: "Frontline Digitisation",
  fundId: "FD-2026",
  fundName: "Frontline Digitisation 2026/27",
  buyerCode: "RR8",
  buyerName: "Leeds Teaching Hospitals NHS Trust",
  boardCode: "QWO",
  regionCode: "Y63",
  supplierId: "20001",
  supplierName: "Alder Systems",
  amount: pence(1_000_000_00n),
  ...change,
});
const rows = [
  row({}),
  row({ programmeId: null, programmeName: null, fundId: null, amount: pence(250_000_00n) }),
];

describe("the picture of flows", () => {
  const flows = flowsOf(rows, { by: "programme", most: { source: 6, buyer: 12, supplier: 10 } });

  it("is drawn for wide screens and for phones, labelled, without inline style", () => {
    const out = html(<Sankey flows={flows} labelledBy="t" />);
    expect(out.match(/role="img" aria-labelledby="t"/g)).toHaveLength(2);
    expect(out).toContain("Leeds Teaching Hospitals");
    expect(out).not.toMatch(/style=|NaN/);
  });

  it("says its finding", () => {
    expect(flowFinding(flows, 1)).toBe(
      "£1.3 million goes to one supplier; 80% of it comes from Frontline Digitisation",
    );
  });
});

describe("the map", () => {
  const ON = day("2027-03-31");
  const places = placesOf([...rows, row({ boardCode: null, amount: pence(5n) })], ON);

  it("has a tile for each of the 36 boards, and every patient of England once", () => {
    const out = html(<TileGrid places={places} measure="total" labelledBy="t" />);
    expect(out.match(/<rect /g)!.length).toBeGreaterThanOrEqual(36);
    expect(out).toContain("£1.3m");
    expect(out).not.toMatch(/style=|NaN/);
    expect(places.boards).toHaveLength(36);
    expect(new Set(places.boards.map(({ board }) => `${board.column},${board.row}`)).size).toBe(36);
    // 61.65 million in the published list, less four practices that had no board.
    expect(places.regions.reduce((total, region) => total + region.patients, 0)).toBe(61_603_867);
  });

  it("loses no money: boards and elsewhere, regions and elsewhere sum to the rows", () => {
    const total = (amounts: readonly { amount: bigint }[]) =>
      amounts.reduce((sum, place) => sum + place.amount, places.elsewhere as bigint);
    expect(total(places.boards)).toBe(125_000_005n);
    expect(total(places.regions)).toBe(125_000_005n);
  });

  it("says its finding", () => {
    expect(placesFinding(places, "total")).toBe(
      "North East and Yorkshire has the most, £1.3m; 35 of 36 areas have none",
    );
    expect(placesFinding(placesOf([], ON), "total")).toContain("No part of England");
  });

  it("says what it is a head to a hundredth of a penny, rounded half up", () => {
    expect([perHeadOf(266n, 100), perHeadOf(5n, 1_000), perHeadOf(125n, 10_000)]).toEqual([266n, 1n, 1n]);
    // Some money is never none, and nobody has none.
    expect([perHeadOf(1n, 1_000_000), perHeadOf(0n, 5), perHeadOf(5n, 0)]).toEqual([1n, 0n, 0n]);
    expect([tileText(266n, "per-head"), tileText(0n, "per-head")]).toEqual(["2.66p", "£0"]);
    expect(tileText(1_234_500n, "per-head")).toBe("£123");
  });

  it("shades nothing apart from something, and more never lighter than less", () => {
    const values = [0n, 5n, 90n, 1_234n, 40_000n, 41_000n, 9_999_999n].map((value) => pence(value));
    const shades = shadesFor(values);
    const steps = values.map((value) => shades.indexOf(shadeOf(shades, value)));
    expect(steps[0]).toBe(0);
    expect(steps[1]).toBeGreaterThan(0);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(shadesFor([])).toHaveLength(1);
    expect(shadesFor([pence(7n)])).toHaveLength(2);
  });
});

describe("a burn-down", () => {
  const year = financialYearPeriod(2026);
  const moved = [
    {
      month: day("2025-08-01"),
      creditsPosted: pence(1_200_00n),
      debitsPosted: pence(0),
      debitsPending: pence(0),
    },
    {
      month: day("2026-05-01"),
      creditsPosted: pence(0),
      debitsPosted: pence(0),
      debitsPending: pence(300_00n),
    },
    {
      month: day("2026-07-01"),
      creditsPosted: pence(0),
      debitsPosted: pence(100_00n),
      debitsPending: pence(-100_00n),
    },
  ];

  it("adds up at every point, and even use ends at nothing", () => {
    const figures = burnDownOf(moved, year, day("2026-09-30"));
    for (const point of figures.points) expect(point.free + point.committed + point.drawn).toBe(point.putIn);
    expect(figures.points.map((point) => point.on)).toEqual(
      ["2026-04-01", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"].map(
        day,
      ),
    );
    expect(figures.points.at(-1)).toMatchObject({ free: 900_00n, committed: 200_00n, drawn: 100_00n });
    expect(figures.points[0]!.plan).toBe(1_200_00n);
    const whole = burnDownOf(moved, year, day("2027-06-01"));
    expect(whole.points.at(-1)).toMatchObject({ on: "2027-03-31", plan: 0n });
    expect(whole.forecast).toBeNull();
  });

  it("forecasts by the pace so far, and says when the fund is used up", () => {
    // £300 of £1,200 in 182 days; the 182 days that are left take £300 more.
    const figures = burnDownOf(moved, year, day("2026-09-30"));
    expect(figures.forecast).toEqual({ free: 600_00n, usedUpOn: null });
    expect(burnDownFinding(figures)).toBe("At this pace £600 of £1.2k is left when the year ends");
    const fast = { ...moved[1]!, debitsPending: pence(1_100_00n) };
    const soon = burnDownOf([moved[0]!, fast], year, day("2026-09-30"));
    // £1,100 in 182 days: the last £100 is gone 16 days later.
    expect(soon.forecast).toEqual({ free: 0n, usedUpOn: "2026-10-16" });
    expect(burnDownFinding(soon)).toBe("At this pace the fund is used up in October 2026");
  });

  it("begins where money was put in, when the year had begun before", () => {
    const late = [{ ...moved[0]!, month: day("2026-06-01") }, moved[2]!];
    const figures = burnDownOf(late, year, day("2026-09-30"));
    const out = html(<BurnDown name="Late" figures={figures} />);
    const even = [...out.matchAll(/<line x1="([\d.]+)" x2="([\d.]+)"[^>]*stroke-dasharray/g)];
    const drawn = [...out.matchAll(/<polyline points="([\d.]+),/g)];
    expect(even.map(([, from]) => from)).toEqual([drawn[0]![1], drawn[2]![1]]);
    expect(figures.points.map((point) => point.on)).toEqual(
      ["2026-06-01", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"].map(day),
    );
    expect(figures.points[0]).toMatchObject({ putIn: 1_200_00n, free: 1_200_00n, plan: 1_200_00n });
    for (const point of figures.points) expect(point.putIn).toBe(1_200_00n);
    // In its year's first month too, and not as a rise from nothing
    const first = burnDownOf([{ ...moved[0]!, month: day("2026-04-01") }], year, day("2026-05-10"));
    expect(first.points[0]).toMatchObject({ on: "2026-04-01", putIn: 1_200_00n, free: 1_200_00n });
    // £300 used in the 121 days since 1 June: the pace is theirs, and 182 days are left. 300 x 182 / 121 = 451.24
    const used = burnDownOf([late[0]!, { ...moved[1]!, month: day("2026-07-01") }], year, day("2026-09-30"));
    expect(used.forecast).toEqual({ free: 900_00n - 451_24n, usedUpOn: null });
    // Nothing put in yet: still the year as it is
    expect(burnDownOf([], year, day("2026-05-10")).points[0]!.on).toBe("2026-04-01");
  });

  it("begins on the day on which money was put in, with what was put in then", () => {
    const opened = [{ ...moved[0]!, month: day("2026-06-01") }];
    const first = { on: day("2026-06-10"), amount: pence(1_000_00n) };
    const figures = burnDownOf(opened, year, day("2026-07-20"), first);
    // £200 more came later in June: before the 10th the fund had nothing, and it is not said to have had any.
    expect(figures.points.map((point) => [point.on, point.putIn])).toEqual([
      ["2026-06-10", 1_000_00n],
      ["2026-06-30", 1_200_00n],
      ["2026-07-20", 1_200_00n],
    ]);
    const today = burnDownOf(opened, year, first.on, first);
    expect(today.points.map((point) => [point.on, point.putIn])).toEqual([["2026-06-10", 1_200_00n]]);
  });

  it("says nothing of a pace in the first month, before the year or of an empty fund", () => {
    expect(burnDownOf(moved, year, day("2026-04-20")).forecast).toBeNull();
    const before = burnDownOf(moved, year, day("2026-01-01"));
    expect(before.points).toHaveLength(1);
    expect(burnDownFinding(before)).toContain("The fund’s year begins on 1 April 2026");
    expect(html(<BurnDown name="Empty" figures={burnDownOf([], year, day("2026-09-30"))} />)).toBe("");
  });

  it("is labelled, has its table and no inline style", () => {
    const out = html(<BurnDown name="Fund" figures={burnDownOf(moved, year, day("2026-09-30"))} />);
    expect(out.match(/role="img" aria-labelledby="burn-down-title"/g)).toHaveLength(2);
    expect(out).toContain("Free to commit in even use");
    expect(out).not.toMatch(/style=|NaN/);
  });
});

describe("words in pictures", () => {
  it("fit the room they have in a wide font, with the figure that follows them", () => {
    const names = [
      "Frontline Digitisation capital 2026/27",
      "WWW MMM WWW MMM WWW MMM",
      "Own budgets",
      "Incomparably-long",
    ];
    for (const name of names) {
      for (const most of [1, 2]) {
        const lines = fitted(name, { room: 190, size: 14, most, figure: "£12.3m" });
        expect(lines.length).toBeLessThanOrEqual(most);
        const last = widthOf(lines.at(-1)!, 14) + widthOf(" £12.3m", 14, true);
        expect(Math.max(last, ...lines.map((line) => widthOf(line, 14)))).toBeLessThanOrEqual(190);
      }
    }
    expect(fitted("Own budgets", { room: 190, size: 14, most: 1, figure: "£12.3m" })).toEqual([
      "Own budgets",
    ]);
  });

  it.each([
    [0n, "£0"],
    [99_49n, "£99"],
    [1_250_00n, "£1.3k"],
    [45_499_00n, "£45k"],
    [999_499_00n, "£999k"],
    [999_500_00n, "£1m"],
    [1_250_000_00n, "£1.3m"],
    [1_234_567_890_00n, "£1,234m"],
  ])("%s pence is %s", (amount, shown) => expect(shortMoney(pence(amount))).toBe(shown));

  it("leaves out what every organisation has in its name, and breaks at words", () => {
    expect(wrapped("Leeds Teaching Hospitals NHS Trust", 14, 2)).toEqual(["Leeds Teaching", "Hospitals"]);
    expect(wrapped("NHS West Yorkshire Integrated Care Board", 30, 1)).toEqual(["NHS West Yorkshire"]);
    expect(wrapped("One two three four", 8, 1)).toEqual(["One two…"]);
  });
});
