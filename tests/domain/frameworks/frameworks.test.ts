import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { auditEvent } from "~db/schema/audit";
import { lot } from "~db/schema/frameworks";
import { order } from "~db/schema/orders";
import { award, shortlist } from "~db/schema/shortlists";
import { user } from "~db/schema/people";
import { suspendCertificate } from "~/domain/certification/certificates/suspend-certificate.server";
import { SYSTEM } from "~/domain/audit/event";
import { advanceFramework } from "~/domain/frameworks/advance-framework.server";
import { createLot } from "~/domain/frameworks/create-lot.server";
import {
  frameworksList,
  frameworkView,
  lotsForSolution,
  lotView,
} from "~/domain/frameworks/framework-views.server";
import { ceilingUsed, lotCandidates, routesFor } from "~/domain/frameworks/route-views.server";
import { setLotStatus } from "~/domain/frameworks/set-lot-status.server";
import { pence } from "~/domain/money/money";
import { day } from "~/domain/shared/day";
import { admit, makeBuyer, makeFramework, makeLot, makeRules } from "../../factories/frameworks";
import {
  makeCertificate,
  makeSolution,
  makeStandard,
  makeSupplier,
  officer,
} from "../../factories/standards";
import { testDatabase, type TestDatabase } from "../../setup/test-database";
import { databaseSays, undoneIn } from "../../setup/undone";

const at = new Date("2026-06-01T09:00:00Z");
const on = day("2026-06-01");
const purchase = {
  lotId: "F1-1",
  buyerCode: "QWO",
  solutionIds: ["s1"],
  valueIncVat: pence(36_000_00),
  termMonths: 24,
  on,
};
let database: TestDatabase;
let certificateNumber: string;

beforeAll(async () => {
  database = await testDatabase();
  await inTransaction(database.db, async (tx) => {
    await makeRules(tx);
    await makeFramework(tx);
    await makeLot(tx);
    await makeBuyer(tx);
    await makeSupplier(tx);
    await makeSupplier(tx, "birch", "Birchwood Health");
    await makeSolution(tx);
    await makeSolution(tx, { id: "s2", name: "WardView", supplierId: "birch" });
    await makeStandard(tx, { title: "DTAC", bindings: [{ lotId: "F1-1", validFrom: day("2026-01-01") }] });
    certificateNumber = await makeCertificate(tx);
    await makeCertificate(tx, { supplierId: "birch", solutionId: "s2" });
    await admit(tx, "F1-1", "alder", ["s1"]);
    await admit(tx, "F1-1", "birch", ["s2"]);
  });
});

const undone = (work: (tx: Tx) => Promise<void>) => undoneIn(database.db, work);

/** A call-off with its shortlist and award, of this net value plus VAT, in a state. */
async function makeOrder(tx: Tx, number: number, state: string, net: number) {
  const id = `S9${number}`;
  await tx
    .insert(user)
    .values({ id: "priya", name: "Priya Shah", email: "priya@test.example" })
    .onConflictDoNothing();
  const by = { organisationCode: "QWO", name: "Records", createdBy: "priya", createdAt: at };
  await tx.insert(shortlist).values({ id, ...by, state: "awarded", termMonths: 24, startsOn: on });
  const [made] = await tx
    .insert(award)
    .values({
      shortlistId: id,
      solutionId: "s1",
      lotId: "F1-1",
      route: "direct_award",
      estimatedValue: pence(net),
      routeCheck: [],
      mechanism: {},
      awardedBy: "priya",
      awardedAt: at,
    })
    .returning({ id: award.id });
  await tx.insert(order).values({
    id: `C09${number}-01`,
    callOffNumber: `C09${number}`,
    buyerCode: "QWO",
    supplierId: "alder",
    solutionId: "s1",
    lotId: "F1-1",
    awardId: made!.id,
    title: "Records",
    state,
    net: pence(net),
    vat: pence(net / 5),
    createdBy: "priya",
    createdAt: at,
  });
}

describe("the routes of a purchase", () => {
  it("are all open for a small purchase of a certified solution by an ICB", async () => {
    const answers = await routesFor(database.db, purchase);
    expect(answers.map((answer) => answer.open)).toEqual([true, true, true, true]);
  });

  it("close for a direct award when the certificate is suspended, for that lot's standard", () =>
    undone(async (tx) => {
      const action = {
        actor: officer("assessor"),
        at,
        today: on,
        number: certificateNumber,
        reason: "Breach.",
      };
      await suspendCertificate(tx, action);
      const [direct] = await routesFor(tx, purchase);
      expect(direct).toMatchObject({ open: false });
      expect(direct!.reasons[0]).toMatchObject({
        ruleId: "NHS-06",
        reference: "DTAC guidance",
        effect: "closes",
      });
    }));

  it("close when the supplier is suspended in the lot, with the reason that was given", () =>
    undone(async (tx) => {
      const change = { actor: officer("commercial_officer"), at, lotId: "F1-1", supplierId: "alder" };
      await setLotStatus(tx, { ...change, status: "suspended", reason: "Late accounts." });
      const [direct] = await routesFor(tx, purchase);
      expect(direct!.reasons[0]!.text).toBe("Alder Systems is suspended in lot 1, Records: Late accounts.");
      await expect(
        setLotStatus(tx, { ...change, status: "suspended", reason: "Again." }),
      ).rejects.toMatchObject({ code: "no-change" });
      await setLotStatus(tx, { ...change, status: "active", reason: "Accounts filed." });
      expect((await routesFor(tx, purchase))[0]!.open).toBe(true);
    }));

  it("count live and completed call-offs with VAT against the ceiling, and no others", () =>
    undone(async (tx) => {
      await makeOrder(tx, 1, "live", 5_000_000_00);
      await makeOrder(tx, 2, "completed", 3_000_000_00);
      await makeOrder(tx, 3, "awaiting_approval", 1_000_000_00);
      await makeOrder(tx, 4, "cancelled", 1_000_000_00);
      // (5,000,000 + 3,000,000) x 1.2 = 9,600,000 of 10,000,000
      expect(await ceilingUsed(tx, "F1")).toBe(pence(9_600_000_00));
      expect((await routesFor(tx, purchase))[0]!.open).toBe(true);
      await makeOrder(tx, 5, "live", 310_000_00);
      // + 372,000 = 9,972,000; with 36,000 more it is 10,008,000
      const [direct] = await routesFor(tx, purchase);
      expect(direct!.reasons[0]!.text).toContain("over the framework's ceiling by £8,000");
      const view = await frameworkView(tx, { id: "F1", on });
      expect(view).toMatchObject({ usedPercent: 99, limits: { warnPercent: 80, refusePercent: 100 } });
    }));

  it("close before the framework starts and after it is terminated", () =>
    undone(async (tx) => {
      const early = await routesFor(tx, { ...purchase, on: day("2026-03-31") });
      expect(early[0]!.reasons[0]!.text).toBe("Digital Care Framework starts on 1 April 2026.");
      const officerAction = { actor: officer("commercial_officer"), at, frameworkId: "F1" };
      await advanceFramework(tx, { ...officerAction, action: "terminate" });
      expect((await routesFor(tx, purchase))[0]!.open).toBe(false);
      await expect(advanceFramework(tx, { ...officerAction, action: "resume" })).rejects.toMatchObject({
        code: "wrong-state",
      });
    }));
});

describe("candidates of a lot", () => {
  it("carry admission, status and compliance", async () => {
    const found = await lotCandidates(database.db, {
      lotId: "F1-1",
      solutionIds: ["s1", "s2"],
      buyerKind: "icb",
      on: day("2027-03-04"),
    });
    expect(
      found.map((row) => [row.solutionId, row.lotStatus, row.inLot, row.compliant, row.admittedOn]),
    ).toEqual([
      ["s1", "active", true, false, "2026-04-01"],
      ["s2", "active", true, false, "2026-04-01"],
    ]);
  });
});

describe("recording a framework", () => {
  it("refuses a term over the rule's years and says which rule", () =>
    undone(async (tx) => {
      await expect(makeFramework(tx, { id: "F9", endsOn: day("2030-04-01") })).rejects.toMatchObject({
        code: "term-too-long",
        public: { rule: "PA-03, s.47" },
      });
      await makeFramework(tx, { id: "F8", isOpenFramework: true, endsOn: day("2034-03-31") });
      await expect(makeFramework(tx, { id: "F8" })).rejects.toMatchObject({ code: "framework-exists" });
    }));

  it("refuses terms the wrong way round, and so does the database", () =>
    undone(async (tx) => {
      const given = { id: "F1-7", minimumTermMonths: 24, maximumTermMonths: 12 };
      await expect(makeLot(tx, given)).rejects.toMatchObject({ code: "terms-reversed" });
      const says = await databaseSays(tx, (inner) =>
        inner.update(lot).set({ minimumTermMonths: 100 }).where(eq(lot.id, "F1-1")),
      );
      expect(says).toContain("lot_terms_in_order");
    }));

  it("refuses a mechanism that nobody can run, and people without the role", () =>
    undone(async (tx) => {
      await expect(makeLot(tx, { id: "F1-9", directAwardMechanism: "best_in_show" })).rejects.toMatchObject({
        code: "mechanism-unknown",
      });
      const { lot: own } = await lotView(tx, { frameworkId: "F1", lotId: "F1-1", on });
      await expect(
        createLot(tx, { actor: officer("auditor"), at, frameworkId: "F1", lot: { ...own, id: "F1-8" } }),
      ).rejects.toMatchObject({ kind: "not-allowed" });
    }));

  it("leaves its story in the audit", async () => {
    const events = await database.db.select().from(auditEvent).where(eq(auditEvent.stream, "framework:F1"));
    expect(events.map((event) => event.action)).toEqual([
      "framework.created",
      "framework.open-applications",
      "framework.close-applications",
      "framework.announce-award",
      "framework.go-live",
      "lot.created",
      "supplier.admitted",
      "supplier.admitted",
    ]);
    expect(events[0]!.actorName).toBe(SYSTEM.name);
  });
});

describe("what the public sees", () => {
  it("lists frameworks, lots, suppliers and the lots of a solution", async () => {
    const { rows, total } = await frameworksList(database.db, { on });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ id: "F1", state: "live", lots: 1, suppliers: 2, used: 0n });
    const view = await lotView(database.db, { frameworkId: "F1", lotId: "F1-1", on });
    expect(view.suppliers.map((row) => [row.name, row.status, row.solutions.length])).toEqual([
      ["Alder Systems", "active", 1],
      ["Birchwood Health", "active", 1],
    ]);
    expect(await lotsForSolution(database.db, { solutionId: "s1", on })).toMatchObject([
      { lotId: "F1-1", frameworkName: "Digital Care Framework", live: true, status: "active" },
    ]);
    await expect(lotView(database.db, { frameworkId: "F2", lotId: "F1-1", on })).rejects.toMatchObject({
      kind: "not-found",
    });
  });
});
