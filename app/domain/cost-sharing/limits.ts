import { allocate, type Pence } from "~/domain/money/money";
import { formatFinancialYear } from "~/domain/shared/financial-year";
import { capBucket, payerCodeOf } from "./facts";
import type { CapRule, EnvelopeRule, PayingRule, Spread } from "./rule";
import { enter, requireFund, type Worksheet } from "./worksheet";

/** What one rule is about to put down on one line, before its limits. */
export interface Bid {
  line: number;
  payee: number;
  amount: bigint;
}

/** How much of a cap or an envelope is used, by pot. */
export type Used = Map<string, bigint>;

/**
 * Spreads an amount over weights that are at least as large together: in proportion by largest remainder, or the first
 * weight filled first. No part is ever above its weight.
 */
export function spreadOver(amount: bigint, weights: readonly bigint[], spread: Spread): bigint[] {
  if (spread === "proportional") return allocate(amount as Pence, weights);
  let left = amount;
  return weights.map((weight) => {
    const part = weight < left ? weight : left;
    left -= part;
    return part;
  });
}

/** The pot a bid counts against, and how much that pot holds; null when the limit does not touch the bid. */
interface Pot {
  key: string;
  bucket: string;
  allowed: bigint;
}

function potOfCap(sheet: Worksheet, rule: CapRule, asking: PayingRule, bid: Bid): Pot | null {
  const { appliesTo } = rule;
  const touched =
    "rule" in appliesTo
      ? appliesTo.rule === asking.ruleNumber
      : payerCodeOf(appliesTo.payer, sheet.facts) === sheet.payees[bid.payee]!.payerCode;
  if (!touched) return null;
  const bucket = capBucket(rule, sheet.lines[bid.line]!, sheet.facts);
  return { key: `${rule.ruleNumber} ${bucket}`, bucket, allowed: rule.amount };
}

function potOfEnvelope(sheet: Worksheet, rule: EnvelopeRule, bid: Bid): Pot | null {
  if (sheet.payees[bid.payee]!.fundId !== rule.fundId) return null;
  const { free } = requireFund(sheet.funds, rule.fundId);
  const inYear = sheet.lines[bid.line]!.financialYear === rule.financialYear;
  const available = free < 0n ? 0n : free < rule.amount ? free : rule.amount;
  const bucket = `${rule.fundId} ${formatFinancialYear(rule.financialYear)}`;
  return inYear
    ? { key: `${rule.ruleNumber}`, bucket, allowed: available }
    : { key: `${rule.ruleNumber} outside`, bucket, allowed: 0n };
}

function earlierOrders(sheet: Worksheet, rule: CapRule | EnvelopeRule, bucket: string): bigint {
  if (rule.shape === "envelope") return 0n;
  return (sheet.facts.alreadyUsed ?? [])
    .filter((use) => use.ruleNumber === rule.ruleNumber && use.bucket === bucket)
    .reduce((total, use) => total + use.amount, 0n);
}

/**
 * Cuts one rule's bids down to what a cap or an envelope has left, pot by pot, and writes each cut down as a step. What
 * is cut stays on its line for the rules after, in the end for the residual payer. Credits make room: a pot counts the
 * sum of what it pays and what it gets back.
 */
function applyLimit(
  sheet: Worksheet,
  rule: CapRule | EnvelopeRule,
  asking: PayingRule,
  bids: Bid[],
  used: Used,
): void {
  const pots = new Map<string, { pot: Pot; bids: Bid[] }>();
  for (const bid of bids) {
    const pot = rule.shape === "cap" ? potOfCap(sheet, rule, asking, bid) : potOfEnvelope(sheet, rule, bid);
    if (!pot) continue;
    const known = pots.get(pot.key);
    if (known) known.bids.push(bid);
    else pots.set(pot.key, { pot, bids: [bid] });
  }
  for (const { pot, bids: inPot } of pots.values()) {
    const before = (used.get(pot.key) ?? 0n) + earlierOrders(sheet, rule, pot.bucket);
    const room = pot.allowed > before ? pot.allowed - before : 0n;
    const total = inPot.reduce((sum, bid) => sum + bid.amount, 0n);
    if (total <= room) continue;
    const paying = inPot.filter((bid) => bid.amount > 0n);
    const positive = paying.reduce((sum, bid) => sum + bid.amount, 0n);
    const spread = rule.shape === "cap" ? (rule.spread ?? "proportional") : "earliest-first";
    const kept = spreadOver(
      positive - (total - room),
      paying.map((bid) => bid.amount),
      spread,
    );
    const context = {
      askedBy: asking.ruleNumber,
      limit: pot.allowed as Pence,
      total: total as Pence,
      used: before as Pence,
      bucket: pot.bucket,
    };
    paying.forEach((bid, index) => {
      const cut = kept[index]! - bid.amount;
      if (cut === 0n) return;
      enter(sheet, bid.line, bid.payee, rule.ruleNumber, "cut", cut, bid.amount, context);
      bid.amount = kept[index]!;
    });
  }
}

/** Cuts one rule's bids by every limit on it, then counts what is left of them against each limit. */
export function limitBids(
  sheet: Worksheet,
  limits: readonly (CapRule | EnvelopeRule)[],
  asking: PayingRule,
  bids: Bid[],
  used: Used,
): void {
  for (const limit of limits) applyLimit(sheet, limit, asking, bids, used);
  for (const limit of limits) {
    for (const bid of bids) {
      const pot =
        limit.shape === "cap" ? potOfCap(sheet, limit, asking, bid) : potOfEnvelope(sheet, limit, bid);
      if (pot) used.set(pot.key, (used.get(pot.key) ?? 0n) + bid.amount);
    }
  }
}
