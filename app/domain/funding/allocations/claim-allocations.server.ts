import { and, eq } from "drizzle-orm";
import type { Tx } from "~db";
import { isAnyOf } from "~db/lists";
import { allocation, fund } from "~db/schema/funding";
import { organisation } from "~db/schema/organisations";
import { formatPence } from "../../money/format";
import { pence, sum, type Pence } from "../../money/money";
import { Problem } from "../../shared/problem";
import { holderOf, holdersOf, leftOf, useByHolder } from "./allocation";
import { offered } from "./offered.server";
import { useByBuyer } from "./allocation-views.server";

/**
 * Asked by an order before it commits: where a fund's allocations bind, the buyer's orders may take no more
 * than what is set aside for it, or for its board. Throws Problem allocation-short saying by how much. Other
 * funds cost one read. Orders on one allocation wait for each other at its row, until the commit; orders on
 * other allocations do not. Costs are pence. Throws Problem rule-broken `allocation-missing` and
 * `allocation-short`.
 */
export async function claimAllocations(
  tx: Tx,
  input: { buyerCode: string; shares: readonly { fundId: string | null; cost: Pence }[] },
): Promise<void> {
  const asked = [...new Set(input.shares.flatMap(({ fundId }) => (fundId === null ? [] : [fundId])))].sort();
  if (asked.length === 0) return;
  const binding = await tx
    .select({ id: fund.id, name: fund.name })
    .from(fund)
    .where(and(isAnyOf(fund.id, asked), eq(fund.allocationsBind, true)))
    .orderBy(fund.id);
  for (const each of binding) {
    const cost = sum(input.shares.filter(({ fundId }) => fundId === each.id).map((share) => share.cost));
    if (cost > 0n) await claim(tx, each, input.buyerCode, cost);
  }
}

async function claim(tx: Tx, held: { id: string; name: string }, buyerCode: string, cost: Pence) {
  const [buyer] = await tx
    .select({ name: organisation.name, icbCode: organisation.icbCode })
    .from(organisation)
    .where(eq(organisation.code, buyerCode));
  const rows = await tx
    .select({ organisationCode: allocation.organisationCode, amount: allocation.amount, offered })
    .from(allocation)
    .where(eq(allocation.fundId, held.id));
  const holders = holdersOf(rows.map((row) => ({ ...row, offered: pence(BigInt(row.offered)) })));
  const holder = holderOf({ buyerCode, icbCode: buyer?.icbCode ?? null }, holders);
  if (holder === null) {
    throw new Problem("rule-broken", "allocation-missing", {
      title: `${held.name} has set nothing aside for ${buyer?.name ?? buyerCode}.`,
      detail:
        "Its money may be used only by organisations that have an allocation of it. Nothing has been reserved and the order stays as it is. Ask the fund's commercial officer for an allocation.",
      rule: "An organisation takes no more of this fund than its allocation",
      next: { label: "See your allocations", href: "/buying/funding" },
    });
  }
  // The row first, then its use in a statement of its own, which sees every order that held the row before.
  const [own] = await tx
    .select({ amount: allocation.amount, offered, name: organisation.name })
    .from(allocation)
    .innerJoin(organisation, eq(organisation.code, allocation.organisationCode))
    .where(and(eq(allocation.fundId, held.id), eq(allocation.organisationCode, holder)))
    .for("update", { of: allocation });
  const { byHolder } = useByHolder(await useByBuyer(tx, held.id, holder), holders);
  const waiting = pence(BigInt(own!.offered));
  const free = leftOf({ amount: own!.amount, offered: waiting }, byHolder.get(holder));
  if (cost <= free) return;
  const short = pence(cost - free);
  throw new Problem(
    "rule-broken",
    "allocation-short",
    {
      title: `The allocation of ${own!.name} from ${held.name} is ${formatPence(short)} short: this needs ${formatPence(cost)} and ${formatPence(free)} of it is left.`,
      detail: `Nothing has been reserved and the order stays as it is. ${waiting > 0n ? `${formatPence(waiting)} more is awarded and can be used once both sides have signed. ` : ""}Lower the order's cost, or ask the fund's commercial officer to set more aside.`,
      rule: "An organisation takes no more of this fund than its allocation",
      next: { label: "See your allocations", href: "/buying/funding" },
    },
    { fund: held.id, holder, asked: cost.toString(), available: free.toString(), short: short.toString() },
  );
}
