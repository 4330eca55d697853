import { formatFinancialYear } from "~/domain/shared/financial-year";
import { bidsSince, type Bids } from "./bids";
import { actsFor, capBucket, payerCodeOf } from "./facts";
import {
  BUYERS_ICB,
  type CapRule,
  type EnvelopeRule,
  type PayerRef,
  type PayingRule,
} from "~/domain/agreements/rule";
import { penceOf, spreadOver, total, wholeOrMost } from "./whole";
import { give, requireFund, type Worksheet } from "./worksheet";

type LimitingRule = CapRule | EnvelopeRule;

/** One of the sums a limit is counted in: per order, per year, per place ... */
interface Pot {
  bucket: string;
  allowed: bigint;
  /** What earlier orders have used of it. */
  before: bigint;
  /** What this split has used of it so far. */
  used: number;
}

/** A cap or an envelope and its pots. */
export interface Limit {
  rule: LimitingRule;
  pots: Pot[];
  /** The pot of each kind of line. */
  potOfKind: Int32Array;
}

function potOfEnvelope(sheet: Worksheet, rule: EnvelopeRule, inYear: boolean): Pot {
  const { free } = requireFund(sheet.funds, rule.fundId);
  const available = free < 0n ? 0n : free < rule.amount ? free : rule.amount;
  const bucket = `${rule.fundId} ${formatFinancialYear(rule.financialYear)}`;
  return { bucket, allowed: inYear ? available : 0n, before: 0n, used: 0 };
}

function potOfCap(sheet: Worksheet, rule: CapRule, bucket: string): Pot {
  const before = (sheet.facts.alreadyUsed ?? [])
    .filter((use) => use.ruleNumber === rule.ruleNumber && use.bucket === bucket)
    .reduce((total, use) => total + use.amount, 0n);
  return { bucket, allowed: rule.amount, before, used: 0 };
}

/** The limits with a pot for each kind of line, so that nothing is looked up line by line. */
export function openLimits(sheet: Worksheet, rules: readonly LimitingRule[]): Limit[] {
  return rules.map((rule) => {
    const pots: Pot[] = [];
    const known = new Map<string, number>();
    const potOfKind = Int32Array.from(sheet.kinds, (line) => {
      const inYear = rule.shape === "envelope" && line.financialYear === rule.financialYear;
      const key = rule.shape === "cap" ? capBucket(rule, line, sheet.facts) : String(inYear);
      let pot = known.get(key);
      if (pot === undefined) {
        pot = pots.length;
        pots.push(rule.shape === "cap" ? potOfCap(sheet, rule, key) : potOfEnvelope(sheet, rule, inYear));
        known.set(key, pot);
      }
      return pot;
    });
    return { rule, pots, potOfKind };
  });
}

/** Which payees' money a limit on this rule's bids counts; null when it counts none. */
function touchedPayees(sheet: Worksheet, rule: LimitingRule, asking: PayingRule): boolean[] | null {
  const { payees, facts } = sheet;
  if (rule.shape === "envelope") return payees.map(({ fundId }) => fundId === rule.fundId);
  const { appliesTo } = rule;
  if ("rule" in appliesTo) return appliesTo.rule === asking.ruleNumber ? payees.map(() => true) : null;
  const code = codeOrNull(appliesTo.payer);
  return payees.map(({ payerCode }) => code !== null && actsFor(payerCode, code, facts));

  /** A board that nobody knows pays nothing, so no limit on it can bite. */
  function codeOrNull(ref: PayerRef): string | null {
    return ref === BUYERS_ICB && !facts.icbCode ? null : payerCodeOf(ref, facts);
  }
}

/** Bids that a limit counts, pot by pot: numbers of bids. */
function gather(sheet: Worksheet, limit: Limit, touched: readonly boolean[], bids: Bids, over: boolean[]) {
  const inPot = limit.pots.map((): number[] => []);
  for (let at = 0; at < bids.count; at += 1) {
    const pot = limit.potOfKind[sheet.kindOf[bids.line[at]!]!]!;
    if (over[pot] && touched[bids.payee[at]!] && bids.amount[at]! > 0) inPot[pot]!.push(at);
  }
  return inPot;
}

/** What the bids add to each pot. */
function totalsByPot(sheet: Worksheet, limit: Limit, touched: readonly boolean[], bids: Bids): Float64Array {
  const { kindOf } = sheet;
  const { potOfKind } = limit;
  const totals = new Float64Array(limit.pots.length);
  for (let at = 0; at < bids.count; at += 1) {
    if (touched[bids.payee[at]!]) totals[potOfKind[kindOf[bids.line[at]!]!]!]! += bids.amount[at]!;
  }
  return totals;
}

/**
 * Cuts one rule's bids down to what a cap or an envelope has left, pot by pot, and writes each cut down as a step. What
 * is cut stays on its line for the rules after, in the end for the residual payer. Credits make room: a pot counts the
 * sum of what it pays and what it gets back.
 */
function applyLimit(
  sheet: Worksheet,
  limit: Limit,
  asking: PayingRule,
  bids: Bids,
  touched: readonly boolean[],
): void {
  const totals = totalsByPot(sheet, limit, touched, bids);
  const rooms = limit.pots.map(({ allowed, before, used }) =>
    Math.max(0, wholeOrMost(allowed - before - BigInt(used))),
  );
  const over = rooms.map((room, pot) => totals[pot]! > room);
  if (!over.includes(true)) return;
  gather(sheet, limit, touched, bids, over).forEach((inPot, pot) => {
    if (over[pot]) cutPot(sheet, limit, limit.pots[pot]!, asking, bids, inPot, totals[pot]!, rooms[pot]!);
  });
}

function cutPot(
  sheet: Worksheet,
  { rule }: Limit,
  pot: Pot,
  asking: PayingRule,
  bids: Bids,
  inPot: readonly number[],
  asked: number,
  room: number,
): void {
  const amounts = new Float64Array(inPot.length);
  for (let index = 0; index < inPot.length; index += 1) amounts[index] = bids.amount[inPot[index]!]!;
  const spread = rule.shape === "cap" ? (rule.spread ?? "proportional") : "earliest-first";
  const kept = spreadOver(total(amounts) - (asked - room), amounts, spread);
  const reason = sheet.steps.because(rule.ruleNumber, "cut", {
    askedBy: asking.ruleNumber,
    limit: penceOf(wholeOrMost(pot.allowed)),
    total: penceOf(asked),
    used: penceOf(wholeOrMost(pot.before + BigInt(pot.used))),
    bucket: pot.bucket,
  });
  for (let index = 0; index < inPot.length; index += 1) {
    const at = inPot[index]!;
    const cut = kept[index]! - amounts[index]!;
    if (cut === 0) continue;
    give(sheet, bids.line[at]!, bids.payee[at]!, reason, cut, amounts[index]!);
    bids.amount[at] = kept[index]!;
  }
}

/** Which payees one rule has put money down for. */
function askingPayees({ steps, payees }: Worksheet, from: number): boolean[] {
  const asking = payees.map(() => false);
  for (let step = from; step < steps.count; step += 1) asking[steps.payee[step]!] = true;
  return asking;
}

/**
 * Cuts what one rule has put down, from a step on, by every limit on it, then counts what is left of it against each
 * limit.
 */
export function limitBids(sheet: Worksheet, limits: readonly Limit[], rule: PayingRule, from: number): void {
  const asking = askingPayees(sheet, from);
  const touching = limits.flatMap((limit) => {
    const touched = touchedPayees(sheet, limit.rule, rule);
    return touched?.some((each, payee) => each && asking[payee]) ? [{ limit, touched }] : [];
  });
  if (touching.length === 0) return;
  const bids = bidsSince(sheet.steps, from);
  for (const { limit, touched } of touching) applyLimit(sheet, limit, rule, bids, touched);
  for (const { limit, touched } of touching) {
    const totals = totalsByPot(sheet, limit, touched, bids);
    limit.pots.forEach((pot, index) => (pot.used += totals[index]!));
  }
}
