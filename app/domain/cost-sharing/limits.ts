import { formatFinancialYear } from "~/domain/shared/financial-year";
import { contributionsSince, type Contributions } from "./contributions";
import { actsFor, capBucket, payerCodeOf } from "./facts";
import {
  BUYERS_ICB,
  type CapRule,
  type EnvelopeRule,
  type PayerRef,
  type PayingRule,
} from "~/domain/agreements/rules/rule";
import { penceOf, spreadOver, total, wholeOrMost } from "./whole";
import { assign, requireFund, type Worksheet } from "./worksheet";

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

/**
 * The limits with a pot for each kind of line, so that nothing is looked up line by line. Throws Problem
 * rule-broken `fund-balance-missing`.
 */
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

/** Which sources' money a limit on this rule's contributions counts; null when it counts none. */
function touchedSources(sheet: Worksheet, rule: LimitingRule, asking: PayingRule): boolean[] | null {
  const { sources, facts } = sheet;
  if (rule.shape === "envelope") return sources.map(({ fundId }) => fundId === rule.fundId);
  const { appliesTo } = rule;
  if ("rule" in appliesTo) return appliesTo.rule === asking.ruleNumber ? sources.map(() => true) : null;
  const code = codeOrNull(appliesTo.payer);
  return sources.map(({ payerCode }) => code !== null && actsFor(payerCode, code, facts));

  /** A board that nobody knows pays nothing, so no limit on it can bite. */
  function codeOrNull(ref: PayerRef): string | null {
    return ref === BUYERS_ICB && !facts.icbCode ? null : payerCodeOf(ref, facts);
  }
}

/** Contributions that a limit counts, pot by pot: numbers of contributions. */
function gather(
  sheet: Worksheet,
  limit: Limit,
  touched: readonly boolean[],
  contributions: Contributions,
  over: boolean[],
) {
  const inPot = limit.pots.map((): number[] => []);
  for (let at = 0; at < contributions.count; at += 1) {
    const pot = limit.potOfKind[sheet.kindOf[contributions.line[at]!]!]!;
    if (over[pot] && touched[contributions.source[at]!] && contributions.amount[at]! > 0)
      inPot[pot]!.push(at);
  }
  return inPot;
}

/** What the contributions add to each pot. */
function totalsByPot(
  sheet: Worksheet,
  limit: Limit,
  touched: readonly boolean[],
  contributions: Contributions,
): Float64Array {
  const { kindOf } = sheet;
  const { potOfKind } = limit;
  const totals = new Float64Array(limit.pots.length);
  for (let at = 0; at < contributions.count; at += 1) {
    if (touched[contributions.source[at]!])
      totals[potOfKind[kindOf[contributions.line[at]!]!]!]! += contributions.amount[at]!;
  }
  return totals;
}

/**
 * Cuts one rule's contributions down to what a cap or an envelope has left, pot by pot, and writes each cut down as a step. What
 * is cut stays on its line for the rules after, in the end for the residual payer. Credits make room: a pot counts the
 * sum of what it pays and what it gets back.
 */
function applyLimit(
  sheet: Worksheet,
  limit: Limit,
  asking: PayingRule,
  contributions: Contributions,
  touched: readonly boolean[],
): void {
  const totals = totalsByPot(sheet, limit, touched, contributions);
  const rooms = limit.pots.map(({ allowed, before, used }) =>
    Math.max(0, wholeOrMost(allowed - before - BigInt(used))),
  );
  const over = rooms.map((room, pot) => totals[pot]! > room);
  if (!over.includes(true)) return;
  gather(sheet, limit, touched, contributions, over).forEach((inPot, pot) => {
    if (over[pot])
      cutPot(sheet, limit, limit.pots[pot]!, asking, contributions, inPot, totals[pot]!, rooms[pot]!);
  });
}

function cutPot(
  sheet: Worksheet,
  { rule }: Limit,
  pot: Pot,
  asking: PayingRule,
  contributions: Contributions,
  inPot: readonly number[],
  asked: number,
  room: number,
): void {
  const amounts = new Float64Array(inPot.length);
  for (let index = 0; index < inPot.length; index += 1) amounts[index] = contributions.amount[inPot[index]!]!;
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
    assign(sheet, contributions.line[at]!, contributions.source[at]!, reason, cut, amounts[index]!);
    contributions.amount[at] = kept[index]!;
  }
}

/** Which sources one rule has put money down for. */
function askingSources({ steps, sources }: Worksheet, from: number): boolean[] {
  const asking = sources.map(() => false);
  for (let step = from; step < steps.count; step += 1) asking[steps.source[step]!] = true;
  return asking;
}

/**
 * Cuts what one rule has put down, from a step on, by every limit on it, then counts what is left of it
 * against each limit. Amounts are whole pence. Throws Problem rule-broken `fact-missing`.
 */
export function limitContributions(
  sheet: Worksheet,
  limits: readonly Limit[],
  rule: PayingRule,
  from: number,
): void {
  const asking = askingSources(sheet, from);
  const touching = limits.flatMap((limit) => {
    const touched = touchedSources(sheet, limit.rule, rule);
    return touched?.some((each, source) => each && asking[source]) ? [{ limit, touched }] : [];
  });
  if (touching.length === 0) return;
  const contributions = contributionsSince(sheet.steps, from);
  for (const { limit, touched } of touching) applyLimit(sheet, limit, rule, contributions, touched);
  for (const { limit, touched } of touching) {
    const totals = totalsByPot(sheet, limit, touched, contributions);
    limit.pots.forEach((pot, index) => (pot.used += totals[index]!));
  }
}
