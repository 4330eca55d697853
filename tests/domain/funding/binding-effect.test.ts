import { describe, expect, it } from "vitest";
import { inTransaction, type Tx } from "~db";
import { bindingEffect } from "~/domain/funding/allocations/binding-views.server";
import { setAllocations } from "~/domain/funding/allocations/set-allocations.server";
import { pence } from "~/domain/money/money";
import { submitOrder } from "~/domain/orders/submit-order.server";
import { AT, makeCompleteOrder, makeHalfFunded, makeMarket, PEOPLE, TODAY } from "../../factories/orders";
import { testDatabase } from "../../setup/test-database";

const { db } = await testDatabase();
await makeMarket(db);
await makeHalfFunded(db, "FD-1", 100_000_000n);
const command = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(db, work);

describe("what it touches whether a fund's allocations bind", () => {
  it("is nothing while no order waits and nothing is set aside", async () => {
    expect(await bindingEffect(db, "FD-1")).toMatchObject({
      allocations: 0,
      overdrawn: [],
      orders: { rows: [], total: 0 },
    });
  });

  it("are the orders that wait: one without an allocation, too little of it, and enough", async () => {
    const { orderId, editCount } = await makeCompleteOrder(db);
    await makeCompleteOrder(db); // in progress: nothing was sent, so nothing waits
    await command((tx) => submitOrder(tx, { orderId, editCount, at: AT, today: TODAY, actor: PEOPLE.lead }));
    const waiting = async () => (await bindingEffect(db, "FD-1")).orders;
    const [alone] = (await waiting()).rows;
    expect(alone).toMatchObject({ orderId, state: "awaiting_approval", allocation: null, fits: false });
    expect(alone!.cost).toBeGreaterThan(0n);
    const set = (before: bigint, amount: bigint) =>
      command((tx) =>
        setAllocations(tx, {
          fundId: "FD-1",
          method: "typed",
          reason: "Plan",
          actor: PEOPLE.officer,
          at: AT,
          today: TODAY,
          allocations: [
            { organisationCode: "QWO", before: pence(before), amount: pence(amount), basis: "Plan" },
          ],
        }),
      );
    // The buyer, RR8, has none of its own and uses that of its board.
    await set(0n, alone!.cost - 1n);
    expect((await waiting()).rows).toMatchObject([
      { fits: false, allocation: { holderName: "NHS West Yorkshire ICB", left: alone!.cost - 1n } },
    ]);
    await set(alone!.cost - 1n, alone!.cost);
    expect(await waiting()).toMatchObject({ total: 1, rows: [{ fits: true }] });
    expect(await bindingEffect(db, "FD-1")).toMatchObject({ allocations: 1, setAside: alone!.cost });
  });
});
