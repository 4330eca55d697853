import { beforeAll, describe, expect, it } from "vitest";
import { lot } from "~db/schema/frameworks";
import { lotsToChoose, whoPaysByLot } from "~/domain/who-pays/who-pays-view.server";
import { pence } from "~/domain/money/money";
import { makeFund } from "../../factories/funding";
import { makeAgreement, makeMarket, TODAY } from "../../factories/orders";
import { testDatabase, type TestDatabase } from "../../setup/test-database";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await makeMarket(database.db);
  await database.db.insert(lot).values(
    ["2", "3"].map((number) => ({
      id: `F1-${number}`,
      frameworkId: "F1",
      number,
      name: `Lot ${number}`,
      scope: "Other things",
      maximumTermMonths: 36,
      eligibleBuyerKinds: ["trust"],
    })),
  );
});

const answers = async () => {
  const groups = await whoPaysByLot(
    database.db,
    {
      buyerKind: "trust",
      icbCode: null,
      regionCode: null,
      category: "licence-subscription",
      nature: "revenue",
      net: pence(10_000_000),
      on: TODAY,
    },
    { buyerName: "the trust", balances: [], lots: await lotsToChoose(database.db) },
  );
  return groups.map(({ lots, answer }) => ({
    lots: lots.map((one) => one.id),
    agreement: answer.agreement?.agreementId ?? null,
    pays: answer.payers.map(({ payer, amount }) => [payer, amount]),
  }));
};

describe("who pays for any kind of product", () => {
  it("is one answer while it does not depend on the product", async () => {
    expect(await answers()).toEqual([
      { lots: ["F1-1", "F1-2", "F1-3"], agreement: null, pays: [["the trust", 10_000_000n]] },
    ]);
  });

  it("is one answer for the lots that are alike, and never that no agreement covers what one does", async () => {
    await makeFund(database.db, "DC-2026", 100_000_000n);
    await makeAgreement(database.db, {
      id: "AG-7001",
      parties: ["X24"],
      scope: { lots: ["F1-2"] },
      rules: [
        { shape: "percentage", ruleNumber: 1, payer: "X24", portion: 5_000 },
        { shape: "residual", ruleNumber: 2, payer: "@buyer" },
      ],
    });
    const found = await answers();
    expect(found.map(({ lots, agreement }) => [lots, agreement])).toEqual([
      [["F1-2"], "AG-7001"],
      [["F1-1", "F1-3"], null],
    ]);
    expect(found[0]!.pays.sort()).toEqual([
      ["NHS England", 5_000_000n],
      ["the trust", 5_000_000n],
    ]);
  });
});
