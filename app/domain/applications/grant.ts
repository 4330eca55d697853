import { partsOfFree } from "../funding/fund";
import { allocate, larger, ZERO, type Pence } from "../money/money";
import type { StateTable } from "../shared/state-table";
import type { NeedCost } from "./profile";

export type GrantState = "awaiting_signature" | "in_force" | "withdrawn";
export type GrantDeed = "sign" | "take_effect" | "turn_down" | "withdraw" | "give_back";

/** An award takes effect with the second signature. */
export const GRANT_STATES: StateTable<GrantState, GrantDeed> = {
  awaiting_signature: {
    sign: "awaiting_signature",
    take_effect: "in_force",
    turn_down: "withdrawn",
    withdraw: "withdrawn",
  },
  in_force: { give_back: "in_force", withdraw: "withdrawn" },
  withdrawn: {},
};

export const GRANT_STATE_WORDS: Record<GrantState, string> = {
  awaiting_signature: "Awaiting signature",
  in_force: "In force",
  withdrawn: "Withdrawn",
};

export type Side = "provider" | "centre";
export const SIDES: readonly Side[] = ["provider", "centre"];

/** What a fund can still grant: what of it is free to allocate. Never below zero. */
export function grantable(fund: { free: Pence; unusedAllocations: Pence }): Pence {
  return larger(partsOfFree(fund, fund.unusedAllocations).freeToAllocate, ZERO);
}

/** Spreads what is granted over the costs asked for, in proportion and to the penny; costs that get nothing fall away. */
export function grantedCosts(asked: readonly NeedCost[], amount: Pence): NeedCost[] {
  const parts = allocate(
    amount,
    asked.map((cost) => cost.amount),
  );
  return asked.map((cost, index) => ({ ...cost, amount: parts[index]! })).filter((cost) => cost.amount > 0n);
}
