import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { ledgerProblem } from "~/domain/ledger/ledger-refusal";
import { requestTransfer } from "~/domain/funding/transfers/request-transfer.server";
import { transfersList } from "~/domain/funding/transfers/transfer-views.server";
import { fundAccount } from "~/domain/ledger/ledger";
import { recordTransaction } from "~/domain/ledger/record-transaction.server";
import { pence } from "~/domain/money/money";
import { rehearse } from "~/web/forms/rehearse.server";
import { AT, makeFund, TODAY } from "../../factories/funding";
import { actorFor, makePeople } from "../../factories/people";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
beforeAll(async () => {
  await makePeople(db);
  await makeFund(db, "GIVES", 1_000n);
  await makeFund(db, "GETS", 1_000n);
});

const ask = async (tx: Tx) => {
  const actor = await actorFor(db, "nadia");
  const amount = pence(100);
  const reason = "More demand";
  return requestTransfer(tx, {
    kind: "transfer",
    fromFundId: "GIVES",
    toFundId: "GETS",
    amount,
    reason,
    actor,
    at: AT,
  });
};
const countOf = async (table: string) => {
  const [row] = await db.execute<{ count: string }>(sql.raw(`select count(*) as count from ${table}`));
  return Number(row!.count);
};

describe("a rehearsal of the last step", () => {
  it("leaves nothing behind, no number, event or e-mail, and the last step is as the first would be", async () => {
    const before = [await countOf("audit_event"), await countOf("email")];
    for (let times = 0; times < 3; times += 1) await inTransaction(db, (tx) => rehearse(tx, ask));
    expect([await countOf("audit_event"), await countOf("email")]).toEqual(before);
    expect(await transfersList(db).first(5)).toEqual([]);
    const done = await inTransaction(db, async (tx) => {
      await rehearse(tx, ask);
      return ask(tx);
    });
    const next = await inTransaction(db, ask);
    const [first, second] = [done, next].map(({ transferId }) => Number(transferId.slice(3)));
    expect(second).toBe(first! + 1);
    expect(first).toBeLessThan(1_000);
  });

  it("says what the database would only say at the end of the transaction", async () => {
    // Commitments are counted at COMMIT: here the fund is a penny short.
    const reserve = (tx: Tx) =>
      recordTransaction(tx, {
        idempotencyKey: "commit:REHEARSED",
        kind: "commit",
        text: "An order",
        orderId: "REHEARSED",
        effectiveOn: TODAY,
        at: AT,
        transfers: [
          { kind: "reserve", debit: fundAccount("GIVES"), credit: "supplier:1", amount: pence(1_001) },
        ],
      });
    const refusal: unknown = await inTransaction(db, (tx) => rehearse(tx, reserve)).then(
      () => null,
      (error: unknown) => ledgerProblem(error) ?? error,
    );
    expect(refusal).toMatchObject({ code: "fund-short" });
  });
});
