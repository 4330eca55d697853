import { holdsForLine } from "./facts";
import { ratioOf, type PayingRule, type PayerRef, type Ratio } from "./rule";
import type { CostLine } from "./cost-line";
import type { StepContext } from "./trace";
import { payeeOfLine, type Worksheet } from "./worksheet";

/** What one rule asks of one line as a part of its whole cost. */
interface Portion {
  ruleNumber: number;
  payee: number;
  numerator: bigint;
  context: StepContext;
}

/** What the rules ask of every line that is alike in category, nature, years and place. */
interface LineClass {
  portions: Portion[];
  denominator: bigint;
  /** What the portions leave of the whole, at least nothing. */
  rest: bigint;
}

/** A portion of a line, in pence. */
export interface Asked {
  payee: number;
  amount: bigint;
  context: StepContext;
}

interface Wanted {
  payer: PayerRef;
  fundIds?: readonly string[];
  ratio: Ratio;
}

/** The portions of the whole cost that a rule asks of a line like this one. */
function wantedBy(rule: PayingRule, line: CostLine): Wanted[] {
  switch (rule.shape) {
    case "percentage":
      return rule.of === "rest" ? [] : [{ payer: rule.payer, fundIds: rule.fundIds, ratio: rule.portion }];
    case "taper": {
      const ratio = rule.byContractYear[line.contractYear - 1] ?? 0;
      return [{ payer: rule.payer, fundIds: rule.fundIds, ratio }];
    }
    case "category-split":
      return rule.shares
        .filter((share) => share.category === line.category)
        .map((share) => ({ payer: share.payer, fundIds: share.fundIds, ratio: share.portion }));
    default:
      return [];
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function classify(sheet: Worksheet, rules: readonly PayingRule[], line: CostLine): LineClass {
  const found: (Omit<Portion, "numerator"> & { ratio: { numerator: bigint; denominator: bigint } })[] = [];
  let denominator = 1n;
  for (const rule of rules) {
    if (!holdsForLine(rule.when, line, sheet.facts)) continue;
    for (const { payer, fundIds, ratio } of wantedBy(rule, line)) {
      const payee = payeeOfLine(sheet, payer, fundIds, line);
      const exact = ratioOf(ratio);
      if (payee === null || exact.numerator === 0n) continue;
      found.push({ ruleNumber: rule.ruleNumber, payee, ratio: exact, context: { ratio: exact } });
      denominator = (denominator / greatestCommonDivisor(denominator, exact.denominator)) * exact.denominator;
    }
  }
  const name = ({ payee }: { payee: number }) => {
    const { payerCode, fundId } = sheet.payees[payee]!;
    return `${payerCode}\u0000${fundId ?? ""}`;
  };
  // Ties for a penny go by payer and fund, never by the order in which somebody wrote the rules down.
  found.sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a.ruleNumber - b.ruleNumber));
  const portions = found.map(({ ratio, ...portion }) => ({
    ...portion,
    numerator: ratio.numerator * (denominator / ratio.denominator),
  }));
  const taken = portions.reduce((total, portion) => total + portion.numerator, 0n);
  return { portions, denominator, rest: taken < denominator ? denominator - taken : 0n };
}

/**
 * Rounds the portions of one line together: each towards zero, then a penny each to the largest remainders. The rest is
 * in the draw and wins ties, so that a penny that belongs to nobody falls to the residual payer.
 */
function roundTogether(net: bigint, { portions, denominator, rest }: LineClass): bigint[] {
  const size = net < 0n ? -net : net;
  const remainders: bigint[] = [];
  const amounts = portions.map(({ numerator }) => {
    const exact = size * numerator;
    remainders.push(exact % denominator);
    return exact / denominator;
  });
  const restRemainder = (size * rest) % denominator;
  let pennies = (remainders.reduce((a, b) => a + b, 0n) + restRemainder) / denominator;
  let restWaits = true;
  while (pennies > 0n) {
    let best = -1;
    let largest = restWaits ? restRemainder : -1n;
    remainders.forEach((remainder, index) => {
      if (remainder > largest) {
        best = index;
        largest = remainder;
      }
    });
    if (best === -1) restWaits = false;
    else {
      amounts[best] = amounts[best]! + 1n;
      remainders[best] = -1n;
    }
    pennies -= 1n;
  }
  return net < 0n ? amounts.map((amount) => -amount) : amounts;
}

/**
 * What every rule asks of every line as portions of the whole cost, rounded line by line: rule number -> line -> asked.
 * Lines that are alike are classified once.
 */
export function portionsOf(sheet: Worksheet, rules: readonly PayingRule[]): Map<number, Asked[][]> {
  const byRule = new Map<number, Asked[][]>();
  const classes = new Map<string, LineClass>();
  const byPlace = sheet.agreement.rules.some((rule) => rule.when?.organisations);
  sheet.lines.forEach((line, index) => {
    const place = byPlace ? (line.locationCode ?? "") : "";
    const key = `${line.category} ${line.nature} ${line.financialYear} ${line.contractYear} ${place}`;
    let lineClass = classes.get(key);
    if (!lineClass) classes.set(key, (lineClass = classify(sheet, rules, line)));
    if (lineClass.portions.length === 0) return;
    const amounts = roundTogether(line.net, lineClass);
    lineClass.portions.forEach(({ ruleNumber, payee, context }, at) => {
      let ofRule = byRule.get(ruleNumber);
      if (!ofRule) byRule.set(ruleNumber, (ofRule = []));
      (ofRule[index] ??= []).push({ payee, amount: amounts[at]!, context });
    });
  });
  return byRule;
}
