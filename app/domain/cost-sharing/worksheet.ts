import { Problem } from "~/domain/shared/problem";
import type { AgreementVersion } from "~/domain/agreements/agreement";
import type { CostLine } from "~/domain/agreements/rules/cost-line";
import { holdsForLine, natureKeptBy, payerCodeOf, payerOn, type Facts, type FundBalance } from "./facts";
import { sortLines } from "./line-kinds";
import { isPaying, type Conditions, type PayerRef } from "~/domain/agreements/rules/rule";
import { Steps } from "./steps";
import { MOST, quotient, remainder, tooLarge, wholeOf } from "./whole";

/** A payer and the fund it pays from, or null for its own budget. */
export interface FundingSource {
  payerCode: string;
  fundId: string | null;
}

/**
 * The state of one calculation, in columns of whole pence: the lines in canonical order, what is left of each, and every
 * step so far.
 */
export interface Worksheet {
  readonly agreement: AgreementVersion;
  readonly facts: Facts;
  readonly funds: ReadonlyMap<string, FundBalance>;
  readonly lines: readonly CostLine[];
  /** The kind of each line: a position in `kinds`, which holds one line of each. */
  readonly kindOf: Int32Array;
  readonly kinds: readonly CostLine[];
  readonly net: Float64Array;
  readonly vat: Float64Array;
  readonly remaining: Float64Array;
  /** Payers whom an eligibility rule keeps from paying by their own rules. */
  readonly barredPayers: ReadonlySet<string>;
  /** Organisations in whose place another, or nobody, pays for some line. */
  readonly succeeded: Set<string>;
  readonly sources: FundingSource[];
  readonly sourceIndex: Map<string, number>;
  readonly steps: Steps;
}

/** Whether any rule treats lines of different places differently. */
function asksForPlace({ rules }: AgreementVersion): boolean {
  return rules.some(
    (rule) => rule.when?.organisations || (rule.shape === "cap" && rule.scope === "location"),
  );
}

/** A guess that is seldom too low: every rule that pays, and the rest, put something down on every line. */
function stepsOfLine({ rules }: AgreementVersion): number {
  return rules.filter(isPaying).length + 1;
}

/**
 * Lays out the lines in canonical order. Throws a bad-request Problem when two lines have the same id, or
 * they are too large together for every sum of them to be exact. Codes: bad-request `cost-too-large` and
 * `cost-line-twice`.
 */
export function openWorksheet(
  given: readonly CostLine[],
  agreement: AgreementVersion,
  facts: Facts,
  balances: readonly FundBalance[],
  barredPayers: ReadonlySet<string>,
): Worksheet {
  const { byId, placeOf, kindOf, kinds } = sortLines(given, asksForPlace(agreement));
  const lines = byId.slice();
  const net = new Float64Array(lines.length);
  const vat = new Float64Array(lines.length);
  let size = 0;
  // In the order of ids, because that is how lines mostly lie in memory.
  for (let at = 0; at < byId.length; at += 1) {
    const line = byId[at]!;
    const place = placeOf[at]!;
    const whole = wholeOf(line.net);
    const tax = line.vat === undefined ? vatOnWhole(whole, line.vatRate) : wholeOf(line.vat);
    lines[place] = line;
    net[place] = whole;
    vat[place] = tax;
    size += Math.abs(whole) + Math.abs(tax);
  }
  if (size > MOST) throw tooLarge();
  return {
    agreement,
    facts,
    funds: new Map(balances.map((balance) => [balance.fundId, balance])),
    lines,
    kindOf,
    kinds,
    net,
    vat,
    remaining: net.slice(),
    barredPayers,
    succeeded: new Set(),
    sources: [],
    sourceIndex: new Map(),
    steps: new Steps(lines.length, lines.length * stepsOfLine(agreement)),
  };
}

/** The same as `vatOn`: half away from zero. */
function vatOnWhole(net: number, rate: number): number {
  const size = Math.abs(net);
  const down = quotient(size, rate, 10_000);
  const vat = 2 * remainder(size, rate, 10_000, down) >= 10_000 ? down + 1 : down;
  return net < 0 ? -vat : vat;
}

/**
 * Puts a payer's money down on a line, or takes some of it back, and writes down why. Amounts are whole
 * pence, below zero for what is taken back.
 */
export function assign(
  { steps, remaining }: Worksheet,
  line: number,
  source: number,
  reason: number,
  amount: number,
  base: number,
): void {
  steps.enter(line, source, reason, amount, base);
  remaining[line]! -= amount;
}

/**
 * The place of a funding source (a payer with its fund, or its own budget) in the worksheet; a new one is
 * added.
 */
export function sourceFor(sheet: Worksheet, payerCode: string, fundId: string | null): number {
  const key = `${payerCode}\u0000${fundId ?? ""}`;
  const known = sheet.sourceIndex.get(key);
  if (known !== undefined) return known;
  sheet.sources.push({ payerCode, fundId });
  sheet.sourceIndex.set(key, sheet.sources.length - 1);
  return sheet.sources.length - 1;
}

/**
 * Null is a payer who may not pay for the line: barred, gone, kept to the other nature, or without a fund
 * that fits. Throws Problem rule-broken `fact-missing` and `fund-balance-missing`.
 */
export function sourceOfLine(
  sheet: Worksheet,
  ref: PayerRef,
  fundIds: readonly string[] | undefined,
  line: CostLine,
): number | null {
  const named = payerCodeOf(ref, sheet.facts);
  const { agreement, facts } = sheet;
  if (sheet.barredPayers.has(named) || natureKeptBy(named, line, agreement.rules, facts)) return null;
  const payerCode = payerOn(named, line.period.from, sheet.facts);
  if (payerCode !== named) sheet.succeeded.add(named);
  if (payerCode === null) return null;
  if (!fundIds || fundIds.length === 0) return sourceFor(sheet, payerCode, null);
  for (const fundId of fundIds) {
    const fund = requireFund(sheet.funds, fundId);
    if (fund.financialYear === line.financialYear && fund.nature === line.nature) {
      return sourceFor(sheet, payerCode, fundId);
    }
  }
  return null;
}

/**
 * The balance of a fund. Throws a rule-broken Problem when it is not known. Codes: rule-broken
 * `fund-balance-missing`.
 */
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

/**
 * The source of each kind of line under a rule's conditions, or -1 where it pays nothing. Throws Problem
 * rule-broken `fact-missing` and `fund-balance-missing`.
 */
export function sourcesByKind(
  sheet: Worksheet,
  when: Conditions | undefined,
  ref: PayerRef,
  fundIds: readonly string[] | undefined,
): Int32Array {
  const sources = new Int32Array(sheet.kinds.length).fill(-1);
  sheet.kinds.forEach((line, kind) => {
    if (holdsForLine(when, line, sheet.facts)) sources[kind] = sourceOfLine(sheet, ref, fundIds, line) ?? -1;
  });
  return sources;
}

/** The sources in the order of codes and funds, and the place of each in it. */
export function rankSources(sources: readonly FundingSource[]): { byRank: number[]; rank: Int32Array } {
  const byRank = sources.map((_, index) => index).sort((a, b) => compareSources(sources[a]!, sources[b]!));
  const rank = new Int32Array(sources.length);
  byRank.forEach((source, at) => (rank[source] = at));
  return { byRank, rank };
}

/** Ties go by payer and fund, never by the order in which somebody wrote the rules down. */
export function compareSources(a: FundingSource, b: FundingSource): number {
  const name = ({ payerCode, fundId }: FundingSource) => `${payerCode}\u0000${fundId ?? ""}`;
  return name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0;
}
