import { formatPence } from "~/domain/money/format";
import type { Pence } from "~/domain/money/money";
import { formatDay, type Day } from "~/domain/shared/day";
import type { FinancialYear } from "~/domain/shared/financial-year";
import { Problem } from "~/domain/shared/problem";
import { whyNoMoneyInto, whyYearForbidsReversal, type ClosedThrough } from "./closed-year";
import { backwards, type RecordedTransfer, type TransferRequest } from "./ledger";

/** What decides whether a movement can be taken back. */
export interface ReversalFacts {
  movement: { kind: string; effectiveOn: Day };
  transfers: readonly RecordedTransfer[];
  /** What took it back already. */
  reversal: { transactionId: string; effectiveOn: Day } | null;
  /** Of the reservations that it made, what has been paid or given back since, in pence. */
  answered: Pence;
  /** The funds that it touched, by the keys of their accounts. */
  funds: readonly ReversalFund[];
  closedThrough: ClosedThrough;
}

/** A fund that a movement touched, with what rests on its money. All sums in pence. */
export interface ReversalFund {
  account: string;
  fundId: string;
  name: string;
  financialYear: FinancialYear;
  /** Free to commit. */
  free: Pence;
  /** Put in and not moved on. */
  held: Pence;
  /** The sum of its allocations, and how much of that is awarded. */
  setAside: Pence;
  awarded: Pence;
  /** What orders have reserved. */
  committed: Pence;
}

const movementPage = (id: string) => `/commercial/ledger/entries/${id}`;
const KEPT =
  "Nothing has been changed. To spend more, add money to a fund of a year that is open; two officers do that as well.";

/**
 * Why a movement cannot be taken back as things stand, with what to do next; null when it can. The form, its
 * check page, the request and the approval are all judged by it. Answers null or Problem conflict
 * `reversed-already`, rule-broken `reversal-of-reversal`, `reversal-in-closed-year`, `release-not-reversed`,
 * `nothing-to-reverse`, `reversal-answered`, `reversal-allocated` and `reversal-short`.
 */
export function whyNotReverse(facts: ReversalFacts): Problem | null {
  const { movement, reversal } = facts;
  if (reversal) {
    return new Problem("conflict", "reversed-already", {
      title: `This entry was reversed on ${formatDay(reversal.effectiveOn)} already.`,
      detail: "An entry is reversed once.",
      next: { label: "See the reversal", href: movementPage(reversal.transactionId) },
    });
  }
  if (movement.kind === "reverse") {
    return new Problem("rule-broken", "reversal-of-reversal", {
      title: "This is a reversal itself, and a reversal is not reversed.",
      detail: "Do the first thing again: place the order, pay the invoice or move the money once more.",
      next: { label: "See the funds", href: "/commercial/funding" },
    });
  }
  const kept = whyYearForbidsReversal(movement, facts.closedThrough) ?? intoClosedYear(facts);
  if (kept !== null) {
    return new Problem("rule-broken", "reversal-in-closed-year", {
      title: kept,
      detail: KEPT,
      rule: "What a closed year says stays as it was closed",
      next: { label: "See the funds", href: "/commercial/funding" },
    });
  }
  return whyNotMoneyBack(facts);
}

/** Why its money would go into a fund of a closed year; null when it does not. */
function intoClosedYear({ transfers, funds, closedThrough }: ReversalFacts): string | null {
  for (const { credit, kind } of backwards(transfers) ?? []) {
    const fund = kind === "move" ? funds.find((one) => one.account === credit) : undefined;
    const reason = fund ? whyNoMoneyInto(fund, closedThrough) : null;
    if (reason !== null) return reason;
  }
  return null;
}

function whyNotMoneyBack(facts: ReversalFacts): Problem | null {
  const wanted = backwards(facts.transfers);
  if (wanted === null) {
    return new Problem("rule-broken", "release-not-reversed", {
      title: "Money that was given back is not taken again by a reversal.",
      detail: "It may be reserved by others by now. A new order, or a change of this one, reserves it again.",
    });
  }
  if (wanted.length === 0) {
    return new Problem("rule-broken", "nothing-to-reverse", {
      title: "This entry moved no money, so there is nothing to reverse.",
    });
  }
  if (facts.answered > 0n) return reservationAnswered();
  for (const fund of facts.funds) {
    const takenOut = leavesFund(wanted, fund, isPutIn);
    const uncovered = fund.setAside - (fund.held - takenOut);
    if (takenOut > 0n && uncovered > 0n) return restsOnIt(fund, uncovered as Pence);
    const leaves = leavesFund(wanted, fund);
    if (leaves > fund.free) return moneyGone(fund, leaves);
  }
  return null;
}

/** Whether money from this account makes a fund larger: what comes back from a supplier or a budget was in it before. */
const isPutIn = (account: string) => account.startsWith("source:") || account.startsWith("fund:");

/** What leaves a fund for these accounts less what comes from them, in pence. */
function leavesFund(
  wanted: readonly TransferRequest[],
  { account }: ReversalFund,
  counts: (other: string) => boolean = () => true,
): Pence {
  return wanted.reduce((left, { kind, debit, credit, amount }) => {
    if (kind !== "move" || !counts(debit === account ? credit : debit)) return left;
    return left + (debit === account ? amount : 0n) - (credit === account ? amount : 0n);
  }, 0n) as Pence;
}

/** Allocations rest on the money, and awards and orders on them: they are taken back first. */
function restsOnIt(fund: ReversalFund, uncovered: Pence): Problem {
  const rests = [
    `${formatPence(fund.setAside)} is allocated to organisations`,
    ...(fund.awarded > 0n ? [`${formatPence(fund.awarded)} of it is awarded`] : []),
    ...(fund.committed > 0n ? [`orders have reserved ${formatPence(fund.committed)}`] : []),
  ];
  const text = rests.length < 2 ? rests[0] : `${rests.slice(0, -1).join(", ")} and ${rests.at(-1)}`;
  return new Problem("rule-broken", "reversal-allocated", {
    title: `Allocations of ${fund.name} rest on this money: ${formatPence(uncovered)} of them would have nothing behind them.`,
    detail: `${text}. Nothing has been changed. Take back ${formatPence(uncovered)} of its allocations first, and ask again.`,
    rule: "A fund never sets aside more than it holds",
    next: {
      label: `See the allocations of ${fund.name}`,
      href: `/commercial/funding/${encodeURIComponent(fund.fundId)}/allocations`,
    },
  });
}

/** The refusal where part of a reservation was paid or given back. */
export const reservationAnswered = () =>
  new Problem("rule-broken", "reversal-answered", {
    title: "Part of this reservation has been paid or given back already.",
    detail:
      "Nothing has been changed. Reverse its payments first, or release what is left by ending the order.",
  });

function moneyGone(fund: { name: string; free: Pence }, leaves: Pence): Problem {
  const short = (leaves - fund.free) as Pence;
  return new Problem("rule-broken", "reversal-short", {
    title: `The money is no longer there to go back: ${fund.name} is ${formatPence(short)} short.`,
    detail: `${formatPence(leaves)} would go back and ${formatPence(fund.free)} is free to commit: orders have reserved it or invoices have used it since. Nothing has been changed. Ask again when money has come back to the fund, or add money to it first.`,
    rule: "A fund is never overspent",
  });
}
