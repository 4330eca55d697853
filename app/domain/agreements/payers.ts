import { BUYER, BUYERS_ICB, isPaying, payersOf, type PayerRef, type Rule } from "./rules/rule";

/** Whom one rule makes pay, the residual and a minimum contribution included. */
function payersOfRule(rule: Rule): PayerRef[] {
  if (isPaying(rule)) return payersOf(rule).map(({ payer }) => payer);
  return rule.shape === "residual" || rule.shape === "floor" ? [rule.payer] : [];
}

/**
 * The rules by which an organisation pays, by number: those that name it, and those that name a kind of payer that it is
 * (each buyer; for an integrated care board also each buyer's board).
 */
export function rulesPaidBy(
  rules: readonly Rule[],
  payer: { code: string; isBuyer: boolean; isBoard: boolean },
): number[] {
  const as: PayerRef[] = [payer.code];
  if (payer.isBuyer) as.push(BUYER);
  if (payer.isBoard) as.push(BUYERS_ICB);
  return rules
    .filter((rule) => payersOfRule(rule).some((one) => as.includes(one)))
    .map((rule) => rule.ruleNumber);
}

/** The funds that rules name, anywhere in them, by id, each once. */
export function fundsNamed(rules: readonly Rule[]): string[] {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, held] of Object.entries(value)) {
      if (key === "fundId") found.add(String(held));
      else if (key === "fundIds") for (const id of held as readonly string[]) found.add(id);
      else collect(held);
    }
  };
  rules.forEach(collect);
  return [...found].sort();
}

/** Everybody whom the rules make pay, the residual and minimum contributions included, in the order of the rules. */
export function everyPayer(rules: readonly Rule[]): PayerRef[] {
  return [...new Set(rules.flatMap(payersOfRule))];
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
