import { divideHalfAwayFromZero } from "~/domain/money/money";
import { actsFor, holdsForLine, payerCodeOf, payerOn } from "./facts";
import { ratioOf, type FloorRule } from "~/domain/agreements/rules/rule";
import { LineTotals } from "./steps";
import type { StepContext } from "./step-reason";
import { penceOf, spreadOver, total, wholeOrMost } from "./whole";
import { sourceFor, sourcesByKind, rankSources, type Worksheet } from "./worksheet";

/** Somebody else's money on lines, which a floor may shrink, in columns; source -1 is what is left for the residual payer. */
interface Others {
  count: number;
  line: Int32Array;
  source: Int32Array;
  amount: Float64Array;
}

/** A minimum contribution to the costs in scope. */
interface Floor {
  rule: FloorRule;
  payer: string;
  /** The residual payer's floor counts what is left of the costs too. */
  ofResidual: boolean;
  inScope: readonly boolean[];
}

/** Net of the lines in scope, and what the floor's payer pays of it so far. */
function costAndPaid(sheet: Worksheet, { payer, ofResidual, inScope }: Floor) {
  const { steps, kindOf, net, remaining } = sheet;
  let cost = 0;
  let paid = 0;
  for (let line = 0; line < net.length; line += 1) {
    if (!inScope[kindOf[line]!]) continue;
    cost += net[line]!;
    if (ofResidual) paid += remaining[line]!;
  }
  const own = sheet.sources.map(({ payerCode }) => actsFor(payerCode, payer, sheet.facts));
  if (!own.includes(true)) return { cost, paid };
  for (let step = 0; step < steps.count; step += 1)
    if (own[steps.source[step]!] && inScope[kindOf[steps.line[step]!]!]) paid += steps.amount[step]!;
  return { cost, paid };
}

function add(others: Others, line: number, source: number, amount: number): void {
  const at = others.count++;
  others.line[at] = line;
  others.source[at] = source;
  others.amount[at] = amount;
}

/** What the floor may take from: what is left of the lines in scope, then what each payer pays of each. */
function othersOf(sheet: Worksheet, floor: Floor, residual: string, kept: ReadonlySet<string>): Others {
  const { steps, kindOf, remaining } = sheet;
  const { payer, ofResidual, inScope } = floor;
  const { byRank, rank } = rankSources(sheet.sources);
  const most = steps.count + sheet.lines.length;
  const columns = {
    line: new Int32Array(most),
    source: new Int32Array(most),
    amount: new Float64Array(most),
  };
  const others: Others = { count: 0, ...columns };
  const shrinks = byRank.map((source) => {
    const { payerCode } = sheet.sources[source]!;
    return ![payer, ...kept].some((code) => actsFor(payerCode, code, sheet.facts));
  });
  if (!ofResidual && !kept.has(residual))
    for (let line = 0; line < remaining.length; line += 1)
      if (inScope[kindOf[line]!] && remaining[line]! > 0) add(others, line, -1, remaining[line]!);
  const totals = new LineTotals(steps, rank);
  for (let line = 0; line < remaining.length; line += 1) {
    if (!inScope[kindOf[line]!]) continue;
    totals.read(line);
    for (let at = 0; at < totals.count; at += 1) {
      const own = totals.ranks[at]!;
      const amount = totals.paid[own]!;
      if (amount > 0 && shrinks[own]) add(others, line, byRank[own]!, amount);
    }
  }
  return others;
}

/** What the floor's payer must pay of a cost. */
function requiredOf(rule: FloorRule, cost: number): number {
  let required = rule.amount ?? 0n;
  if (rule.portion !== undefined) {
    const { numerator, denominator } = ratioOf(rule.portion);
    required = divideHalfAwayFromZero(BigInt(cost) * numerator, denominator);
  }
  return Math.min(cost, wholeOrMost(required));
}

/**
 * Raises a payer to its minimum contribution: the others' money on the same costs shrinks in proportion, to
 * the penny, and each pound taken from them is moved on the line where it was. `kept` are payers whose own
 * floors came before; their money does not shrink. Amounts are whole pence. Throws Problem rule-broken
 * `fact-missing` and `fund-balance-missing`.
 */
export function applyFloor(
  sheet: Worksheet,
  rule: FloorRule,
  residualPayer: string,
  kept: ReadonlySet<string>,
): void {
  const payer = payerCodeOf(rule.payer, sheet.facts);
  // A payer that has left has no minimum any more.
  const inScope = sheet.kinds.map(
    (line) =>
      holdsForLine(rule.when, line, sheet.facts) && payerOn(payer, line.period.from, sheet.facts) !== null,
  );
  const floor = { rule, payer, ofResidual: payer === residualPayer, inScope };
  const { cost, paid } = costAndPaid(sheet, floor);
  if (cost <= 0) return;
  const required = requiredOf(rule, cost);
  // Most floors are met: only one that is not has to know who pays what on every line.
  if (required <= paid) return;
  const others = othersOf(sheet, floor, residualPayer, kept);
  const amounts = others.amount.subarray(0, others.count);
  const moved = Math.min(required - paid, total(amounts));
  if (moved <= 0) return;
  const parts = spreadOver(moved, amounts, "proportional");
  const context = { limit: penceOf(required), total: penceOf(paid) };
  move(sheet, floor, others, parts, context);
}

/** Moves the parts to the payer, or to what is left when that is the residual payer's. */
function move(
  sheet: Worksheet,
  { rule, payer, ofResidual }: Floor,
  others: Others,
  parts: Float64Array,
  context: StepContext,
): void {
  const { steps, remaining, kindOf } = sheet;
  const sources = sourcesByKind(sheet, undefined, rule.payer, rule.fundIds);
  const own = sheet.kinds.map(({ period }) => {
    const code = ofResidual ? null : payerOn(payer, period.from, sheet.facts);
    return code === null ? -1 : sourceFor(sheet, code, null);
  });
  const away = steps.because(rule.ruleNumber, "moved-away", context);
  const here = steps.because(rule.ruleNumber, "moved-here", context);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (part === 0) continue;
    const line = others.line[index]!;
    const base = others.amount[index]!;
    if (others.source[index]! < 0) remaining[line]! -= part;
    else steps.enter(line, others.source[index]!, away, -part, base);
    if (ofResidual) remaining[line]! += part;
    else {
      const source = sources[kindOf[line]!]!;
      steps.enter(line, source < 0 ? own[kindOf[line]!]! : source, here, part, base);
    }
  }
}
