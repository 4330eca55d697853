import { divideHalfAwayFromZero } from "~/domain/money/money";
import { actsFor, holdsForLine, payerCodeOf, payerOn } from "./facts";
import { ratioOf, type FloorRule } from "./rule";
import { groupSteps } from "./steps";
import type { StepContext } from "./trace";
import { penceOf, spreadOver, total, wholeOrMost } from "./whole";
import { payeeFor, payeesByKind, rankPayees, type Worksheet } from "./worksheet";

/** Somebody else's money on lines, which a floor may shrink, in columns; payee -1 is what is left for the residual payer. */
interface Others {
  count: number;
  line: Int32Array;
  payee: Int32Array;
  amount: Float64Array;
}

interface Standing {
  /** Net of the lines in scope. */
  cost: number;
  /** What the floor's payer pays of it so far. */
  paid: number;
  others: Others;
}

function add(others: Others, line: number, payee: number, amount: number): void {
  const at = others.count++;
  others.line[at] = line;
  others.payee[at] = payee;
  others.amount[at] = amount;
}

/** Adds up what is left of the lines in scope, in which the residual payer stands. */
function addRest(
  sheet: Worksheet,
  inScope: readonly boolean[],
  own: boolean,
  kept: boolean,
  found: Standing,
) {
  for (let line = 0; line < sheet.lines.length; line += 1) {
    if (!inScope[sheet.kindOf[line]!]) continue;
    found.cost += sheet.net[line]!;
    const left = sheet.remaining[line]!;
    if (own) found.paid += left;
    else if (left > 0 && !kept) add(found.others, line, -1, left);
  }
}

function standing(
  sheet: Worksheet,
  inScope: readonly boolean[],
  payer: string,
  residual: string,
  kept: ReadonlySet<string>,
): Standing {
  const { steps, kindOf } = sheet;
  const { order, starts, count } = groupSteps(steps, sheet.lines.length, rankPayees(sheet));
  const most = count + sheet.lines.length;
  const columns = { line: new Int32Array(most), payee: new Int32Array(most), amount: new Float64Array(most) };
  const found: Standing = { cost: 0, paid: 0, others: { count: 0, ...columns } };
  addRest(sheet, inScope, residual === payer, kept.has(residual), found);
  const own = sheet.payees.map(({ payerCode }) => actsFor(payerCode, payer, sheet.facts));
  const shrinks = sheet.payees.map(
    ({ payerCode }) => ![...kept].some((code) => actsFor(payerCode, code, sheet.facts)),
  );
  for (let group = 0; group < count; group += 1) {
    const first = order[starts[group]!]!;
    const line = steps.line[first]!;
    if (!inScope[kindOf[line]!]) continue;
    const payee = steps.payee[first]!;
    let amount = 0;
    for (let at = starts[group]!; at < starts[group + 1]!; at += 1) amount += steps.amount[order[at]!]!;
    if (own[payee]) found.paid += amount;
    else if (amount > 0 && shrinks[payee]) add(found.others, line, payee, amount);
  }
  return found;
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
 * Raises a payer to its minimum contribution: the others' money on the same costs shrinks in proportion, to the penny,
 * and each pound taken from them is moved on the line where it was. `kept` are payers whose own floors came before;
 * their money does not shrink.
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
  const { cost, paid, others } = standing(sheet, inScope, payer, residualPayer, kept);
  if (cost <= 0) return;
  const required = requiredOf(rule, cost);
  const amounts = others.amount.subarray(0, others.count);
  const available = total(amounts);
  const moved = Math.min(required - paid, available);
  if (moved <= 0) return;
  const parts = spreadOver(moved, amounts, "proportional");
  const context = { limit: penceOf(required), total: penceOf(paid) };
  move(sheet, rule, others, parts, payer === residualPayer ? null : payer, context);
}

/** Moves the parts to the payer, or to what is left when that is the residual payer's (null). */
function move(
  sheet: Worksheet,
  rule: FloorRule,
  others: Others,
  parts: Float64Array,
  payer: string | null,
  context: StepContext,
): void {
  const { steps, remaining, kindOf } = sheet;
  const payees = payeesByKind(sheet, undefined, rule.payer, rule.fundIds);
  const own = sheet.kinds.map(({ period }) => {
    const code = payer === null ? null : payerOn(payer, period.from, sheet.facts);
    return code === null ? -1 : payeeFor(sheet, code, null);
  });
  const away = steps.because(rule.ruleNumber, "moved-away", context);
  const here = steps.because(rule.ruleNumber, "moved-here", context);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (part === 0) continue;
    const line = others.line[index]!;
    const base = others.amount[index]!;
    if (others.payee[index]! < 0) remaining[line]! -= part;
    else steps.enter(line, others.payee[index]!, away, -part, base);
    if (payer === null) remaining[line]! += part;
    else {
      const payee = payees[kindOf[line]!]!;
      steps.enter(line, payee < 0 ? own[kindOf[line]!]! : payee, here, part, base);
    }
  }
}
