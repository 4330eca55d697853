import { Problem } from "~/domain/shared/problem";
import type { AgreementVersion } from "./agreement";
import { compareLines, type CostLine } from "./cost-line";
import { holdsForLine, holdsForOrder, payerCodeOf, type Facts, type FundBalance } from "./facts";
import type { PayerRef } from "./rule";
import type { StepContext, StepKind } from "./trace";

/** A payer and the fund it pays from, or null for its own budget. */
export interface Payee {
  payerCode: string;
  fundId: string | null;
}

/**
 * The state of one calculation: the lines in canonical order, what is left of each, and every step so far, in columns.
 */
export interface Worksheet {
  readonly agreement: AgreementVersion;
  readonly facts: Facts;
  readonly funds: ReadonlyMap<string, FundBalance>;
  readonly lines: readonly CostLine[];
  readonly remaining: bigint[];
  /** Payers whom an eligibility rule keeps from paying by their own rules. */
  readonly barredPayers: ReadonlySet<string>;
  readonly payees: Payee[];
  readonly payeeIndex: Map<string, number>;
  readonly entries: {
    line: number[];
    payee: number[];
    ruleNumber: number[];
    kind: StepKind[];
    amount: bigint[];
    base: bigint[];
    context: StepContext[];
  };
}

/** Lays out the lines in canonical order. Throws a bad-request Problem when two lines have the same id. */
export function openWorksheet(
  lines: readonly CostLine[],
  agreement: AgreementVersion,
  facts: Facts,
  balances: readonly FundBalance[],
  barredPayers: ReadonlySet<string>,
): Worksheet {
  const sorted = [...lines].sort(compareLines);
  if (new Set(lines.map((line) => line.id)).size !== lines.length) {
    throw new Problem("bad-request", "cost-line-twice", "Two cost lines have the same id.");
  }
  return {
    agreement,
    facts,
    funds: new Map(balances.map((balance) => [balance.fundId, balance])),
    lines: sorted,
    remaining: sorted.map((line) => line.net),
    barredPayers,
    payees: [],
    payeeIndex: new Map(),
    entries: { line: [], payee: [], ruleNumber: [], kind: [], amount: [], base: [], context: [] },
  };
}

export function payeeFor(sheet: Worksheet, payerCode: string, fundId: string | null): number {
  const key = `${payerCode}\u0000${fundId ?? ""}`;
  const known = sheet.payeeIndex.get(key);
  if (known !== undefined) return known;
  sheet.payees.push({ payerCode, fundId });
  sheet.payeeIndex.set(key, sheet.payees.length - 1);
  return sheet.payees.length - 1;
}

/** Whether a payer's money is kept to the other nature than this line's. */
function wrongNature(sheet: Worksheet, payerCode: string, line: CostLine): boolean {
  return sheet.agreement.rules.some(
    (rule) =>
      rule.shape === "capital-revenue" &&
      rule.only !== line.nature &&
      payerCodeOf(rule.payer, sheet.facts) === payerCode &&
      holdsForOrder(rule.when, sheet.facts) &&
      holdsForLine(rule.when, line, sheet.facts),
  );
}

/** Null is a payer who may not pay for the line: barred, kept to the other nature, or without a fund that fits. */
export function payeeOfLine(
  sheet: Worksheet,
  ref: PayerRef,
  fundIds: readonly string[] | undefined,
  line: CostLine,
): number | null {
  const payerCode = payerCodeOf(ref, sheet.facts);
  if (sheet.barredPayers.has(payerCode) || wrongNature(sheet, payerCode, line)) return null;
  if (!fundIds || fundIds.length === 0) return payeeFor(sheet, payerCode, null);
  for (const fundId of fundIds) {
    const fund = requireFund(sheet.funds, fundId);
    if (fund.financialYear === line.financialYear && fund.nature === line.nature) {
      return payeeFor(sheet, payerCode, fundId);
    }
  }
  return null;
}

/** The balance of a fund. Throws a rule-broken Problem when it is not known. */
export function requireFund(funds: ReadonlyMap<string, FundBalance>, fundId: string): FundBalance {
  const fund = funds.get(fundId);
  if (fund) return fund;
  throw new Problem(
    "rule-broken",
    "fund-balance-missing",
    {
      title: `The balance of the fund ${fundId} is not known.`,
      detail: "The agreement pays from this fund. Check that the fund exists and pass its balance.",
      rule: "Who pays what",
    },
    { fundId },
  );
}

export function enter(
  sheet: Worksheet,
  line: number,
  payee: number,
  ruleNumber: number,
  kind: StepKind,
  amount: bigint,
  base: bigint,
  context: StepContext,
): void {
  const { entries } = sheet;
  entries.line.push(line);
  entries.payee.push(payee);
  entries.ruleNumber.push(ruleNumber);
  entries.kind.push(kind);
  entries.amount.push(amount);
  entries.base.push(base);
  entries.context.push(context);
}
