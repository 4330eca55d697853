import { allocate, divideHalfAwayFromZero, type Pence } from "~/domain/money/money";
import { holdsForLine, payerCodeOf } from "./facts";
import { ratioOf, type FloorRule } from "./rule";
import type { StepContext } from "./trace";
import { enter, payeeFor, payeeOfLine, type Worksheet } from "./worksheet";

/** Somebody else's money on a line, which a floor may shrink; payee null is the residual payer's. */
interface Shrinkable {
  line: number;
  payee: number | null;
  amount: bigint;
}

interface Standing {
  /** Net of the lines in scope. */
  cost: bigint;
  /** What the floor's payer pays of it so far. */
  paid: bigint;
  others: Shrinkable[];
}

function standing(
  sheet: Worksheet,
  inScope: readonly boolean[],
  payer: string,
  residual: string,
  kept: ReadonlySet<string>,
) {
  const { entries } = sheet;
  const found: Standing = { cost: 0n, paid: 0n, others: [] };
  const byLineAndPayee = new Map<number, Shrinkable>();
  const payees = sheet.payees.length;
  for (let at = 0; at < entries.line.length; at += 1) {
    const line = entries.line[at]!;
    if (!inScope[line]) continue;
    const payee = entries.payee[at]!;
    if (sheet.payees[payee]!.payerCode === payer) found.paid += entries.amount[at]!;
    else {
      const key = line * payees + payee;
      const known = byLineAndPayee.get(key);
      if (known) known.amount += entries.amount[at]!;
      else byLineAndPayee.set(key, { line, payee, amount: entries.amount[at]! });
    }
  }
  sheet.lines.forEach((line, index) => {
    if (!inScope[index]) return;
    found.cost += line.net;
    if (residual === payer) found.paid += sheet.remaining[index]!;
    else found.others.push({ line: index, payee: null, amount: sheet.remaining[index]! });
  });
  const ordered = [...byLineAndPayee.entries()].sort(
    ([, a], [, b]) => a.line - b.line || compareNames(sheet, a.payee!, b.payee!),
  );
  found.others.push(...ordered.map(([, other]) => other));
  found.others = found.others.filter(({ payee, amount }) => {
    const code = payee === null ? residual : sheet.payees[payee]!.payerCode;
    return amount > 0n && !kept.has(code);
  });
  return found;
}

function compareNames(sheet: Worksheet, a: number, b: number): number {
  const name = (payee: number) =>
    `${sheet.payees[payee]!.payerCode}\u0000${sheet.payees[payee]!.fundId ?? ""}`;
  return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
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
  const inScope = sheet.lines.map((line) => holdsForLine(rule.when, line, sheet.facts));
  const { cost, paid, others } = standing(sheet, inScope, payer, residualPayer, kept);
  if (cost <= 0n) return;
  let required = rule.amount ?? (0n as Pence);
  if (rule.portion !== undefined) {
    const { numerator, denominator } = ratioOf(rule.portion);
    required = divideHalfAwayFromZero(cost * numerator, denominator) as Pence;
  }
  if (required > cost) required = cost as Pence;
  const available = others.reduce((total, other) => total + other.amount, 0n);
  const missing = required - paid;
  const moved = missing < available ? missing : available;
  if (moved <= 0n) return;
  const parts = allocate(
    moved as Pence,
    others.map((other) => other.amount),
  );
  const context: StepContext = { limit: required, total: paid as Pence };
  others.forEach((other, index) => {
    const part = parts[index]!;
    if (part === 0n) return;
    const { line } = other;
    const base = other.amount;
    if (other.payee === null) sheet.remaining[line] = sheet.remaining[line]! - part;
    else enter(sheet, line, other.payee, rule.ruleNumber, "moved-away", -part, base, context);
    if (payer === residualPayer) sheet.remaining[line] = sheet.remaining[line]! + part;
    else {
      const cost = sheet.lines[line]!;
      const payee = payeeOfLine(sheet, rule.payer, rule.fundIds, cost) ?? payeeFor(sheet, payer, null);
      enter(sheet, line, payee, rule.ruleNumber, "moved-here", part, base, context);
    }
  });
}
