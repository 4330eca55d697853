import type { NeedCost } from "./profile/profile";
import type { Nature } from "../funding/fund";
import { pence, sum, type Pence } from "../money/money";
import type { FinancialYear } from "../shared/financial-year";

/** Own money that stands beside the money asked for. */
export interface Match {
  amount: Pence;
  source: string;
  nature: Nature;
  /** What shows that the money is there. */
  evidence: string;
}

/** One year's running costs of what capital buys, and who pays them. */
export interface PlanYear {
  financialYear: FinancialYear;
  amount: Pence;
  payer: string;
}

/** What is filled in, part by part. Null: not answered yet. */
export interface ApplicationContent {
  /** What is asked for of each cost of the need. */
  asked: NeedCost[];
  /** Empty: declared that there is none. */
  match: Match[] | null;
  revenuePlan: PlanYear[] | null;
  /** The case, by the fund's criterion. */
  answers: Record<string, string>;
}

export const PLAN_YEARS = 5;
export const MOST_MATCHES = 3;
export const LONGEST_ANSWER = 1_500;

export const NOTHING_FILLED_IN: ApplicationContent = {
  asked: [],
  match: null,
  revenuePlan: null,
  answers: {},
};

/** The five years after the money is spent, its own year first. */
export function planYears(financialYear: FinancialYear): FinancialYear[] {
  return Array.from({ length: PLAN_YEARS }, (_, index) => financialYear + index);
}

/**
 * Whether a capital bid's five years of running costs are all stated, and each that costs something names who
 * pays it.
 */
export function isPlanComplete(plan: readonly PlanYear[]): boolean {
  return plan.length === PLAN_YEARS && plan.every(({ amount, payer }) => amount === 0n || payer !== "");
}

/** The match funding that an application declares, in pence, over all its sources. */
export function matchOf(content: Pick<ApplicationContent, "match">): Pence {
  return sum((content.match ?? []).map(({ amount }) => amount));
}

type Stored = Record<string, unknown>;

/** Sums as text, everything else as it is: what jsonb keeps. */
export function storeSums<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one)),
  ) as T;
}

const withAmount = <T>(row: Stored): T => ({ ...row, amount: pence(BigInt(row.amount as string)) }) as T;

/** A need's costs as stored, with their amounts as pence again. */
export function readCosts(stored: unknown): NeedCost[] {
  return ((stored ?? []) as Stored[]).map((row) => withAmount<NeedCost>(row));
}

/** The content as the database keeps it, read back. */
export function readContent(stored: Stored): ApplicationContent {
  const rows = <T>(value: unknown) =>
    value === null || value === undefined ? null : (value as Stored[]).map((row) => withAmount<T>(row));
  return {
    asked: readCosts(stored.asked),
    match: rows<Match>(stored.match),
    revenuePlan: rows<PlanYear>(stored.revenuePlan),
    answers: (stored.answers ?? {}) as Record<string, string>,
  };
}
