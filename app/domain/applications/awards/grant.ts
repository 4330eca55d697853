import { partsOfFree } from "../../funding/fund";
import { formatPence } from "../../money/format";
import { allocate, larger, ZERO, type Pence } from "../../money/money";
import type { ProblemText } from "../../shared/problem";
import type { StateTable, StateWords } from "../../shared/state-table";
import type { NeedCost } from "../profile/profile";

export type GrantState = "awaiting_signature" | "in_force" | "withdrawn";
export type GrantAction = "sign" | "take_effect" | "turn_down" | "withdraw" | "give_back";

/** An award takes effect with the second signature. */
export const GRANT_STATES: StateTable<GrantState, GrantAction> = {
  awaiting_signature: {
    sign: "awaiting_signature",
    take_effect: "in_force",
    turn_down: "withdrawn",
    withdraw: "withdrawn",
  },
  in_force: { give_back: "in_force", withdraw: "withdrawn" },
  withdrawn: {},
};

/** How its refusals are said. */
export const GRANT_WORDS: StateWords<GrantState, GrantAction> = {
  actions: {
    sign: "sign this award",
    take_effect: "bring this award into force",
    turn_down: "turn this award down",
    withdraw: "withdraw this award",
    give_back: "give money of this award back",
  },
  states: {
    awaiting_signature: "it waits for its signatures",
    in_force: "both sides have signed it",
    withdrawn: "it was withdrawn",
  },
};

export const GRANT_STATE_WORDS: Record<GrantState, string> = {
  awaiting_signature: "Awaiting signature",
  in_force: "In force",
  withdrawn: "Withdrawn",
};

export type Side = "provider" | "centre";
export const SIDES: readonly Side[] = ["provider", "centre"];

/** What a fund can still grant: what of it is free to allocate. Never below zero. In pence. */
export function grantable(fund: { free: Pence; unusedAllocations: Pence }): Pence {
  return larger(partsOfFree(fund, fund.unusedAllocations).freeToAllocate, ZERO);
}

/** Why an award cannot be of this sum, with what to do next; null when it can. The form and the award are judged by it. */
export function whyNotGrant(
  amount: Pence,
  { asked, left, fundName }: { asked: Pence; left: Pence; fundName: string },
): ProblemText | null {
  if (amount <= 0n || amount > asked) {
    return {
      title: `The application asks for ${formatPence(asked)}: an award is more than nothing and at most that.`,
    };
  }
  if (amount <= left) return null;
  return {
    title: `${formatPence(left)} of ${fundName} is free to allocate, and this award is ${formatPence(amount)}.`,
    detail:
      "Award less, wait until an award is given back, or add to the fund. What is set aside for others is not counted.",
    rule: "Awards and allocations never exceed the fund",
  };
}

/** Why a sum of an award cannot be given back, of which so much is left; null when it can. In pence. */
export function whyNotGiveBack(amount: Pence, left: Pence): ProblemText | null {
  if (amount > 0n && amount <= left) return null;
  return {
    title: `${formatPence(left)} of this award is left to give back.`,
    detail: "Enter a sum above £0.00 and not above that.",
  };
}

/**
 * Spreads what is granted over the costs asked for, in proportion and to the penny; costs that get nothing
 * fall away. In pence, by largest remainder.
 */
export function grantedCosts(asked: readonly NeedCost[], amount: Pence): NeedCost[] {
  const parts = allocate(
    amount,
    asked.map((cost) => cost.amount),
  );
  return asked.map((cost, index) => ({ ...cost, amount: parts[index]! })).filter((cost) => cost.amount > 0n);
}
