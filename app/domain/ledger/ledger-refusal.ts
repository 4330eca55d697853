import { formatPence } from "~/domain/money/format";
import { pence } from "~/domain/money/money";
import { Problem } from "~/domain/shared/problem";
import { formatDay, type Day } from "~/domain/shared/day";
import { formatFinancialYear } from "~/domain/shared/financial-year";

/** What the database says about a refusal; drizzle keeps it on `cause`. */
interface DatabaseRefusal {
  code?: string;
  detail?: string;
  constraint_name?: string;
  message?: string;
}

function databaseRefusal(error: unknown): DatabaseRefusal {
  return ((error as { cause?: unknown } | null)?.cause ?? error ?? {}) as DatabaseRefusal;
}

/**
 * Turns the ledger's own refusals (db/migrations, "ledger") into words; null when it is another error.
 * Answers null or Problem conflict `allocations-changed`, `reservation-exceeded` and
 * `entry-recorded-otherwise`, not-allowed `needs-second-officer`, not-found `no-such-fund`, rule-broken
 * `fund-short`, `fund-closed`, `allocation-too-large` and `year-closed`.
 */
export function ledgerProblem(error: unknown): Problem | null {
  const refusal = databaseRefusal(error);
  if (refusal.code === "DV002") return fundShort(refusal.detail ?? "{}");
  if (refusal.code === "DV004") return fundClosed(refusal.detail ?? "{}");
  if (refusal.code === "DV005") return allocatedTooMuch(refusal.detail ?? "{}");
  if (refusal.code === "DV003" && refusal.constraint_name === "allocation_change_follows") {
    return new Problem("conflict", "allocations-changed", {
      title: "An allocation has changed since you looked at it.",
      detail: "Nothing was changed. Look at the allocations as they are now and do it again.",
    });
  }
  if (refusal.code === "DV006") return yearClosed(refusal.detail ?? "{}");
  if (refusal.code === "DV003" && refusal.constraint_name === "ledger_reservation_not_exceeded") {
    return new Problem("conflict", "reservation-exceeded", {
      title: "This payment is more than what is left of the money reserved for it.",
      detail: "Part of it has been paid or released already. Open the order to see its payments.",
    });
  }
  if (refusal.code === "DV003" && refusal.constraint_name === "ledger_reversal_by_two") {
    return new Problem("not-allowed", "needs-second-officer", {
      title: "Two officers stand behind every reversal.",
      detail: "Nothing has been changed. One asks for it, and another commercial officer approves.",
      rule: "The person who approves is not the one who asked",
    });
  }
  if (refusal.code === "DV003" && refusal.constraint_name === "ledger_entry_once") {
    return new Problem("conflict", "entry-recorded-otherwise", {
      title: "This is in the ledger already, with other amounts.",
      detail: "Nothing has been changed. Open the order to see what was recorded.",
    });
  }
  if (refusal.code === "DV003" && refusal.constraint_name === "ledger_account_known") {
    return new Problem("not-found", "no-such-fund", {
      title: "The fund that is meant to pay for this does not exist.",
      detail: "Ask a commercial officer to check the agreement that names it.",
    });
  }
  return null;
}

/** The fund has less than is asked: says by how much. Details carry the figures in pence. */
function fundShort(detail: string): Problem {
  const { account, name, asked, available } = JSON.parse(detail) as Record<string, string | null>;
  const wanted = pence(BigInt(asked ?? 0));
  const free = pence(BigInt(available ?? 0));
  const short = pence(wanted - free);
  return new Problem(
    "rule-broken",
    "fund-short",
    {
      title: `${name ?? account} is ${formatPence(short)} short: this needs ${formatPence(wanted)} and ${formatPence(free)} is free to commit.`,
      detail:
        "Nothing has been reserved and the order stays as it is. Try again when money has come back to the fund, lower the order's cost, or ask the fund's commercial officer to add to it.",
      rule: "A fund is never overspent",
      next: { label: "See what each fund has left", href: "/funding" },
    },
    { account, asked: wanted.toString(), available: free.toString(), short: short.toString() },
  );
}

function fundClosed(detail: string): Problem {
  const { fund, name, opensOn, closesOn } = JSON.parse(detail) as Record<string, string>;
  return new Problem(
    "rule-broken",
    "fund-closed",
    {
      title: `${name} cannot pay for this today: it is open from ${formatDay(opensOn as Day)} to ${formatDay(closesOn as Day)}.`,
      detail:
        "Nothing has been reserved and the order stays as it is. Ask a commercial officer which fund replaces it.",
      next: { label: "See which funds are open", href: "/funding" },
    },
    { fund },
  );
}

function yearClosed(detail: string): Problem {
  const { financialYear, effectiveOn } = JSON.parse(detail) as { financialYear: number; effectiveOn: string };
  const year = formatFinancialYear(financialYear);
  return new Problem(
    "rule-broken",
    "year-closed",
    {
      title: `The financial year ${year} is closed: nothing can be recorded on ${formatDay(effectiveOn as Day)}.`,
      detail:
        "Nothing has been recorded. Record it in a year that is open, with a reason that names the year it belongs to.",
      rule: "A closed financial year stays as it is",
      next: { label: "See which years are closed", href: "/commercial/year-end" },
    },
    { financialYear, effectiveOn },
  );
}

/** A fund would set aside more than it holds. The commands ask before; this is for two who act at the same moment. */
function allocatedTooMuch(detail: string): Problem {
  const { fund, name, planned, held } = JSON.parse(detail) as Record<string, string>;
  const over = pence(BigInt(planned ?? 0) - BigInt(held ?? 0));
  return new Problem(
    "rule-broken",
    "allocation-too-large",
    {
      title: `${name} would set aside ${formatPence(over)} more than it holds.`,
      detail: "Nothing was changed. Lower the amounts, or add money to the fund first.",
    },
    { fund },
  );
}
