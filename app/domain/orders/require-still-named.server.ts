import type { Queryable } from "~db";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { awardedAndOrdered, type AwardedAndOrdered, type OrderToCompare } from "./awarded-views.server";
import { rankedAgain } from "./compared";
import type { OrderedItem } from "~/domain/who-pays/item-views.server";

/**
 * An order is for what was compared. Returns what was awarded beside what is ordered, to be kept as evidence. Throws
 * rule-broken when the order leaves what was compared and the lot's mechanism, run again on its own figures, names
 * another solution.
 */
export async function requireStillNamed(
  q: Queryable,
  order: OrderToCompare & { id: string },
  ordered: { items: readonly OrderedItem[]; net: Pence; gross: Pence; on: Day },
): Promise<AwardedAndOrdered | null> {
  const found = await awardedAndOrdered(q, order, ordered);
  if (!found || found.stillNamed) return found;
  const left = found.figures.filter((figure) => figure.leaves);
  const changed = left.map(
    ({ figure, awarded, ordered: now }) => `${figure}: ${awarded} awarded, ${now} ordered`,
  );
  throw new Problem(
    "rule-broken",
    "not-what-was-compared",
    {
      title:
        "This order is no longer for what was compared, and on its own figures another solution is named.",
      detail: `${changed.join(". ")}. ${rankedAgain(found.mechanism!)} Change the order back to what was compared, or compare again on its figures.`,
      rule: "PA-06, Procurement Act 2023 s.45(3) to (4)",
      next: { label: "Compare again on these figures", href: `/buying/orders/${order.id}/compare-again` },
    },
    { winner: found.mechanism?.winner?.solutionId ?? null, figures: left.map(({ figure }) => figure) },
  );
}
