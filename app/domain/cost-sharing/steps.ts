import type { StepContext, StepKind } from "./trace";

/** What steps of one rule have in common; many steps point to one. */
export interface StepReason {
  ruleNumber: number;
  kind: StepKind;
  context: StepContext;
}

/** Every step of a calculation so far, in columns that grow. Amounts are whole pence. */
export class Steps {
  count = 0;
  line = new Int32Array(64);
  payee = new Int32Array(64);
  reason = new Int32Array(64);
  amount = new Float64Array(64);
  base = new Float64Array(64);
  reasons: StepReason[] = [];

  /** Registers what the next steps have in common. */
  because(ruleNumber: number, kind: StepKind, context: StepContext): number {
    return this.reasons.push({ ruleNumber, kind, context }) - 1;
  }

  enter(line: number, payee: number, reason: number, amount: number, base: number): void {
    const at = this.count;
    if (at === this.line.length) this.grow();
    this.line[at] = line;
    this.payee[at] = payee;
    this.reason[at] = reason;
    this.amount[at] = amount;
    this.base[at] = base;
    this.count = at + 1;
  }

  private grow(): void {
    const size = this.count * 2;
    this.line = grown(this.line, new Int32Array(size));
    this.payee = grown(this.payee, new Int32Array(size));
    this.reason = grown(this.reason, new Int32Array(size));
    this.amount = grown(this.amount, new Float64Array(size));
    this.base = grown(this.base, new Float64Array(size));
  }
}

function grown<Column extends Int32Array | Float64Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/** As many steps as are kept for the next calculation: 28 bytes each. */
const MOST_KEPT = 2_000_000;
let kept: Steps | null = null;

/**
 * Columns for the steps of one calculation, those of the last one where they were given back. Fresh memory is slow
 * twice: it comes page by page from the kernel, and the collector runs once for every so many megabytes of it.
 */
export function borrowSteps(): Steps {
  const steps = kept ?? new Steps();
  kept = null;
  steps.count = 0;
  steps.reasons = [];
  return steps;
}

/** Whoever gives steps back has copied what it needs of them. */
export function giveBackSteps(steps: Steps): void {
  if (steps.line.length <= MOST_KEPT) kept = steps;
}

/** Steps by line, then by payee and fund, then as they were entered. */
export interface OrderedSteps {
  /** A rank of payee and a step in one number each; read them with `rankIn` and `stepIn`. */
  keys: Float64Array;
  /** Where the keys of each line start, and at the end their number. */
  starts: Int32Array;
  /** How many shares they make: a line's steps of one payee are a share. */
  shares: number;
}

const RANK = 2 ** 32;

export function rankIn(key: number): number {
  return Math.floor(key / RANK);
}

export function stepIn(key: number): number {
  return key >>> 0;
}

/** Orders steps by line and payee; `rank` is the place of each payee in the order of names. */
export function orderSteps(steps: Steps, lines: number, rank: Int32Array): OrderedSteps {
  const { count, line, payee } = steps;
  const starts = new Int32Array(lines + 1);
  for (let at = 0; at < count; at += 1) starts[line[at]! + 1]! += 1;
  for (let at = 0; at < lines; at += 1) starts[at + 1]! += starts[at]!;
  const ends = starts.slice();
  const keys = new Float64Array(count);
  let shares = 0;
  for (let at = 0; at < count; at += 1) {
    const own = line[at]!;
    const first = starts[own]!;
    const rankOfStep = rank[payee[at]!]!;
    // A line has a handful of steps, entered in the order of rules: each is put in its place among them.
    const key = rankOfStep * RANK + at;
    let place = ends[own]!++;
    for (; place > first && keys[place - 1]! > key; place -= 1) keys[place] = keys[place - 1]!;
    keys[place] = key;
    if (place === first || rankIn(keys[place - 1]!) !== rankOfStep) shares += 1;
  }
  return { keys, starts, shares };
}
