import { beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { fundTransfer } from "~db/schema/fund-changes";
import { fund } from "~db/schema/funding";
import { formatDay } from "~/domain/shared/day";
import { FUND_FIGURES } from "../../../app/domain/funding/fund";
import { startApp, type RunningApp } from "../../setup/app";
import { DEMO_DAY, demoDatabase } from "../../setup/demo-database";
import { get, post, signInAs } from "../../setup/sign-in";
import { csvTable, sumsIn, tablesOf, type ReadTable } from "../../setup/table-sums";

/*
 * One name, one figure: what a fund has put in, committed, drawn, free to allocate and free to commit is the same sum on
 * every page and in every file that names it, whoever reads it.
 */
const NAMES: readonly string[] = [
  FUND_FIGURES.putIn,
  FUND_FIGURES.committed,
  FUND_FIGURES.drawn,
  FUND_FIGURES.unusedAllocations,
  FUND_FIGURES.freeToAllocate,
  FUND_FIGURES.freeToCommit,
];

let app: RunningApp;
const cookies: Record<string, string | undefined> = {};
/** Fund and figure, each sum that it has (pence) and where. */
const figures = new Map<string, Map<bigint, string[]>>();
const funds = new Map<string, string>();
/** The fund from which money was carried over. */
let from: string;

beforeAll(async () => {
  const { url, db } = await demoDatabase();
  for (const { name, id } of await db.select().from(fund)) funds.set(name, id);
  app = await startApp({ databaseUrl: url, today: DEMO_DAY, worker: false });
  const people = { officer: "nadia.rahman", second: "victor.osei", buyer: "priya.shah" };
  for (const [key, email] of Object.entries(people)) {
    cookies[key] = await signInAs(app, `${email}@demo.dovetail.example`);
  }
  // The carry-over that waits in the demonstration is approved, so that money has gone on from one year to the next.
  const [carried] = await db.select().from(fundTransfer).where(eq(fundTransfer.kind, "carry-over"));
  const approval = { decision: "approve", step: "submit" };
  const answer = await post(app, `/commercial/funding/transfers/${carried!.id}`, approval, cookies.second);
  expect(answer.status, await answer.text()).toBe(302);
  from = carried!.fromFundId;
}, 240_000);

function note(fund: string, name: string, sum: bigint, where: string) {
  const key = `${fund}: ${name}`;
  const found = figures.get(key) ?? new Map<bigint, string[]>();
  figures.set(key, found.set(sum, [...(found.get(sum) ?? []), where]));
}

/** Figures of a table whose rows are funds: not those of one organisation's part of a fund. */
function noteRows(table: ReadTable, where: string) {
  const { headings } = table;
  if (headings.includes(FUND_FIGURES.leftOfAllocation) || headings[0] === "Organisation") return;
  for (const row of table.rows) {
    const fund = row.find((cell) => funds.has(cell));
    if (fund === undefined) continue;
    headings.forEach((heading, at) => {
      const cell = row[at] ?? "";
      // "£1,196,419.65 lapsed" stands where a fund has nothing free any more, and says so.
      if (NAMES.includes(heading) && /^−?£[\d,.]+$/.test(cell)) note(fund, heading, sumsIn(cell)[0]!, where);
    });
  }
}

/** Figures of a table that follows one fund through its year, where its last row is of today. */
function noteDays(table: ReadTable, where: string) {
  const fund = [...funds.keys()].find((name) => table.caption.startsWith(`${name}, at the end`));
  const last = table.rows.at(-1);
  if (fund !== undefined && last?.[0] === formatDay(DEMO_DAY))
    noteRows({ ...table, rows: [[fund, ...last.slice(1)]] }, where);
}

async function read(address: string, who: string) {
  const answer = await get(app, address, cookies[who]);
  expect(answer.status, address).toBe(200);
  const text = await answer.text();
  const tables = address.includes(".csv") ? [csvTable(text)] : tablesOf(text);
  for (const table of tables) {
    noteRows(table, address);
    noteDays(table, address);
  }
  return text;
}

describe("a figure of a fund", () => {
  it("is one sum under one name, on all pages and in all files", async () => {
    const home = await read("/commercial/funding", "officer");
    await read("/funding", "nobody");
    await read("/funding.csv", "nobody");
    await read("/buying/funding", "buyer");
    await read("/commercial/funding.csv", "officer");
    await read("/commercial/statements/X24", "officer");
    const programmes = [
      ...(await read("/funding", "buyer")).matchAll(/href="(\/funding\/programmes\/[^"?]+)"/g),
    ];
    for (const address of new Set(programmes.map(([, href]) => href!))) await read(address, "nobody");
    for (const year of [2025, 2026, 2027, 2028]) {
      await read(`/commercial/year-end/${year}`, "officer");
      await read(`/commercial/year-end/${year}/carry-over`, "officer");
      await read(`/commercial/year-end/${year}/year-end.csv?list=funds`, "officer");
      await read(`/commercial/statements/X24?year=${year}`, "officer");
    }
    for (const [name, id] of funds) {
      expect(home).toContain(`/commercial/funding/${id}`);
      await read(`/commercial/funding/${id}`, "officer");
      const page = (await read(`/commercial/funding/${id}/allocations`, "officer")).replaceAll(
        /<[^>]*>/g,
        "",
      );
      const [sum] = sumsIn(/(\S+) is free to allocate/.exec(page)![1]!);
      note(name, FUND_FIGURES.freeToAllocate, sum!, `/commercial/funding/${id}/allocations`);
    }
    const several = [...figures].filter(([, sums]) => sums.size > 1);
    expect(several.map(([key, sums]) => [key, [...sums]])).toEqual([]);
    // Its money that went on is not put in there any more: £400,000.00 of £3,000,000.00.
    const carriedFrom = [...funds].find(([, id]) => id === from)![0];
    const putIn = figures.get(`${carriedFrom}: ${FUND_FIGURES.putIn}`)!;
    expect([...putIn.keys()]).toEqual([2_600_000_00n]);
    expect([...putIn.values()].flat().some((place) => place.includes("year-end.csv"))).toBe(true);
    // What was compared at all: every fund under every name but what is put in, most on several pages.
    const [first] = funds.keys();
    for (const name of NAMES) {
      const places = [...figures.get(`${first}: ${name}`)!.values()].flat();
      expect(new Set(places).size, name).toBeGreaterThan(1);
    }
    expect(figures.size).toBeGreaterThanOrEqual(funds.size * (NAMES.length - 1));
  }, 240_000);

  it("comes to its parts in each year, and is counted in one of them", async () => {
    const [years] = tablesOf(await read("/commercial/year-end", "officer"));
    const of = (row: readonly string[], heading: string) =>
      sumsIn(row[years!.headings.indexOf(heading)]!)[0]!;
    const parts = [
      "Drawn",
      "Committed, in time",
      "Will lapse",
      "Not carried over unless agreed",
      "Stays in its funds",
    ];
    expect(years!.rows.length).toBeGreaterThan(1);
    for (const row of years!.rows)
      expect(
        parts.reduce((sum, part) => sum + of(row, part), 0n),
        row[0],
      ).toBe(of(row, FUND_FIGURES.putIn));
    expect(years!.rows.some((row) => of(row, "Carried over") === 400_000_00n)).toBe(true);
    // Over all years it is what the funds' own pages say.
    const all = [...funds.keys()].map(
      (name) => [...figures.get(`${name}: ${FUND_FIGURES.putIn}`)!.keys()][0]!,
    );
    const sum = (sums: readonly bigint[]) => sums.reduce((so, one) => so + one, 0n);
    expect(sum(years!.rows.map((row) => of(row, FUND_FIGURES.putIn)))).toBe(sum(all));
  });
});
