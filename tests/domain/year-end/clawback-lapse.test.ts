// One order whose standard lapses: by which certificate and on which day its money may be asked back, and where it then stands.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { certificate, standardVersion } from "~db/schema/certification";
import { fund } from "~db/schema/funding";
import { clawback } from "~db/schema/year-end";
import { allocateFund } from "~/domain/funding/allocations/allocate-fund.server";
import {
  allocationsFor,
  allocationsOf,
  bindingAllocation,
} from "~/domain/funding/allocations/allocation-views.server";
import { withUnusedAllocations } from "~/domain/funding/allocations/unused-allocations.server";
import { fundBalance, fundBalances } from "~/domain/funding/funding-views.server";
import { recordBacsPayment } from "~/domain/invoices/record-bacs-payment.server";
import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { addDays, type Day } from "~/domain/shared/day";
import type { Problem } from "~/domain/shared/problem";
import { freeOf, headlines, statementOf } from "~/domain/statements/statement";
import { statementFacts } from "~/domain/statements/statement-views.server";
import { statementTables } from "~/domain/statements/statement-tables";
import { approveClawback } from "~/domain/year-end/approve-clawback.server";
import { clawbackSuggestions, clawbacksList } from "~/domain/year-end/clawback-views.server";
import { lapseRulesBehind } from "~/domain/year-end/lapse-rules-views.server";
import { requestClawback } from "~/domain/year-end/request-clawback.server";
import { yearEndForecast } from "~/domain/year-end/year-end-views.server";
import { statementPdf } from "~/papers/statement-pdf.server";
import { statementTableFile } from "~/web/statements/statement-files.server";
import { makeFund } from "../../factories/funding";
import { makeInvoices, makeLiveOrder } from "../../factories/invoices";
import { AT, makeAgreement, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { numberCells } from "../../setup/number-cells";
import { pdfText } from "../../setup/pdf-text";
import { testDatabase } from "../../setup/test-database";

const { db, sql } = await testDatabase();
const action = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it was not refused"),
    (error: unknown) => error as Problem,
  );
const LAST = addDays(TODAY, 10);
const LAPSED = addDays(LAST, 1);
const LATER = addDays(TODAY, 60);
const NUMBER = "DVC-900001";
let orderId: string;

const ask = (given: { on?: Day; certificateNumber?: string | null } = {}) =>
  action((tx) =>
    requestClawback(tx, {
      orderId,
      trigger: "standard-lapsed",
      on: LAPSED,
      certificateNumber: NUMBER,
      ...given,
      reason: "It was not renewed",
      actor: PEOPLE.officer,
      at: AT,
      today: LATER,
    }),
  );
const ends = (number: string, validTo: Day) =>
  db.update(certificate).set({ validTo }).where(eq(certificate.number, number));

beforeAll(async () => {
  await makeMarket(db);
  await makeFund(db, "FD-1", 1_000_000n);
  await makeAgreement(db, {
    id: "AG-1",
    parties: ["X24"],
    rules: [
      { shape: "percentage", ruleNumber: 1, payer: "X24", fundIds: ["FD-1"], portion: 5_000 },
      {
        shape: "clawback",
        ruleNumber: 2,
        payer: "X24",
        trigger: "standard-lapsed",
        portion: 5_000,
        windowMonths: 12,
      },
      { shape: "residual", ruleNumber: 3, payer: "@buyer" },
    ],
  });
  const officer = { actor: PEOPLE.officer, at: AT, today: TODAY };
  await action((tx) =>
    allocateFund(tx, { ...officer, fundId: "FD-1", organisationCode: "RR8", amount: pence(600_00) }),
  );
  const made = await makeLiveOrder(db);
  orderId = made.orderId;
  const [, ours] = await makeInvoices(db, orderId, made.milestones[0]!);
  const paid = { number: ours!, amount: pence(100_80), reference: "B1", paidOn: TODAY };
  await action((tx) => recordBacsPayment(tx, { ...paid, ...officer }));
});

describe("money is asked back because a standard lapsed", () => {
  it("from the day on which the certificate that replaced another ends, and not from the older one's", async () => {
    await ends(NUMBER, LAST);
    expect((await clawbackSuggestions(db, { today: LAPSED })).views).toMatchObject([
      { on: LAPSED, certificateNumber: NUMBER, standardTitle: "Digital Technology Assessment Criteria" },
    ]);
    const newer = {
      number: "DVC-900002",
      standardVersionId: "DTAC@2",
      supplierId: "20001",
      solutionId: "20001-001",
      validFrom: addDays(TODAY, 5),
      validTo: addDays(TODAY, 40),
      issuedAt: AT,
      source: "test",
    };
    await db.insert(certificate).values(newer);
    // The older one ended while the newer one counted; on the later day the newer one has ended too.
    expect((await clawbackSuggestions(db, { today: LAPSED })).views).toEqual([]);
    expect((await clawbackSuggestions(db, { today: LATER })).views).toMatchObject([
      { on: addDays(TODAY, 41), certificateNumber: "DVC-900002" },
    ]);
    const replaced = await refused(ask());
    expect([replaced.code, replaced.public.title]).toEqual([
      "clawback-unfounded",
      `Nothing lapsed on 3 December 2026: Digital Technology Assessment Criteria is met by certificate DVC-900002 until 1 January 2027.`,
    ]);
    await db.delete(certificate).where(eq(certificate.number, "DVC-900002"));
  });

  it("only by a certificate of the product that is named, on the day on which it stopped counting", async () => {
    expect((await refused(ask({ certificateNumber: null }))).public.title).toBe(
      "Enter the certificate that stopped counting.",
    );
    expect((await refused(ask({ certificateNumber: "DVC-1" }))).public.title).toBe(
      "Alder Record and its supplier have no certificate DVC-1.",
    );
    expect((await refused(ask({ on: LAST }))).public.title).toContain("Nothing lapsed on 2 December 2026");
    expect((await refused(ask({ on: addDays(LAPSED, 1) }))).public.title).toContain(
      `${NUMBER} has not counted since 3 December 2026`,
    );
  });

  it("by rules that the report on the standard's end names, with their live orders", async () => {
    expect(await lapseRulesBehind(db, { orderIds: [orderId], from: LATER })).toEqual([
      { agreementId: "AG-1", version: 1, title: "Agreement AG-1", ruleNumbers: [2], orders: 1 },
    ]);
    expect(await lapseRulesBehind(db, { orderIds: [], from: LATER })).toEqual([]);
  });

  it("not once the standard has ended", async () => {
    const retire = (retiredOn: Day | null) =>
      db.update(standardVersion).set({ retiredOn }).where(eq(standardVersion.id, "DTAC@2"));
    await retire(LAST);
    expect((await clawbackSuggestions(db, { today: LATER })).views).toEqual([]);
    expect((await refused(ask())).public.title).toBe(
      "Digital Technology Assessment Criteria ended on 2 December 2026, so nothing of it can lapse on 3 December 2026.",
    );
    await retire(null);
  });

  it("nor because a contract was terminated or a product withdrawn that was not", async () => {
    for (const trigger of ["terminated", "delisted"] as const) {
      const about = { orderId, trigger, on: TODAY, certificateNumber: null, reason: "It ended" };
      const by = { actor: PEOPLE.officer, at: AT, today: LATER };
      expect((await refused(action((tx) => requestClawback(tx, { ...about, ...by })))).code).toBe(
        "clawback-unfounded",
      );
    }
  });

  it("is refused by the database without a certificate, and stands with its standard in the list", async () => {
    const { clawbackIds } = await ask();
    const unnamed = sql`update clawback set certificate_number = null where id = ${clawbackIds[0]!}`;
    await expect(unnamed).rejects.toMatchObject({ constraint_name: "clawback_names_its_certificate" });
    expect(await clawbacksList(db).first(5)).toMatchObject([
      {
        standardTitle: "Digital Technology Assessment Criteria",
        certificateNumber: NUMBER,
        happenedOn: LAPSED,
      },
    ]);
  });

  it("is not approved when it no longer holds", async () => {
    const [row] = await db.select().from(clawback);
    const approve = () =>
      action((tx) =>
        approveClawback(tx, { clawbackId: row!.id, actor: PEOPLE.secondOfficer, at: AT, today: TODAY }),
      );
    await ends(NUMBER, LATER);
    expect((await refused(approve())).code).toBe("clawback-unfounded");
    await ends(NUMBER, LAST);
    await approve();
  });
});

describe("what was taken back", () => {
  const of = async (code: string) => statementOf(await statementFacts(db, { organisationCode: code }), 2026);

  it("is £50.40 wherever it stands, and £348.00 of the £600.00 is left: it cannot be spent again", async () => {
    await db.update(fund).set({ allocationsBind: true }).where(eq(fund.id, "FD-1"));
    const { rows } = await allocationsOf(db, "FD-1");
    const forecast = await yearEndForecast(db, { financialYear: 2026, today: TODAY });
    const ours = forecast.organisations.find((row) => row.organisationCode === "RR8")!;
    const trust = await of("RR8");
    const centre = await of("X24");
    const csv = async (code: string, table: string) => {
      const answer = await statementTableFile(await of(code), { kind: "csv", table });
      return answer.text();
    };
    const pdf = async (code: string) => pdfText(await statementPdf(await of(code), AT));
    const [kept] = await withUnusedAllocations(db, [await fundBalance(db, "FD-1")]);

    const takenBack: [string, unknown, unknown][] = [
      ["the fund's allocations, and the page of one", rows[0]!.takenBack, 50_40n],
      ["the allocations of the organisation", (await allocationsFor(db, "RR8"))[0]!.takenBack, 50_40n],
      ["what the statement's grant had to give back", trust.grants[0]!.takenBack, 50_40n],
      [
        "what was taken back in the trust's statement",
        trust.clawbacks.map((row) => row.amount).join(),
        "5040",
      ],
      ["the same in the centre's", centre.clawbacks.map((row) => row.amount).join(), "5040"],
      ["its head for the trust", headlines(trust).at(-1), { label: "Taken back from us", amount: 50_40n }],
      [
        "its head for the centre",
        headlines(centre).at(-1),
        { label: "Came back to the funds that we keep", amount: 50_40n },
      ],
      ["the list of clawbacks", (await clawbacksList(db).first(1))[0]!.amount, 50_40n],
    ];
    for (const [where, found, expected] of takenBack) expect(found, where).toEqual(expected);

    const left: [string, unknown][] = [
      ["the page of the allocation", rows[0]!.free],
      ["what binds an order", (await bindingAllocation(db, { fundId: "FD-1", buyerCode: "RR8" }))!.left],
      ["the statement", freeOf(trust.grants[0]!)],
      ["the statement's figure of what is left", trust.left.freeGrants],
      ["what the fund keeps for it", kept!.unusedAllocations],
      ["the forecast of the year", ours.left],
    ];
    for (const [where, found] of left) expect(found, where).toBe(348_00n);

    const drawn: [string, unknown][] = [
      ["the allocation", rows[0]!.drawn],
      ["the forecast", ours.drawn],
      ["the fund", (await fundBalances(db, ["FD-1"]))[0]!.drawn],
      ["the centre's statement", centre.funds[0]!.drawn],
    ];
    for (const [where, found] of drawn) expect(found, where).toBe(50_40n);

    for (const code of ["RR8", "X24"]) {
      expect(await csv(code, "clawbacks"), `CSV of ${code}`).toContain("50.40");
      expect(await pdf(code), `PDF of ${code}`).toContain(formatPence(pence(50_40)));
      const page = statementTables(await of(code)).find(({ key }) => key === "clawbacks")!;
      expect(page.totals!.at(-1), `page of ${code}`).toBe(50_40n);
    }
    const workbook = await statementTableFile(trust, { kind: "xlsx", table: null });
    expect(numberCells(Buffer.from(await workbook.arrayBuffer())), "XLSX").toMatchObject({
      F2: 50.4,
      G2: 348,
    });
    expect(await csv("RR8", "gets")).toContain("600.00,201.60,50.40,348.00");
  });
});
