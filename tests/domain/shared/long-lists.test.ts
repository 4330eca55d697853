import { count, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Db, inTransaction } from "~db";
import { insertRows, isAnyOf, isNoneOf } from "~db/lists";
import { catalogueItem } from "~db/schema/catalogue";
import { allocationChange } from "~db/schema/fund-changes";
import { allocation } from "~db/schema/funding";
import { orderShare } from "~db/schema/orders";
import { organisation, organisationFact } from "~db/schema/organisations";
import { email, importRun } from "~db/schema/platform";
import { validCertificateCount } from "~/domain/catalogue/figure-views.server";
import { parseAmountTable } from "~/domain/funding/allocations/allocation-table";
import { candidatesFor } from "~/domain/funding/allocations/allocation-weights.server";
import { allocationsOf } from "~/domain/funding/allocations/allocation-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { parsePence } from "~/domain/money/format";
import { pence, sum } from "~/domain/money/money";
import { setDates } from "~/domain/orders/draft/set-dates.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { day } from "~/domain/shared/day";
import { AT, makeFund, TODAY } from "../../factories/funding";
import {
  makeAgreement,
  makeCompleteOrder,
  makeMarket,
  makePrice,
  PEOPLE,
  recordFor,
} from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

/** The protocol of PostgreSQL carries so many parameters in one statement. */
const PROTOCOL_LIMIT = 65_535;
const TWICE = 2 * PROTOCOL_LIMIT;

const codeOf = (n: number) => `P${String(n).padStart(6, "0")}`;
const codes = (howMany: number) => Array.from({ length: howMany }, (_, index) => codeOf(index + 1));

/** Practices P000001 onwards of West Yorkshire. */
async function makePractices(db: Db, howMany: number): Promise<void> {
  await db.execute(sql`insert into organisation (code, name, kind, scheme, source, icb_code, region_code)
    select 'P' || lpad(n::text, 6, '0'), 'Practice ' || n, 'gp_practice', 'ods', 'test', 'QWO', 'Y63'
    from generate_series(1, ${howMany}::int) n`);
}

describe("a list is one parameter", async () => {
  const { db } = await testDatabase();
  const known = await db.select({ code: organisation.code }).from(organisation);
  beforeAll(() => makePractices(db, 5));

  it("at twice what the protocol carries, for a column that is any or none of it", async () => {
    const asked = codes(TWICE);
    const found = await db.select({ n: count() }).from(organisation).where(isAnyOf(organisation.code, asked));
    expect(found[0]!.n).toBe(5);
    const others = await db
      .select({ n: count() })
      .from(organisation)
      .where(isNoneOf(organisation.code, asked));
    expect(others[0]!.n).toBe(known.length);
  });

  it("with quotes, commas, braces, backslashes and NULL in its words", async () => {
    const odd = [`a"b`, "c,d", "{e}", String.raw`f\g`, "NULL", " h ", ""];
    await insertRows(
      db,
      organisation,
      odd.map((code) => ({ code, name: code, kind: "trust", scheme: "ods", source: "odd" })),
    );
    for (const code of odd) {
      const rows = await db
        .select({ name: organisation.name })
        .from(organisation)
        .where(isAnyOf(organisation.code, [code, "none"]));
      expect(rows).toEqual([{ name: code }]);
    }
  });

  it("of days, instants and whole numbers too; none of them finds nothing", async () => {
    const on = [day("2026-10-01"), day("2026-10-02")];
    await insertRows(
      db,
      organisationFact,
      on.map((asAt, index) => ({
        organisationCode: codeOf(1),
        name: "beds",
        asAt,
        numberValue: 9_007_199_254_740_993n + BigInt(index),
        source: "test",
      })),
    );
    const fact = organisationFact;
    const values = async (where: ReturnType<typeof isAnyOf>) =>
      (await db.select({ value: fact.numberValue }).from(fact).where(where)).map(({ value }) => value);
    expect(await values(isAnyOf(fact.asAt, [on[1]!]))).toEqual([9_007_199_254_740_994n]);
    expect(await values(isAnyOf(fact.numberValue, [9_007_199_254_740_993n]))).toEqual([
      9_007_199_254_740_993n,
    ]);
    expect(await values(isAnyOf(fact.asAt, []))).toEqual([]);
    expect(await values(isNoneOf(fact.asAt, []))).toHaveLength(2);
    await insertRows(db, email, [
      { toAddress: "a@example.org", kind: "k", subject: "s", body: ["b"], createdAt: AT },
    ]);
    const mails = await db
      .select()
      .from(email)
      .where(isAnyOf(email.createdAt, [AT]));
    expect(mails).toHaveLength(1);
  });

  it("still goes by the index", async () => {
    await makePracticesFrom(db, 1_000, 40_000);
    await db.execute(sql`analyze organisation`);
    const query = (asked: string[]) =>
      db.select({ name: organisation.name }).from(organisation).where(isAnyOf(organisation.code, asked));
    const plan = await db.execute<Record<string, string>>(
      sql`explain ${query([codeOf(1_000), codeOf(2_000)]).getSQL()}`,
    );
    expect([...plan].map((row) => row["QUERY PLAN"]).join("\n")).toMatch(/Index.*organisation_pkey/);
  });
});

const makePracticesFrom = (db: Db, first: number, last: number) =>
  db.execute(sql`insert into organisation (code, name, kind, scheme, source)
    select 'P' || lpad(n::text, 6, '0'), 'Practice ' || n, 'gp_practice', 'ods', 'test'
    from generate_series(${first}::int, ${last}::int) n`);

describe("rows inserted together", async () => {
  const { db } = await testDatabase();

  it("keep the defaults of what each leaves out, and null where it is said", async () => {
    const common = { kind: "trust", scheme: "ods", source: "test" };
    await insertRows(db, organisation, [
      { ...common, code: "A1", name: "One", addressLines: ["1 High Street", `"The Mill"`] },
      { ...common, code: "A2", name: "Two", town: null, openedOn: day("2026-04-01") },
      { ...common, code: "A3", name: "Three", addressLines: undefined, updatedAt: AT },
    ]);
    const rows = await db
      .select()
      .from(organisation)
      .where(isAnyOf(organisation.code, ["A1", "A2", "A3"]));
    const by = new Map(rows.map((row) => [row.code, row]));
    expect(by.get("A1")!.addressLines).toEqual(["1 High Street", `"The Mill"`]);
    expect(by.get("A2")).toMatchObject({ addressLines: [], town: null, openedOn: "2026-04-01" });
    expect(by.get("A2")!.updatedAt).toBeInstanceOf(Date);
    expect(by.get("A3")).toMatchObject({ addressLines: [], updatedAt: AT });
  });

  it("carry JSON as it stands", async () => {
    const counts = { read: 2, words: `"quoted"`, deep: { list: [1, null, "x"] } };
    const run = { kind: "test", source: "a file", rejectedRows: 0, notAColumn: true };
    await insertRows(db, importRun, [{ ...run, counts }]);
    expect((await db.select().from(importRun))[0]!.counts).toEqual(counts);
  });

  it("are twice the protocol's parameters, and none is no statement", async () => {
    await insertRows(db, organisation, []);
    const rows = codes(30_000).map((code) => ({
      code,
      name: `Practice ${code}`,
      kind: "gp_practice",
      scheme: "ods",
      source: "many",
    }));
    expect(rows.length * 5).toBeGreaterThan(TWICE);
    await insertRows(db, organisation, rows);
    await insertRows(db, organisation, rows, { onConflict: "nothing" });
    const [found] = await db.select({ n: count() }).from(organisation).where(eq(organisation.source, "many"));
    expect(found!.n).toBe(30_000);
  });
});

/** Alone they take five seconds; machines that do other work besides are slower. */
const LONG = { timeout: 120_000 };

describe("the first page", LONG, async () => {
  const { db } = await testDatabase();

  it("counts more certificates in date than the protocol carries parameters", async () => {
    await makeMarket(db);
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql`insert into certificate (number, standard_version_id, supplier_id, solution_id, valid_from, valid_to, issued_at, source)
        select 'DVC-' || lpad(n::text, 6, '0'), 'DTAC@2', '20001', '20001-001', '2026-01-01', '2027-06-30', now(), 'test'
        from generate_series(1, ${TWICE}::int) n`);
    });
    // The market's own certificate is one more.
    expect(await validCertificateCount(db, TODAY)).toBe(TWICE + 1);
  });
});

describe("the actions that met the limit", LONG, async () => {
  const { db } = await testDatabase();
  const HOW_MANY = 30_000;
  beforeAll(async () => {
    await makeMarket(db);
    await makePractices(db, HOW_MANY);
  });

  it("takes a table of 30,000 allocations", async () => {
    await makeFund(db, "WIDE", BigInt(HOW_MANY) * 100n);
    const table = `ODS code,Amount\n${codes(HOW_MANY)
      .map((code) => `${code},1.00`)
      .join("\n")}`;
    const { rows, faults } = parseAmountTable(table);
    expect(faults).toEqual([]);
    const found = await candidatesFor(db, { codes: rows.map((row) => row.code) }, TODAY);
    expect(found).toHaveLength(HOW_MANY);
    const done = await inTransaction(db, (tx) =>
      setAllocations(tx, {
        fundId: "WIDE",
        method: "table",
        reason: "A pound for each",
        allocations: rows.map(({ code, amount }) => ({
          organisationCode: code,
          before: pence(0),
          amount,
          basis: "From a table",
        })),
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
      }),
    );
    expect(done).toEqual({ changed: HOW_MANY, total: parsePence("30,000.00") });
    expect(await db.$count(allocationChange)).toBe(HOW_MANY);
    expect(await db.$count(allocation, eq(allocation.fundId, "WIDE"))).toBe(HOW_MANY);
    expect((await allocationsOf(db, "WIDE")).rows).toHaveLength(HOW_MANY);
  });

  it("refuses one organisation more, in words", () => {
    const table = ["ODS code,Amount", ...codes(HOW_MANY + 1).map((code) => `${code},1`)].join("\n");
    expect(parseAmountTable(table).faults.map(({ reason }) => reason)).toEqual([
      "A table may name at most 30,000 organisations.",
    ]);
  });

  it("sends an order of 10,000 shares", async () => {
    // Each of 99 practices pays one hundredth of everything, and the trust the last.
    const payers = codes(99);
    await makeAgreement(db, {
      id: "AG-WIDE",
      parties: payers,
      rules: [
        ...payers.map(
          (payer, index) => ({ shape: "percentage", ruleNumber: index + 1, payer, portion: 100 }) as const,
        ),
        { shape: "residual", ruleNumber: 100, payer: "@buyer" },
      ],
    });
    // 25 items over 24 months from 1 December, cut at each 1 December and 1 April: 100 lines, 100 payers each.
    const services = Array.from({ length: 24 }, (_, index) => `20001-001A${index + 10}`);
    await insertRows(
      db,
      catalogueItem,
      services.map((id) => ({
        id,
        kind: "additional_service",
        supplierId: "20001",
        name: `Service ${id}`,
        state: "published",
        parentSolutionId: "20001-001",
      })),
    );
    for (const id of services) {
      await makePrice(db, { id: `P-${id}`, itemId: id, unit: "user", unitPriceTenThousandths: 100_000n });
    }
    const { orderId, editCount } = await makeCompleteOrder(db);
    const by = (edit: number) => ({
      actor: PEOPLE.lead,
      at: AT,
      today: TODAY,
      orderId,
      editCount: editCount + edit,
    });
    const dates = { startsOn: day("2026-12-01"), termMonths: 24 };
    const items = [
      recordFor({ RR8: 1_000n }),
      ...services.map((id) => ({ itemId: id, priceId: `P-${id}`, quantities: { RR8: 1_000n } })),
    ];
    await inTransaction(db, (tx) => setDates(tx, by(0), dates));
    await inTransaction(db, (tx) => setItems(tx, by(1), items));
    const sent = await inTransaction(db, (tx) => submitOrder(tx, by(2)));
    expect(sent).toMatchObject({ state: "awaiting_approval" });
    const shares = await db.select().from(orderShare).where(eq(orderShare.orderId, orderId));
    expect(shares).toHaveLength(10_000);
    // 24 services x 1,000 users x £10.00 x 2 years, and 1,000 patients x £1.26 x 2 years
    expect(sum(shares.map((share) => share.net))).toBe(48_000_000n + 252_000n);
  });
});
