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
  line: Int32Array;
  payee: Int32Array;
  reason: Int32Array;
  amount: Float64Array;
  base: Float64Array;
  readonly reasons: StepReason[] = [];

  /** `room` is how many steps to expect; more will fit. */
  constructor(room: number) {
    const size = Math.max(64, room);
    this.line = new Int32Array(size);
    this.payee = new Int32Array(size);
    this.reason = new Int32Array(size);
    this.amount = new Float64Array(size);
    this.base = new Float64Array(size);
  }

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

/** Steps by line, then by payee and fund, then as they were entered. */
export interface GroupedSteps {
  /** Step numbers. */
  order: Int32Array;
  /** Where each group starts in `order`, and at the end their number. */
  starts: Int32Array;
  count: number;
}

/** Groups steps by line and payee; `rank` is the place of each payee in the order of names. */
export function groupSteps(steps: Steps, lines: number, rank: Int32Array): GroupedSteps {
  const { count, line, payee } = steps;
  const next = new Int32Array(lines + 1);
  for (let at = 0; at < count; at += 1) next[line[at]! + 1]! += 1;
  for (let at = 0; at < lines; at += 1) next[at + 1]! += next[at]!;
  const order = new Int32Array(count);
  const ranks = new Int32Array(count);
  const first = next.slice();
  for (let at = 0; at < count; at += 1) {
    const own = line[at]!;
    const rankOfStep = rank[payee[at]!]!;
    // A line has a handful of steps: each is put in its place among them, after those of its payee.
    let place = next[own]!++;
    for (const from = first[own]!; place > from && ranks[place - 1]! > rankOfStep; place -= 1) {
      ranks[place] = ranks[place - 1]!;
      order[place] = order[place - 1]!;
    }
    ranks[place] = rankOfStep;
    order[place] = at;
  }
  const starts = new Int32Array(count + 1);
  let groups = 0;
  for (let at = 0; at < count; at += 1) {
    const alike = at > 0 && ranks[at] === ranks[at - 1] && line[order[at]!] === line[order[at - 1]!];
    if (!alike) starts[groups++] = at;
  }
  starts[groups] = count;
  return { order, starts: starts.subarray(0, groups + 1), count: groups };
}
