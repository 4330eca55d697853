import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { allocationChange } from "~db/schema/fund-changes";
import { allocation, fund } from "~db/schema/funding";
import type { Actor } from "~/domain/audit/event";
import { useByHolder, usedOf } from "../funding/allocations/allocation";
import { useByBuyer } from "../funding/allocations/allocation-views.server";
import { larger, pence, ZERO, type Pence } from "../money/money";
import type { Day } from "../shared/day";

/**
 * Sets part of a fund aside for an award, or lets it go, by a change of the organisation's allocation:
 * whatever counts allocations counts awards. What its orders have taken already stays set aside. Holds the
 * fund's row, as everybody does who allocates; the database refuses what the fund does not hold. In pence.
 */
export async function changeSetAside(
  tx: Tx,
  input: {
    fundId: string;
    organisationCode: string;
    awardId: string;
    /** Below zero lets go. */
    by: Pence;
    reason: string;
    /** How what is set aside then came about, where that is not the award. */
    basis?: string;
    actor: Actor;
    at: Date;
    today: Day;
  },
): Promise<void> {
  const { fundId, organisationCode } = input;
  await tx.select().from(fund).where(eq(fund.id, fundId)).for("no key update");
  const [row] = await tx
    .select({ amount: allocation.amount })
    .from(allocation)
    .where(and(eq(allocation.fundId, fundId), eq(allocation.organisationCode, organisationCode)));
  const before = row?.amount ?? ZERO;
  const wanted = pence(before + input.by);
  const kept = input.by < 0n ? larger(wanted, await takenByOrders(tx, fundId, organisationCode)) : wanted;
  // Orders may have taken all of it, or more: then nothing is let go, and how it came about is still another.
  const amount = input.by < 0n && kept > before ? before : kept;
  await tx.insert(allocationChange).values({
    fundId,
    organisationCode,
    amountBefore: before,
    amount,
    method: "award",
    basis: input.basis ?? `Award ${input.awardId}`,
    reason: input.reason,
    decidedBy: input.actor.userId,
    decidedOn: input.today,
    recordedAt: input.at,
  });
}

async function takenByOrders(tx: Tx, fundId: string, organisationCode: string): Promise<Pence> {
  const holders = new Set([organisationCode]);
  const { byHolder } = useByHolder(await useByBuyer(tx, fundId, organisationCode), holders);
  return usedOf(byHolder.get(organisationCode));
}
