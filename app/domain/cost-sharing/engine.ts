import type { Pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import type { AgreementVersion } from "./agreement";
import { checkAgreement } from "./check-agreement";
import type { CostLine } from "./cost-line";
import {
  holdsForLine,
  holdsForOrder,
  payerCodeOf,
  reasonsNotEligible,
  type Facts,
  type FundBalance,
} from "./facts";
import { applyFloor } from "./floors";
import { limitBids, type Bid, type Used } from "./limits";
import { portionsOf, type Asked } from "./portions";
import {
  isPaying,
  payersOf,
  ratioOf,
  type CapRule,
  type EnvelopeRule,
  type PayingRule,
  type PercentageRule,
  type ResidualRule,
} from "./rule";
import { collectShares, type CostSplit, type RuleNotFired, type Share } from "./shares";
import { bidSums } from "./sums";
import { enter, openWorksheet, payeeFor, payeeOfLine, requireFund, type Worksheet } from "./worksheet";

export interface SplitInput {
  lines: readonly CostLine[];
  agreement: AgreementVersion;
  facts: Facts;
  /** Needed for every fund that a rule names. */
  balances: readonly FundBalance[];
}

function requireSound(agreement: AgreementVersion, balances: readonly FundBalance[]): void {
  const found = checkAgreement(agreement, balances);
  if (found.length === 0) return;
  throw new Problem(
    "rule-broken",
    "agreement-contradicts-itself",
    {
      title: `The agreement “${agreement.title}” contradicts itself.`,
      detail: found.map((contradiction) => contradiction.text).join(" "),
      rule: "Who pays what",
    },
    { agreementId: agreement.agreementId, version: agreement.version, contradictions: found },
  );
}

function requireBalances({ rules }: AgreementVersion, balances: readonly FundBalance[]): void {
  const known = new Map(balances.map((balance) => [balance.fundId, balance]));
  for (const rule of rules) {
    if (rule.shape === "envelope") requireFund(known, rule.fundId);
    if (!isPaying(rule)) continue;
    for (const { fundIds = [] } of payersOf(rule)) for (const fundId of fundIds) requireFund(known, fundId);
  }
}

/** Which paying rules fire for this order, which payers are barred, and why. */
function whoFires(agreement: AgreementVersion, facts: Facts) {
  const barredRules = new Map<number, string[]>();
  const barredPayers = new Set<string>();
  const notFired: RuleNotFired[] = [];
  for (const rule of agreement.rules) {
    if (rule.shape !== "eligibility" || !holdsForOrder(rule.when, facts)) continue;
    const reasons = reasonsNotEligible(rule, facts);
    if (reasons.length === 0) continue;
    if ("rule" in rule.appliesTo) barredRules.set(rule.appliesTo.rule, reasons);
    else barredPayers.add(payerCodeOf(rule.appliesTo.payer, facts));
    notFired.push({ ruleNumber: rule.ruleNumber, appliesTo: rule.appliesTo, reasons });
  }
  const firing = agreement.rules.filter(
    (rule): rule is PayingRule =>
      isPaying(rule) && holdsForOrder(rule.when, facts) && !barredRules.has(rule.ruleNumber),
  );
  return { firing, barredPayers, notFired };
}

/** No more than what is left of the line, whichever side of zero it is on. */
function bounded(amount: bigint, left: bigint): bigint {
  if (amount < 0n) return amount < left ? left : amount;
  return amount < left ? amount : left;
}

function bidPortions(sheet: Worksheet, rule: PayingRule, asked: readonly Asked[][]): Bid[] {
  const bids: Bid[] = [];
  asked.forEach((ofLine, line) => {
    let left = sheet.remaining[line]!;
    for (const { payee, amount, context } of ofLine) {
      if (amount === 0n) continue;
      const given = bounded(amount, left);
      enter(sheet, line, payee, rule.ruleNumber, "portion", amount, sheet.lines[line]!.net, context);
      if (given !== amount)
        enter(sheet, line, payee, rule.ruleNumber, "nothing-left", given - amount, left, context);
      left -= given;
      bids.push({ line, payee, amount: given });
    }
  });
  return bids;
}

/** A part of what is left; half a penny stays with the rest, and so in the end with the residual payer. */
function bidOfRest(sheet: Worksheet, rule: PercentageRule): Bid[] {
  const ratio = ratioOf(rule.portion);
  const context = { ratio };
  const bids: Bid[] = [];
  sheet.lines.forEach((cost, line) => {
    const left = sheet.remaining[line]!;
    if (left === 0n || !holdsForLine(rule.when, cost, sheet.facts)) return;
    const payee = payeeOfLine(sheet, rule.payer, rule.fundIds, cost);
    if (payee === null) return;
    const exact = (left < 0n ? -left : left) * ratio.numerator;
    const up = 2n * (exact % ratio.denominator) > ratio.denominator ? 1n : 0n;
    const size = exact / ratio.denominator + up;
    if (size === 0n) return;
    const amount = left < 0n ? -size : size;
    enter(sheet, line, payee, rule.ruleNumber, "rest-portion", amount, left, context);
    bids.push({ line, payee, amount });
  });
  return bids;
}

function bidsOf(sheet: Worksheet, rule: PayingRule, portions: Map<number, Asked[][]>): Bid[] {
  switch (rule.shape) {
    case "percentage":
      if (rule.of === "rest") return bidOfRest(sheet, rule);
      return bidPortions(sheet, rule, portions.get(rule.ruleNumber) ?? []);
    case "taper":
    case "category-split":
      return bidPortions(sheet, rule, portions.get(rule.ruleNumber) ?? []);
    case "fixed":
    case "first-slice":
    case "per-unit":
      return bidSums(sheet, rule);
  }
}

function applyPayingRules(sheet: Worksheet, firing: readonly PayingRule[]): void {
  const { agreement, facts } = sheet;
  const limits = agreement.rules.filter(
    (rule): rule is CapRule | EnvelopeRule =>
      (rule.shape === "cap" || rule.shape === "envelope") && holdsForOrder(rule.when, facts),
  );
  const used: Used = new Map();
  const portions = portionsOf(sheet, firing);
  for (const rule of firing) {
    const bids = bidsOf(sheet, rule, portions);
    limitBids(sheet, limits, rule, bids, used);
    for (const { line, amount } of bids) sheet.remaining[line] = sheet.remaining[line]! - amount;
  }
}

function applyFloors(sheet: Worksheet, residualPayer: string): void {
  const kept = new Set<string>();
  for (const rule of sheet.agreement.rules) {
    if (rule.shape !== "floor" || !holdsForOrder(rule.when, sheet.facts)) continue;
    applyFloor(sheet, rule, residualPayer, kept);
    kept.add(payerCodeOf(rule.payer, sheet.facts));
  }
}

/** The residual payer takes what is left of every line; a line on which nothing happened is a share of nothing. */
function applyResidual(sheet: Worksheet, rule: ResidualRule, residualPayer: string): void {
  const touched = new Set(sheet.entries.line);
  sheet.lines.forEach((line, index) => {
    const left = sheet.remaining[index]!;
    if (left === 0n && touched.has(index)) return;
    const payee = payeeOfLine(sheet, rule.payer, rule.fundIds, line) ?? payeeFor(sheet, residualPayer, null);
    enter(sheet, index, payee, rule.ruleNumber, "rest", left, line.net, {});
  });
}

/**
 * Splits costs between payers by an agreement. Portions of the whole cost are rounded together, line by line; then the
 * paying rules put money down in their order, each cut at once by its caps and envelopes; then floors move money; then
 * the residual payer takes what is left. So the shares of a line sum to the line exactly, and with it every period and
 * category. The same inputs give the same answer in whatever order the lines and payers come.
 *
 * Throws a rule-broken Problem when the agreement contradicts itself or uses a shape that is not worked out yet, or a
 * fact or a fund's balance that it needs is missing; bad-request when two lines have one id.
 */
export function splitCosts({ lines, agreement, facts, balances }: SplitInput): CostSplit {
  requireBalances(agreement, balances);
  requireSound(agreement, balances);
  const { firing, barredPayers, notFired } = whoFires(agreement, facts);
  const sheet = openWorksheet(lines, agreement, facts, balances, barredPayers);
  const residual = agreement.rules.at(-1) as ResidualRule;
  const residualPayer = payerCodeOf(residual.payer, facts);
  applyPayingRules(sheet, firing);
  applyFloors(sheet, residualPayer);
  applyResidual(sheet, residual, residualPayer);
  return collectShares(sheet, residualPayer, notFired);
}

/** The total of shares by a key, for tables: by payer, by payer and financial year ... */
export function totalBy<Key>(shares: readonly Share[], keyOf: (share: Share) => Key): Map<Key, Pence> {
  const totals = new Map<Key, Pence>();
  for (const share of shares) {
    const key = keyOf(share);
    totals.set(key, ((totals.get(key) ?? 0n) + share.net) as Pence);
  }
  return totals;
}
