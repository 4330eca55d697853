// Over 300 lines: scenarios and runs over the market share one small market.
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { agreementVersion } from "~db/schema/agreements";
import { auditEvent } from "~db/schema/audit";
import { fund } from "~db/schema/funding";
import { order, orderShare } from "~db/schema/orders";
import { email } from "~db/schema/platform";
import { marketRunShare } from "~db/schema/simulator";
import type { Actor } from "~/domain/audit/event";
import type { Rule } from "~/domain/agreements/rules/rule";
import { pence, unitPrice } from "~/domain/money/money";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { advanceMarketRun } from "~/domain/simulator/advance-market-run.server";
import type { Base } from "~/domain/simulator/base-views.server";
import { changeScenario } from "~/domain/simulator/change-scenario.server";
import { copyScenario } from "~/domain/simulator/copy-scenario.server";
import { deleteScenario } from "~/domain/simulator/delete-scenario.server";
import { draftFromScenario } from "~/domain/simulator/draft-from-scenario.server";
import { runFinding } from "~/domain/simulator/market-run";
import {
  allSharesOf,
  marketRunView,
  ordersMostChanged,
  ordersWithProblems,
} from "~/domain/simulator/market-run-views.server";
import type { ScenarioInput } from "~/domain/simulator/scenario";
import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { scenariosFor, scenarioView } from "~/domain/simulator/scenario-views.server";
import { shareScenario } from "~/domain/simulator/share-scenario.server";
import { startMarketRun } from "~/domain/simulator/start-market-run.server";
import { startScenario } from "~/domain/simulator/start-scenario.server";
import { withdrawShare } from "~/domain/simulator/withdraw-share.server";
import {
  AT,
  makeAgreement,
  makeCompleteOrder,
  makeHalfFunded,
  makeMarket,
  makeOrder,
  PEOPLE,
  TODAY,
} from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
const run = <T>(action: (tx: Tx) => Promise<T>) => inTransaction(db, action);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );

const start = async (base: Base, actor: Actor = PEOPLE.lead) =>
  (await run((tx) => startScenario(tx, { actor, at: AT, today: TODAY, base }))).scenarioId;
const view = (id: string, actor: Actor = PEOPLE.lead) => scenarioView(db, { id, actor });
const answer = async (id: string, actor: Actor = PEOPLE.lead) => scenarioAnswer(db, await view(id, actor));
const change = (
  scenarioId: string,
  editCount: number,
  work: (input: ScenarioInput) => Partial<ScenarioInput>,
  actor: Actor = PEOPLE.lead,
) =>
  run((tx) =>
    changeScenario(tx, { actor, at: AT, scenarioId, editCount }, (input) => ({
      input: { ...input, ...work(input) },
      summary: "Changed it",
    })),
  );

let orderId: string;

beforeAll(async () => {
  await makeMarket(db);
  await makeHalfFunded(db, "FD-1", 1_000_000n);
  ({ orderId } = await makeCompleteOrder(db));
});

describe("a scenario from an order", () => {
  it("splits it as the order is split, and no change makes no difference", async () => {
    const id = await start({ kind: "order", orderId });
    expect(id).toMatch(/^SIM-\d{4}$/);
    const found = await answer(id);
    // £420.00 and £84.00 VAT, half each; nobody recovers the VAT of a licence.
    expect(
      found.simulation!.byPayerYear.map((row) => [row.payerCode, row.before.cost, row.after.cost]),
    ).toEqual([
      ["RR8", 25_200n, 25_200n],
      ["X24", 25_200n, 25_200n],
    ]);
    expect(found.finding).toBe("Nothing changes: every payer pays what it paid before");
  });

  it("follows changed quantities, dates and rules, and writes to nothing else", async () => {
    const before = await db.execute(
      sql`select (select count(*) from ledger_transaction) as l, (select count(*) from "order") as o, (select count(*) from order_share) as s, (select count(*) from agreement_version) as a`,
    );
    const id = await start({ kind: "order", orderId });
    await change(id, 0, (input) => ({
      basket: input.basket.map((line) =>
        line.kind === "priced"
          ? { ...line, quantities: [{ organisationCode: "RR8", quantity: 2_000n }] }
          : line,
      ),
    }));
    expect((await answer(id)).simulation!.total).toMatchObject({
      before: { net: 42_000n },
      after: { net: 84_000n },
    });
    await change(id, 1, () => ({
      rules: {
        kind: "own",
        from: { agreementId: "AG-FD-1", version: 1 },
        rules: [
          { shape: "percentage", ruleNumber: 1, payer: "QWO", portion: 2_500 },
          { shape: "residual", ruleNumber: 2, payer: "@buyer" },
        ],
      },
    }));
    const found = await answer(id);
    expect(found.simulation!.differences.map((row) => [row.payerCode, row.difference])).toEqual([
      ["RR8", 75_600n - 25_200n],
      ["QWO", 25_200n],
      ["X24", -25_200n],
    ]);
    const after = await db.execute(
      sql`select (select count(*) from ledger_transaction) as l, (select count(*) from "order") as o, (select count(*) from order_share) as s, (select count(*) from agreement_version) as a`,
    );
    expect([...after]).toEqual([...before]);
  });

  it("names the rules that clash instead of an answer", async () => {
    const id = await start({ kind: "order", orderId });
    await change(id, 0, () => ({
      rules: {
        kind: "own",
        from: null,
        rules: [
          { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 6_000 },
          { shape: "percentage", ruleNumber: 2, payer: "QWO", portion: 5_000 },
          { shape: "residual", ruleNumber: 3, payer: "@buyer" },
        ],
      },
    }));
    const found = await answer(id);
    expect(found.simulation).toBeNull();
    expect(found.inTheWay!.text).toBe("It cannot be worked out until rules 1 and 2 are put right.");
    expect(found.inTheWay!.contradictions[0]!.code).toBe("over-100");
    // A fund by its name, as in an agreement's own check.
    const [named] = await db.select().from(fund);
    await change(id, 1, () => ({
      rules: {
        kind: "own",
        from: null,
        rules: [
          { shape: "envelope", ruleNumber: 1, fundId: named!.id, financialYear: 2026, amount: pence(1) },
          { shape: "residual", ruleNumber: 2, payer: "@buyer" },
        ],
      },
    }));
    const texts = (await answer(id)).inTheWay!.contradictions.map(({ text }) => text).join(" ");
    expect(texts).toContain(`the fund ${named!.name} (${named!.id}), and no rule pays from it`);
  });

  it("is refused without dates and items", async () => {
    const bare = await makeOrder(db);
    expect((await refused(start({ kind: "order", orderId: bare }))).code).toBe("base-not-ready");
  });
});

describe("who sees a scenario", () => {
  it("its organisation, and whoever it is shared with, who reads and changes nothing", async () => {
    const id = await start({ kind: "order", orderId });
    expect((await refused(view(id, PEOPLE.icb))).kind).toBe("not-found");
    expect((await refused(change(id, 0, () => ({ termMonths: 6 }), PEOPLE.icb))).kind).toBe("not-found");
    expect((await refused(start({ kind: "order", orderId }, PEOPLE.practice))).kind).toBe("not-found");
    const share = () =>
      run((tx) =>
        shareScenario(tx, {
          actor: PEOPLE.lead,
          at: AT,
          scenarioId: id,
          organisationCode: "qwo",
        }),
      );
    expect(await share()).toEqual({ name: "NHS West Yorkshire ICB", told: 1 });
    expect(await share()).toMatchObject({ told: 0 });
    const mails = await db.select().from(email).where(eq(email.kind, "scenario-shared"));
    expect(mails.map((mail) => mail.toAddress)).toEqual(["helen@example.org"]);
    const seen = await view(id, PEOPLE.icb);
    expect(seen).toMatchObject({ mayChange: false, own: false, sharedWith: [] });
    expect((await refused(change(id, 0, () => ({ termMonths: 6 }), PEOPLE.icb))).code).toBe(
      "scenario-read-only",
    );
    expect((await scenariosFor(db, PEOPLE.icb).first(10)).map((row) => row.id)).toEqual([id]);
    const { scenarioId: copy } = await run((tx) =>
      copyScenario(tx, { actor: PEOPLE.icb, at: AT, today: TODAY, scenarioId: id }),
    );
    expect(await view(copy, PEOPLE.icb)).toMatchObject({ mayChange: true, organisationCode: "QWO" });
    expect((await refused(view(copy))).kind).toBe("not-found");
    await run((tx) =>
      withdrawShare(tx, { actor: PEOPLE.lead, at: AT, scenarioId: id, organisationCode: "QWO" }),
    );
    expect((await refused(view(id, PEOPLE.icb))).kind).toBe("not-found");
  });

  it("an auditor reads those of the centre and starts none", async () => {
    const id = await start({ kind: "order", orderId }, PEOPLE.officer);
    expect(await view(id, PEOPLE.auditor)).toMatchObject({ mayChange: false });
    expect((await refused(start({ kind: "invented" }, PEOPLE.auditor))).kind).toBe("not-allowed");
    expect((await refused(change(id, 0, () => ({ termMonths: 6 }), PEOPLE.auditor))).kind).toBe(
      "not-allowed",
    );
  });

  it("is not shared with a supplier, nobody, or oneself", async () => {
    const id = await start({ kind: "invented" });
    const share = (organisationCode: string) =>
      refused(
        run((tx) => shareScenario(tx, { actor: PEOPLE.lead, at: AT, scenarioId: id, organisationCode })),
      );
    expect((await share("S20001")).code).toBe("not-for-suppliers");
    expect((await share("RR8")).code).toBe("own-organisation");
    expect((await share("NONE")).code).toBe("no-such-organisation");
  });
});

describe("a scenario that two people change", () => {
  it("tells the second, and keeps what the first did", async () => {
    const id = await start({ kind: "order", orderId });
    await change(id, 0, () => ({ termMonths: 8 }));
    const second = await refused(change(id, 0, () => ({ termMonths: 9 }), PEOPLE.approver));
    expect([second.kind, second.code]).toEqual(["conflict", "stale-edit"]);
    expect((await view(id)).input.termMonths).toBe(8);
  });

  it("is deleted once, and its words stay in the audit log", async () => {
    const id = await start({ kind: "invented" });
    const gone = () =>
      run((tx) => deleteScenario(tx, { actor: PEOPLE.lead, at: AT, scenarioId: id, editCount: 0 }));
    await gone();
    expect((await refused(gone())).kind).toBe("not-found");
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.stream, `scenario:${id}`));
    expect(events.map((event) => event.action)).toEqual(["scenario.started", "scenario.deleted"]);
  });

  it("refuses a draft's rules to those who may not read it, and organisations that do not exist", async () => {
    const id = await start({ kind: "invented" });
    await db.update(agreementVersion).set({ state: "in_force" });
    const named = (agreementId: string) =>
      change(id, 0, () => ({ rules: { kind: "version", agreementId, version: 1 } }));
    expect((await refused(named("AG-9999"))).code).toBe("no-such-agreement");
    expect((await refused(change(id, 0, () => ({ buyerCode: "NONE" })))).code).toBe("no-such-organisation");
    expect((await named("AG-FD-1")).editCount).toBe(1);
  });
});

describe("an invented basket", () => {
  it("waits for something to buy, then is compared with itself under the agreement in force", async () => {
    const id = await start({ kind: "invented" });
    expect((await answer(id)).inTheWay!.text).toContain("nothing in the basket");
    await change(id, 0, () => ({
      startsOn: day("2026-12-01"),
      termMonths: 4,
      basket: [
        {
          kind: "invented",
          id: "L1",
          name: "Devices",
          costCategory: "licence-subscription",
          nature: "revenue",
          amount: pence(300_000),
          per: "year",
          vatRate: 0,
        },
      ],
    }));
    const found = await answer(id);
    expect(found.simulation).toMatchObject({ compared: false });
    expect(found.finding).toBe(
      "Leeds Teaching Hospitals NHS Trust would pay £500 and NHS England would pay £500 of £1,000",
    );
    await change(id, 1, () => ({
      rules: { kind: "own", from: null, rules: [{ shape: "residual", ruleNumber: 1, payer: "@buyer" }] },
    }));
    expect((await answer(id)).finding).toBe(
      "Leeds Teaching Hospitals NHS Trust would pay £500 more and NHS England £500 less",
    );
  });
});

describe("a draft agreement of a scenario", () => {
  it("is a commercial officer's, with the payers as its parties", async () => {
    const id = await start({ kind: "order", orderId }, PEOPLE.officer);
    const draft = (actor: Actor) =>
      run((tx) =>
        draftFromScenario(tx, {
          actor,
          at: AT,
          scenarioId: id,
          title: "Half for Leeds",
          summary: "Half each.",
          effectiveFrom: day("2027-04-01"),
        }),
      );
    const { agreementId, version } = await draft(PEOPLE.officer);
    const [row] = await db
      .select()
      .from(agreementVersion)
      .where(eq(agreementVersion.agreementId, agreementId));
    expect(row).toMatchObject({ version, state: "draft", scope: { organisations: ["RR8"], lots: ["F1-1"] } });
    const parties = await db.execute(
      sql`select organisation_code from agreement_party where agreement_id = ${agreementId} order by 1`,
    );
    expect([...parties].map((party) => party.organisation_code)).toEqual(["RR8", "X24"]);
    expect((await refused(draft(PEOPLE.lead))).kind).toBe("not-found");
    expect(await db.select().from(orderShare)).toEqual([]);
    expect((await db.select().from(order).where(eq(order.id, orderId)))[0]!.state).toBe("in_progress");
  });
});

describe("a run over the market", () => {
  /** Four orders of 1,000, 2,000, 3,000 and 4,000 patients: £420 to £1,680 net with 20% VAT, half paid by NHS England. */
  async function marketOfFour() {
    const market = await testDatabase();
    await makeMarket(market.db);
    await makeHalfFunded(market.db, "FD-1", 100_000_000n);
    const orders: string[] = [];
    for (const patients of [1_000n, 2_000n, 3_000n, 4_000n]) {
      const made = await makeCompleteOrder(market.db, PEOPLE.lead, { RR8: patients });
      await inTransaction(market.db, (tx) =>
        submitOrder(tx, { actor: PEOPLE.lead, at: AT, today: TODAY, ...made }),
      );
      orders.push(made.orderId);
    }
    const begin = async (rules: Rule[], actor: Actor = PEOPLE.officer) => {
      const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(market.db, work);
      const { scenarioId } = await action((tx) =>
        startScenario(tx, { actor: PEOPLE.officer, at: AT, today: TODAY, base: { kind: "invented" } }),
      );
      await action((tx) =>
        changeScenario(tx, { actor: PEOPLE.officer, at: AT, scenarioId, editCount: 0 }, (input) => ({
          input: { ...input, rules: { kind: "own", rules, from: null } },
          summary: "Rules",
        })),
      );
      return action((tx) =>
        startMarketRun(tx, {
          actor,
          at: AT,
          today: TODAY,
          run: {
            title: "A quarter",
            source: { kind: "scenario", scenarioId },
            financialYear: 2026,
            scope: {},
          },
        }),
      );
    };
    const advance = (runId: string, batch?: number) =>
      inTransaction(market.db, (tx) => advanceMarketRun(tx, { runId, at: AT, batch }));
    return { ...market, orders, begin, advance };
  }
  const quarter: Rule[] = [
    { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 2_500 },
    { shape: "residual", ruleNumber: 2, payer: "@buyer" },
  ];

  it("goes on after half of it, counts every order once, and stays as it is when done", async () => {
    const { db: own, orders, begin, advance } = await marketOfFour();
    const { runId } = await begin(quarter);
    expect(runId).toMatch(/^MR-\d{4}$/);
    expect(await advance(runId, 2)).toEqual({ done: false });
    expect(await marketRunView(own, runId)).toMatchObject({
      state: "running",
      ordersDone: 2,
      ordersTotal: 4,
    });
    // The worker is killed in the middle of the next batch: nothing of it stays.
    await inTransaction(own, async (tx) => {
      await advanceMarketRun(tx, { runId, at: AT, batch: 1 });
      throw new Error("killed");
    }).catch(() => {});
    expect((await marketRunView(own, runId)).ordersDone).toBe(2);
    // Two workers at once take turns.
    await Promise.all([advance(runId), advance(runId)]);
    expect(await advance(runId)).toEqual({ done: true });
    const seen = await marketRunView(own, runId);
    expect(seen).toMatchObject({ state: "done", ordersDone: 4, changed: 4, outside: 0, problems: 0 });
    // £4,200 net and £840 VAT in all: half was £2,520 each, a quarter is £1,260.
    expect(seen.totals.map((row) => [row.payerCode, row.before, row.after])).toEqual([
      ["RR8", 252_000n, 378_000n],
      ["X24", 252_000n, 126_000n],
    ]);
    expect(runFinding(seen.totals)).toBe(
      "Leeds Teaching Hospitals NHS Trust would have paid £1,260 more and NHS England £1,260 less",
    );
    const page = await ordersMostChanged(own, { runId, below: null, limit: 3 });
    expect(page.rows.map((row) => [row.orderId, row.moved])).toEqual([
      [orders[3], 42_000n],
      [orders[2], 31_500n],
      [orders[1], 21_000n],
    ]);
    const rest = await ordersMostChanged(own, { runId, below: page.next, limit: 3 });
    expect(rest.rows.map((row) => row.orderId)).toEqual([orders[0]]);
    const mails = await own.select().from(email).where(eq(email.kind, "market-run-finished"));
    expect(mails).toHaveLength(1);
    const later = own.insert(marketRunShare).values({
      runId,
      orderId: orders[0]!,
      payerCode: "QWO",
      financialYear: 2026,
      oldNet: pence(0),
      newNet: pence(0),
      oldCost: pence(0),
      newCost: pence(0),
    });
    expect(String((await refused(later.then(() => null))).cause)).toContain("finished");
  });

  it("fills a cap over the organisation in the order in which orders were sent, however it is cut into batches", async () => {
    const { db: own, begin, advance } = await marketOfFour();
    const capped: Rule[] = [
      quarter[0]!,
      {
        shape: "cap",
        ruleNumber: 3,
        appliesTo: { rule: 1 },
        amount: pence(40_000),
        scope: "organisation",
        perFinancialYear: true,
      },
      quarter[1]!,
    ];
    const costs = [];
    for (const batch of [1, 3, 25]) {
      const { runId } = await begin(capped);
      while (!(await advance(runId, batch)).done);
      const shares = await allSharesOf(own, runId);
      costs.push(shares.filter((row) => row.payerCode === "X24").map((row) => row.newNet));
    }
    // A quarter of £420, £840, £1,260 is £105, £210, £315: the cap of £400 leaves £85 for the third and nothing after.
    expect(costs).toEqual(Array(3).fill([10_500n, 21_000n, 8_500n, 0n]));
  });

  it("leaves orders outside an agreement's scope as they were, and names those it cannot work out", async () => {
    const { db: own, begin, advance } = await marketOfFour();
    const perBed: Rule[] = [
      {
        shape: "per-unit",
        ruleNumber: 1,
        payer: "X24",
        rate: unitPrice(10_000n),
        unit: "bed",
        censusDate: TODAY,
      },
      quarter[1]!,
    ];
    const { runId } = await begin(perBed);
    await advance(runId);
    const seen = await marketRunView(own, runId);
    expect(seen).toMatchObject({ state: "done", problems: 4, totals: [] });
    expect((await ordersWithProblems(own, runId).first(100))[0]!.problem).toMatch(/bed/);
    await makeAgreement(own, {
      id: "AG-ICB",
      parties: ["X24"],
      rules: quarter,
      scope: { buyerKinds: ["icb"] },
    });
    const { runId: second } = await inTransaction(own, (tx) =>
      startMarketRun(tx, {
        actor: PEOPLE.officer,
        at: AT,
        today: TODAY,
        run: {
          title: "Boards only",
          source: { kind: "agreement", agreementId: "AG-ICB", version: 1 },
          financialYear: 2026,
          scope: {},
        },
      }),
    );
    await advance(second);
    const outside = await marketRunView(own, second);
    expect(outside).toMatchObject({ outside: 4, changed: 0 });
    expect(outside.totals.every((row) => row.difference === 0n)).toBe(true);
  });

  it("is started by a commercial officer, with rules that can hold and orders to work on", async () => {
    const { begin } = await marketOfFour();
    expect((await refused(begin(quarter, PEOPLE.auditor))).kind).toBe("not-allowed");
    expect((await refused(begin([quarter[0]!]))).code).toBe("rules-clash");
  });
});
