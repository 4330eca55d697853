import { lineCost } from "~/domain/invoices/invoice";
import { dueOf, piecesOf, type ScheduledMilestone, type ScheduledShare } from "~/domain/invoices/schedule";
import { dayOf, later, type Day } from "~/domain/shared/day";
import { financialYearPeriod } from "~/domain/shared/financial-year";

/** What of an order has been invoiced: the places of its milestones, and the years of annual charges. */
export interface Raised {
  milestones: ReadonlySet<number>;
  years: ReadonlySet<number>;
}

/**
 * What of a share is not invoiced yet, and when it will fall due if every milestone comes on its day: with the last of
 * the milestones it hangs on, and never before its financial year begins.
 */
export function openPieces(
  share: ScheduledShare,
  milestones: readonly (ScheduledMilestone & { dueOn: Day })[],
  raised: Raised,
): { dueOn: Day; weight: bigint }[] {
  return piecesOf(share, milestones).flatMap((piece) => {
    const due = dueOf(piece, milestones);
    const invoiced =
      (due.with === "milestone" && raised.milestones.has(due.milestone)) ||
      (due.with === "year" && raised.years.has(due.financialYear));
    const cost = lineCost(piece);
    if (invoiced || cost <= 0n) return [];
    const days = [piece.milestone, ...(piece.heldFor === null ? [] : [piece.heldFor])].map((at) => {
      const { confirmedAt, dueOn } = milestones[at]!;
      return confirmedAt ? dayOf(confirmedAt) : dueOn;
    });
    const last = days.reduce(later);
    return [{ dueOn: later(last, financialYearPeriod(piece.financialYear).from), weight: cost }];
  });
}
