import { formatPence } from "~/domain/money/format";
import { divideHalfAwayFromZero, type Pence } from "~/domain/money/money";
import { addDays, addMonths, formatDay, type Day } from "~/domain/shared/day";
import type { CostLine } from "~/domain/agreements/cost-line";
import { actsFor, holdsForLine, holdsForOrder, payerCodeOf, type Facts } from "./facts";
import {
  CLAWBACK_EVENTS,
  formatRatio,
  ratioOf,
  type ClawbackRule,
  type ClawbackTrigger,
  type Rule,
} from "~/domain/agreements/rule";

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

/** The last day on which an event makes a payment come back. */
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
 * What must come back when a product is delisted, a contract is terminated or a standard lapses. Each payment comes back
 * at most once: where several rules reach it, by the one that gives back most, the earlier on a tie, so that "all within
 * a year, half within two" can be written as two rules. Each payment rounds once, half away from zero. The window is
 * counted from the day of the payment; what is paid after the event is not this function's: it should not be paid.
 */
export function clawbacksDue(
  rules: readonly Rule[],
  event: ClawbackEvent,
  payments: readonly PaidShare[],
  facts: Facts,
): Clawback[] {
  const clawbacks = rules.filter((rule): rule is ClawbackRule => rule.shape === "clawback");
  return payments.flatMap((paid): Clawback[] => {
    const reaching = clawbacks.filter((rule) => applies(rule, event, paid, facts));
    if (reaching.length === 0) return [];
    const rule = reaching.reduce((most, each) => (larger(each, most) ? each : most));
    const { numerator, denominator } = ratioOf(rule.portion);
    const amount = divideHalfAwayFromZero(paid.amount * numerator, denominator) as Pence;
    if (amount === 0n) return [];
    const { payerCode, fundId, id: paidShareId } = paid;
    const why = `on ${formatDay(event.on)} ${CLAWBACK_EVENTS[event.trigger]}, within ${rule.windowMonths} months of the payment on ${formatDay(paid.paidOn)}`;
    const exact = (paid.amount * numerator) % denominator === 0n;
    const nearest = exact ? "" : ", to the nearest penny,";
    const text = `${formatRatio(rule.portion)} of ${formatPence(paid.amount)} = ${formatPence(amount)}${nearest} comes back: ${why}`;
    return [{ paidShareId, payerCode, fundId, ruleNumber: rule.ruleNumber, amount, text }];
  });
}
