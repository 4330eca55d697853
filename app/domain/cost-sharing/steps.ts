import type { StepContext, StepKind, StepReason } from "./step-reason";

/**
 * Every step of a calculation so far, in columns that grow. Amounts are whole pence. The steps of a line form a chain, so
 * that nobody has to sort them: the last of each line is known, and the one before each step.
 */
export class Steps {
  count = 0;
  line: Int32Array;
  source: Int32Array;
  reason: Int32Array;
  amount: Float64Array;
  base: Float64Array;
  /** The step before on the same line; -1 is none. */
  before: Int32Array;
  /** The last step of each line; -1 is none. */
  readonly last: Int32Array;
  readonly reasons: StepReason[] = [];

  /** `room` is how many steps to expect; more will fit. */
  constructor(lines: number, room: number) {
    const size = Math.max(64, room);
    this.line = new Int32Array(size);
    this.source = new Int32Array(size);
    this.reason = new Int32Array(size);
    this.amount = new Float64Array(size);
    this.base = new Float64Array(size);
    this.before = new Int32Array(size);
    this.last = new Int32Array(lines).fill(-1);
  }

  /** Registers what the next steps have in common. */
  because(ruleNumber: number, kind: StepKind, context: StepContext): number {
    return this.reasons.push({ ruleNumber, kind, context }) - 1;
  }

  enter(line: number, source: number, reason: number, amount: number, base: number): void {
    const at = this.count;
    if (at === this.line.length) this.grow();
    this.line[at] = line;
    this.source[at] = source;
    this.reason[at] = reason;
    this.amount[at] = amount;
    this.base[at] = base;
    this.before[at] = this.last[line]!;
    this.last[line] = at;
    this.count = at + 1;
  }

  private grow(): void {
    const size = this.count * 2;
    this.line = grown(this.line, new Int32Array(size));
    this.source = grown(this.source, new Int32Array(size));
    this.reason = grown(this.reason, new Int32Array(size));
    this.amount = grown(this.amount, new Float64Array(size));
    this.base = grown(this.base, new Float64Array(size));
    this.before = grown(this.before, new Int32Array(size));
  }
}

function grown<Column extends Int32Array | Float64Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

/** Adds the steps of one line after another up by source. */
export class LineTotals {
  /** How many sources the line has, and which: places in the order of names, ascending. */
  count = 0;
  readonly ranks: number[] = [];
  /** What each source pays, by place. */
  readonly paid: Float64Array;
  private readonly line: Int32Array;

  /** `rank` is the place of each source in the order of names. */
  constructor(
    private readonly steps: Steps,
    private readonly rank: Int32Array,
  ) {
    this.paid = new Float64Array(rank.length);
    this.line = new Int32Array(rank.length).fill(-1);
  }

  read(line: number): void {
    const { source, amount, before, last } = this.steps;
    const { ranks, paid } = this;
    let count = 0;
    for (let step = last[line]!; step >= 0; step = before[step]!) {
      const rank = this.rank[source[step]!]!;
      if (this.line[rank] === line) {
        paid[rank]! += amount[step]!;
        continue;
      }
      this.line[rank] = line;
      paid[rank] = amount[step]!;
      // A line has a handful of sources: each is put in its place among them.
      let at = count++;
      for (; at > 0 && ranks[at - 1]! > rank; at -= 1) ranks[at] = ranks[at - 1]!;
      ranks[at] = rank;
    }
    this.count = count;
  }
}
