import { allocate, type Pence } from "~/domain/money/money";
import type { Period } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { vatOfLine, type CostCategory, type CostLine, type Nature } from "./cost-line";
import { recoverableVat } from "./facts";
import type { Target } from "./rule";
import type { StepKind, Trace } from "./trace";
import type { Payee, Worksheet } from "./worksheet";

/** What one payer pays of one cost line, from one fund or its own budget. */
export interface Share {
  payerCode: string;
  /** Null is the payer's own budget. */
  fundId: string | null;
  lineId: string;
  category: CostCategory;
  nature: Nature;
  period: Period;
  contractYear: number;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  /** What it costs the payer in the end: net and the VAT it does not get back. */
  cost: Pence;
}

/** An eligibility rule that kept a rule or a payer from paying, and why. */
export interface RuleNotFired {
  ruleNumber: number;
  appliesTo: Target;
  reasons: string[];
}

/** A fund that this split asks for more than it has free; placing the order would be refused by so much. */
export interface ShortFund {
  fundId: string;
  needed: Pence;
  free: Pence;
  shortBy: Pence;
}

export interface CostSplit {
  /** By line in canonical order, then payer, then fund. */
  shares: Share[];
  /** Read it with `stepsAt` and `explainShare`. */
  trace: Trace;
  notFired: RuleNotFired[];
  /** Counted against the net of shares: a fund is net of recoverable VAT only if its ledger says so. */
  shortFunds: ShortFund[];
}

/** Entry numbers sorted by line, then payer and fund, then as they were entered. */
function groupedEntries({ entries, payees, lines }: Worksheet): Int32Array {
  const rank = rankPayees(payees);
  const width = payees.length;
  const buckets = lines.length * width;
  // A counting sort when it is small enough; it keeps the order of entering inside each line and payee.
  const keys = new Float64Array(entries.line.length);
  for (let at = 0; at < keys.length; at += 1)
    keys[at] = entries.line[at]! * width + rank[entries.payee[at]!]!;
  if (buckets > 20_000_000) {
    return Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b);
  }
  const starts = new Int32Array(buckets + 1);
  for (const key of keys) starts[key + 1] = starts[key + 1]! + 1;
  for (let at = 0; at < buckets; at += 1) starts[at + 1] = starts[at + 1]! + starts[at]!;
  const sorted = new Int32Array(keys.length);
  keys.forEach((key, at) => {
    sorted[starts[key]!] = at;
    starts[key] = starts[key]! + 1;
  });
  return sorted;
}

function rankPayees(payees: readonly Payee[]): number[] {
  const name = (payee: Payee) => `${payee.payerCode}\u0000${payee.fundId ?? ""}`;
  const order = payees.map((payee, index) => ({ index, name: name(payee) }));
  order.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const rank: number[] = [];
  order.forEach(({ index }, at) => (rank[index] = at));
  return rank;
}

/** Splits the VAT of a line over its shares exactly, by their nets; the residual payer wins ties for a penny. */
function splitVat(line: CostLine, nets: readonly Pence[], residualAt: number): Pence[] {
  const vat = vatOfLine(line);
  if (nets.length === 1) return [vat];
  const weights = nets.map((net) => (net < 0n ? -net : net));
  if (vat === 0n) return weights.map(() => 0n as Pence);
  const none = weights.every((weight) => weight === 0n);
  if (residualAt < 0) return allocate(vat, none ? weights.map((_, at) => (at === 0 ? 1n : 0n)) : weights);
  // The residual payer's weight goes first, because `allocate` gives ties to the earliest.
  const others = weights.filter((_, at) => at !== residualAt);
  const [ofResidual, ...rest] = allocate(vat, [none ? 1n : weights[residualAt]!, ...others]);
  rest.splice(residualAt, 0, ofResidual!);
  return rest;
}

function addVat(sheet: Worksheet, line: CostLine, ofLine: Share[], residualPayer: string): void {
  const residualAt = ofLine.findIndex((share) => share.payerCode === residualPayer);
  const vats = splitVat(
    line,
    ofLine.map((share) => share.net),
    residualAt,
  );
  ofLine.forEach((share, index) => {
    share.vat = vats[index]!;
    share.recoverableVat = recoverableVat(share.vat, share.payerCode, share.category, sheet.facts);
    share.cost = (share.net + share.vat - share.recoverableVat) as Pence;
  });
}

function newShare(line: CostLine, { payerCode, fundId }: Payee): Share {
  const { id: lineId, category, nature, period, contractYear, financialYear } = line;
  const none = 0n as Pence;
  const amounts = { net: none, vat: none, recoverableVat: none, cost: none };
  return { payerCode, fundId, lineId, category, nature, period, contractYear, financialYear, ...amounts };
}

function shortFunds(sheet: Worksheet, shares: readonly Share[]): ShortFund[] {
  const needed = new Map<string, bigint>();
  for (const { fundId, net } of shares) if (fundId) needed.set(fundId, (needed.get(fundId) ?? 0n) + net);
  return [...needed.entries()].flatMap(([fundId, sum]) => {
    const { free } = sheet.funds.get(fundId)!;
    if (sum <= free || sum <= 0n) return [];
    return [{ fundId, needed: sum as Pence, free, shortBy: (sum - free) as Pence }];
  });
}

/** Gathers the steps on the worksheet into shares, splits VAT, and lays the trace out by share. */
export function collectShares(sheet: Worksheet, residualPayer: string, notFired: RuleNotFired[]): CostSplit {
  const { entries, lines, payees } = sheet;
  const sorted = groupedEntries(sheet);
  const shares: Share[] = [];
  const starts: number[] = [];
  const kinds: StepKind[] = [];
  const amounts: Pence[] = [];
  const bases: Pence[] = [];
  const contexts: Trace["contexts"][number][] = [];
  const ruleNumbers = new Int32Array(sorted.length);
  let ofLine: Share[] = [];
  let lastLine = -1;
  let lastPayee = -1;
  sorted.forEach((entry, at) => {
    const line = entries.line[entry]!;
    const payee = entries.payee[entry]!;
    if (line !== lastLine || payee !== lastPayee) {
      if (line !== lastLine) {
        if (ofLine.length > 0) addVat(sheet, lines[lastLine]!, ofLine, residualPayer);
        ofLine = [];
      }
      const share = newShare(lines[line]!, payees[payee]!);
      shares.push(share);
      ofLine.push(share);
      starts.push(at);
      lastLine = line;
      lastPayee = payee;
    }
    const share = ofLine.at(-1)!;
    share.net = (share.net + entries.amount[entry]!) as Pence;
    ruleNumbers[at] = entries.ruleNumber[entry]!;
    kinds.push(entries.kind[entry]!);
    amounts.push(entries.amount[entry]! as Pence);
    bases.push(entries.base[entry]! as Pence);
    contexts.push(entries.context[entry]!);
  });
  if (ofLine.length > 0) addVat(sheet, lines[lastLine]!, ofLine, residualPayer);
  starts.push(sorted.length);
  const trace: Trace = { starts: Int32Array.from(starts), ruleNumbers, kinds, amounts, bases, contexts };
  return { shares, trace, notFired, shortFunds: shortFunds(sheet, shares) };
}
