import { BUYER, BUYERS_ICB, isPaying, payersOf, type PayerRef, type Rule } from "./rule";

/** Everybody whom the rules make pay, the residual and minimum contributions included, in the order of the rules. */
export function everyPayer(rules: readonly Rule[]): PayerRef[] {
  const payers = rules.flatMap((rule) =>
    isPaying(rule)
      ? payersOf(rule).map(({ payer }) => payer)
      : rule.shape === "residual" || rule.shape === "floor"
        ? [rule.payer]
        : [],
  );
  return [...new Set(payers)];
}

/** A kind of payer, in words: each order has its own. */
export const PAYER_KINDS: Readonly<Record<string, string>> = {
  [BUYER]: "Each buyer",
  [BUYERS_ICB]: "Each buyer’s integrated care board",
};

/** How a payer is bound: it signs as a party, or it accepts when it approves its share of its first order. */
export interface BoundPayer {
  payer: PayerRef;
  how: "signs" | "accepts";
}

/**
 * How everybody who pays comes to be bound. A kind of payer stands for organisations that nobody can list, so they accept
 * when they first buy, and are told before the agreement is in force. A payer that is named must be a party (the check
 * sees to it).
 */
export function boundPayers(rules: readonly Rule[]): BoundPayer[] {
  return everyPayer(rules).map((payer) => ({
    payer,
    how: Object.hasOwn(PAYER_KINDS, payer) ? "accepts" : "signs",
  }));
}

/** The named payers that a rule makes pay without naming a fund: it is their own budget that pays. */
export function ownBudgetPayers(rule: Rule): PayerRef[] {
  if (!isPaying(rule)) return [];
  const own = payersOf(rule).filter(({ fundIds }) => fundIds === undefined || fundIds.length === 0);
  return [...new Set(own.map(({ payer }) => payer))].filter((payer) => !Object.hasOwn(PAYER_KINDS, payer));
}
