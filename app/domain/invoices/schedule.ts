import { allocate, ZERO, type Pence } from "~/domain/money/money";
import { dayOf, type Day } from "~/domain/shared/day";
import {
  financialYearOf,
  financialYearPeriod,
  formatFinancialYear,
  type FinancialYear,
} from "~/domain/shared/financial-year";

/** A milestone of an order, as much of it as falling due needs; in the order's own order. */
export interface ScheduledMilestone {
  title: string;
  paymentBasisPoints: number;
  confirmedAt: Date | null;
}

/** A share of an order, as much of it as falling due needs. */
export interface ScheduledShare {
  id: string;
  financialYear: FinancialYear;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
  /** What of its net is held back until a milestone is confirmed: the milestone's place in the order. */
  held: readonly { milestone: number; net: Pence }[];
}

/** A piece of a share that falls due in one go. */
export interface SharePiece {
  shareId: string;
  financialYear: FinancialYear;
  /** The milestone that it is a percentage of, and the one that it is held back for besides, if any. */
  milestone: number;
  heldFor: number | null;
  net: Pence;
  vat: Pence;
  recoverableVat: Pence;
}

const sizeOf = (amount: Pence) => (amount < 0n ? -amount : amount);

/**
 * Cuts a share into the pieces that fall due on their own: first into what is held back for each milestone
 * and the rest, VAT in proportion; then each of these over the milestones by their percentages. Each time by
 * largest remainder, so that the pieces sum to the share to the penny. Amounts are pence, percentages basis
 * points.
 */
export function piecesOf(share: ScheduledShare, milestones: readonly ScheduledMilestone[]): SharePiece[] {
  const percentages = milestones.map((each) => BigInt(each.paymentBasisPoints));
  const rest = share.held.reduce((left, each) => left - each.net, share.net as bigint) as Pence;
  const nets = [...share.held.map((each) => each.net), rest];
  const waits = [...share.held.map((each) => each.milestone as number | null), null];
  const weights = nets.some((net) => net !== 0n) ? nets.map(sizeOf) : nets.map((_, at) => BigInt(at));
  const parts = (amount: Pence) => (nets.length === 1 ? [amount] : allocate(amount, weights));
  const [vats, recoverables] = [parts(share.vat), parts(share.recoverableVat)];
  return nets.flatMap((net, group) => {
    const over = (amount: Pence) =>
      amount === 0n ? percentages.map(() => ZERO) : allocate(amount, percentages);
    const [net2, vat2, recoverable2] = [over(net), over(vats[group]!), over(recoverables[group]!)];
    return percentages.map((_, milestone) => ({
      shareId: share.id,
      financialYear: share.financialYear,
      milestone,
      heldFor: waits[group] ?? null,
      net: net2[milestone]!,
      vat: vat2[milestone]!,
      recoverableVat: recoverable2[milestone]!,
    }));
  });
}

/** With what a piece is invoiced: a milestone, the annual charge of a financial year, or nothing yet. */
export type Due =
  | { with: "milestone"; milestone: number }
  | { with: "year"; financialYear: FinancialYear; from: Day }
  | { with: "nothing"; waitsFor: readonly number[] };

/**
 * The rule of drawdown: a piece falls due with the last of the milestones it hangs on, unless the financial year of its
 * share begins after that day. Then it is part of that year's annual charge, due from 1 April. So a payer's money of
 * one year is never drawn in an earlier one, and what a milestone must release is never drawn before it.
 */
export function dueOf(piece: SharePiece, milestones: readonly ScheduledMilestone[]): Due {
  const hangsOn = [piece.milestone, ...(piece.heldFor === null ? [] : [piece.heldFor])];
  const waitsFor = hangsOn.filter((at) => milestones[at]!.confirmedAt === null);
  if (waitsFor.length > 0) return { with: "nothing", waitsFor };
  const last = hangsOn.reduce((a, b) => {
    const [one, other] = [milestones[a]!.confirmedAt!, milestones[b]!.confirmedAt!];
    return one > other || (one.getTime() === other.getTime() && a > b) ? a : b;
  });
  const { financialYear } = piece;
  if (financialYear > financialYearOf(dayOf(milestones[last]!.confirmedAt!)))
    return { with: "year", financialYear, from: financialYearPeriod(financialYear).from };
  return { with: "milestone", milestone: last };
}

/** Whose pieces an invoice is made of. */
export type InvoiceSubject = { milestone: number } | { financialYear: FinancialYear };

function isPartOf(subject: InvoiceSubject, due: Due): boolean {
  if ("milestone" in subject) return due.with === "milestone" && due.milestone === subject.milestone;
  return due.with === "year" && due.financialYear === subject.financialYear;
}

/** What of each share an invoice asks for; shares of which it asks nothing are left out. In pence. */
export function duePieces(
  shares: readonly ScheduledShare[],
  milestones: readonly ScheduledMilestone[],
  subject: InvoiceSubject,
): Map<string, Pick<SharePiece, "net" | "vat" | "recoverableVat">> {
  const due = new Map<string, Pick<SharePiece, "net" | "vat" | "recoverableVat">>();
  for (const share of shares) {
    const own = piecesOf(share, milestones).filter((piece) => isPartOf(subject, dueOf(piece, milestones)));
    const total = (of: "net" | "vat" | "recoverableVat") =>
      own.reduce((all, piece) => all + piece[of], 0n) as Pence;
    const part = { net: total("net"), vat: total("vat"), recoverableVat: total("recoverableVat") };
    if (part.net !== 0n || part.vat !== 0n) due.set(share.id, part);
  }
  return due;
}

/** The financial years whose annual charge could be raised on a day, as the milestones stand. */
export function chargeableYears(
  shares: readonly ScheduledShare[],
  milestones: readonly ScheduledMilestone[],
): { financialYear: FinancialYear; from: Day }[] {
  const years = new Map<FinancialYear, Day>();
  for (const share of shares) {
    for (const piece of piecesOf(share, milestones)) {
      const due = dueOf(piece, milestones);
      if (due.with === "year" && (piece.net !== 0n || piece.vat !== 0n))
        years.set(due.financialYear, due.from);
    }
  }
  return [...years]
    .map(([financialYear, from]) => ({ financialYear, from }))
    .sort((a, b) => a.financialYear - b.financialYear);
}

/** "Annual charge 2027/28" */
export function annualChargeTitle(year: FinancialYear): string {
  return `Annual charge ${formatFinancialYear(year)}`;
}
