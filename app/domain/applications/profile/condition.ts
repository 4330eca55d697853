import { formatPence } from "../../money/format";
import { pence, type Pence } from "../../money/money";
import { regionName } from "../../organisations/region";

/**
 * What a fund asks of those who apply, beyond its kinds of organisation and its dates, which the fund itself holds. Data,
 * not code: an officer chooses among these for each fund.
 */
export type FundCondition =
  | { kind: "regions"; regions: string[] }
  | { kind: "dspt" }
  | { kind: "cqc-registered" }
  | { kind: "product-assured" }
  | { kind: "minimum"; amount: Pence }
  | { kind: "maximum"; amount: Pence }
  /** Own money for each pound asked for, in basis points: 10000 is one for one. */
  | { kind: "match"; ratio: number }
  | { kind: "revenue-plan" }
  /** For those who are still on paper; with `mixed` also for those who are so in part. */
  | { kind: "on-paper"; mixed: boolean };

export type ConditionKind = FundCondition["kind"];

/** "1 for 1", "1 for 2": own money for money asked, from basis points. */
export function ratioText(ratio: number): string {
  if (ratio === 10_000) return "£1 of your own for each £1 you ask for";
  return `${formatPence(pence(Math.round(ratio / 100)))} of your own for each £1 you ask for`;
}

/** The condition in one plain sentence. */
export function conditionText(condition: FundCondition): string {
  switch (condition.kind) {
    case "regions":
      return `For organisations in ${condition.regions.map(regionName).join(", ")}`;
    case "dspt":
      return "Meets the Data Security and Protection Toolkit";
    case "cqc-registered":
      return "Is registered with the Care Quality Commission";
    case "product-assured":
      return "Buys a solution that is certified here";
    case "minimum":
      return `Asks for at least ${formatPence(condition.amount, { whole: true })}`;
    case "maximum":
      return `Asks for at most ${formatPence(condition.amount, { whole: true })}`;
    case "match":
      return `Match funding: ${ratioText(condition.ratio)}`;
    case "revenue-plan":
      return "Says who pays the running costs for five years";
    case "on-paper":
      return condition.mixed ? "Keeps records on paper, wholly or in part" : "Keeps records mostly on paper";
  }
}

/** Reads conditions as the database keeps them: sums as text. */
export function readConditions(stored: readonly Record<string, unknown>[]): FundCondition[] {
  return stored.map((one) =>
    typeof one.amount === "string" ? { ...one, amount: pence(BigInt(one.amount)) } : one,
  ) as FundCondition[];
}

/** The conditions of a fund: capital always asks for a plan of its running costs. */
export function conditionsFor(nature: string, chosen: readonly FundCondition[]): FundCondition[] {
  if (nature !== "capital" || chosen.some(({ kind }) => kind === "revenue-plan")) return [...chosen];
  return [...chosen, { kind: "revenue-plan" }];
}
