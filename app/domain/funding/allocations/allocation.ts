import { pence, ZERO, type Pence } from "../../money/money";
import { kindLabel } from "../../organisations/organisation";
import { listed } from "../../shared/sentence";

/** What orders have taken from a fund, in pence: three parts that no penny is in twice. */
export interface Use {
  committed: Pence;
  /** Paid on invoices and not taken back. */
  drawn: Pence;
  /** Paid and taken back by an agreement's rule: the fund has it again, and the allocation has not. */
  takenBack: Pence;
}

/** What orders took as the database answers it: the columns of `USE_COLUMNS`. */
export interface UseRow {
  [column: string]: unknown;
  committed: string;
  drawn: string;
  taken_back: string;
}

/** A row of these columns as pence. */
export function useOf(row: UseRow): Use {
  return {
    committed: pence(BigInt(row.committed)),
    drawn: pence(BigInt(row.drawn)),
    takenBack: pence(BigInt(row.taken_back)),
  };
}

/** What the orders of one buyer have taken from a fund. */
export interface BuyerUse extends Use {
  buyerCode: string;
  icbCode: string | null;
}

export const NO_USE: Use = { committed: ZERO, drawn: ZERO, takenBack: ZERO };

/**
 * What is set aside for an organisation, in pence. `offered` is the part of it that is awarded and not signed by both
 * sides: nobody else gets it, and no order uses it until the memorandum is in force.
 */
export interface Holding {
  amount: Pence;
  offered: Pence;
}

/** Those whose orders have an allocation to use: more is set aside for them than what waits for signatures. */
export function holdersOf(rows: readonly (Holding & { organisationCode: string })[]): Set<string> {
  return new Set(rows.filter((row) => row.amount > row.offered).map((row) => row.organisationCode));
}

/**
 * What orders may still take of an allocation, in pence; below zero where they took more. What was taken back is no part
 * of it: whoever had to give money back may not spend the same money again.
 */
export function leftOf({ amount, offered }: Holding, use: Use | undefined): Pence {
  return pence(amount - offered - usedOf(use));
}

/**
 * Why money of a fund may be set aside for a board although the fund is not for boards: the organisations of its area use
 * it. One sentence; null where the fund is for boards or for everybody, and of other organisations. `eligibleKinds` is the
 * fund's list, empty for every kind.
 */
export function usedInArea(kind: string, eligibleKinds: readonly string[]): string | null {
  if (kind !== "icb" || eligibleKinds.length === 0 || eligibleKinds.includes("icb")) return null;
  const kinds = listed(eligibleKinds.map((each) => kindLabel(each, true)));
  return `For the ${kinds} of its area, which use it where nothing is set aside for them by name.`;
}

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

/**
 * What each holder's allocation has been used for, and what the orders of buyers without one have taken. In
 * pence.
 */
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
  return {
    committed: pence(a.committed + b.committed),
    drawn: pence(a.drawn + b.drawn),
    takenBack: pence(a.takenBack + b.takenBack),
  };
}

/** What an allocation has used, in pence: reserved by orders, and paid on invoices whether or not some was taken back. */
export function usedOf(use: Use | undefined): Pence {
  return use ? pence(use.committed + use.drawn + use.takenBack) : ZERO;
}

/**
 * What is set aside and not used, in pence, with what waits for signatures. A holder that took more than its own takes
 * nothing off the others'.
 */
export function unusedOf(
  rows: readonly (Holding & { organisationCode: string })[],
  uses: readonly BuyerUse[],
): Pence {
  const { byHolder } = useByHolder(uses, holdersOf(rows));
  let unused = 0n;
  for (const row of rows) {
    const left = leftOf(row, byHolder.get(row.organisationCode));
    unused += row.offered + (left > 0n ? left : 0n);
  }
  return pence(unused);
}
