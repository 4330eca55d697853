import type { Tx } from "~db";
import { backwards } from "./ledger";
import { whyNotReverse } from "./reversal";
import { reversalFacts } from "./reversal-views.server";

/**
 * A movement of the ledger with what would take it back. Throws a Problem when it is unknown, or as
 * `whyNotReverse` says. Throws Problem conflict `reversed-already`, rule-broken `reversal-of-reversal`,
 * `reversal-in-closed-year`, `release-not-reversed`, `nothing-to-reverse`, `reversal-answered`,
 * `reversal-allocated` and `reversal-short`, and what its guards throw.
 */
export async function loadReversal(tx: Tx, transactionId: string) {
  const { entry, facts } = await reversalFacts(tx, transactionId);
  const reason = whyNotReverse(facts);
  if (reason) throw reason;
  return { entry, wanted: backwards(facts.transfers) ?? [] };
}
