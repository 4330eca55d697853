import type { Actor } from "~/domain/audit/event";
import { formatPence } from "~/domain/money/format";
import { sum, ZERO, type Pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";

/** Whether the centre has looked at the evidence; only confirmed spend counts for a match. */
export const SPEND_STATES = ["waiting", "confirmed", "declined"] as const;
export type SpendState = (typeof SPEND_STATES)[number];

interface Counted {
  state: SpendState;
  amount: Pence;
  withdrawnReason: string | null;
}

/** The state as lists and files show it: a withdrawn record is withdrawn, whatever was decided about it before. */
export function shownState(row: Omit<Counted, "amount">): SpendState | "withdrawn" {
  return row.withdrawnReason === null ? row.state : "withdrawn";
}

/** How much of a record counts for a match: all of it once it is confirmed, and nothing before. In pence. */
export function confirmedAmount(row: Counted): Pence {
  return shownState(row) === "confirmed" ? row.amount : ZERO;
}

/** What stands recorded and how much of it is confirmed, in pence; declined and withdrawn records are in neither. */
export interface SpendSums {
  recorded: Pence;
  confirmed: Pence;
}

/** The sums of some records, in pence. */
export function spendSums(rows: readonly Counted[]): SpendSums {
  const stands = rows.filter((row) => ["waiting", "confirmed"].includes(shownState(row)));
  return { recorded: sum(stands.map((row) => row.amount)), confirmed: sum(rows.map(confirmedAmount)) };
}

/** "£24,900.00 recorded, of which £18,500.00 confirmed". */
export function sumsText({ recorded, confirmed }: SpendSums): string {
  return `${formatPence(recorded)} recorded, of which ${formatPence(confirmed)} confirmed`;
}

interface Decided {
  organisationCode: string;
  recordedBy: string;
}

/** Whether somebody may decide on a record: a commercial officer, and not for the own organisation or an own record. */
export function mayDecide(
  actor: Pick<Actor, "organisationCode" | "roles" | "userId">,
  spend: Decided,
): boolean {
  return actor.roles.includes("commercial_officer") && !isOwn(actor, spend);
}

const isOwn = (actor: Pick<Actor, "organisationCode" | "userId">, spend: Decided): boolean =>
  actor.organisationCode === spend.organisationCode || actor.userId === spend.recordedBy;

/**
 * Refuses everybody but a commercial officer of another organisation, who decides on spend with evidence. Answers who
 * that is. Throws Problem not-allowed `not-spend-decider` and `own-spend`.
 */
export function requireSpendDecider(
  actor: Pick<Actor, "organisationCode" | "roles" | "userId">,
  spend: Decided,
): string {
  if (actor.userId === null || !actor.roles.includes("commercial_officer")) {
    throw new Problem("not-allowed", "not-spend-decider", {
      title: "Only a commercial officer confirms or declines local spend.",
      detail: "Ask one of them to look at the evidence.",
    });
  }
  if (isOwn(actor, spend)) {
    throw new Problem("not-allowed", "own-spend", {
      title: "This is spend of your own organisation, or you recorded it yourself.",
      detail: "Ask a commercial officer of another organisation to look at the evidence.",
      rule: "Nobody confirms their own organisation’s spend",
    });
  }
  return actor.userId;
}
