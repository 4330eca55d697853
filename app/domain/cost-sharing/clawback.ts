import { formatPence } from "~/domain/money/format";
import { divideHalfAwayFromZero, sum, type Pence } from "~/domain/money/money";
import { groupedBy } from "~/domain/shared/grouped-by";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { actsFor, holdsForLine, holdsForOrder, payerCodeOf, type Facts } from "./facts";
import {
  CLAWBACK_EVENTS,
  formatRatio,
  ratioOf,
  type ClawbackRule,
  type ClawbackTrigger,
  type Rule,
} from "~/domain/agreements/rules/rule";

/** What happened, and when. */
export interface ClawbackEvent {
  trigger: ClawbackTrigger;
  on: Day;
}

/** Money that a payer has paid: a drawn share. Negative for money given back already. */
export interface PaidShare {
  id: string;
  payerCode: string;
  fundId: string | null;
  amount: Pence;
  paidOn: Day;
  /** The cost it paid for. */
  line: CostLine;
}

/** What must come back of one payment, under which rule, and why. */
export interface Clawback {
  paidShareId: string;
  payerCode: string;
  fundId: string | null;
  ruleNumber: number;
  amount: Pence;
  text: string;
}

/**
 * The last day on which an event makes a payment come back. Inclusive; the window is in months, the day of
 * the payment its first day.
 */
export function windowEnd(rule: ClawbackRule, paidOn: Day): Day {
  return addDays(addMonths(paidOn, rule.windowMonths), -1);
}

function applies(rule: ClawbackRule, event: ClawbackEvent, paid: PaidShare, facts: Facts): boolean {
  return (
    rule.trigger === event.trigger &&
    event.on >= paid.paidOn &&
    event.on <= windowEnd(rule, paid.paidOn) &&
    actsFor(paid.payerCode, payerCodeOf(rule.payer, facts), facts) &&
    (!rule.fundIds || (paid.fundId !== null && rule.fundIds.includes(paid.fundId))) &&
    holdsForOrder(rule.when, facts) &&
    holdsForLine(rule.when, paid.line, facts)
  );
}

/** True when rule a gives back more than rule b. */
function larger(a: ClawbackRule, b: ClawbackRule): boolean {
  const [one, other] = [ratioOf(a.portion), ratioOf(b.portion)];
  return one.numerator * other.denominator > other.numerator * one.denominator;
}

/**
 * What must come back when a product is delisted, a contract is terminated or a standard lapses. Each payment
 * comes back at most once: where several rules reach it, by the one that gives back most, the earlier on a
 * tie, so that "all within a year, half within two" can be written as two rules. What a rule takes back rounds
 * once, half away from zero, on all payments that it reaches together: half of what was paid is half of it,
 * however many payments there were. The window is counted from the day of the payment; what is paid after the
 * event is not this function's: it should not be paid. Amounts are pence. Throws Problem rule-broken
 * `fact-missing`.
 */
export function clawbacksDue(
  rules: readonly Rule[],
  event: ClawbackEvent,
  payments: readonly PaidShare[],
  facts: Facts,
): Clawback[] {
  const clawbacks = rules.filter((rule): rule is ClawbackRule => rule.shape === "clawback");
  const reached = payments.flatMap((paid) => {
    const reaching = clawbacks.filter((rule) => applies(rule, event, paid, facts));
    if (reaching.length === 0) return [];
    return [{ paid, rule: reaching.reduce((most, each) => (larger(each, most) ? each : most)) }];
  });
  const parts = new Map<PaidShare, Pence>();
  for (const own of groupedBy(reached, (each) => String(each.rule.ruleNumber)).values()) {
    const amounts = partsOf(
      own[0]!.rule,
      own.map((each) => each.paid.amount),
    );
    own.forEach((each, at) => parts.set(each.paid, amounts[at]!));
  }
  return reached.flatMap(({ paid, rule }): Clawback[] => {
    const amount = parts.get(paid)!;
    if (amount === 0n) return [];
    const { numerator, denominator } = ratioOf(rule.portion);
    const { payerCode, fundId, id: paidShareId } = paid;
    const why = `on ${formatDay(event.on)} ${CLAWBACK_EVENTS[event.trigger]}, within ${rule.windowMonths} months of the payment on ${formatDay(paid.paidOn)}`;
    const exact = (paid.amount * numerator) % denominator === 0n;
    const alone = reached.filter((each) => each.rule === rule).length === 1;
    const rounded = alone ? ", to the nearest penny," : ", rounded once for all payments together,";
    const text = `${formatRatio(rule.portion)} of ${formatPence(paid.amount)} = ${formatPence(amount)}${exact ? "" : rounded} comes back: ${why}`;
    return [{ paidShareId, payerCode, fundId, ruleNumber: rule.ruleNumber, amount, text }];
  });
}

/**
 * What a rule takes of each amount: the sum of all, rounded once, in parts rounded down to the penny, and a penny each to
 * the largest remainders until they come to it, the earliest first on a tie.
 */
function partsOf(rule: ClawbackRule, amounts: readonly Pence[]): Pence[] {
  const { numerator, denominator } = ratioOf(rule.portion);
  const total = divideHalfAwayFromZero(sum(amounts) * numerator, denominator);
  const remainders = amounts.map((amount) => {
    const left = (amount * numerator) % denominator;
    return left < 0n ? left + denominator : left;
  });
  const parts = amounts.map((amount, at) => (amount * numerator - remainders[at]!) / denominator);
  const byRemainder = remainders
    .map((remainder, at) => ({ remainder, at }))
    .sort((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1));
  const pennies = Number(total - parts.reduce((a, b) => a + b, 0n));
  for (const { at } of byRemainder.slice(0, pennies)) parts[at]! += 1n;
  return parts as Pence[];
}
