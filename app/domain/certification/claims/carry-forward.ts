import type { Day } from "~/domain/shared/day";
import { evidenceGap, type EvidenceInput } from "./claim";
import type { AskedItem } from "./evidence-kinds";

/** Evidence as it was given for a former version of a product. */
export type FormerEvidence = Omit<EvidenceInput, "itemPosition"> & { itemTitle: string };

/** What a claim takes over for one item, and why it does not for another. */
export interface CarryPlan<T> {
  taken: { item: AskedItem; evidence: T[] }[];
  left: { title: string; why: string }[];
}

/**
 * What of a former version's evidence a claim takes over on a day: for each item that is asked for and has nothing yet, what was given
 * for the item of the same title and still counts. An item for which nothing was given then is left out.
 */
export function carryPlan<T extends FormerEvidence>(
  asked: readonly AskedItem[],
  former: readonly T[],
  given: readonly { itemPosition: number }[],
  on: Day,
): CarryPlan<T> {
  const plan: CarryPlan<T> = { taken: [], left: [] };
  for (const item of asked) {
    const own = former.filter((one) => one.itemTitle === item.title);
    if (own.length === 0) continue;
    if (given.some((one) => one.itemPosition === item.position)) {
      plan.left.push({ title: item.title, why: "You have given evidence for it already." });
      continue;
    }
    const gapOf = (some: readonly T[]) =>
      evidenceGap(
        item,
        some.map((one) => ({ ...one, itemPosition: item.position })),
        on,
      );
    const valid = own.filter((one) => gapOf([one]) === null);
    if (valid.length > 0) plan.taken.push({ item, evidence: valid });
    else plan.left.push({ title: item.title, why: gapOf(own)! });
  }
  return plan;
}
