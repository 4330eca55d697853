// Over 300 lines: the life of a shortlist from its first solution to its award is told in one piece.
import { rankedAgain } from "~/domain/orders/draft/added";

import { formatPence, parsePence } from "~/domain/money/format";
import { and, count, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "~db";
import { certificateEvent } from "~db/schema/certification";
import { price, priceTier } from "~db/schema/catalogue";
import { lotSolution } from "~db/schema/frameworks";
import { order } from "~db/schema/orders";
import { award, shortlistItem } from "~db/schema/shortlists";
import type { MemberActor } from "~/domain/people/role";
import { listItem } from "~/domain/catalogue/list-item.server";
import { submitListing } from "~/domain/catalogue/submit-listing.server";
import { SYSTEM } from "~/domain/audit/event";
import { publishListing } from "~/domain/catalogue/publish-listing.server";
import { addToShortlist } from "~/domain/shortlists/add-to-shortlist.server";
import { awardDirect } from "~/domain/shortlists/award-direct.server";
import { changesSince } from "~/domain/shortlists/changes";
import { chooseSolution } from "~/domain/shortlists/choose-solution.server";
import { lockReasons } from "~/domain/shortlists/comparison";
import { compareShortlist } from "~/domain/shortlists/comparison-views.server";
import { excludeOthers } from "~/domain/shortlists/exclude-others.server";
import { createShortlist, type Need } from "~/domain/shortlists/create-shortlist.server";
import { frozenSolutions } from "~/domain/shortlists/frozen-views.server";
import { lockShortlist } from "~/domain/shortlists/lock-shortlist.server";
import { removeFromShortlist } from "~/domain/shortlists/remove-from-shortlist.server";
import { cheaperButRemoved } from "~/domain/frameworks/mechanism";
import { routeDecision } from "~/domain/shortlists/route-views.server";
import { setNeed } from "~/domain/shortlists/set-need.server";
import {
  awardOf,
  openShortlists,
  shortlistsOf,
  shortlistView,
} from "~/domain/shortlists/shortlist-views.server";
import { pence, unitPrice } from "~/domain/money/money";
import { awardedAndOrdered } from "~/domain/orders/draft/awarded-views.server";
import { orderView } from "~/domain/orders/order-views.server";
import { requireStillNamed } from "~/domain/orders/require-still-named.server";
import { setItems } from "~/domain/orders/draft/set-items.server";
import { compareAgain } from "~/domain/shortlists/compare-again.server";
import { day } from "~/domain/shared/day";
import { startingPoint } from "~/domain/simulator/base-views.server";
import { scenarioAnswer } from "~/domain/simulator/scenario-result.server";
import { AT, certify, makeHalfPaid, makeListing, makeShop, priceOf, TODAY } from "../../factories/catalogue";
import { admit, makeLot } from "../../factories/frameworks";
import { actorFor, makePeople } from "../../factories/people";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;
let priya: MemberActor;
let tom: MemberActor;
let helen: MemberActor;

beforeAll(async () => {
  database = await testDatabase();
  const ids = await makePeople(database.db);
  await makeShop(database.db);
  await makeHalfPaid(database.db, ids.nadia);
  [priya, tom, helen] = await Promise.all([
    actorFor(database.db, "priya"),
    actorFor(database.db, "tom"),
    actorFor(database.db, "helen"),
  ]);
});

const NEED: Need = {
  name: "Ward records",
  need: "Records for every ward.",
  lotId: "F1-1",
  quantities: { patient: 1_000n },
  termMonths: 24,
  startsOn: day("2027-04-01"),
};

/** A shortlist of the trust with these solutions on it. */
async function shortlistOf(solutionIds: string[], need: Partial<Need> = {}): Promise<string> {
  return inTransaction(database.db, async (tx) => {
    const id = await createShortlist(tx, { ...NEED, ...need, actor: priya, at: AT });
    for (const solutionId of solutionIds) await addToShortlist(tx, { id, solutionId, actor: priya, at: AT });
    return id;
  });
}

const lock = (id: string) =>
  inTransaction(database.db, (tx) => lockShortlist(tx, { id, actor: priya, at: AT, today: TODAY }));
const choose = (id: string, chosenSolutionId: string, reasons: Record<string, string>, actor = priya) =>
  inTransaction(database.db, (tx) => chooseSolution(tx, { id, chosenSolutionId, reasons, actor, at: AT }));
const awardTo = (id: string, actor = priya, today = TODAY) =>
  inTransaction(database.db, (tx) => awardDirect(tx, { id, actor, at: AT, today }));
const itemsOn = async (id: string) =>
  (await compareShortlist(database.db, { id, actor: priya, today: TODAY })).solutions.map(
    (s) => s.solutionId,
  );

/** Locked, with Birch Record chosen over CareNotes. */
async function lockedChoice(): Promise<string> {
  const id = await shortlistOf(["S-200", "S-100"]);
  await lock(id);
  await choose(id, "S-200", { "S-100": "Costs £320 more over the term." });
  return id;
}

describe("a shortlist", () => {
  it("takes a solution once, however often it is added, and lets it go", async () => {
    const id = await shortlistOf(["S-100", "S-100", "S-200"]);
    expect(await itemsOn(id)).toEqual(["S-100", "S-200"]);
    await inTransaction(database.db, (tx) =>
      removeFromShortlist(tx, { id, solutionId: "S-100", actor: priya, at: AT }),
    );
    expect(await itemsOn(id)).toEqual(["S-200"]);
  });

  it("refuses a ninth solution, also when two people add the eighth at once", async () => {
    for (let n = 1; n <= 6; n += 1) {
      await makeListing(database.db, { id: `S-N${n}`, name: `Nine ${n}`, supplierId: "alder" });
    }
    const id = await shortlistOf(["S-100", "S-200", "S-N1", "S-N2", "S-N3", "S-N4", "S-N5"]);
    const add = (solutionId: string) =>
      inTransaction(database.db, (tx) => addToShortlist(tx, { id, solutionId, actor: priya, at: AT }));
    const answers = await Promise.allSettled([add("S-N6"), add("S-300")]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await itemsOn(id)).toHaveLength(8);
    await expect(add("S-300").then(() => add("S-N6"))).rejects.toMatchObject({ code: "shortlist-full" });
  });

  it("is changed by a procurement lead only, and found by its own organisation only", async () => {
    const id = await shortlistOf(["S-100"]);
    const add = (actor: MemberActor) =>
      inTransaction(database.db, (tx) => addToShortlist(tx, { id, solutionId: "S-200", actor, at: AT }));
    await expect(add(tom)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(add(helen)).rejects.toMatchObject({ kind: "not-found" });
    await expect(shortlistView(database.db, { id, actor: helen })).rejects.toMatchObject({
      kind: "not-found",
    });
    await expect(compareShortlist(database.db, { id, actor: helen, today: TODAY })).rejects.toMatchObject({
      kind: "not-found",
    });
    expect((await shortlistsOf(database.db, helen)).map((row) => row.id)).not.toContain(id);
    expect((await shortlistView(database.db, { id, actor: tom })).name).toBe("Ward records");
  });

  it("knows which solutions are on which open shortlist", async () => {
    const id = await shortlistOf(["S-300"]);
    const open = await openShortlists(database.db, { actor: priya, solutionId: "S-300" });
    expect(open.find((one) => one.id === id)).toMatchObject({ hasIt: true, solutions: 1 });
    const other = await openShortlists(database.db, { actor: priya, solutionId: "S-200" });
    expect(other.find((one) => one.id === id)).toMatchObject({ hasIt: false });
  });
});

describe("the comparison is on the buyer's own terms", () => {
  it("with price, payers and the buyer's net cost to the penny", async () => {
    const id = await shortlistOf(["S-200"]);
    const { solutions } = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    const [birch] = solutions;
    // 1,000 patients x £1.10 x 2 years = £2,200.00; VAT 20% = £440.00; half is NHS England's
    expect(birch?.offer.quote).toMatchObject({
      net: 220_000n,
      vat: 44_000n,
      gross: 264_000n,
      perYear: 110_000n,
    });
    const net = birch!.payers.map(({ payerCode, net: part }) => [payerCode, part]);
    expect(net.sort()).toEqual([
      ["RR8", 110_000n],
      ["X24", 110_000n],
    ]);
    expect(birch!.total.perFinancialYear.map(({ financialYear }) => financialYear)).toEqual([2027, 2028]);
    const years = birch!.total.perFinancialYear.reduce((total, year) => total + year.ownCost, 0n);
    expect(years).toBe(birch!.total.ownCost);
    expect(birch!.agreementTitle).toBe("Half of every licence");
  });

  it("and says which number to enter when none is given in the unit of a price", async () => {
    const id = await shortlistOf(["S-100"], { quantities: { bed: 4n } });
    const comparison = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    expect(lockReasons(comparison)).toEqual(["CareNotes is priced by patients: enter how many you need."]);
  });
});

describe("the lock", () => {
  it("names everything that stands in its way", async () => {
    const id = await shortlistOf([], { lotId: null, quantities: {} });
    await expect(lock(id)).rejects.toMatchObject({
      code: "shortlist-not-lockable",
      details: { reasons: expect.arrayContaining([expect.stringContaining("Add at least one solution")]) },
    });
  });

  it("refuses a solution whose certificate has lapsed, and names it and who can mend it", async () => {
    const id = await makeListing(database.db, {
      id: "S-L1",
      name: "Lapsed",
      supplierId: "alder",
      certifiedTo: "2026-11-21",
    });
    await inTransaction(database.db, (tx) => admit(tx, "F1-1", "alder", [id]));
    const listed = await shortlistOf(["S-L1", "S-100"]);
    await expect(lock(listed)).rejects.toMatchObject({
      code: "shortlist-not-lockable",
      public: {
        detail: expect.stringMatching(
          /Lapsed 4\.2 expired on 21 November 2026\..*Ask Alder Systems to renew it/,
        ),
      },
    });
  });

  it("freezes what was compared: later prices and texts do not touch it, and are told", async () => {
    await makeListing(database.db, { id: "S-F1", name: "Frozen", supplierId: "alder" });
    await inTransaction(database.db, (tx) => admit(tx, "F1-1", "alder", ["S-F1"]));
    const id = await shortlistOf(["S-F1", "S-200"]);
    const before = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    await lock(id);
    await database.db
      .update(price)
      .set({ minimumCharge: pence(900_000n) })
      .where(eq(price.itemId, "S-F1"));
    const frozen = await frozenSolutions(database.db, id);
    expect(frozen?.on).toBe(TODAY);
    const plain = (each: (typeof before.solutions)[number]) => ({ ...each, lockedListingVersion: null });
    expect(frozen?.solutions.map(plain)).toEqual(before.solutions.map(plain));
    const now = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    expect(changesSince(frozen!.solutions, now.solutions)).toEqual([
      "Frozen would cost £18,000.00 over the term today, and not £2,520.00, because its supplier changed the list price.",
    ]);
  });

  it("closes the shortlist for changes, and is done once", async () => {
    const id = await shortlistOf(["S-100", "S-200"]);
    const both = await Promise.allSettled([lock(id), lock(id)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const change = inTransaction(database.db, (tx) => setNeed(tx, { ...NEED, id, actor: priya, at: AT }));
    await expect(change).rejects.toMatchObject({ kind: "conflict" });
    const add = inTransaction(database.db, (tx) =>
      addToShortlist(tx, { id, solutionId: "S-300", actor: priya, at: AT }),
    );
    await expect(add).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("every solution not chosen has a reason", () => {
  it("of ten characters or more; the refusal names the fields and nothing is kept", async () => {
    const id = await shortlistOf(["S-100", "S-200", "S-300"]);
    await lock(id);
    await expect(choose(id, "S-200", { "S-100": "Too dear" })).rejects.toMatchObject({
      code: "choice-not-explained",
      details: { fields: { "S-100": expect.any(String), "S-300": expect.any(String) } },
    });
    const kept = await database.db.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, id));
    expect(kept.some((row) => row.chosen || row.exclusionReason)).toBe(false);
  });

  it("and may be changed until the award", async () => {
    const id = await lockedChoice();
    await choose(id, "S-100", { "S-200": "Does not run on our own network." });
    const rows = await database.db.select().from(shortlistItem).where(eq(shortlistItem.shortlistId, id));
    expect(Object.fromEntries(rows.map((row) => [row.solutionId, row.chosen]))).toEqual({
      "S-100": true,
      "S-200": false,
    });
    expect(rows.find((row) => row.chosen)?.exclusionReason).toBeNull();
  });
});

describe("the route", () => {
  it("is open for the one that the mechanism names", async () => {
    const id = await lockedChoice();
    const comparison = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    const decision = await routeDecision(database.db, { comparison, buyerCode: "RR8", today: TODAY });
    expect(decision.routes.find(({ route }) => route === "direct_award")?.open).toBe(true);
    expect(decision.mechanism?.winner?.solutionId).toBe("S-200");
    expect(decision.valueIncVat).toBe(264_000n);
  });

  it("is not to be had by a reason that is no unmet need: the mechanism names the cheaper one", async () => {
    const id = await shortlistOf(["S-200", "S-100"]);
    await lock(id);
    await choose(id, "S-100", { "S-200": "We know the other one better." });
    await expect(awardTo(id)).rejects.toMatchObject({
      code: "mechanism-names-another",
      public: { detail: expect.stringContaining("Birch Record has the lowest total cost, £2,200.00") },
    });
    await inTransaction(database.db, (tx) =>
      chooseSolution(tx, {
        id,
        chosenSolutionId: "S-100",
        reasons: { "S-200": "It cannot run on shared ward devices." },
        unmetNeeds: { "S-200": "Use on shared ward devices, without a login for each." },
        lookedAgain: true,
        actor: priya,
        at: AT,
      }),
    );
    const comparison = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
    const decision = await routeDecision(database.db, { comparison, buyerCode: "RR8", today: TODAY });
    expect(decision.mechanism?.winner?.solutionId).toBe("S-100");
    expect(decision.mechanism?.filters.flatMap(({ removed }) => removed)).toMatchObject([
      { solutionId: "S-200", reason: "Use on shared ward devices, without a login for each." },
    ]);
    expect(cheaperButRemoved(decision.mechanism!)).toMatchObject([
      { solutionId: "S-200", reason: "Use on shared ward devices, without a login for each." },
    ]);
    expect(decision.mechanism!.winner!.text).toContain(
      "the lowest total cost of those that meet every condition, £",
    );
  });

  it("accounts for every compliant solution of the lot; one that is left out needs a need that it does not meet", async () => {
    // £0.50 a patient and year: it would win, and nobody put it on the shortlist.
    await makeListing(database.db, {
      id: "S-C1",
      name: "Cheaper",
      supplierId: "alder",
      prices: [priceOf("S-C1-P1", "patient", 0.5)],
    });
    await makeListing(database.db, {
      id: "S-C2",
      name: "Cheaper still, not certified",
      supplierId: "alder",
      prices: [priceOf("S-C2-P1", "patient", 0.1)],
      certifiedTo: "2026-11-21",
    });
    await inTransaction(database.db, (tx) => admit(tx, "F1-1", "alder", ["S-C1", "S-C2"]));
    const id = await lockedChoice();
    const decided = async () => {
      const comparison = await compareShortlist(database.db, { id, actor: priya, today: TODAY });
      return routeDecision(database.db, { comparison, buyerCode: "RR8", today: TODAY });
    };
    const before = await decided();
    expect(before.mechanism?.winner?.solutionId).toBe("S-C1");
    expect(before.ahead.map((one) => one.solutionId)).toEqual(["S-C1"]);
    expect(before.mechanism?.considered.map((one) => one.solutionId)).not.toContain("S-C2");
    await expect(awardTo(id)).rejects.toMatchObject({ code: "mechanism-names-another" });
    const explain = (needs: Record<string, string>, actor = priya) =>
      inTransaction(database.db, (tx) => excludeOthers(tx, { id, needs, actor, at: AT }));
    await expect(explain({ "S-C1": "No." })).rejects.toMatchObject({
      code: "need-not-named",
      details: { fields: { "S-C1": expect.stringContaining("which need it does not meet") } },
    });
    await expect(explain({ "S-100": "It is on the shortlist." })).rejects.toMatchObject({
      code: "not-another-of-the-lot",
    });
    await expect(explain({ "S-C1": "It has no records." }, tom)).rejects.toMatchObject({
      kind: "not-allowed",
    });
    await explain({ "S-C1": "Records for every ward: it keeps none for children." });
    const after = await decided();
    expect(after.ahead).toEqual([]);
    expect(after.mechanism?.winner?.solutionId).toBe("S-200");
    await awardTo(id);
    expect((await awardOf(database.db, id))?.award.mechanism).toMatchObject({
      filters: expect.arrayContaining([
        expect.objectContaining({
          removed: [
            {
              solutionId: "S-C1",
              reason: "Records for every ward: it keeps none for children.",
              totalCost: "1000.00",
            },
          ],
        }),
      ]),
    });
    await database.db.delete(lotSolution).where(eq(lotSolution.solutionId, "S-C1"));
  });

  it("asks which need, and for a second look where no other is left to rank", async () => {
    const id = await shortlistOf(["S-200", "S-100"]);
    await lock(id);
    const of = (unmetNeeds: Record<string, string>, lookedAgain?: boolean) =>
      inTransaction(database.db, (tx) =>
        chooseSolution(tx, {
          id,
          chosenSolutionId: "S-200",
          reasons: { "S-100": "It does not meet the need." },
          unmetNeeds,
          lookedAgain,
          actor: priya,
          at: AT,
        }),
      );
    await expect(of({ "S-100": " " })).rejects.toMatchObject({
      code: "choice-not-explained",
      details: { fields: { "need:S-100": expect.stringContaining("which need it does not meet") } },
    });
    const need = { "S-100": "Use on shared ward devices." };
    await expect(of(need)).rejects.toMatchObject({ code: "look-again" });
    await of(need, true);
    const [kept] = await database.db
      .select()
      .from(shortlistItem)
      .where(and(eq(shortlistItem.shortlistId, id), eq(shortlistItem.solutionId, "S-100")));
    expect(kept).toMatchObject({ unmetNeed: true, unmetNeedText: "Use on shared ward devices." });
  });

  it("of a direct award is closed in a lot without a mechanism, with the rule that closes it", async () => {
    const id = await shortlistOf(["S-100", "S-200"], { lotId: "F1-2" });
    await lock(id);
    await choose(id, "S-200", { "S-100": "Costs £320 more over the term." });
    await expect(awardTo(id)).rejects.toMatchObject({
      code: "route-closed",
      public: { rule: expect.stringContaining("PA-06") },
    });
  });
});

/** A service of a supplier, offered with some of its solutions. */
async function makeService(id: string, supplierId: string, solutionIds: string[], poundsADay: number) {
  const by = { actor: SYSTEM, at: AT };
  await inTransaction(database.db, async (tx) => {
    await listItem(tx, {
      ...by,
      id,
      kind: "associated_service",
      supplierId,
      name: `Roll-out ${id}`,
      summary: "People who set it up.",
      solutionIds,
      prices: [
        priceOf(`${id}-P1`, "day", poundsADay, {
          billingPeriod: "one-off",
          costCategory: "implementation",
        }),
      ],
    });
    await submitListing(tx, { ...by, id });
    await publishListing(tx, { ...by, id, today: day("2026-11-20") });
  });
}

describe("the services of the need", () => {
  const WITH_SERVICES = { patient: 1_000n, "day:implementation": 10n };

  it("count in the lowest total cost of every solution of the lot, are explained, and begin the order", async () => {
    await inTransaction(database.db, async (tx) => {
      await makeLot(tx, { id: "F1-7", number: "7", name: "Records with services" });
      await admit(tx, "F1-7", "alder", ["S-100", "S-300"]);
      await admit(tx, "F1-7", "birchwood", ["S-200"]);
    });
    // Birch Record is cheaper by £320 over the term, and its people cost £2,000 more.
    await makeService("birchwood-S7", "birchwood", ["S-200"], 700);
    await makeService("alder-S7", "alder", ["S-100"], 500);
    const routeOf = async (id: string) =>
      routeDecision(database.db, {
        comparison: await compareShortlist(database.db, { id, actor: priya, today: TODAY }),
        buyerCode: "RR8",
        today: TODAY,
      });
    const plain = await shortlistOf(["S-200", "S-100"], { lotId: "F1-7" });
    expect((await routeOf(plain)).mechanism!.winner!.solutionId).toBe("S-200");

    const id = await shortlistOf(["S-200", "S-100"], { lotId: "F1-7", quantities: WITH_SERVICES });
    const [birch, care] = (
      await compareShortlist(database.db, { id, actor: priya, today: TODAY })
    ).solutions.sort((a, b) => (a.solutionId < b.solutionId ? 1 : -1));
    // 1,000 × £1.10 × 2 + 10 × £700, and 1,000 × £1.26 × 2 + 10 × £500
    expect([birch!.total.net, care!.total.net]).toEqual([920_000n, 752_000n]);
    expect(care!.total.gross).toBe(902_400n);
    // Half of the licence is paid by NHS England; the shares add up to the whole with its services.
    expect(care!.payers.reduce((total, each) => total + each.net, 0n)).toBe(752_000n);

    // A scenario that starts from here takes the services along, and comes to what was compared.
    const asked = { actor: priya, today: TODAY };
    const from = (solutionId: string) => ({ kind: "shortlist" as const, shortlistId: id, solutionId });
    const start = await startingPoint(database.db, from("S-100"), asked);
    expect(
      start.input.basket.map((line) => line.kind === "priced" && [line.id, line.itemId, line.costCategory]),
    ).toEqual([
      ["L1", "S-100", "licence-subscription"],
      ["L2", "alder-S7", "implementation"],
    ]);
    const simulated = await scenarioAnswer(database.db, { ...start, organisationCode: "RR8" });
    expect(simulated.simulation!.total.after.net).toBe(752_000n);

    await lock(id);
    await choose(id, "S-100", { "S-200": "Costs more with its roll-out." });
    const { mechanism, valueIncVat } = await routeOf(id);
    expect(valueIncVat).toBe(902_400n);
    expect(mechanism!.ranking.map((row) => [row.solutionId, row.totalCost, row.services])).toEqual([
      ["S-100", "7520.00", [{ need: "10 days of implementation", cost: "5000.00" }]],
      ["S-200", "9200.00", [{ need: "10 days of implementation", cost: "7000.00" }]],
    ]);
    // Alder Plan, on no shortlist, is accounted for too: nobody says what its implementation costs.
    expect(mechanism!.considered.map((each) => each.solutionId)).toContain("S-300");
    expect(mechanism!.filters.at(-1)!.removed).toEqual([
      {
        solutionId: "S-300",
        reason: expect.stringContaining("no published price for 10 days of implementation"),
      },
    ]);

    const { orderId } = await awardTo(id);
    const order = await orderView(database.db, { id: orderId, actor: priya, on: TODAY });
    const bare = order.items.filter(({ itemId }) => itemId === "S-100");
    const beside = await awardedAndOrdered(database.db, order, {
      items: bare,
      net: pence(252_000n),
      gross: pence(302_400n),
      on: TODAY,
    });
    expect(beside!.figures).toContainEqual({
      figure: "Implementation (service, excluding VAT)",
      awarded: "10 days, £5,000.00",
      ordered: "None",
      leaves: false,
      away: "less",
      apart: { way: "less", by: "£5,000.00" },
    });
    expect(order.items.map((item) => [item.itemId, item.priceId])).toEqual([
      ["S-100", "S-100-P1"],
      ["alder-S7", "alder-S7-P1"],
    ]);
    expect([order.net, order.vat]).toEqual([752_000n, 150_400n]);
    // The lock kept the services as well.
    const kept = (await frozenSolutions(database.db, id))!.solutions.find((each) => each.chosen)!;
    expect(kept.needed.services.map(({ quote }) => quote.net)).toEqual([500_000n]);
  });

  it("without a published price stand in the way of the lock, with what to do", async () => {
    const id = await shortlistOf(["S-100", "S-300"], { lotId: "F1-7", quantities: WITH_SERVICES });
    const from = { kind: "shortlist" as const, shortlistId: id, solutionId: "S-300" };
    await expect(startingPoint(database.db, from, { actor: priya, today: TODAY })).rejects.toMatchObject({
      code: "base-not-ready",
      public: { detail: expect.stringContaining("no published price for 10 days of implementation") },
    });
    await expect(lock(id)).rejects.toMatchObject({
      public: {
        detail:
          "Alder Plan has no published price for 10 days of implementation. Ask its supplier to list one, at £0.00 if its licence includes it.",
      },
    });
  });
});

describe("a term longer than the lot allows", () => {
  it("is refused before the lock, with the lot's own figure and what to do, and not after", async () => {
    const id = await shortlistOf(["S-200", "S-100"], { termMonths: 37 });
    await expect(lock(id)).rejects.toMatchObject({
      code: "shortlist-not-lockable",
      public: {
        detail:
          "Records allows at most 36 months, options to extend included, and the term is 37. Shorten the term, or choose another lot.",
      },
    });
    await inTransaction(database.db, (tx) =>
      setNeed(tx, { ...NEED, termMonths: 36, id, actor: priya, at: AT }),
    );
    await lock(id);
    await choose(id, "S-200", { "S-100": "Costs more over the term." });
    await awardTo(id);
  });

  it("that are added after the award stay in the lot's tolerance, or the order goes back with them in its need", async () => {
    await inTransaction(database.db, async (tx) => {
      await makeLot(tx, { id: "F1-8", number: "8", name: "Records, and what is added later" });
      await admit(tx, "F1-8", "alder", ["S-100"]);
      await admit(tx, "F1-8", "birchwood", ["S-200"]);
    });
    await makeService("birchwood-S8", "birchwood", ["S-200"], 100);
    const id = await shortlistOf(["S-200", "S-100"], { lotId: "F1-8" });
    await lock(id);
    await choose(id, "S-200", { "S-100": "Costs £320 more over the term." });
    const { orderId } = await awardTo(id);
    /** The order with so many days of a service that the need did not ask for. */
    const withDays = async (days: bigint) => {
      const before = await orderView(database.db, { id: orderId, actor: priya, on: TODAY });
      const { priceId } = before.items.find(({ itemId }) => itemId === "S-200")!;
      const change = { actor: priya, at: AT, today: TODAY, orderId, editCount: before.editCount };
      await inTransaction(database.db, (tx) =>
        setItems(tx, change, [
          { itemId: "S-200", priceId, quantities: { RR8: 1_000n } },
          { itemId: "birchwood-S8", priceId: "birchwood-S8-P1", quantities: { RR8: days } },
        ]),
      );
      const view = await orderView(database.db, { id: orderId, actor: priya, on: TODAY });
      const totals = { net: view.net!, gross: pence(view.net! + view.vat!) };
      const ordered = { ...totals, items: view.items, on: TODAY };
      return {
        view,
        found: await awardedAndOrdered(database.db, view, ordered),
        sent: () => requireStillNamed(database.db, view, ordered),
      };
    };
    // £2,200.00 were compared, and the lot's tolerance is 5%: £110.00.
    expect(await (await withDays(1n)).sent()).toMatchObject({ added: [{ cost: "100.00" }], tooMuch: null });
    // Nobody else was asked for the days, so they are in no figure of the ranking, however many they are.
    for (const [days, cost] of [
      [3n, "300.00"],
      [40n, "4000.00"],
    ] as const) {
      const { found, sent } = await withDays(days);
      await expect(sent()).rejects.toMatchObject({
        code: "more-than-was-compared",
        public: {
          detail: `Nobody was asked for Roll-out birchwood-S8, ${formatPence(parsePence(cost)!)}: ${formatPence(parsePence(cost)!)} excluding VAT. An order of this lot may add 5% of the £2,200.00 that were compared, which is £110.00. Order less of them, or compare again with them in the need.`,
          next: { href: `/buying/orders/${orderId}/compare-again` },
        },
      });
      expect(found).toMatchObject({ stillNamed: true, added: [{ name: "Roll-out birchwood-S8", cost }] });
      expect(found!.mechanism!.ranking.map((row) => [row.solutionId, row.totalCost])).toEqual([
        ["S-200", "2200.00"],
        ["S-100", "2520.00"],
      ]);
      expect(rankedAgain(found!.mechanism!, found!.added)).toContain(
        `in none of these sums because the need did not ask for it: Roll-out birchwood-S8, ${formatPence(parsePence(cost)!)}.`,
      );
    }
    const { view } = await withDays(40n);
    const again = await inTransaction(database.db, (tx) =>
      compareAgain(tx, { actor: priya, at: AT, today: TODAY, orderId, editCount: view.editCount }),
    );
    const next = await compareShortlist(database.db, { id: again.shortlistId, actor: priya, today: TODAY });
    expect(next.storedQuantities).toEqual({ patient: "1000", "day:implementation": "40" });
  });
});

describe("the order that an award opens", () => {
  it("begins with what was awarded, under the shortlist's name", async () => {
    const id = await lockedChoice();
    const { orderId } = await awardTo(id);
    const view = await orderView(database.db, { id: orderId, actor: priya, on: TODAY });
    expect(view).toMatchObject({
      title: "Ward records",
      termMonths: 24,
      startsOn: "2027-04-01",
      net: 220_000n,
    });
    expect(view.items.map(({ itemId, quantities }) => [itemId, quantities])).toEqual([
      ["S-200", [{ organisationCode: "RR8", quantity: 1_000n }]],
    ]);
  });

  it("is for what was compared: on other figures the mechanism runs again, and another winner stops it", async () => {
    // For 1,000 patients over 24 months Birch at £1.10 beats £1.20; from 5,000 patients on the other is £0.90.
    await makeListing(database.db, { id: "S-T1", name: "Tiered", supplierId: "alder" });
    await inTransaction(database.db, (tx) => admit(tx, "F1-1", "alder", ["S-T1"]));
    const [listed] = await database.db.select().from(price).where(eq(price.itemId, "S-T1"));
    await database.db.delete(priceTier).where(eq(priceTier.priceId, listed!.id));
    await database.db.insert(priceTier).values([
      {
        priceId: listed!.id,
        position: 1,
        fromQuantity: 1n,
        toQuantity: 4_999n,
        unitPrice: unitPrice(12_000n),
      },
      { priceId: listed!.id, position: 2, fromQuantity: 5_000n, unitPrice: unitPrice(9_000n) },
    ]);
    const id = await shortlistOf(["S-200", "S-T1"]);
    await lock(id);
    await choose(id, "S-200", { "S-T1": "Costs more over the term." });
    const { orderId } = await awardTo(id);
    const look = async () => {
      const view = await orderView(database.db, { id: orderId, actor: priya, on: TODAY });
      const cost = { net: view.net!, gross: pence(view.net! + view.vat!) };
      return {
        view,
        found: await awardedAndOrdered(database.db, view, { ...cost, items: view.items, on: TODAY }),
      };
    };
    const orderFor = async (quantity: bigint) => {
      const { view } = await look();
      const [item] = view.items;
      const change = { actor: priya, at: AT, today: TODAY, orderId, editCount: view.editCount };
      await inTransaction(database.db, (tx) =>
        setItems(tx, change, [{ itemId: "S-200", priceId: item!.priceId, quantities: { RR8: quantity } }]),
      );
      return look();
    };
    expect((await look()).found).toMatchObject({ leaves: false, mechanism: null, stillNamed: true });
    // Within the lot's tolerance of 5%.
    expect((await orderFor(1_050n)).found).toMatchObject({ leaves: false });
    // Outside of it the mechanism is asked again, and names the same one: kept as evidence, and no obstacle.
    const more = await orderFor(2_000n);
    expect(more.found).toMatchObject({ leaves: true, stillNamed: true });
    // Over the whole lot, as at the award; the first two are those that were compared.
    const first = more.found!.mechanism!.ranking.slice(0, 2);
    expect(first.map((each) => [each.solutionId, each.totalCost])).toEqual([
      ["S-200", "4400.00"],
      ["S-T1", "4800.00"],
    ]);
    const { view, found } = await orderFor(5_000n);
    expect(found).toMatchObject({ leaves: true, stillNamed: false });
    expect(found!.figures[0]).toEqual({
      figure: "Quantity (patients)",
      awarded: "1,000",
      ordered: "5,000",
      apart: { way: "more", by: "4,000" },
      leaves: true,
    });
    const totals = { net: view.net!, gross: pence(view.net! + view.vat!) };
    const sent = requireStillNamed(database.db, view, { ...totals, items: view.items, on: TODAY });
    await expect(sent).rejects.toMatchObject({
      code: "not-what-was-compared",
      public: { detail: expect.stringMatching(/1,000 awarded, 5,000 ordered.*Tiered £9,000\.00/) },
    });
    const again = await inTransaction(database.db, (tx) =>
      compareAgain(tx, { actor: priya, at: AT, today: TODAY, orderId, editCount: view.editCount }),
    );
    const next = await compareShortlist(database.db, { id: again.shortlistId, actor: priya, today: TODAY });
    expect(next).toMatchObject({ termMonths: 24, storedQuantities: { patient: "5000" } });
    expect(next.solutions.map(({ solutionId }) => solutionId).sort()).toEqual(["S-200", "S-T1"]);
    expect((await look()).view.state).toBe("cancelled");
  });
});

describe("the award", () => {
  it("is made once under two simultaneous clicks, with its evidence and one order", async () => {
    const id = await lockedChoice();
    const both = await Promise.allSettled([awardTo(id), awardTo(id)]);
    const made = both.filter((answer) => answer.status === "fulfilled");
    expect(made).toHaveLength(1);
    expect(both.find((answer) => answer.status === "rejected")).toMatchObject({
      reason: { kind: "conflict" },
    });
    const [awards] = await database.db.select({ n: count() }).from(award).where(eq(award.shortlistId, id));
    expect(awards?.n).toBe(1);
    const kept = await awardOf(database.db, id);
    expect(kept?.award).toMatchObject({
      solutionId: "S-200",
      route: "direct_award",
      estimatedValue: 264_000n,
    });
    expect(kept?.award.mechanism).toMatchObject({ winner: { solutionId: "S-200" } });
    const orders = await database.db
      .select()
      .from(order)
      .where(and(eq(order.awardId, kept!.award.id), eq(order.state, "in_progress")));
    expect(orders.map((row) => row.id)).toEqual([made[0]!.value.orderId]);
    expect((await shortlistView(database.db, { id, actor: tom })).award?.orderId).toBe(
      made[0]!.value.orderId,
    );
  });

  it("is refused without a choice, to others, and from another organisation", async () => {
    const id = await shortlistOf(["S-100", "S-200"]);
    await expect(awardTo(id)).rejects.toMatchObject({ kind: "conflict" });
    await lock(id);
    await expect(awardTo(id)).rejects.toMatchObject({ code: "nothing-chosen" });
    await expect(awardTo(id, tom)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(awardTo(id, helen)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("is refused when a certificate was suspended since the lock, naming it and since when", async () => {
    await makeListing(database.db, {
      id: "S-S1",
      name: "Suspended",
      supplierId: "birchwood",
      certifiedTo: null,
    });
    const number = await certify(database.db, "S-S1", "birchwood", "2027-10-31");
    await inTransaction(database.db, async (tx) => {
      await publishListing(tx, { id: "S-S1", actor: priya, at: AT, today: TODAY });
      await admit(tx, "F1-1", "birchwood", ["S-S1"]);
    });
    const id = await shortlistOf(["S-S1", "S-100"]);
    await lock(id);
    await choose(id, "S-S1", { "S-100": "Costs more than we have." });
    await database.db.insert(certificateEvent).values({
      certificateNumber: number,
      kind: "suspended",
      effectiveOn: TODAY,
      reason: "A safety incident is being looked into.",
      recordedBy: priya.userId,
      recordedAt: AT,
    });
    await expect(awardTo(id)).rejects.toMatchObject({
      code: "not-compliant",
      public: {
        title: expect.stringContaining("has been suspended since 22 November 2026"),
        detail: expect.stringContaining("Ask Birchwood Health"),
      },
    });
    expect(await awardOf(database.db, id)).toBeNull();
  });
});
