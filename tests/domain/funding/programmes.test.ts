import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { fund, programme } from "~db/schema/funding";
import { changeFundDates } from "~/domain/funding/change-fund-dates.server";
import { changeProgramme } from "~/domain/funding/change-programme.server";
import { closeProgramme } from "~/domain/funding/close-programme.server";
import { programmeView } from "~/domain/funding/funding-views.server";
import { openProgramme, type NewProgramme } from "~/domain/funding/open-programme.server";
import { reopenProgramme } from "~/domain/funding/reopen-programme.server";
import { requestMoney } from "~/domain/funding/requests/request-money.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { makeFund } from "../../factories/funding";
import { AT, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db, sql } = await testDatabase();
await makeMarket(db);
const by = { actor: PEOPLE.officer, at: AT, today: TODAY };
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => (error as Problem).code,
  );
const NEW: NewProgramme = {
  id: "records",
  name: "New  Records ",
  summary: "For care providers",
  firstYear: 2026,
  lastYear: 2028,
  sources: ["https://www.england.nhs.uk/records"],
};
const open = (change: Partial<NewProgramme> = {}) =>
  action((tx) => openProgramme(tx, { ...by, programme: { ...NEW, ...change } }));
const TERMS = { ...NEW, flow: "", amountText: "", ruleText: "", sources: [...NEW.sources!] };
const change = (terms: Partial<typeof TERMS>, reason = "The spending review", programmeId = "records") =>
  action((tx) => changeProgramme(tx, { ...by, programmeId, reason, terms: { ...TERMS, ...terms } }));
const close = (reason = "It is over") =>
  action((tx) => closeProgramme(tx, { ...by, programmeId: "records", reason }));
const view = () => programmeView(db, { programmeId: "records", on: TODAY });
const events = async () =>
  [...(await sql`select action from audit_event where stream = 'programme:records' order by position`)].map(
    (row) => row.action as string,
  );

describe("a programme", () => {
  it("bears a name that no other has, whatever its case, also of two at the same moment", async () => {
    await open();
    expect(await view()).toMatchObject({ name: "New Records", years: "2026/27 to 2028/29" });
    expect(await refused(open({ id: "other", name: "NEW records" }))).toBe("programme-exists");
    expect(await refused(open({ name: "Another" }))).toBe("programme-exists");
    const both = await Promise.allSettled([
      open({ id: "a", name: "Twins" }),
      open({ id: "b", name: "TWINS" }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const raw = db.insert(programme).values({ id: "raw", name: "new records", summary: "", years: "" });
    await expect(raw).rejects.toMatchObject({ cause: { constraint_name: "programme_name_once" } });
  });

  it("has financial years and addresses for sources, and the database takes nothing else", async () => {
    expect(await refused(open({ id: "x", name: "X", sources: ["banana"] }))).toBe("programme-terms");
    expect(await refused(open({ id: "x", name: "X", lastYear: 2025 }))).toBe("programme-terms");
    const raw = (row: object) => {
      const base = { id: "raw", name: "Raw", summary: "", years: "" };
      return db.insert(programme).values({ ...base, ...row });
    };
    for (const [row, constraint_name] of [
      [{ sources: ["banana"] }, "programme_sources_are_addresses"],
      [{ sources: ["https://gov.uk/x", "www.gov.uk"] }, "programme_sources_are_addresses"],
      [{ firstYear: 2026, lastYear: 2025 }, "programme_years_in_order"],
      [{ lastYear: 2025 }, "programme_years_in_order"],
      [{ firstYear: 26 }, "programme_first_year_known"],
    ] as const)
      await expect(raw(row)).rejects.toMatchObject({ cause: { constraint_name } });
  });

  it("is changed with a reason and an entry in the record of events, and never to another's name", async () => {
    expect(await refused(change({}, " "))).toBe("reason-missing");
    expect(await refused(change({ name: "twins" }))).toBe("programme-exists");
    expect(await refused(change({}, "x", "none"))).toBe("no-such-programme");
    await change({ name: "NEW RECORDS", lastYear: null });
    expect(await view()).toMatchObject({ name: "NEW RECORDS", years: "2026/27 onwards", id: "records" });
    const [event] =
      await sql`select before, after from audit_event where stream = 'programme:records' order by position desc limit 1`;
    expect(event).toMatchObject({
      before: { name: "New Records", lastYear: 2028 },
      after: { name: "NEW RECORDS", lastYear: null, reason: "The spending review" },
    });
    await makeFund(db, "R-2026", 1_000n, { programmeId: "records" });
    expect(await refused(change({ firstYear: 2027 }))).toBe("programme-terms");
    await change({ lastYear: 2027 });
    const late = { programmeId: "records", financialYear: 2028, closesOn: day("2029-03-31") };
    expect(await refused(makeFund(db, "R-2028", 1_000n, late))).toBe("outside-programme-years");
  });

  it("is closed only after its funds, is kept as it was, opens none, and may be opened again", async () => {
    expect(await refused(close())).toBe("programme-has-open-funds");
    await expect(
      db.update(programme).set({ closedOn: TODAY }).where(eq(programme.id, "records")),
    ).rejects.toMatchObject({ cause: { constraint_name: "programme_closed_after_funds" } });
    await db
      .update(fund)
      .set({ closesOn: day("2026-11-21") })
      .where(eq(fund.id, "R-2026"));
    const wanted = {
      id: "R-2027",
      programmeId: "records",
      name: "Records 2027/28",
      payerCode: "X24",
      financialYear: 2027,
      nature: "revenue" as const,
      carriesOver: false,
      opensOn: day("2027-04-01"),
      closesOn: day("2028-03-31"),
      eligibleBuyerKinds: [],
    };
    const wish = { kind: "open", fund: wanted, amount: pence(1_000) } as const;
    const ask = () => action((tx) => requestMoney(tx, { ...by, wish, reason: "More" }));
    const { requestId } = await ask();
    expect(await refused(close())).toBe("programme-has-open-funds");
    await sql`update money_request set state = 'withdrawn', decided_by = 'nadia', decided_at = now() where id = ${requestId}`;
    expect(await refused(close(" "))).toBe("reason-missing");
    await close();
    expect(await view()).toMatchObject({ closedOn: TODAY });
    expect(await refused(close())).toBe("programme-closed");
    expect(await refused(change({ name: "Other" }))).toBe("programme-is-closed");
    expect(await refused(ask())).toBe("programme-is-closed");
    const longer = { fundId: "R-2026", opensOn: day("2026-04-01"), closesOn: day("2027-03-31") };
    const extend = () =>
      action((tx) => changeFundDates(tx, { ...by, ...longer, reason: "More orders", draftBuyers: [] }));
    expect(await refused(extend())).toBe("fund-dates");
    const guarded = { cause: { constraint_name: "programme_closed_after_funds" } };
    await expect(db.insert(fund).values(wanted)).rejects.toMatchObject(guarded);
    const raw = db.update(fund).set({ closesOn: longer.closesOn }).where(eq(fund.id, "R-2026"));
    await expect(raw).rejects.toMatchObject(guarded);
    await action((tx) => reopenProgramme(tx, { ...by, programmeId: "records", reason: "By mistake" }));
    expect(
      await refused(
        action((tx) => reopenProgramme(tx, { ...by, programmeId: "records", reason: "By mistake" })),
      ),
    ).toBe("programme-open");
    await extend();
    expect(await events()).toEqual([
      "programme.opened",
      "programme.changed",
      "programme.changed",
      "programme.closed",
      "programme.reopened",
    ]);
  });

  it("is closed by an officer, never while somebody opens a fund in it at the same moment", async () => {
    const lead = { ...by, actor: PEOPLE.lead, programmeId: "records", reason: "x" };
    expect(await refused(action((tx) => closeProgramme(tx, lead)))).toBe("funding-officer-only");
    expect(await refused(action((tx) => reopenProgramme(tx, lead)))).toBe("funding-officer-only");
    expect(await refused(action((tx) => changeProgramme(tx, { ...lead, terms: TERMS })))).toBe(
      "funding-officer-only",
    );
    await open({ id: "race", name: "Race" });
    const both = await Promise.allSettled([
      makeFund(db, "RACE", 1_000n, { programmeId: "race" }),
      action((tx) => closeProgramme(tx, { ...by, programmeId: "race", reason: "Over" })),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("a fund", () => {
  it("bears a name that no other has, whatever its case: asked for, opened, and in the database", async () => {
    await makeFund(db, "N1", 1_000n, { name: "Named 2026/27" });
    expect(await refused(makeFund(db, "N2", 1_000n, { name: " named  2026/27" }))).toBe("fund-name-taken");
    expect(await refused(makeFund(db, "N1", 1_000n, { name: "Else" }))).toBe("fund-exists");
    const [row] = await db.select().from(fund).where(eq(fund.id, "N1"));
    const twin = { ...row!, nature: "revenue" as const, id: "N3", name: "NAMED 2026/27" };
    const wish = { kind: "open", fund: twin, amount: pence(500) } as const;
    expect(await refused(action((tx) => requestMoney(tx, { ...by, wish, reason: "More" })))).toBe(
      "fund-name-taken",
    );
    await expect(db.insert(fund).values(twin)).rejects.toMatchObject({
      cause: { constraint_name: "fund_name_once" },
    });
    const both = await Promise.allSettled([
      makeFund(db, "T1", 1_000n, { name: "Twins" }),
      makeFund(db, "T2", 1_000n, { name: "twins" }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
