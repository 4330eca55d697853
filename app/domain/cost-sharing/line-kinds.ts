import { Problem } from "~/domain/shared/problem";
import { compareKinds, COST_CATEGORY_IDS, type CostLine } from "~/domain/agreements/rules/cost-line";

/** The one order in which lines are taken, and which of them are alike for every rule. */
export interface SortedLines {
  byId: CostLine[];
  /** The place in canonical order of each line in `byId`. */
  placeOf: Int32Array;
  /** The kind of the line at each place, as a position in `kinds`. */
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

/** Kinds in the order of date, category and nature, then as they were found; those that differ in other things share a rank. */
function orderKinds(found: readonly CostLine[]) {
  const order = found.map((_, index) => index).sort((a, b) => compareKinds(found[a]!, found[b]!));
  const kinds = order.map((index) => found[index]!);
  const kindOfFound = new Int32Array(found.length);
  const rankOf = new Int32Array(found.length);
  let rank = 0;
  order.forEach((index, kind) => {
    if (kind > 0 && compareKinds(kinds[kind - 1]!, kinds[kind]!) !== 0) rank += 1;
    kindOfFound[index] = kind;
    rankOf[kind] = rank;
  });
  return { kinds, kindOfFound, rankOf, ranks: rank + 1 };
}

/**
 * Finds each line's place by date, category, nature and id, whatever the order they come in. Throws Problem
 * bad-request `cost-line-twice` when two lines have the same id.
 *
 * They are sorted by id once, which also brings equal ids together, and then counted out by rank, which keeps that order.
 */
export function sortLines(given: readonly CostLine[], byPlace: boolean): SortedLines {
  // The sort is adaptive: lines that come numbered are nearly in order and cost little more than one look each.
  const byId = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const finder = new KindFinder(byPlace);
  const found = new Int32Array(byId.length);
  for (let at = 0; at < found.length; at += 1) {
    if (at > 0 && byId[at - 1]!.id === byId[at]!.id)
      throw new Problem("bad-request", "cost-line-twice", "Two cost lines have the same id.");
    found[at] = finder.find(byId[at]!);
  }
  const { kinds, kindOfFound, rankOf, ranks } = orderKinds(finder.kinds);
  const next = new Int32Array(ranks + 1);
  for (let at = 0; at < found.length; at += 1) {
    found[at] = kindOfFound[found[at]!]!;
    next[rankOf[found[at]!]! + 1]! += 1;
  }
  for (let rank = 0; rank < ranks; rank += 1) next[rank + 1]! += next[rank]!;
  const placeOf = new Int32Array(found.length);
  const kindOf = new Int32Array(found.length);
  for (let at = 0; at < found.length; at += 1) {
    const place = next[rankOf[found[at]!]!]!++;
    placeOf[at] = place;
    kindOf[place] = found[at]!;
  }
  return { byId, placeOf, kindOf, kinds };
}
