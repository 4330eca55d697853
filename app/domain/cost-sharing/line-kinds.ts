import { Problem } from "~/domain/shared/problem";
import { compareKinds, COST_CATEGORY_IDS, type CostLine } from "./cost-line";

/** Lines in the one order in which they are taken, and which of them are alike for every rule. */
export interface SortedLines {
  lines: CostLine[];
  /** The kind of each line, as a position in `kinds`. */
  kindOf: Int32Array;
  /** One line of each kind: alike in period, category, nature, years and, where rules ask for it, place. */
  kinds: CostLine[];
}

const CATEGORY = new Map(COST_CATEGORY_IDS.map((category, index) => [category, index]));

/** Finds the kind of a line without building a key for it: a hundred thousand lines have a few dozen kinds. */
class KindFinder {
  readonly kinds: CostLine[] = [];
  private readonly spots = new Map<string, Map<string, number>>();
  private readonly places = new Map<string, number>();
  private readonly slots: (number[] | undefined)[] = [];
  private spotCount = 0;

  constructor(private readonly byPlace: boolean) {}

  find(line: CostLine): number {
    const slot = (this.spotOf(line) * CATEGORY.size + CATEGORY.get(line.category)!) * 2;
    const at = line.nature === "capital" ? slot : slot + 1;
    const slots = (this.slots[at] ??= []);
    for (const kind of slots) {
      const other = this.kinds[kind]!;
      if (other.financialYear === line.financialYear && other.contractYear === line.contractYear) return kind;
    }
    slots.push(this.kinds.length);
    return this.kinds.push(line) - 1;
  }

  /** A number for the period and, where it matters, the place. */
  private spotOf(line: CostLine): number {
    let from = line.period.from as string;
    if (this.byPlace) {
      const code = line.locationCode ?? "";
      let place = this.places.get(code);
      if (place === undefined) this.places.set(code, (place = this.places.size));
      from = `${from} ${place}`;
    }
    let ofStart = this.spots.get(from);
    if (!ofStart) this.spots.set(from, (ofStart = new Map()));
    let spot = ofStart.get(line.period.to);
    if (spot === undefined) ofStart.set(line.period.to, (spot = this.spotCount++));
    return spot;
  }
}

/** The rank of each kind by date, category and nature; kinds that differ in other things share one. */
function rankKinds(kinds: readonly CostLine[]): { rankOf: Int32Array; ranks: number } {
  const order = kinds.map((_, index) => index).sort((a, b) => compareKinds(kinds[a]!, kinds[b]!));
  const rankOf = new Int32Array(kinds.length);
  let ranks = 0;
  order.forEach((kind, at) => {
    if (at > 0 && compareKinds(kinds[order[at - 1]!]!, kinds[kind]!) !== 0) ranks += 1;
    rankOf[kind] = ranks;
  });
  return { rankOf, ranks: kinds.length === 0 ? 0 : ranks + 1 };
}

/** Sorts lines of one rank by id, unless they are. */
function sortById(lines: readonly CostLine[], order: Int32Array, from: number, to: number): void {
  let sorted = true;
  for (let at = from + 1; at < to && sorted; at += 1)
    sorted = lines[order[at - 1]!]!.id <= lines[order[at]!]!.id;
  if (sorted) return;
  const byId = (a: number, b: number) => (lines[a]!.id < lines[b]!.id ? -1 : 1);
  order.set(Array.from(order.subarray(from, to)).sort(byId), from);
}

/**
 * Lays lines out by date, category, nature and id, whatever the order they come in. Throws a bad-request Problem when
 * two lines have the same id.
 */
export function sortLines(given: readonly CostLine[], byPlace: boolean): SortedLines {
  const count = given.length;
  const finder = new KindFinder(byPlace);
  const kindGiven = new Int32Array(count);
  const ids = new Set<string>();
  for (let at = 0; at < count; at += 1) {
    kindGiven[at] = finder.find(given[at]!);
    ids.add(given[at]!.id);
  }
  if (ids.size !== count)
    throw new Problem("bad-request", "cost-line-twice", "Two cost lines have the same id.");
  const { rankOf, ranks } = rankKinds(finder.kinds);
  const ends = new Int32Array(ranks + 1);
  for (let at = 0; at < count; at += 1) ends[rankOf[kindGiven[at]!]! + 1]! += 1;
  for (let rank = 0; rank < ranks; rank += 1) ends[rank + 1]! += ends[rank]!;
  const order = new Int32Array(count);
  const next = ends.slice();
  for (let at = 0; at < count; at += 1) order[next[rankOf[kindGiven[at]!]!]!++] = at;
  for (let rank = 0; rank < ranks; rank += 1) sortById(given, order, ends[rank]!, ends[rank + 1]!);
  return layOut(given, kindGiven, order, finder.kinds.length);
}

/** The lines in their order; kinds are numbered as they come in it, so that nothing hangs on how they were given. */
function layOut(
  given: readonly CostLine[],
  kindGiven: Int32Array,
  order: Int32Array,
  kindCount: number,
): SortedLines {
  const lines: CostLine[] = [];
  const kinds: CostLine[] = [];
  const kindOf = new Int32Array(order.length);
  const renumbered = new Int32Array(kindCount).fill(-1);
  for (let at = 0; at < order.length; at += 1) {
    const line = given[order[at]!]!;
    const kind = kindGiven[order[at]!]!;
    if (renumbered[kind]! < 0) renumbered[kind] = kinds.push(line) - 1;
    lines.push(line);
    kindOf[at] = renumbered[kind]!;
  }
  return { lines, kindOf, kinds };
}
