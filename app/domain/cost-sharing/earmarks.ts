import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { COST_CATEGORIES, type CostCategory } from "~/domain/agreements/rules/cost-line";
import { actsFor, holdsForLine, holdsForOrder, payerCodeOf } from "./facts";
import { formatRatio, ratioOf, type EarmarkRule, type Ratio } from "~/domain/agreements/rules/rule";
import { penceOf } from "./whole";
import type { Worksheet } from "./worksheet";

/** An earmark that a split does not keep; placing the order would be refused with this as the reason. */
export interface MissedEarmark {
  ruleNumber: number;
  payerCode: string;
  category: CostCategory;
  portion: Ratio;
  /** What the payer pays, and what of it is for the category. */
  paid: Pence;
  spent: Pence;
  /** The least that is enough, in whole pence, and how much of it is missing while the payer pays no more in all. */
  required: Pence;
  missing: Pence;
}

/** What the funder's money comes to, read from columns. */
interface PaidColumns {
  count: number;
  line: Int32Array;
  source: Int32Array;
  net: Float64Array;
}

function earmarkOf(sheet: Worksheet, rule: EarmarkRule, { count, line, source, net }: PaidColumns) {
  const { facts, kindOf, kinds } = sheet;
  const payerCode = payerCodeOf(rule.payer, facts);
  const counts = sheet.sources.map(
    (each) =>
      actsFor(each.payerCode, payerCode, facts) &&
      (!rule.fundIds || (each.fundId !== null && rule.fundIds.includes(each.fundId))),
  );
  const inScope = kinds.map((kind) => holdsForLine(rule.when, kind, facts));
  let paid = 0;
  let spent = 0;
  for (let share = 0; share < count; share += 1) {
    const kind = kindOf[line[share]!]!;
    if (!counts[source[share]!] || !inScope[kind]) continue;
    paid += net[share]!;
    if (kinds[kind]!.category === rule.category) spent += net[share]!;
  }
  return { payerCode, paid, spent };
}

/**
 * The earmarks a split misses, with how much is missing. An earmark of nothing is kept. In whole pence.
 * Throws Problem rule-broken `fact-missing`.
 */
export function missedEarmarks(sheet: Worksheet, shares: PaidColumns): MissedEarmark[] {
  return sheet.agreement.rules.flatMap((rule) => {
    if (rule.shape !== "earmark" || !holdsForOrder(rule.when, sheet.facts)) return [];
    const { payerCode, paid, spent } = earmarkOf(sheet, rule, shares);
    if (paid <= 0) return [];
    const { numerator, denominator } = ratioOf(rule.portion);
    // At least so much: a part of a penny makes it a whole one.
    const required = (BigInt(paid) * numerator + denominator - 1n) / denominator;
    const missing = required - BigInt(spent);
    if (missing <= 0n) return [];
    const { ruleNumber, category, portion } = rule;
    const sums = { paid: penceOf(paid), spent: penceOf(spent) };
    return [
      {
        ruleNumber,
        payerCode,
        category,
        portion,
        ...sums,
        required: required as Pence,
        missing: missing as Pence,
      },
    ];
  });
}

/** Why an order is refused for an earmark, with the arithmetic. */
export function earmarkText(missed: MissedEarmark, nameOf: (code: string) => string): string {
  const { ruleNumber, portion, paid, spent, required, missing } = missed;
  const category = COST_CATEGORIES[missed.category];
  return `Rule ${ruleNumber} wants at least ${formatRatio(portion)} of the ${formatPence(paid)} that ${nameOf(missed.payerCode)} pays to be for ${category}: ${formatPence(required)}. It is ${formatPence(spent)}, so ${formatPence(missing)} more must be for ${category}.`;
}
