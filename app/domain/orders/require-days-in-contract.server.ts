import type { Tx } from "~db";
import { Problem } from "~/domain/shared/problem";
import { contractDayFaults } from "./contract-day-views.server";
import type { LockedOrder } from "./lock-order.server";

/**
 * Whoever binds their organisation to an order binds it to days that the contract has. Throws Problem
 * rule-broken `day-not-in-contract` with every one that it has not and what to do.
 */
export async function requireDaysInContract(tx: Tx, order: LockedOrder, whatNext: string): Promise<void> {
  const faults = await contractDayFaults(tx, order);
  if (faults.length === 0) return;
  throw new Problem("rule-broken", "day-not-in-contract", {
    title: "This order has a day that its contract does not reach.",
    detail: `${faults.map(({ text }) => `${text}.`).join(" ")} ${whatNext}`,
    rule: "Deliveries and milestones are due within the contract's term",
  });
}
