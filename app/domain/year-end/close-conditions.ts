import { formatPence } from "~/domain/money/format";
import { sum, type Pence } from "~/domain/money/money";
import { addDays, formatDay, type Day } from "~/domain/shared/day";
import { financialYearPeriod, formatFinancialYear, type FinancialYear } from "~/domain/shared/financial-year";

/** Money that an order still holds of a fund that lapses. */
export interface Outstanding {
  orderId: string;
  orderTitle: string;
  buyerName: string;
  fundId: string;
  fundName: string;
  left: Pence;
}

/** What the closing of a year depends on, as it stands. */
export interface CloseFacts {
  financialYear: FinancialYear;
  today: Day;
  now: Date;
  outstanding: readonly Outstanding[];
  /** Reservations that the request keeps, to be paid after the year; null while nobody has said. */
  accrued: Pence | null;
  undecided: readonly { label: string; href: string }[];
  check: { checkedAt: Date; differences: number } | null;
  trialBalanceIsZero: boolean;
}

export interface Condition {
  key: "year-over" | "reservations" | "undecided" | "recomputed" | "zero";
  label: string;
  met: boolean;
  /** What is the case, and what to do while it is not met. */
  text: string;
}

const HOURS_A_CHECK_HOLDS = 24;

/** Everything that must hold before a year closes, each with what to do. */
export function conditionsOfClose(facts: CloseFacts): Condition[] {
  return [yearOver(facts), reservations(facts), undecided(facts), recomputed(facts), zero(facts)];
}

function yearOver({ financialYear, today }: CloseFacts): Condition {
  const { to } = financialYearPeriod(financialYear);
  const met = today > to;
  return {
    key: "year-over",
    label: "The year is over",
    met,
    text: met
      ? `${formatFinancialYear(financialYear)} ended on ${formatDay(to)}.`
      : `${formatFinancialYear(financialYear)} ends on ${formatDay(to)}. It can be closed from ${formatDay(addDays(to, 1))}.`,
  };
}

function reservations({ outstanding, accrued }: CloseFacts): Condition {
  const total = sum(outstanding.map((one) => one.left));
  const label = "Reservations of lapsing funds are dealt with";
  if (total === 0n)
    return { key: "reservations", label, met: true, text: "No order holds money of a fund that lapses." };
  const orders = new Set(outstanding.map((one) => one.orderId)).size;
  const many = `${orders === 1 ? "1 order holds" : `${orders} orders hold`} ${formatPence(total)}`;
  if (accrued === total) {
    return { key: "reservations", label, met: true, text: `${many}, kept to be paid after the year.` };
  }
  const why =
    accrued === null || accrued === 0n
      ? "Have them paid or released, or keep them with a reason when you ask for the closing."
      : `The request keeps ${formatPence(accrued)}, which is no longer the sum. Take it back and ask again.`;
  return { key: "reservations", label, met: false, text: `${many} of funds that lapse. ${why}` };
}

function undecided(facts: CloseFacts): Condition {
  const met = facts.undecided.length === 0;
  return {
    key: "undecided",
    label: "No request about the year’s money is open",
    met,
    text: met
      ? "Every carry-over, transfer, clawback, addition and reversal that touches it is decided."
      : `Decide first: ${facts.undecided.map((one) => one.label).join("; ")}.`,
  };
}

function recomputed({ check, now }: CloseFacts): Condition {
  const label = "Every balance equals its movements";
  const fresh =
    check !== null && now.getTime() - check.checkedAt.getTime() <= HOURS_A_CHECK_HOLDS * 3_600_000;
  if (!check || !fresh) {
    return {
      key: "recomputed",
      label,
      met: false,
      text: "The last time that every balance was worked out again is more than a day ago. Have it done again, which takes a minute.",
    };
  }
  return check.differences === 0
    ? {
        key: "recomputed",
        label,
        met: true,
        text: "Every balance was worked out again within the last day, and they agree.",
      }
    : {
        key: "recomputed",
        label,
        met: false,
        text: "Balances differ from their movements. Call support; no year closes before that is put right.",
      };
}

function zero({ trialBalanceIsZero: met }: CloseFacts): Condition {
  return {
    key: "zero",
    label: "The trial balance is zero",
    met,
    text: met
      ? "What was credited and what was debited come to the same, to the penny."
      : "What was credited and what was debited differ. Call support.",
  };
}
