import { ZERO, type Pence } from "~/domain/money/money";
import { COST_CATEGORY_IDS, type CostCategory } from "~/domain/agreements/rules/cost-line";
import { missedEarmarks, type MissedEarmark } from "./earmarks";
import { actsFor, recoverableVat, type Succession } from "./facts";
import { releasesOf, type Release } from "./releases";
import type { Share } from "./share";
import type { Target } from "~/domain/agreements/rules/rule";
import { LineTotals } from "./steps";
import type { Trace } from "./trace";
import { penceOf, quotient, remainder } from "./whole";
import { rankSources, type Worksheet } from "./worksheet";

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
  readonly shares: Share[];
  /** Read it with `stepsAt` and `explainShare`. */
  trace: Trace;
  notFired: RuleNotFired[];
  /** Counted against the net of shares: a fund is net of recoverable VAT only if its ledger says so. */
  shortFunds: ShortFund[];
  /** Earmarks that this split does not keep; placing the order would be refused, with how much is missing. */
  missedEarmarks: MissedEarmark[];
  /** What of which share waits for which milestone; worked out when first read. */
  readonly releases: Release[];
  /** Mergers and departures that changed who pays in this split. */
  successions: Succession[];
}

/** Shares in columns of whole pence, in the order of `CostSplit.shares`. */
interface ShareColumns {
  count: number;
  line: Int32Array;
  source: Int32Array;
  net: Float64Array;
  vat: Float64Array;
}

/** Adds the steps up to shares, line by line, and splits each line's VAT over its shares. */
function addUp({ steps, sources, vat, ...sheet }: Worksheet, residualPayer: string): ShareColumns {
  const { byRank, rank } = rankSources(sources);
  const residual = sources.map(({ payerCode }) => actsFor(payerCode, residualPayer, sheet.facts));
  const most = steps.count;
  const [line, source] = [new Int32Array(most), new Int32Array(most)];
  const columns = { count: 0, line, source, net: new Float64Array(most), vat: new Float64Array(most) };
  const totals = new LineTotals(steps, rank);
  const remainders: number[] = [];
  let share = 0;
  for (let own = 0; own < vat.length; own += 1) {
    const from = share;
    totals.read(own);
    for (let at = 0; at < totals.count; at += 1) {
      const place = totals.ranks[at]!;
      line[share] = own;
      source[share] = byRank[place]!;
      columns.net[share] = totals.paid[place]!;
      share += 1;
    }
    if (share === from + 1) columns.vat[from] = vat[own]!;
    else if (vat[own] !== 0) splitVat(columns, from, share, vat[own]!, residual, remainders);
  }
  columns.count = share;
  return columns;
}

/**
 * Splits VAT over the shares of one line by largest remainder; the residual payer wins ties for a penny, then the
 * earlier share. Where all nets are nothing the residual payer, or else the first, takes all of it.
 */
function splitVat(
  { net, source, vat: vats }: ShareColumns,
  from: number,
  to: number,
  vat: number,
  residual: readonly boolean[],
  remainders: number[],
): void {
  const size = Math.abs(vat);
  const sign = vat < 0 ? -1 : 1;
  let first = from;
  let whole = 0;
  for (let at = from; at < to; at += 1) {
    whole += Math.abs(net[at]!);
    if (residual[source[at]!] && !residual[source[first]!]) first = at;
  }
  if (whole === 0) {
    vats[first] = vat;
    return;
  }
  let pennies = size;
  for (let at = from; at < to; at += 1) {
    const part = quotient(size, Math.abs(net[at]!), whole);
    remainders[at - from] = remainder(size, Math.abs(net[at]!), whole, part);
    vats[at] = sign * part;
    pennies -= part;
  }
  for (; pennies > 0; pennies -= 1) {
    let best = first;
    for (let at = from; at < to; at += 1) if (remainders[at - from]! > remainders[best - from]!) best = at;
    vats[best]! += sign;
    remainders[best - from] = -1;
  }
}

/** Whether each source recovers the VAT of a category. */
type Recoveries = ReadonlyMap<CostCategory, readonly boolean[]>;

function recoveries({ sources, facts }: Worksheet): Recoveries {
  const all = 1n as Pence;
  return new Map(
    COST_CATEGORY_IDS.map((category) => [
      category,
      sources.map(({ payerCode }) => recoverableVat(all, payerCode, category, facts) === all),
    ]),
  );
}

/** The shares as objects, for people and for storing. */
function readShares({ lines, sources }: Worksheet, columns: ShareColumns, recovers: Recoveries): Share[] {
  const shares: Share[] = [];
  for (let at = 0; at < columns.count; at += 1) {
    const { id: lineId, category, nature, period, contractYear, financialYear } = lines[columns.line[at]!]!;
    const { payerCode, fundId } = sources[columns.source[at]!]!;
    const net = penceOf(columns.net[at]!);
    const vat = penceOf(columns.vat[at]!);
    const recovered = recovers.get(category)![columns.source[at]!]!;
    shares.push({
      payerCode,
      fundId,
      lineId,
      category,
      nature,
      period,
      contractYear,
      financialYear,
      net,
      vat,
      recoverableVat: recovered ? vat : ZERO,
      cost: recovered ? net : ((net + vat) as Pence),
    });
  }
  return shares;
}

function shortFunds(sheet: Worksheet, { count, source, net }: ShareColumns): ShortFund[] {
  const needed = new Float64Array(sheet.sources.length);
  for (let at = 0; at < count; at += 1) needed[source[at]!]! += net[at]!;
  const byFund = new Map<string, number>();
  sheet.sources.forEach(({ fundId }, index) => {
    if (fundId) byFund.set(fundId, (byFund.get(fundId) ?? 0) + needed[index]!);
  });
  return [...byFund].flatMap(([fundId, whole]) => {
    const { free } = sheet.funds.get(fundId)!;
    const sum = penceOf(whole);
    if (sum <= free || sum <= 0n) return [];
    return [{ fundId, needed: sum, free, shortBy: (sum - free) as Pence }];
  });
}

/**
 * Gathers the steps on the worksheet into shares, splits VAT, and lays the trace out by share. The shares
 * become objects when they are first read: whoever needs only the short funds never builds them. Amounts are
 * pence. Throws Problem rule-broken `fact-missing`, bad-request `cost-too-large`.
 */
export function collectShares(sheet: Worksheet, residualPayer: string, notFired: RuleNotFired[]): CostSplit {
  const columns = addUp(sheet, residualPayer);
  let shares: Share[] | null = null;
  let releases: Release[] | null = null;
  const { agreement, facts } = sheet;
  return {
    get shares() {
      return (shares ??= readShares(sheet, columns, recoveries(sheet)));
    },
    trace: { steps: sheet.steps, shares: columns },
    notFired,
    shortFunds: shortFunds(sheet, columns),
    missedEarmarks: missedEarmarks(sheet, columns),
    get releases() {
      const lineOf = (share: number) => sheet.lines[columns.line[share]!]!;
      return (releases ??= releasesOf(this.shares, lineOf, agreement.rules, facts));
    },
    successions: (facts.successions ?? []).filter((each) => sheet.succeeded.has(each.code)),
  };
}
