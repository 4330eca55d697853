import { Problem } from "~/domain/shared/problem";

/**
 * Refuses a change that was made on an older picture of the order. The page keeps what was typed and shows
 * the order as it is now, so that sending it again is a decision and not an accident. Throws Problem conflict
 * `stale-edit`.
 */
export function requireFresh(order: { id: string; editCount: number }, seen: number): void {
  if (order.editCount === seen) return;
  throw new Problem(
    "conflict",
    "stale-edit",
    {
      title: "Somebody changed this order after you opened this page.",
      detail:
        "Nothing was saved, and what you entered is kept below. Look at the order as it is now, then send again.",
      next: { label: "See the order as it is now", href: `/buying/orders/${order.id}` },
    },
    { orderId: order.id, seen, now: order.editCount },
  );
}
