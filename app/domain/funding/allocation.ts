import { pence, ZERO, type Pence } from "../money/money";

/** What the orders of one buyer have taken from a fund. */
export interface BuyerUse {
  buyerCode: string;
  icbCode: string | null;
  committed: Pence;
  drawn: Pence;
}

export interface Use {
  committed: Pence;
  drawn: Pence;
}

export const NO_USE: Use = { committed: ZERO, drawn: ZERO };

/**
 * Whose allocation an order of a buyer uses: the buyer's own, else that of its integrated care board, else nobody's.
 */
export function holderOf(
  buyer: { buyerCode: string; icbCode: string | null },
  holders: ReadonlySet<string>,
): string | null {
  if (holders.has(buyer.buyerCode)) return buyer.buyerCode;
  return buyer.icbCode !== null && holders.has(buyer.icbCode) ? buyer.icbCode : null;
}

/** What each holder's allocation has been used for, and what the orders of buyers without one have taken. */
export function useByHolder(
  uses: readonly BuyerUse[],
  holders: ReadonlySet<string>,
): { byHolder: Map<string, Use>; others: Use } {
  const byHolder = new Map<string, Use>();
  let others = NO_USE;
  for (const use of uses) {
    const holder = holderOf(use, holders);
    if (holder === null) others = add(others, use);
    else byHolder.set(holder, add(byHolder.get(holder) ?? NO_USE, use));
  }
  return { byHolder, others };
}

function add(a: Use, b: Use): Use {
  return { committed: pence(a.committed + b.committed), drawn: pence(a.drawn + b.drawn) };
}

export function usedOf(use: Use | undefined): Pence {
  return use ? pence(use.committed + use.drawn) : ZERO;
}

/**
 * What holders have not used of their allocations, in pence. One that took more than its own takes nothing off the others'.
 */
export function unusedOf(allocated: ReadonlyMap<string, Pence>, byHolder: ReadonlyMap<string, Use>): Pence {
  let unused = 0n;
  for (const [holder, amount] of allocated) {
    const left = amount - usedOf(byHolder.get(holder));
    if (left > 0n) unused += left;
  }
  return pence(unused);
}
