import type { Pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import { checkAgreement } from "~/domain/agreements/checks/check-agreement";
import { applyBands } from "./bands";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import {
  holdsForOrder,
  localSpendFor,
  payerCodeOf,
  payerOn,
  reasonsNotEligible,
  type Facts,
  type FundBalance,
} from "./facts";
import { applyFloor } from "./floors";
import { limitContributions, openLimits } from "./limits";
import { portionsOf, type Portions } from "./portions";
import {
  isPaying,
  payersOf,
  ratioOf,
  type CapRule,
  type EnvelopeRule,
  type PayingRule,
  type PercentageRule,
  type ResidualRule,
} from "~/domain/agreements/rules/rule";
import type { Share } from "./share";
import { collectShares, type CostSplit, type RuleNotFired } from "./shares";
import { applySums } from "./sums";
import type { StepContext } from "./step-reason";
import { quotient, remainder } from "./whole";
import {
  assign,
  openWorksheet,
  sourceFor,
  sourceOfLine,
  sourcesByKind,
  requireFund,
  type Worksheet,
} from "./worksheet";

const NONE: StepContext = {};

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
  for (const rule of firing) {
    if (rule.shape !== "match" || localSpendFor(rule, facts) > 0n) continue;
    const { ruleNumber, windowMonths } = rule;
    const reasons = [`no local spend of the ${windowMonths} months before the order is evidenced`];
    notFired.push({ ruleNumber, appliesTo: { rule: ruleNumber }, reasons });
  }
  return { firing, barredPayers, notFired };
}

/** No more than what is left of the line, whichever side of zero it is on. */
function bounded(amount: number, left: number): number {
  if (amount < 0) return amount < left ? left : amount;
  return amount < left ? amount : left;
}

function applyPortions(sheet: Worksheet, rule: PayingRule, portions: Portions): void {
  const askings = portions.askings.get(rule.ruleNumber);
  if (!askings) return;
  const { kindOf, net, remaining, steps } = sheet;
  const left = steps.because(rule.ruleNumber, "nothing-left", NONE);
  for (let line = 0; line < net.length; line += 1) {
    const ofKind = askings[kindOf[line]!];
    if (!ofKind) continue;
    for (const { source, at, reason } of ofKind) {
      const amount = portions.amounts[portions.from[line]! + at]!;
      if (amount === 0) continue;
      const rest = remaining[line]!;
      const given = bounded(amount, rest);
      assign(sheet, line, source, reason, amount, net[line]!);
      if (given !== amount) assign(sheet, line, source, left, given - amount, rest);
    }
  }
}

/** A part of what is left; half a penny stays with the rest, and so in the end with the residual payer. */
function applyToRest(sheet: Worksheet, rule: PercentageRule): void {
  const ratio = ratioOf(rule.portion);
  const numerator = Number(ratio.numerator);
  const denominator = Number(ratio.denominator);
  const reason = sheet.steps.because(rule.ruleNumber, "rest-portion", { ratio });
  const sources = sourcesByKind(sheet, rule.when, rule.payer, rule.fundIds);
  for (let line = 0; line < sheet.lines.length; line += 1) {
    const left = sheet.remaining[line]!;
    const source = sources[sheet.kindOf[line]!]!;
    if (left === 0 || source < 0) continue;
    const down = quotient(Math.abs(left), numerator, denominator);
    const over = remainder(Math.abs(left), numerator, denominator, down);
    const size = over > denominator - over ? down + 1 : down;
    if (size === 0) continue;
    assign(sheet, line, source, reason, left < 0 ? -size : size, left);
  }
}

function apply(sheet: Worksheet, rule: PayingRule, portions: Portions): void {
  switch (rule.shape) {
    case "percentage":
      return rule.of === "rest" ? applyToRest(sheet, rule) : applyPortions(sheet, rule, portions);
    case "taper":
    case "category-split":
      return applyPortions(sheet, rule, portions);
    case "fixed":
    case "first-slice":
    case "per-unit":
    case "match":
      return applySums(sheet, rule);
    case "band":
      return applyBands(sheet, rule);
  }
}

function applyPayingRules(sheet: Worksheet, firing: readonly PayingRule[]): void {
  const { agreement, facts, steps } = sheet;
  const limiting = agreement.rules.filter(
    (rule): rule is CapRule | EnvelopeRule =>
      (rule.shape === "cap" || rule.shape === "envelope") && holdsForOrder(rule.when, facts),
  );
  const limits = openLimits(sheet, limiting);
  const portions = portionsOf(sheet, firing);
  for (const rule of firing) {
    const from = steps.count;
    apply(sheet, rule, portions);
    limitContributions(sheet, limits, rule, from);
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

/** Somebody must take what is left. Throws a rule-broken Problem when the residual payer has left without a successor. */
function requirePayerOn(residualPayer: string, { period }: CostLine, facts: Facts): string {
  const payer = payerOn(residualPayer, period.from, facts);
  if (payer !== null) return payer;
  throw new Problem(
    "rule-broken",
    "residual-payer-left",
    {
      title: `${residualPayer} takes what is left, and has left.`,
      detail: `Nobody took its place for costs from ${period.from}. Record its successor, or sign a new version.`,
      rule: "Who pays what",
    },
    { payerCode: residualPayer, from: period.from },
  );
}

/** The residual payer takes what is left of every line; a line on which nothing happened is a share of nothing. */
function applyResidual(sheet: Worksheet, rule: ResidualRule, residualPayer: string): void {
  const { steps, remaining, kindOf, net } = sheet;
  const sources = sheet.kinds.map(
    (line) =>
      sourceOfLine(sheet, rule.payer, rule.fundIds, line) ??
      sourceFor(sheet, requirePayerOn(residualPayer, line, sheet.facts), null),
  );
  const reason = steps.because(rule.ruleNumber, "rest", NONE);
  for (let line = 0; line < net.length; line += 1) {
    const left = remaining[line]!;
    if (left !== 0 || steps.last[line]! < 0)
      steps.enter(line, sources[kindOf[line]!]!, reason, left, net[line]!);
  }
}

/**
 * Splits costs between payers by an agreement. Portions of the whole cost are rounded together, line by line; then the
 * paying rules put money down in their order, each cut at once by its caps and envelopes; then floors move money; then
 * the residual payer takes what is left. So the shares of a line sum to the line exactly, and with it every period and
 * category. The same inputs give the same answer in whatever order the lines and payers come.
 *
 * Amounts are whole pence, below 2^53. Throws Problem rule-broken when the agreement contradicts itself or uses a shape
 * that is not worked out yet, or a fact (`fact-missing`) or a fund's balance (`fund-balance-missing`) that it needs is
 * missing; bad-request `cost-line-twice` and `cost-too-large`.
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

/** The total of shares by a key, for tables: by payer, by payer and financial year ... Net, in pence. */
export function totalBy<Key>(shares: readonly Share[], keyOf: (share: Share) => Key): Map<Key, Pence> {
  const totals = new Map<Key, Pence>();
  for (const share of shares) {
    const key = keyOf(share);
    totals.set(key, ((totals.get(key) ?? 0n) + share.net) as Pence);
  }
  return totals;
}
