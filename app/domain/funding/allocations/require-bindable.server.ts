import { eq } from "drizzle-orm";
import type { Tx } from "~db";
import { fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { requireFundingOfficer } from "~/domain/ledger/funding-officer";
import { Problem } from "../../shared/problem";

/**
 * The fund, held until the transaction ends, where it is not so already. Throws Problem not-found `no-such-fund`, conflict
 * `bound-already`, not-allowed `funding-officer-only`.
 */
export async function requireBindable(tx: Tx, input: { fundId: string; bind: boolean; actor: Actor }) {
  requireFundingOfficer(input.actor);
  const [held] = await tx.select().from(fund).where(eq(fund.id, input.fundId)).for("no key update");
  if (!held) throw new Problem("not-found", "no-such-fund", `There is no fund ${input.fundId}.`);
  if (held.allocationsBind === input.bind) {
    throw new Problem("conflict", "bound-already", {
      title: input.bind
        ? `The allocations of ${held.name} bind already.`
        : `The allocations of ${held.name} do not bind.`,
      detail: "Nothing was changed.",
    });
  }
  return held;
}
