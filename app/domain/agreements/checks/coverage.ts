import { listed } from "~/domain/shared/sentence";
import { COST_CATEGORIES, COST_CATEGORY_IDS, type CostCategory, type Nature } from "../rules/cost-line";
import type { Contradiction, KnownFund } from "./contradiction";
import { floorClash, type Paid } from "./check-floor-shares";
import { NOTHING, percentText, plus } from "../rules/ratio-sums";
import {
  isPaying,
  payersOf,
  ratioOf,
  type Conditions,
  type EligibilityRule,
  type FloorRule,
  type PayerRef,
  type PayingRule,
  type Rule,
} from "../rules/rule";

/** One kind of cost that rules may treat alike or not. Null stands for every value that no rule names. */
interface Cell {
  category: CostCategory | null;
  nature: Nature | null;
  contractYear: number;
  financialYear: number | null;
  organisation: string | null;
  buyerKind: string | null;
  region: string | null;
  ordered: string;
}

/** Beyond this the agreement distinguishes more kinds of cost than a person can mean; the rest is not searched. */
const MOST_CELLS = 200_000;

function mentioned<Value>(rules: readonly Rule[], pick: (when: Conditions) => readonly Value[] | undefined) {
  const values = rules.flatMap((rule) => {
    const own = rule.when ? (pick(rule.when) ?? []) : [];
    return rule.shape === "eligibility" ? [...own, ...(pick(rule) ?? [])] : own;
  });
  return [...new Set(values)];
}

function cellsOf(rules: readonly Rule[], funds: readonly KnownFund[]): Cell[] {
  const years = rules.map((rule) => (rule.shape === "taper" ? rule.byContractYear.length : 0));
  const named = mentioned(rules, (when) => when.contractYears);
  const lastYear = Math.max(0, ...years, ...named) + 1;
  const from = mentioned(rules, (when) => (when.orderedFrom ? [when.orderedFrom] : []));
  const categories = new Set<CostCategory>([
    ...mentioned(rules, (when) => when.categories),
    ...rules.flatMap((rule) =>
      rule.shape === "category-split" ? rule.shares.map((share) => share.category) : [],
    ),
  ]);
  const byNature =
    funds.length > 0 ||
    rules.some((rule) => rule.shape === "capital-revenue" || rule.when?.nature !== undefined);
  const dimensions: { [K in keyof Cell]: readonly Cell[K][] } = {
    category: [...categories, ...(categories.size < COST_CATEGORY_IDS.length ? [null] : [])],
    nature: byNature ? ["capital", "revenue"] : [null],
    contractYear: Array.from({ length: lastYear }, (_, index) => index + 1),
    financialYear: [
      ...new Set([
        ...mentioned(rules, (when) => when.financialYears),
        ...funds.map((fund) => fund.financialYear),
      ]),
      null,
    ],
    organisation: [...mentioned(rules, (when) => when.organisations), null],
    buyerKind: [...mentioned(rules, (when) => when.buyerKinds), null],
    region: [...mentioned(rules, (when) => when.regions), null],
    // Whatever rules overlap do so on the first day of one of them, or before all of them.
    ordered: ["0000-00-00", ...from],
  };
  let cells: Partial<Cell>[] = [{}];
  for (const [key, values] of Object.entries(dimensions)) {
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [key]: value })));
    if (cells.length > MOST_CELLS) cells = cells.slice(0, MOST_CELLS);
  }
  return cells as Cell[];
}

function among<Value>(allowed: readonly Value[] | undefined, value: Value | null): boolean {
  return !allowed || (value !== null && allowed.includes(value));
}

function holdsInCell(when: Conditions | undefined, cell: Cell): boolean {
  if (!when) return true;
  return (
    among(when.categories, cell.category) &&
    (!when.nature || when.nature === cell.nature) &&
    among(when.contractYears, cell.contractYear) &&
    among(when.financialYears, cell.financialYear) &&
    among(when.organisations, cell.organisation) &&
    among(when.buyerKinds, cell.buyerKind) &&
    among(when.regions, cell.region) &&
    (!when.orderedFrom || cell.ordered >= when.orderedFrom) &&
    (!when.orderedTo || cell.ordered <= when.orderedTo)
  );
}

function eligibleInCell(rule: EligibilityRule, cell: Cell): boolean {
  const { buyerKinds, regions, orderedFrom, orderedTo } = rule;
  return !holdsInCell(rule.when, cell) || holdsInCell({ buyerKinds, regions, orderedFrom, orderedTo }, cell);
}

interface Context {
  rules: readonly Rule[];
  funds: readonly KnownFund[];
  cell: Cell;
}

function mayPay(
  { rules, funds, cell }: Context,
  payer: PayerRef,
  fundIds: readonly string[] | undefined,
): boolean {
  const kept = rules.some(
    (rule) =>
      rule.shape === "capital-revenue" &&
      rule.payer === payer &&
      rule.only !== cell.nature &&
      holdsInCell(rule.when, cell),
  );
  const barred = rules.some(
    (rule) =>
      rule.shape === "eligibility" &&
      "payer" in rule.appliesTo &&
      rule.appliesTo.payer === payer &&
      !eligibleInCell(rule, cell),
  );
  if (kept || barred) return false;
  const known = funds.filter((fund) => fundIds?.includes(fund.fundId));
  if (known.length === 0) return true;
  return known.some((fund) => fund.financialYear === cell.financialYear && fund.nature === cell.nature);
}

function firesInCell({ rules, cell }: Context, rule: PayingRule): boolean {
  return (
    holdsInCell(rule.when, cell) &&
    !rules.some(
      (other) =>
        other.shape === "eligibility" &&
        "rule" in other.appliesTo &&
        other.appliesTo.rule === rule.ruleNumber &&
        !eligibleInCell(other, cell),
    )
  );
}

/** Who pays which part of the whole cost in a cell by one rule. */
function paidInCell(context: Context, rule: PayingRule): Paid[] {
  const { category, contractYear } = context.cell;
  const { ruleNumber } = rule;
  const shares =
    rule.shape === "category-split"
      ? rule.shares.filter((share) => share.category === category)
      : rule.shape === "taper"
        ? [{ ...rule, portion: rule.byContractYear[contractYear - 1] ?? 0 }]
        : rule.shape === "percentage" && rule.of !== "rest"
          ? [rule]
          : [];
  return shares
    .filter(({ payer, fundIds }) => mayPay(context, payer, fundIds))
    .map(({ payer, portion }) => ({ ruleNumber, payer, portion }))
    .filter(({ portion }) => ratioOf(portion).numerator > 0n);
}

/** Whether a rule asks for a sum, or a part of what is left, that one of its payers may pay in a cell. */
function asksOtherwise(context: Context, rule: PayingRule): boolean {
  const ofWhole =
    (rule.shape === "percentage" && rule.of !== "rest") ||
    rule.shape === "taper" ||
    rule.shape === "category-split";
  if (ofWhole) return false;
  return payersOf(rule).some(({ payer, fundIds }) => mayPay(context, payer, fundIds));
}

/** Whether something may keep a rule from paying all that it asks, so that later rules still find money to pay. */
function mayFallShort({ rules, funds }: Context, rule: PayingRule): boolean {
  const knows = (fundId: string) => funds.some((fund) => fund.fundId === fundId);
  if (payersOf(rule).some(({ fundIds }) => fundIds?.some((fundId) => !knows(fundId)))) return true;
  return rules.some(
    (other) =>
      ((other.shape === "cap" || other.shape === "eligibility") &&
        ("rule" in other.appliesTo ? other.appliesTo.rule === rule.ruleNumber : true)) ||
      other.shape === "envelope",
  );
}

function describe(cell: Cell, alone: boolean): string {
  const other = alone ? "any cost" : "any other cost";
  const what = cell.category === null ? other : COST_CATEGORIES[cell.category];
  const nature = cell.nature ? ` (${cell.nature})` : "";
  const place = [cell.organisation, cell.region].filter(Boolean).join(", ");
  return `${what}${nature} in contract year ${cell.contractYear}${place ? ` for ${place}` : ""}`;
}

/**
 * Adds the percentages up for every kind of cost that the rules tell apart. Finds those over 100%, and paying rules that
 * can never pay because their conditions never hold or the rules before them leave nothing.
 */
export function findCoverageClashes(
  rules: readonly Rule[],
  funds: readonly KnownFund[] = [],
): Contradiction[] {
  const paying = rules.filter(isPaying);
  const found = new Map<string, Contradiction>();
  const reached = new Set<number>();
  const blockedBy = new Map<number, number[]>();
  const cells = cellsOf(rules, funds);
  for (const cell of cells) {
    const context = { rules, funds, cell };
    let total = NOTHING;
    let sure = NOTHING;
    const adding: number[] = [];
    const surely: number[] = [];
    for (const rule of paying) {
      if (!firesInCell(context, rule)) continue;
      const portions = paidInCell(context, rule).map(({ portion }) => portion);
      const asks = portions.length > 0 || asksOtherwise(context, rule);
      if (asks && sure.n < sure.d) reached.add(rule.ruleNumber);
      else if (asks) blockedBy.set(rule.ruleNumber, [...surely]);
      if (portions.length === 0) continue;
      for (const ratio of portions) total = plus(total, ratio);
      adding.push(rule.ruleNumber);
      if (mayFallShort(context, rule)) continue;
      for (const ratio of portions) sure = plus(sure, ratio);
      surely.push(rule.ruleNumber);
    }
    const key = adding.join(" ");
    if (total.n <= total.d || found.has(key)) continue;
    const who = adding.length === 1 ? `Rule ${adding[0]} pays` : `Rules ${listed(adding)} together pay`;
    const text = `${who} ${percentText(total)} of ${describe(
      cell,
      cells.every(({ category }) => category === null),
    )}. No cost can be paid over 100%.`;
    found.set(key, { code: "over-100", ruleNumbers: adding, text });
  }
  const over = new Set([...found.values()].flatMap((clash) => clash.ruleNumbers));
  const unreachable = paying
    .filter((rule) => !reached.has(rule.ruleNumber) && !over.has(rule.ruleNumber))
    .map(({ ruleNumber }): Contradiction => {
      const blocking = blockedBy.get(ruleNumber);
      const text = blocking
        ? `Rule ${ruleNumber} can never pay: rule${blocking.length > 1 ? "s" : ""} ${listed(blocking)} before it leave nothing.`
        : `Rule ${ruleNumber} can never pay: its conditions and percentages never come to anything.`;
      return { code: "unreachable", ruleNumbers: [ruleNumber, ...(blocking ?? [])], text };
    });
  return [...found.values(), ...unreachable];
}

/**
 * Minimum contributions for which the others' percentages leave no room in some kind of cost. Asked before an agreement
 * is signed and not when a cost is split: the engine knows how to cut the others, it is the sentences that would be false.
 */
export function findFloorClashes(rules: readonly Rule[], funds: readonly KnownFund[] = []): Contradiction[] {
  const floors = rules.filter((rule): rule is FloorRule => rule.shape === "floor");
  if (floors.length === 0) return [];
  const found = new Map<string, Contradiction>();
  const cells = cellsOf(rules, funds);
  const alone = cells.every(({ category }) => category === null);
  for (const cell of cells) {
    const context = { rules, funds, cell };
    const paid = rules
      .filter(isPaying)
      .filter((rule) => firesInCell(context, rule))
      .flatMap((rule) => paidInCell(context, rule));
    for (const floor of floors) {
      if (!holdsInCell(floor.when, cell)) continue;
      const clash = floorClash(floor, paid, describe(cell, alone));
      const key = clash?.ruleNumbers.join(" ") ?? "";
      if (clash && !found.has(key)) found.set(key, clash);
    }
  }
  return [...found.values()];
}
