import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { agreementVersion } from "~db/schema/cost-sharing";
import { auditEvent } from "~db/schema/events";
import { order, orderShare } from "~db/schema/ordering";
import { email } from "~db/schema/platform";
import type { Actor } from "~/domain/events/event";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import type { Base } from "~/domain/simulation/base-views.server";
import { changeScenario } from "~/domain/simulation/change-scenario.server";
import { copyScenario } from "~/domain/simulation/copy-scenario.server";
import { deleteScenario } from "~/domain/simulation/delete-scenario.server";
import { draftFromScenario } from "~/domain/simulation/draft-from-scenario.server";
import type { ScenarioInput } from "~/domain/simulation/scenario";
import { scenarioAnswer } from "~/domain/simulation/scenario-result.server";
import { scenariosFor, scenarioView } from "~/domain/simulation/scenario-views.server";
import { shareScenario } from "~/domain/simulation/share-scenario.server";
import { startScenario } from "~/domain/simulation/start-scenario.server";
import { withdrawShare } from "~/domain/simulation/withdraw-share.server";
import {
  AT,
  makeCompleteOrder,
  makeHalfFunded,
  makeMarket,
  makeOrder,
  PEOPLE,
  TODAY,
} from "../factories/orders";
import { testDatabase } from "../setup/test-database";

const { db } = await testDatabase();
const run = <T>(deed: (tx: Tx) => Promise<T>) => inTransaction(db, deed);
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
    expect(found.inTheWay!.text).toBe("It cannot be worked out until rules 1 and 2 are mended.");
    expect(found.inTheWay!.contradictions[0]!.code).toBe("over-100");
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
          link: `https://example.org/simulator/${id}`,
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
    expect((await scenariosFor(db, PEOPLE.icb)).map((row) => row.id)).toEqual([id]);
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
        run((tx) =>
          shareScenario(tx, { actor: PEOPLE.lead, at: AT, scenarioId: id, organisationCode, link: "" }),
        ),
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
