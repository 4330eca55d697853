import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Pence } from "../money/money";
import type { Day } from "../shared/day";
import { Problem } from "../shared/problem";
import { whyNoMoneyInto } from "~/domain/ledger/closed-year";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { fundState } from "./fund";

/** The fund, held until the transaction ends. Throws a Problem where this sum cannot be added to it. */
export async function requireAddable(tx: Tx, fundId: string, amount: Pence, today: Day) {
  const [held] = await tx.select().from(fund).where(eq(fund.id, fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${fundId}.`);
  if (amount <= 0n) {
    throw new Problem("bad-request", "amount-not-positive", "Enter an amount above zero.");
  }
  const kept = whyNoMoneyInto(held, await closedThrough(tx));
  if (kept) {
    throw new Problem("rule-broken", "fund-year-closed", {
      title: kept,
      detail: "Add the money to a fund of a year that is open.",
      rule: "Nothing is recorded in a closed year",
    });
  }
  if (fundState(held, today) === "closed") {
    throw new Problem("rule-broken", "fund-closed", {
      title: `${held.name} is closed, so money added to it could not be used.`,
      detail: "Change its last day for orders first, or add the money to a fund that is open.",
    });
  }
  return held;
}
