import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Pence } from "../../money/money";
import type { Day } from "../../shared/day";
import { Problem } from "../../shared/problem";
import { closedThrough } from "~/domain/ledger/closed-year-views.server";
import { whyNotAdd } from "../addable";

/**
 * The fund, held until the transaction ends. Throws a Problem where this sum cannot be added to it. The
 * amount is pence. Throws Problem not-found `no-such-fund`, bad-request `amount-not-positive`, rule-broken
 * `fund-year-closed` and `fund-closed`.
 */
export async function requireAddable(tx: Tx, fundId: string, amount: Pence, today: Day) {
  const [held] = await tx.select().from(fund).where(eq(fund.id, fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${fundId}.`);
  if (amount <= 0n) {
    throw new Problem("bad-request", "amount-not-positive", "Enter an amount above zero.");
  }
  const reason = whyNotAdd(held, today, await closedThrough(tx));
  if (reason) throw reason;
  return held;
}
