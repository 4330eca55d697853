import type { Queryable } from "~db";
import type { Pence } from "~/domain/money/money";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { awardedAndOrdered, type AwardedAndOrdered, type OrderToCompare } from "./draft/awarded-views.server";
import { rankedAgain, addedTooMuchText, WAY_BACK_FROM_ADDED, type AddedTooMuch } from "./draft/added";
import { WAY_BACK } from "./draft/compared";
import type { OrderedItem } from "~/domain/who-pays/item-views.server";

/**
 * An order is for what was compared. Returns what was awarded beside what is ordered, to be kept as evidence.
 * Throws rule-broken when the order leaves what was compared and the lot's mechanism, run again on its own
 * figures, names another solution, or when what nobody was asked for adds more than the lot's tolerance. Codes: rule-broken
 * `not-what-was-compared` and `more-than-was-compared`.
 */
export async function requireStillNamed(
  q: Queryable,
  order: OrderToCompare & { id: string },
  ordered: { items: readonly OrderedItem[]; net: Pence; gross: Pence; on: Day },
): Promise<AwardedAndOrdered | null> {
  const found = await awardedAndOrdered(q, order, ordered);
  if (found?.tooMuch) throw grewTooMuch(order.id, { ...found, tooMuch: found.tooMuch });
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
      detail: `${changed.join(". ")}. ${rankedAgain(found.mechanism!, found.added)} ${WAY_BACK}`,
      rule: "PA-06, Procurement Act 2023 s.45(3) to (4)",
      next: { label: "Compare again on these figures", href: `/buying/orders/${order.id}/compare-again` },
    },
    { winner: found.mechanism?.winner?.solutionId ?? null, figures: left.map(({ figure }) => figure) },
  );
}

function grewTooMuch(
  orderId: string,
  { tooMuch, added = [], tolerance }: AwardedAndOrdered & { tooMuch: AddedTooMuch },
): Problem {
  return new Problem(
    "rule-broken",
    "more-than-was-compared",
    {
      title: "This order grew by services that were not part of the comparison.",
      detail: `${addedTooMuchText(tooMuch, added, tolerance)} ${WAY_BACK_FROM_ADDED}`,
      rule: "PA-06, Procurement Act 2023 s.45(3) to (4)",
      next: { label: "Compare again with these services", href: `/buying/orders/${orderId}/compare-again` },
    },
    { ...tooMuch, services: added.map(({ name }) => name) },
  );
}
